import type { z } from 'zod'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { readBlob } from '#platform/blobs'
import { db, type Scope } from '#platform/db'
import type { Actor } from '#platform/permissions'
import type { MailboxInput } from '../contract.ts'

export type Company = { accountId: string; brandId: string; scope: Scope; actor: Actor }

/** A company with one brand and a manager, for tests about mailboxes. */
export async function aCompany(name = 'Fjordlys'): Promise<Company> {
  const { accountId, scope } = await anAccount(name)
  const brand = await aBrand({ accountId, name, language: 'da', timeZone: 'Europe/Copenhagen' })
  return { accountId, brandId: brand.id, scope, actor: await anActor({ accountId, name: 'Astrid', role: 'manager', language: 'da', brandIds: [brand.id] }) }
}

type Input = z.infer<typeof MailboxInput>
type Imap = Extract<Input['receive'], { how: 'imap' }>
export const imapInput = (company: Company, address: string, port: number, change: Partial<Omit<Imap, 'how'>> = {}): Input => ({
  brandId: company.brandId, address, name: 'Kundeservice', teamId: null, send: null,
  receive: { how: 'imap', server: { host: 'localhost', port, security: 'none', user: address, password: 'rosinenbrot' }, folders: ['INBOX'], from: 'all', ...change },
})

export type Entry = { id: string; mailboxId: string; state: string; reason: string; size: number; subject: string; sourceKey: string; raw: string; trust: Record<string, unknown>; envelopeFrom: string | null; envelopeTo: string[]; remoteAddress: string | null; helo: string | null }
/** What stands in the ledger, oldest first, with the bytes that were kept. */
export const ledgerOf = (company: Company, mailboxId?: string): Promise<Entry[]> => db().reading(company.scope, async (tx) => {
  const rows = await tx.run<Omit<Entry, 'raw'> & { hash: string }>('', `
    select l.id, l.mailbox_id as "mailboxId", l.state, l.reason, l.size, l.subject, l.source_key as "sourceKey", encode(l.raw_hash, 'hex') as hash, l.trust,
           l.envelope_from as "envelopeFrom", l.envelope_to as "envelopeTo", l.remote_address as "remoteAddress", l.helo
      from email.ledger l where l.account_id = (select platform.account()) and ($1::uuid is null or l.mailbox_id = $1) order by l.id`, [mailboxId ?? null])
  return Promise.all(rows.map(async ({ hash, ...row }) => ({ ...row, raw: (await readBlob(tx, hash))!.toString('latin1') })))
})

export const subjectsOf = (entries: Array<{ raw: string }>) => entries.map((entry) => Buffer.from(/^Subject: (.*)$/m.exec(entry.raw)?.[1]?.trim() ?? '', 'latin1').toString('utf8'))

/** Asks until it is so. */
export { until } from '../../../tests/until.ts'
