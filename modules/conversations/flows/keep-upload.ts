import { fileTypeFromBuffer } from 'file-type'
import { blob, keepBlobs } from '#platform/blobs'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { plain } from '#platform/text'
import { fileUrl } from './present-message.ts'
import { addUpload } from '../queries/attachments.ts'

const showable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Keeps a file that somebody wants to send. What it is, its first bytes say; the browser's word is only written down. */
export async function keepUpload(tx: Tx, personId: string, upload: { name: string; declaredType: string; bytes: Buffer }) {
  const sniffed = (await fileTypeFromBuffer(upload.bytes))?.mime
  const declared = upload.declaredType.toLowerCase().split(';')[0]!.trim()
  const contentType = sniffed ?? (/^(?:text\/(?:plain|csv|calendar)|application\/(?:pdf|json))$/.test(declared) ? declared : 'application/octet-stream')
  const kept = blob(upload.bytes)
  await keepBlobs(tx, [kept])
  const id = newId()
  const name = plain(upload.name).replace(/[\u0000-\u001f\u007f/\\]/g, '_').slice(0, 120).replace(/^\.+$/, '') || 'file'
  await addUpload(tx, { accountId: tx.scope!.accountId, id, personId, name, contentType, declaredType: declared.slice(0, 200), size: upload.bytes.length, safeInline: showable.has(contentType), kind: showable.has(contentType) ? 'image' : 'file', hash: kept.hash })
  return { id, name, contentType, size: upload.bytes.length, contentId: id, url: fileUrl(id, { accountId: tx.scope!.accountId, personId }, new Date()) }
}
