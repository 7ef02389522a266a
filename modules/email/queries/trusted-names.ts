import { z } from 'zod'
import { question } from '#platform/question'

/** Whose Authentication-Results are believed, per mailbox that we fetch from (RFC 8601, section 5: only our own server's). */
export const trustedNames = question<Record<string, never>, z.ZodObject<{ mailboxId: z.ZodUUID; name: z.ZodString }>>('mailboxes: trusted names', z.object({ mailboxId: z.uuid(), name: z.string() }), `
  select id as "mailboxId", receive ->> 'trustedAuthservId' as name from email.mailboxes
   where account_id = (select platform.account()) and retired_at is null and coalesce(receive ->> 'trustedAuthservId', '') <> ''`)
