import { z } from 'zod'
import type { Tx } from '#platform/db'
import { caseSight, type Actor } from '#platform/permissions'
import { ask, command, question } from '#platform/question'
import { commandForAll } from '#platform/question-for-each'
import { BulkDeed, CaseStatus } from '../contract.ts'

export const addBulk = command<{ accountId: string; id: string; byPerson: string; action: string; total: number }>('bulk: add', `
  insert into cases.bulk_actions (account_id, id, by_person, action, total) values (:accountId, :id, :byPerson, :action::jsonb, :total)`)
/** In the order of their ids: each holds its case for a moment, and a deed under way may hold the same ones. */
export const addBulkItems = commandForAll<{ accountId: string; bulkId: string; caseId: string; position: number }>('bulk: add items', { accountId: 'uuid', bulkId: 'uuid', caseId: 'uuid', position: 'int' }, `
  insert into cases.bulk_items (account_id, bulk_id, case_id, position) select :accountId, :bulkId, :caseId, :position from each order by :caseId on conflict do nothing`)

const states = z.enum(['working', 'done', 'undoing', 'undone'])
const Bulk = z.object({ id: z.uuid(), byPerson: z.uuid(), action: BulkDeed, state: states, total: z.number() })
const bulk = 'select id, by_person as "byPerson", action, state, total from cases.bulk_actions where account_id = (select platform.account()) and id = :id'
export const bulkRow = question<{ id: string }, typeof Bulk>('bulk: row', Bulk, bulk)
/** Held: a job that was started twice does its batches one after the other. */
export const bulkForUpdate = question<{ id: string }, typeof Bulk>('bulk: for update', Bulk, `${bulk} for update`)
export const setBulkState = command<{ id: string; state: string }>('bulk: set state', `
  update cases.bulk_actions set state = :state, settled_at = case when :state in ('done', 'undone') then now() end where account_id = (select platform.account()) and id = :id`)

const Before = z.object({ status: CaseStatus, ownerId: z.string().nullable(), teamId: z.string().nullable(), tags: z.array(z.string()), snoozedUntil: z.string().nullable() })
export type BulkBefore = z.infer<typeof Before>
const Item = z.object({ caseId: z.uuid(), before: Before.nullable(), versionAfter: z.number().nullable() })
/** The next ones in that state, in order. What is undone is undone from the end. */
export const nextItems = question<{ bulkId: string; state: string; limit: number }, typeof Item>('bulk: next items', Item, `
  select case_id as "caseId", before, version_after as "versionAfter" from cases.bulk_items where account_id = (select platform.account()) and bulk_id = :bulkId and state = :state
   order by case when :state = 'done' then -position else position end limit :limit`)
export const settleItem = command<{ bulkId: string; caseId: string; state: string; code: string | null; why: string | null; before: string | null; versionAfter: number | null }>('bulk: settle item', `
  update cases.bulk_items set state = :state, code = :code, why = :why, before = coalesce(:before::jsonb, before), version_after = coalesce(:versionAfter, version_after)
   where account_id = (select platform.account()) and bulk_id = :bulkId and case_id = :caseId`)

const Tally = z.object({ waiting: z.number(), changed: z.number(), refused: z.number(), undone: z.number(), kept: z.number() })
export const tallyOf = question<{ bulkId: string }, typeof Tally>('bulk: tally', Tally, `
  select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'done')::int as changed, count(*) filter (where state = 'refused')::int as refused,
         count(*) filter (where state = 'undone')::int as undone, count(*) filter (where state = 'kept')::int as kept
    from cases.bulk_items where account_id = (select platform.account()) and bulk_id = :bulkId`)

const Reason = z.object({ caseId: z.uuid(), code: z.string(), why: z.string() })
export const reasonsOf = question<{ bulkId: string }, typeof Reason>('bulk: reasons', Reason, `
  select case_id as "caseId", code, why from cases.bulk_items where account_id = (select platform.account()) and bulk_id = :bulkId and state in ('refused', 'kept') order by position limit 100`)

const Stood = Before.omit({ snoozedUntil: true }).extend({ snoozedUntil: z.date().nullable(), version: z.number() })
/** How a case stands, held, as far as a deed for many may change it. */
export const howItStands = question<{ id: string }, typeof Stood>('bulk: how it stands', Stood, `
  select status, owner_id as "ownerId", team_id as "teamId", tags, snoozed_until as "snoozedUntil", version from cases.cases where account_id = (select platform.account()) and id = :id for update`)

/** Those of these cases that somebody sees. */
export async function idsInSight(tx: Tx, actor: Actor, ids: string[]): Promise<string[]> {
  const sight = caseSight(actor, 'c')
  return (await ask<{ id: string }>(tx, `select c.id from cases.cases c where c.account_id = (select platform.account()) and c.id = any (:ids::uuid[]) and ${sight.condition}`, { ...sight.values, ids })).map((each) => each.id)
}
