import { z } from 'zod'
import { command, question } from '#platform/question'

export const setSnooze = command<{ id: string; until: Date | null; status: string }>('snoozes: set', `
  update cases.cases set snoozed_until = :until, status = :status, version = version + 1 where account_id = (select platform.account()) and id = :id`)

/** Back where it is seen: at the top of its lists, and unread. */
export const comeBack = command<{ id: string; status: string }>('snoozes: come back', `
  update cases.cases set snoozed_until = null, status = :status, last_message_at = greatest(now(), last_message_at + interval '1 microsecond'), version = version + 1 where account_id = (select platform.account()) and id = :id`)

/** What should be awake by now, oldest first. */
export const dueToWake = question<{ now: Date; limit: number }, z.ZodObject<{ id: z.ZodUUID }>>('snoozes: due', z.object({ id: z.uuid() }), `
  select id from cases.cases where account_id = (select platform.account()) and snoozed_until <= :now and merged_into is null order by snoozed_until limit :limit`)
