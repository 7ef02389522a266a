import { setTimeout as pause } from 'node:timers/promises'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { addChannel } from '#modules/conversations'
import { db, type Scope } from '#platform/db'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { collect } from './flows/collect.ts'
import { fileNextMails } from './flows/intake.ts'
import { forgetMailrooms } from './flows/mailroom.ts'

/** A brand with a mailbox and somebody at the desk, for tests about mail. */
export type Counter = { accountId: string; brandId: string; mailboxId: string; address: string; scope: Scope; agent: Actor }

export async function aCounter(wish: { accountId?: string; address?: string; send?: { host: string; port: number }; name?: string; signature?: string } = {}): Promise<Counter> {
  const accountId = wish.accountId ?? (await anAccount()).accountId
  const brand = await aBrand({ accountId, name: wish.name ?? 'Fjeld & Wald', signature: wish.signature ?? '' })
  const mailboxId = newId()
  const address = wish.address ?? `hilfe-${mailboxId.slice(-6)}@fjeld-wald.test`
  const scope: Scope = { accountId, brandIds: 'all' }
  await db().transaction(scope, async (tx) => {
    await addChannel(tx, { accountId, brandId: brand.id, id: mailboxId, kind: 'email', address, name: brand.name, teamId: null })
    const send = wish.send ? JSON.stringify({ server: { ...wish.send, security: 'none', user: '' }, dkim: null }) : null
    await tx.run('', "insert into email.mailboxes (account_id, brand_id, id, how, send, state) values ($1, $2, $3, 'smtp', $4, 'working')", [accountId, brand.id, mailboxId, send])
  })
  const agent = await anActor({ accountId, brandIds: [brand.id] })
  forgetMailrooms()
  return { accountId, brandId: brand.id, mailboxId, address, scope, agent }
}

export type Wish = { from?: string; to?: string; cc?: string; subject?: string; text?: string; id?: string | null; inReplyTo?: string; references?: string; headers?: Record<string, string>; body?: string; date?: string }
let count = 0

/** A mail as it comes over the wire. `body` replaces the plain text with a body of its own (set its Content-Type in `headers`). */
export function aMail(counter: Pick<Counter, 'address'>, wish: Wish = {}): Buffer {
  count++
  const lines = [
    `From: ${wish.from ?? 'Fatima Öztürk <fatima@kunde.example>'}`, `To: ${wish.to ?? counter.address}`, ...wish.cc ? [`Cc: ${wish.cc}`] : [], `Subject: ${wish.subject ?? 'Mein Zelt'}`,
    `Date: ${wish.date ?? new Date(Date.UTC(2026, 10, 24, 10, 0, count)).toUTCString()}`, ...wish.id === null ? [] : [`Message-ID: <${wish.id ?? `mail-${count}@kunde.example`}>`],
    ...wish.inReplyTo ? [`In-Reply-To: <${wish.inReplyTo}>`] : [], ...wish.references ? [`References: ${wish.references}`] : [],
    ...Object.entries(wish.headers ?? {}).map(([name, value]) => `${name}: ${value}`), 'MIME-Version: 1.0', ...wish.headers?.['Content-Type'] ? [] : ['Content-Type: text/plain; charset=utf-8'],
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${wish.body ?? wish.text ?? 'Guten Tag, die Stange ist gebrochen.'}\r\n`)
}

export type Outcome = { id: string; state: string; reason: string; messageId: string | null; caseId: string | null }

/** Collects a mail and lets intake file what waits. @returns what the ledger says of it */
export async function arrive(counter: Counter, raw: Buffer, way: { source?: 'smtp' | 'imap' | 'import'; envelopeTo?: string[]; envelopeFrom?: string; sourceKey?: string } = {}): Promise<Outcome> {
  const [id] = await collect([{ accountId: counter.accountId, brandId: counter.brandId, mailboxId: counter.mailboxId, source: way.source ?? 'import', sourceKey: way.sourceKey ?? null, raw, envelopeFrom: way.envelopeFrom ?? null, envelopeTo: way.envelopeTo ?? [counter.address], remoteAddress: null, helo: null, trust: {} }])
  while (await fileNextMails(20) > 0);
  // Where somebody else files too (a whole house), the mail may be in their hands: its outcome comes with their commit.
  for (const end = Date.now() + 5_000; ;) {
    const outcome = await outcomeOf(counter, id!)
    if (outcome.state !== 'waiting' || Date.now() > end) return outcome
    await pause(10)
  }
}

export const outcomeOf = (counter: Counter, id: string): Promise<Outcome> => db().reading(counter.scope, async (tx) =>
  (await tx.run<Outcome>('', 'select id, state, reason, message_id as "messageId", case_id as "caseId" from email.ledger where id = $1', [id]))[0]!)

/** One value of one row, for tests that look behind the door. */
export const look = <Row extends Record<string, unknown>>(counter: Pick<Counter, 'scope'>, sql: string, values: unknown[] = []): Promise<Row[]> => db().reading(counter.scope, (tx) => tx.run<Row>('', sql, values))

/** Intake runs in threads of its own; tests file mail where they are. */
export { fileNextMails } from './flows/intake.ts'

/** A mail taken apart, to look at what we sent. */
export { parseMail as readMail } from './domain/parse-mail.ts'
