import { blob, keepBlobs } from '#platform/blobs'
import { db, type Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { wake } from '#platform/wake'
import { addToLedger } from '../queries/ledger.ts'
import { markMail } from '../queries/mailboxes.ts'
import { rejectOnArrival } from '../queries/arrivals.ts'

/** A mail as it was handed to us, and by what way. `sourceKey` names it at its source, so that seeing it twice is noticed. */
export type Collected = {
  accountId: string; brandId: string; mailboxId: string | null; source: 'imap' | 'smtp' | 'http' | 'import'; sourceKey: string | null; raw: Uint8Array
  envelopeFrom: string | null; envelopeTo: string[]; remoteAddress: string | null; helo: string | null; trust: Record<string, unknown>
  /** It was seen and not taken whole (`raw` is its header): it stands in the ledger all the same, with the reason and its real size. */
  notTaken?: { reason: 'too-large-for-limit' | 'not-readable-at-source'; size: number; from: string; subject: string; messageId: string | null }
}

/**
 * Keeps a mail before anybody tells the other side that we have it. When this returns, the bytes and their ledger row are on disk.
 * @returns the id in the ledger, or null when this very mail of this source was in the ledger already.
 */
export async function collect(mail: Collected): Promise<string | null> {
  return (await collectBatch([mail]))[0]!
}

/**
 * Keeps several mails of one account, and whatever `alongside` does, in one transaction: all of it or nothing.
 * A cursor is moved alongside, so that it never stands behind a mail that was kept or before one that was not.
 */
export async function collectBatch(mails: Collected[], alongside: (tx: Tx) => Promise<void> = async () => {}): Promise<Array<string | null>> {
  const [first] = mails
  if (!first) return []
  if (mails.some((mail) => mail.accountId !== first.accountId)) throw new Error('Mails of two accounts do not share a transaction.')
  const kept = mails.map((mail) => blob(mail.raw))
  return db().transaction({ accountId: first.accountId, brandIds: [...new Set(mails.map((mail) => mail.brandId))] }, async (tx) => {
    const [, ...rows] = await Promise.all([keepBlobs(tx, kept), ...mails.map((mail, index) => addRow(tx, mail, kept[index]!.hash))])
    const ids = rows.map((row) => row[0]?.id ?? null)
    const boxes = [...new Set(mails.filter((mail, index) => mail.mailboxId && ids[index]).map((mail) => mail.mailboxId!))].sort()
    if (boxes.length) await markMail(tx, { ids: boxes })
    await alongside(tx)
    if (ids.some(Boolean)) tx.afterCommit(() => wake('mail'))
    return ids
  })
}

function addRow(tx: Tx, { raw, notTaken, ...rest }: Collected, rawHash: string) {
  const row = { ...rest, id: newId(), size: notTaken?.size ?? raw.length, rawHash, trust: JSON.stringify(rest.trust) }
  return notTaken ? rejectOnArrival(tx, { ...row, reason: notTaken.reason, fromAddress: notTaken.from, subject: notTaken.subject, rfcMessageId: notTaken.messageId }) : addToLedger(tx, row)
}
