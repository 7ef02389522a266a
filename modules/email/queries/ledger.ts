import { z } from 'zod'
import type { Tx } from '#platform/db'
import { ask, command, question } from '#platform/question'
import { questionForAll } from '#platform/question-for-each'
import { ledgerStates, type LedgerPage, type LedgerQuery } from '../contract.ts'

export type NewEntry = {
  accountId: string; brandId: string; id: string; mailboxId: string | null; source: string; sourceKey: string | null; size: number; rawHash: string; envelopeFrom: string | null; envelopeTo: string[]; remoteAddress: string | null; helo: string | null; trust: Record<string, unknown>
  /** Waiting, or seen and not taken: counted and shown like every other. */
  state: 'waiting' | 'rejected'; reason: string; fromAddress: string; subject: string; rfcMessageId: string | null
}
/** Answers the ids of those that were not there yet. */
export const addToLedger = questionForAll<NewEntry, z.ZodObject<{ id: z.ZodUUID }>>('ledger: add', z.object({ id: z.uuid() }), {
  accountId: 'uuid', brandId: 'uuid', id: 'uuid', mailboxId: 'uuid', source: 'text', sourceKey: 'text', size: 'bigint', rawHash: 'text', envelopeFrom: 'text', envelopeTo: 'text[]', remoteAddress: 'text', helo: 'text', trust: 'jsonb',
  state: 'text', reason: 'text', fromAddress: 'text', subject: 'text', rfcMessageId: 'text',
}, `
  insert into email.ledger (account_id, brand_id, id, mailbox_id, source, source_key, size, raw_hash, envelope_from, envelope_to, remote_address, helo, trust, state, reason, from_address, subject, rfc_message_id, decided_at)
  select :accountId, :brandId, :id, :mailboxId, :source, :sourceKey, :size, decode(:rawHash, 'hex'), :envelopeFrom, :envelopeTo, :remoteAddress, :helo, :trust, :state, :reason, :fromAddress, :subject, :rfcMessageId, case when :state = 'rejected' then now() end from each
  on conflict do nothing returning id`)

const Waiting = z.object({
  accountId: z.uuid(), brandId: z.uuid(), id: z.uuid(), mailboxId: z.uuid().nullable(), source: z.string(), rawHash: z.string(), envelopeFrom: z.string().nullable(), envelopeTo: z.array(z.string()),
  remoteAddress: z.string().nullable(), helo: z.string().nullable(), trust: z.record(z.string(), z.unknown()), attempts: z.number(), reason: z.string(), forcedCase: z.uuid().nullable(), forced: z.boolean(), receivedAt: z.date(),
})
export type WaitingMail = z.infer<typeof Waiting>

const waiting = `
  select account_id as "accountId", brand_id as "brandId", id, mailbox_id as "mailboxId", source, encode(raw_hash, 'hex') as "rawHash", envelope_from as "envelopeFrom", envelope_to as "envelopeTo",
         remote_address as "remoteAddress", helo, trust, attempts, reason, forced_case as "forcedCase", (forced_case is not null or decided_by is not null) as forced, received_at as "receivedAt", try_after
    from email.ledger where state = 'waiting'`
/**
 * The next mails to file, held by whoever asked until the transaction ends: any number of workers share the work without a job per
 * mail. Held by advisory locks, not row locks: those would give the transaction a number, and followers of the log would wait for
 * it while a slow mail is parsed. Whoever comes a moment too late finds out when settling.
 */
export const nextWaiting = question<{ limit: number }, typeof Waiting>('ledger: next waiting', Waiting, `
  select * from (${waiting} and try_after <= now() order by try_after limit 400) w where pg_try_advisory_xact_lock(hashtextextended(w.id::text, 4825)) limit :limit`)
/** Of any account: whoever files mail works for all of them. */
export const mailWaits = question<Record<string, never>, z.ZodObject<{ waits: z.ZodBoolean }>>('ledger: mail waits', z.object({ waits: z.boolean() }), "select exists (select account_id from email.ledger where state = 'waiting' and try_after <= now()) as waits")
/** One of them in particular. */
export const waitingMail = question<{ id: string }, typeof Waiting>('ledger: waiting mail', Waiting, `
  select * from (${waiting} and id = :id) w where pg_try_advisory_xact_lock(hashtextextended(w.id::text, 4825))`)

/** Of those that were just claimed, the ones that nobody has settled between our look and our claim. */
export const stillWaiting = question<{ ids: string[] }, z.ZodObject<{ accountId: z.ZodUUID; id: z.ZodUUID }>>('ledger: still waiting', z.object({ accountId: z.uuid(), id: z.uuid() }), "select account_id as \"accountId\", id from email.ledger where id = any (:ids::uuid[]) and state = 'waiting'")

export type Settled = { id: string; state: string; reason: string; fromAddress: string; subject: string; rfcMessageId: string | null; messageId: string | null; caseId: string | null }
/** Answers the ids of those that were still waiting. */
export const settleLedger = questionForAll<Settled, z.ZodObject<{ id: z.ZodUUID }>>('ledger: settle', z.object({ id: z.uuid() }), { id: 'uuid', state: 'text', reason: 'text', fromAddress: 'text', subject: 'text', rfcMessageId: 'text', messageId: 'uuid', caseId: 'uuid' }, `
  update email.ledger l set state = :state, reason = :reason, from_address = :fromAddress, subject = :subject, rfc_message_id = :rfcMessageId, message_id = :messageId, case_id = :caseId, decided_at = now(), attempts = l.attempts + 1
    from each where l.account_id = (select platform.account()) and l.id = :id and l.state = 'waiting' returning l.id`)

/** It did not work this time. After the last try it is set aside as failed, in sight, and can be tried again by hand. */
export const postponeLedger = command<{ id: string; words: string; waitSeconds: number; lastTry: boolean }>('ledger: postpone', `
  update email.ledger set attempts = attempts + 1, reason = :words, try_after = now() + make_interval(secs => :waitSeconds::int), state = case when :lastTry then 'failed' else 'waiting' end,
         decided_at = case when :lastTry then now() end
   where account_id = (select platform.account()) and id = :id and state = 'waiting'`)

/** Its thread was ended: next time only its header is read. */
export const tooSlowToParse = command<{ id: string }>('ledger: too slow to parse', `
  update email.ledger set reason = 'too-slow-to-parse', attempts = attempts + 1, try_after = now() where account_id = (select platform.account()) and id = :id and state = 'waiting'`)

const Entry = z.object({
  id: z.uuid(), brandId: z.uuid(), mailboxId: z.uuid().nullable(), source: z.enum(['imap', 'smtp', 'http', 'import']), receivedAt: z.string(), size: z.number(), from: z.string(), to: z.string(), subject: z.string(), messageIdHeader: z.string().nullable(),
  state: z.enum(ledgerStates), reason: z.string(), caseId: z.uuid().nullable(), reference: z.string().nullable(), attempts: z.number(), decidedAt: z.string().nullable(),
})
export const ledgerColumns = `
  select l.id, l.brand_id as "brandId", l.mailbox_id as "mailboxId", l.source, to_json(l.received_at) #>> '{}' as "receivedAt", l.size, coalesce(nullif(l.from_address, ''), l.envelope_from, '') as "from", array_to_string(l.envelope_to, ', ') as "to",
         l.subject, l.rfc_message_id as "messageIdHeader", l.state, l.reason, l.case_id as "caseId", c.reference, l.attempts, to_json(l.decided_at) #>> '{}' as "decidedAt"
    from email.ledger l left join cases.published_references c on c.account_id = l.account_id and c.id = l.case_id`
export const ledgerEntry = question<{ id: string }, typeof Entry>('ledger: entry', Entry, `${ledgerColumns} where l.account_id = (select platform.account()) and l.id = :id`)

export const fileAgain = question<{ id: string; forcedCase: string | null; byPerson: string | null }, z.ZodObject<{ id: z.ZodUUID }>>('ledger: file again', z.object({ id: z.uuid() }), `
  update email.ledger set state = 'waiting', reason = '', attempts = 0, try_after = now(), forced_case = :forcedCase, decided_by = :byPerson
   where account_id = (select platform.account()) and id = :id and (state in ('quarantined', 'failed', 'rejected') or (state = 'waiting' and attempts > 0)) returning id`)
export const rejectByHand = question<{ id: string; byPerson: string }, z.ZodObject<{ id: z.ZodUUID }>>('ledger: reject by hand', z.object({ id: z.uuid() }), `
  update email.ledger set state = 'rejected', reason = 'by-hand', decided_at = now(), decided_by = :byPerson
   where account_id = (select platform.account()) and id = :id and state in ('quarantined', 'failed') returning id`)

const Balance = z.object({ day: z.string(), mailboxId: z.uuid().nullable(), mailboxName: z.string(), seen: z.number(), filed: z.number(), rejected: z.number(), quarantined: z.number(), failed: z.number(), waiting: z.number() })
/** Seen = filed + rejected + quarantined + failed + waiting, of one mailbox on one day (UTC). */
export const ledgerBalance = question<{ days: number; brandIds: string[] }, typeof Balance>('ledger: balance', Balance, `
  select (l.received_at at time zone 'UTC')::date::text as day, l.mailbox_id as "mailboxId", coalesce(ch.address, '') as "mailboxName", count(*)::int as seen,
         count(*) filter (where l.state = 'filed')::int as filed, count(*) filter (where l.state = 'rejected')::int as rejected, count(*) filter (where l.state = 'quarantined')::int as quarantined,
         count(*) filter (where l.state = 'failed')::int as failed, count(*) filter (where l.state = 'waiting')::int as waiting
    from email.ledger l left join conversations.published_channels ch on ch.account_id = l.account_id and ch.id = l.mailbox_id
   where l.account_id = (select platform.account()) and l.brand_id = any (:brandIds::uuid[]) and l.received_at > now() - make_interval(days => :days::int)
   group by 1, 2, 3 order by 1 desc, 3`)

export const bySourceKey = question<{ mailboxId: string; sourceKey: string }, z.ZodObject<{ id: z.ZodUUID }>>('ledger: by source key', z.object({ id: z.uuid() }), `
  select id from email.ledger where account_id = (select platform.account()) and mailbox_id = :mailboxId and source_key = :sourceKey`)

export const rawHashOf = question<{ id: string }, z.ZodObject<{ hash: z.ZodString; brandId: z.ZodUUID }>>('ledger: raw', z.object({ hash: z.string(), brandId: z.uuid() }), `
  select encode(raw_hash, 'hex') as hash, brand_id as "brandId" from email.ledger where account_id = (select platform.account()) and id = :id`)

/** A page of the ledger, newest first. Put together here because every filter is optional; the parts are fixed words. */
export async function ledgerPage(tx: Tx, brandIds: string[], query: z.infer<typeof LedgerQuery>): Promise<z.infer<typeof LedgerPage>> {
  const place = /^(\d{1,17})\.([0-9a-f-]{36})$/.exec(query.cursor ?? '')
  const conditions = ['l.account_id = (select platform.account())', 'l.brand_id = any (:brandIds::uuid[])']
  if (query.state) conditions.push('l.state = :state')
  if (query.mailboxId) conditions.push('l.mailbox_id = :mailboxId')
  if (query.day) conditions.push("l.received_at >= :day::date at time zone 'UTC' and l.received_at < (:day::date + 1) at time zone 'UTC'")
  if (query.q?.trim()) conditions.push('(l.from_address ilike :words or l.subject ilike :words or l.rfc_message_id ilike :words or l.envelope_from ilike :words)')
  if (place) conditions.push('(l.received_at, l.id) < (to_timestamp(:at::float8 / 1e6), :id)')
  const rows = await ask<z.infer<typeof Entry> & { micros: number }>(tx, `${ledgerColumns.replace('select l.id', 'select (extract(epoch from l.received_at) * 1e6)::bigint as micros, l.id')}
   where ${conditions.join(' and ')} order by l.received_at desc, l.id desc limit :limit`,
  { brandIds, state: query.state, mailboxId: query.mailboxId, day: query.day, words: `%${(query.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`, at: place?.[1], id: place?.[2], limit: query.limit + 1 })
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return { rows: shown.map(({ micros: _, ...row }) => row), nextCursor: rows.length > query.limit && last ? `${last.micros}.${last.id}` : null }
}
