import { z } from 'zod'
import { command, question } from '#platform/question'
import { TextDeed } from '#contracts/knowledge'
import { CaseStatus, Priority } from '../contract.ts'

const value = z.union([z.string(), z.number(), z.boolean()])
const Before = z.object({ status: CaseStatus, priority: Priority, ownerId: z.string().nullable(), teamId: z.string().nullable(), tags: z.array(z.string()), snoozedUntil: z.string().nullable(), fields: z.record(z.string(), value), followed: z.boolean() })
export type MacroBefore = z.infer<typeof Before>

/** How a case stands as far as a text may change it; its row is held by whoever asks. */
export const standsForMacro = question<{ caseId: string; personId: string }, z.ZodObject<{ before: typeof Before; version: z.ZodNumber }>>('macros: how it stands', z.object({ before: Before, version: z.number() }), `
  select c.version, jsonb_build_object('status', c.status, 'priority', c.priority, 'ownerId', c.owner_id, 'teamId', c.team_id, 'tags', to_jsonb(c.tags), 'snoozedUntil', c.snoozed_until, 'fields', c.fields,
         'followed', exists (select from cases.followers f where f.account_id = c.account_id and f.case_id = c.id and f.person_id = :personId)) as before
    from cases.cases c where c.account_id = (select platform.account()) and c.id = :caseId`)

export const addMacroRun = command<{ accountId: string; brandId: string; id: string; caseId: string; textId: string; byPerson: string; before: string; deeds: string; versionAfter: number; deliveryId: string | null }>('macros: add run', `
  insert into cases.macro_runs (account_id, brand_id, id, case_id, text_id, by_person, before, deeds, version_after, delivery_id)
  values (:accountId, :brandId, :id, :caseId, :textId, :byPerson, :before::jsonb, :deeds::jsonb, :versionAfter, :deliveryId)`)

const Run = z.object({ id: z.uuid(), caseId: z.uuid(), textId: z.uuid(), byPerson: z.uuid(), before: Before, deeds: z.array(TextDeed), versionAfter: z.number(), undone: z.boolean() })
export type MacroRunRow = z.infer<typeof Run>
const columns = 'id, case_id as "caseId", text_id as "textId", by_person as "byPerson", before, deeds, version_after as "versionAfter", undone_at is not null as undone from cases.macro_runs where account_id = (select platform.account())'
export const macroRun = question<{ id: string }, typeof Run>('macros: run', Run, `select ${columns} and id = :id`)
export const macroRunOfDelivery = question<{ deliveryId: string }, typeof Run>('macros: run of a delivery', Run, `select ${columns} and delivery_id = :deliveryId and undone_at is null`)
export const endMacroRun = command<{ id: string }>('macros: end run', 'update cases.macro_runs set undone_at = now() where account_id = (select platform.account()) and id = :id')
