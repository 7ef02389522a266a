import { z } from 'zod'
import { question } from '#platform/question'

type Row = {
  accountId: string; brandId: string; id: string; mailboxId: string | null; source: string; sourceKey: string | null; size: number; rawHash: string; envelopeFrom: string | null; envelopeTo: string[]; remoteAddress: string | null; helo: string | null; trust: string
  reason: string; fromAddress: string; subject: string; rfcMessageId: string | null
}

/** A mail that was seen and could not be taken: counted and shown like every other. */
export const rejectOnArrival = question<Row, z.ZodObject<{ id: z.ZodUUID }>>('ledger: reject on arrival', z.object({ id: z.uuid() }), `
  insert into email.ledger (account_id, brand_id, id, mailbox_id, source, source_key, size, raw_hash, envelope_from, envelope_to, remote_address, helo, trust, state, reason, from_address, subject, rfc_message_id, decided_at)
  values (:accountId, :brandId, :id, :mailboxId, :source, :sourceKey, :size, decode(:rawHash, 'hex'), :envelopeFrom, :envelopeTo::text[], :remoteAddress, :helo, :trust::jsonb, 'rejected', :reason, :fromAddress, :subject, :rfcMessageId, now())
  on conflict do nothing returning id`)

export const bySourceKey = question<{ mailboxId: string; sourceKey: string }, z.ZodObject<{ id: z.ZodUUID }>>('ledger: by source key', z.object({ id: z.uuid() }), `
  select id from email.ledger where account_id = (select platform.account()) and mailbox_id = :mailboxId and source_key = :sourceKey`)
