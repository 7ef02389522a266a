import { createHash } from 'node:crypto'
import { db } from '#platform/db'
import type { FoundMail } from '../domain/mbox.ts'
import { collectBatch, type Collected } from './collect.ts'

/** Into which mailbox old mail is imported. */
export type ImportInto = { accountId: string; brandId: string; mailboxId: string; address: string }
export type Imported = { seen: number; added: number; known: number; tooLarge: number }

const batchMails = 50
const batchBytes = 8 * 1024 * 1024

/**
 * Mail of elsewhere goes through the ledger like every other. It is known again by its bytes, so that an import that was broken off is
 * simply begun anew; the same mail that came by another way is recognised when it is filed.
 */
export async function importMails(into: ImportInto, mails: AsyncIterable<FoundMail>, told: (sofar: Imported) => void = () => {}): Promise<Imported> {
  const sofar: Imported = { seen: 0, added: 0, known: 0, tooLarge: 0 }
  let batch: Collected[] = []
  let bytes = 0
  const keep = async () => {
    const ids = await collectBatch(batch)
    sofar.added += ids.filter((id) => id !== null).length
    sofar.known += ids.filter((id) => id === null).length
    batch = []
    bytes = 0
    told(sofar)
  }
  for await (const mail of mails) {
    sofar.seen += 1
    if (!mail.whole) sofar.tooLarge += 1
    const next = await collected(into, mail)
    // The same bytes twice in one batch would meet themselves.
    if (batch.some((each) => each.sourceKey === next.sourceKey)) { sofar.known += 1; continue }
    batch.push(next)
    bytes += mail.raw.length
    if (batch.length >= batchMails || bytes >= batchBytes) await keep()
  }
  await keep()
  return sofar
}

async function collected({ accountId, brandId, mailboxId, address }: ImportInto, { raw, size, whole }: FoundMail): Promise<Collected> {
  const mail = { accountId, brandId, mailboxId, source: 'import' as const, sourceKey: `import ${createHash('sha256').update(raw).digest('hex')}`, raw, envelopeFrom: null, envelopeTo: [address], remoteAddress: null, helo: null, trust: {} }
  if (whole) return mail
  // What reads mail weighs more than the rest of the door through which this is asked: it comes when it is needed.
  const { parseHeaderOnly } = await import('../domain/parse-mail.ts')
  const header = parseHeaderOnly(raw)
  return { ...mail, notTaken: { reason: 'too-large-for-limit', size, from: header.from?.address ?? '', subject: header.subject, messageId: header.messageId } }
}

/** Files what waits, here and now, also beside a server that does the same. @returns how many mails were looked at */
export async function fileWaitingMails(told: (filed: number) => void = () => {}): Promise<number> {
  const { fileNextMails } = await import('./intake.ts')
  let filed = 0
  for (let n = await fileNextMails(24); n > 0; n = await fileNextMails(24)) told(filed += n)
  return filed
}

/** How many mails of the account wait to be filed. */
export const waitingMails = (accountId: string): Promise<number> => db().reading({ accountId, brandIds: 'all' }, async (tx) =>
  (await tx.run<{ n: number }>('ledger: waiting of account', "select count(*)::int as n from email.ledger where account_id = (select platform.account()) and state = 'waiting'", []))[0]!.n)
