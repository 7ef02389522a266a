import type { Tx } from '#platform/db'
import { attachmentsByIds } from '../queries/attachments.ts'
import { fileUrl } from './present-message.ts'

/** The files of a draft as its writer sees them: their own uploads, and those of messages that they may see. Others are not there. A draft that is shared shows the uploads of all who write in it. */
export async function draftFiles(tx: Tx, reader: { accountId: string; personId: string }, ids: string[], maySee: (messageId: string) => boolean, shared = false, now = new Date()) {
  const found = ids.length ? await attachmentsByIds(tx, { ids }) : []
  return ids.flatMap((id) => found.filter((each) => each.id === id)).filter((file) => (file.messageId ? maySee(file.messageId) : shared || file.uploadedBy === reader.personId)).map(({ id, name, contentType, size, contentId }) =>
    ({ id, name, contentType, size, contentId: contentId ?? id, url: fileUrl(id, reader, now) }))
}
