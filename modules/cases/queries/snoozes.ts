import { z } from 'zod'
import { command, question } from '#platform/question'

export const setSnooze = command<{ id: string; until: Date | null; status: string }>('snoozes: set', `
  update cases.cases set snoozed_until = :until, status = :status, version = version + 1 where account_id = (select platform.account()) and id = :id`)

/** What should be awake by now, oldest first. */
export const dueToWake = question<{ now: Date; limit: number }, z.ZodObject<{ id: z.ZodUUID }>>('snoozes: due', z.object({ id: z.uuid() }), `
  select id from cases.cases where account_id = (select platform.account()) and snoozed_until <= :now and merged_into is null order by snoozed_until limit :limit`)
