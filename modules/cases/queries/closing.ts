import { z } from 'zod'
import { command, question } from '#platform/question'
import { CaseStatus } from '../contract.ts'

/** Writes down how a case stands that is about to be closed; its version will be one more. */
export const keepBeforeClosing = command<{ id: string; by: string }>('closing: keep before', `
  update cases.cases set before_closing = jsonb_build_object('by', :by::uuid, 'version', version + 1, 'status', status, 'snoozedUntil', snoozed_until, 'waitingSince', waiting_since, 'solvedAt', solved_at)
   where account_id = (select platform.account()) and id = :id`)

const Closing = z.object({ by: z.uuid(), closedAt: z.date(), version: z.number(), versionNow: z.number(), followedUp: z.boolean(), status: CaseStatus, snoozedUntil: z.date().nullable(), waitingSince: z.date().nullable(), solvedAt: z.date().nullable() })
/** How a closed case stood before, and whether its customer has written again since, which opened another. */
export const closingOf = question<{ id: string }, typeof Closing>('closing: of a case', Closing, `
  select b.by, c.closed_at as "closedAt", b.version, c.version as "versionNow", b.status, b."snoozedUntil", b."waitingSince", b."solvedAt",
         exists (select from cases.links l where l.account_id = c.account_id and l.to_case = c.id and l.kind = 'follow-up-of' and l.at > c.closed_at) as "followedUp"
    from cases.cases c, jsonb_to_record(c.before_closing) as b (by uuid, version int, status text, "snoozedUntil" timestamptz, "waitingSince" timestamptz, "solvedAt" timestamptz)
   where c.account_id = (select platform.account()) and c.id = :id and c.status = 'closed' and c.before_closing is not null`)

/** As it stood, to the microsecond. */
export const standAsBefore = command<{ id: string }>('closing: stand as before', `
  update cases.cases c set status = b.status, snoozed_until = b."snoozedUntil", waiting_since = b."waitingSince", solved_at = b."solvedAt", closed_at = null, before_closing = null, version = c.version + 1
    from cases.cases before, jsonb_to_record(before.before_closing) as b (status text, "snoozedUntil" timestamptz, "waitingSince" timestamptz, "solvedAt" timestamptz)
   where c.account_id = (select platform.account()) and c.id = :id and before.account_id = c.account_id and before.id = c.id`)
