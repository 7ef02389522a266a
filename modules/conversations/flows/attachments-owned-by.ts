import type { Tx } from '#platform/db'
import { unknown } from '#platform/refusal'
import { attachmentsByIds } from '../queries/attachments.ts'

/** That these files are this person's uploads, or of messages that they may read. @throws Refusal 'unknown' */
export async function attachmentsOwnedBy(tx: Tx, personId: string, ids: string[], maySee: (messageId: string) => Promise<boolean>): Promise<void> {
  if (!ids.length) return
  const files = await attachmentsByIds(tx, { ids })
  for (const id of ids) {
    const file = files.find((each) => each.id === id)
    if (!file || !(file.messageId ? await maySee(file.messageId) : file.uploadedBy === personId)) throw unknown('attachment')
  }
}
