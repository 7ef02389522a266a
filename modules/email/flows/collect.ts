import { blob, keepBlobs } from '#platform/blobs'
import { db, type Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { wake } from '#platform/wake'
import { addToLedger, type NewEntry } from '../queries/ledger.ts'
import { markMail } from '../queries/mailboxes.ts'

/** A mail as it was handed to us, and by what way. `sourceKey` names it at its source, so that seeing it twice is noticed. */
export type Collected = {
  accountId: string; brandId: string; mailboxId: string | null; source: 'imap' | 'smtp' | 'http' | 'import'; sourceKey: string | null; raw: Uint8Array
  envelopeFrom: string | null; envelopeTo: string[]; remoteAddress: string | null; helo: string | null; trust: Record<string, unknown>
  /** It was seen and not taken whole (`raw` is its header): it stands in the ledger all the same, with the reason and its real size. */
  notTaken?: { reason: 'too-large-for-limit' | 'not-readable-at-source'; size: number; from: string; subject: string; messageId: string | null }
}

/** What stands in the queue of an account: the copies of one mail, and whoever waits for them to be kept. */
type InQueue = { mails: Collected[]; kept: (ids: Array<string | null>) => void; failed: (error: Error) => void }
const queues = new Map<string, InQueue[]>()

/** No more share a commit: its failure would send them all to be kept one by one. */
const sharingMails = 64
/** Larger ones do not let others wait for them. */
const sharingBytes = 256 * 1024

/**
 * Keeps a mail (its copies for several mailboxes of an account) before anybody tells the other side that we have it. When this
 * returns, bytes and ledger rows are on disk. Mails that come in while others are being written share the next commit.
 * @returns the id in the ledger for each, or null where this very mail of this source was in the ledger already.
 */
export function collect(mails: Collected[]): Promise<Array<string | null>> {
  const [first] = mails
  if (!first || mails.some((mail) => mail.raw.length > sharingBytes)) return collectBatch(mails)
  return new Promise((kept, failed) => {
    const queue = queues.get(first.accountId)
    if (queue) return void queue.push({ mails, kept, failed })
    queues.set(first.accountId, [{ mails, kept, failed }])
    void workOff(first.accountId)
  })
}

async function workOff(accountId: string) {
  const queue = queues.get(accountId)!
  while (queue.length) {
    const sharing = queue.splice(0, sharingMails)
    try {
      const ids = await collectBatch(sharing.flatMap((each) => each.mails))
      for (const { mails, kept } of sharing) kept(ids.splice(0, mails.length))
    } catch {
      // What one breaks, it breaks alone.
      await Promise.all(sharing.map(({ mails, kept, failed }) => collectBatch(mails).then(kept, failed)))
    }
  }
  queues.delete(accountId)
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
  const entries = mails.map((mail, index) => entryOf(mail, kept[index]!.hash))
  return db().transaction({ accountId: first.accountId, brandIds: [...new Set(mails.map((mail) => mail.brandId))] }, async (tx) => {
    const [, added] = await Promise.all([keepBlobs(tx, kept), addToLedger(tx, entries)])
    const isNew = new Set(added.map((each) => each.id))
    const boxes = [...new Set(entries.flatMap((each) => (each.mailboxId && isNew.has(each.id) ? each.mailboxId : [])))].sort()
    if (boxes.length) await markMail(tx, { ids: boxes })
    await alongside(tx)
    if (isNew.size) tx.afterCommit(() => wake('mail'))
    return entries.map((each) => (isNew.has(each.id) ? each.id : null))
  })
}

function entryOf({ raw, notTaken, ...mail }: Collected, rawHash: string): NewEntry {
  const seen = { ...mail, id: newId(), rawHash }
  if (!notTaken) return { ...seen, size: raw.length, state: 'waiting', reason: '', fromAddress: '', subject: '', rfcMessageId: null }
  return { ...seen, size: notTaken.size, state: 'rejected', reason: notTaken.reason, fromAddress: notTaken.from, subject: notTaken.subject, rfcMessageId: notTaken.messageId }
}
