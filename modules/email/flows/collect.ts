import { blob, keepBlobs } from '#platform/blobs'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { wake } from '#platform/wake'
import { addToLedger } from '../queries/ledger.ts'

/** A mail as it was handed to us, and by what way. `sourceKey` names it at its source, so that seeing it twice is noticed. */
export type Collected = {
  accountId: string; brandId: string; mailboxId: string | null; source: 'imap' | 'smtp' | 'http' | 'import'; sourceKey: string | null; raw: Uint8Array
  envelopeFrom: string | null; envelopeTo: string[]; remoteAddress: string | null; helo: string | null; trust: Record<string, unknown>
}

/**
 * Keeps a mail before anybody tells the other side that we have it. When this returns, the bytes and their ledger row are on disk.
 * @returns the id in the ledger, or null when this very mail of this source was in the ledger already.
 */
export async function collect(mail: Collected): Promise<string | null> {
  const { raw, ...rest } = mail
  const kept = blob(raw)
  return db().transaction({ accountId: mail.accountId, brandIds: [mail.brandId] }, async (tx) => {
    const id = newId()
    const [, [row]] = await Promise.all([
      keepBlobs(tx, [kept]),
      addToLedger(tx, { ...rest, id, size: raw.length, rawHash: kept.hash, trust: JSON.stringify(rest.trust) }),
    ])
    tx.afterCommit(() => wake('mail'))
    return row?.id ?? null
  })
}
