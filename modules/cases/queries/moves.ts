import { z } from 'zod'
import { command, question } from '#platform/question'
import { CaseStatus } from '../contract.ts'
import { Held, columns } from './cases.ts'

/** Several cases at once, held in the order of their ids, so that two who want the same ones never wait for each other. */
export const casesForUpdate = question<{ ids: string[] }, typeof Held>('cases: several for update', Held, `
  select ${columns} from cases.cases c where c.account_id = (select platform.account()) and c.id = any (:ids::uuid[]) order by c.id for no key update`)

const Shown = z.object({ lastMessageAt: z.date(), preview: z.string(), waitingSince: z.date().nullable() })
/** What the list shows of a case. */
export const shownOf = question<{ id: string }, typeof Shown>('cases: shown', Shown, `
  select last_message_at as "lastMessageAt", preview, waiting_since as "waitingSince" from cases.cases where account_id = (select platform.account()) and id = :id`)

type Stands = { id: string; status: string; snoozedUntil: Date | null; lastMessageId: string | null; lastMessageAt: Date; preview: string; waitingSince: Date | null }
/** What the list shows of a case, put as it is to be. */
export const putAsItStands = command<Stands>('cases: put as it stands', `
  update cases.cases set status = :status, snoozed_until = :snoozedUntil, last_message_id = :lastMessageId, last_message_at = :lastMessageAt, preview = :preview, waiting_since = :waitingSince, version = version + 1,
         solved_at = case when :status in ('solved', 'closed') then coalesce(solved_at, now()) end
   where account_id = (select platform.account()) and id = :id`)

export const addMergeLink = command<{ accountId: string; brandId: string; id: string; fromCase: string; toCase: string; byPerson: string; targetBefore: string }>('cases: add merge link', `
  insert into cases.links (account_id, brand_id, id, from_case, to_case, kind, by_person, target_before) values (:accountId, :brandId, :id, :fromCase, :toCase, 'merged-into', :byPerson, :targetBefore::jsonb)`)

/** A case, and all that were merged into it, lead to another one from now on. */
export const pointToMerged = command<{ id: string; into: string }>('cases: point to merged', `
  update cases.cases set merged_into = :into, version = version + 1 where account_id = (select platform.account()) and (id = :id or merged_into = :id)`)

/** A case stands for itself again, and what was merged into it leads to it. */
export const pointToItself = command<{ id: string }>('cases: point to itself', `
  with recursive below as (
    select from_case as id from cases.links where account_id = (select platform.account()) and to_case = :id and kind = 'merged-into' and ended_at is null
    union select l.from_case from cases.links l join below b on l.to_case = b.id where l.account_id = (select platform.account()) and l.kind = 'merged-into' and l.ended_at is null)
  update cases.cases set merged_into = case when id = :id then null else :id::uuid end, version = version + 1
   where account_id = (select platform.account()) and (id = :id or id in (select id from below))`)

const Before = z.object({ status: CaseStatus, snoozedUntil: z.string().nullable(), lastMessageId: z.string().nullable(), lastMessageAt: z.string(), preview: z.string(), waitingSince: z.string().nullable() })
export type Before = z.infer<typeof Before>
const Merge = z.object({ id: z.uuid(), intoId: z.uuid(), before: Before })
/** The merge that holds a case, and how the other one stood before. */
export const mergeOf = question<{ id: string }, typeof Merge>('cases: merge of', Merge, `
  select id, to_case as "intoId", target_before as before from cases.links
   where account_id = (select platform.account()) and from_case = :id and kind = 'merged-into' and ended_at is null`)

/** The merges into a case that came after one, oldest first. By id, which grows with time: those of one transaction share their moment. */
export const mergesAfter = question<{ id: string; link: string }, z.ZodObject<{ id: z.ZodUUID }>>('cases: merges after', z.object({ id: z.uuid() }), `
  select id from cases.links where account_id = (select platform.account()) and to_case = :id and kind = 'merged-into' and ended_at is null and id > :link order by id`)

/** How the target stood before the first of several merges is how it stood before all of them. */
export const handOnBefore = command<{ id: string; before: string }>('cases: hand on before', `
  update cases.links set target_before = :before::jsonb where account_id = (select platform.account()) and id = :id`)

export const endLink = command<{ id: string }>('cases: end link', 'update cases.links set ended_at = now() where account_id = (select platform.account()) and id = :id')

/** Whether a case was put somewhere else after a merge, to the microsecond: then where it stands is not what the merge made of it. */
export const statusChangedSince = question<{ id: string; link: string }, z.ZodObject<{ seq: z.ZodNumber }>>('cases: status changed since', z.object({ seq: z.number() }), `
  select seq from platform.events where account_id = (select platform.account()) and case_id = :id and at > (select l.at from cases.links l where l.account_id = (select platform.account()) and l.id = :link) and verb in ('case.status-changed', 'case.reopened', 'case.snoozed', 'case.woken') limit 1`)

const Related = z.object({ id: z.uuid(), kind: z.string() })
/** Whether two cases are linked by hand, in either direction. */
export const linkBetween = question<{ one: string; other: string }, typeof Related>('cases: link between', Related, `
  select id, kind from cases.links where account_id = (select platform.account()) and kind in ('related', 'maybe-related') and ended_at is null
     and ((from_case = :one and to_case = :other) or (from_case = :other and to_case = :one))`)

/** A conversation leaves a case for another one. That it was there stays written. */
export const moveConversation = command<{ accountId: string; brandId: string; conversationId: string; fromCase: string; toCase: string }>('cases: move conversation', `
  with gone as (
    update cases.case_conversations set ended_at = now() where account_id = :accountId and conversation_id = :conversationId and ended_at is null
       and (case_id = :fromCase or case_id in (select id from cases.cases where account_id = :accountId and merged_into = :fromCase)))
  insert into cases.case_conversations (account_id, brand_id, case_id, conversation_id, since) values (:accountId, :brandId, :toCase, :conversationId, clock_timestamp())
  on conflict (account_id, case_id, conversation_id) do update set ended_at = null, since = excluded.since`)
