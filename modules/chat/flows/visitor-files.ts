import { attachmentById } from '#modules/conversations'
import { fileTypeFromBuffer } from 'file-type'
import { blob, keepBlobs, readBlob } from '#platform/blobs'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import { saidInTalksOf } from '../queries/said.ts'
import { addVisitorUpload, uploadedLately, uploadOf } from '../queries/uploads.ts'
import { visitorsForUpdate } from '../queries/visitors.ts'
import { knowsSecret } from '../domain/secrets.ts'
import { visitorFileUrl } from './present-lines.ts'
import { siteScope, type Site } from './site.ts'

/** Raster pictures only: an SVG is a document that may run scripts, and is saved, never shown. */
const showable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
export const mostFileBytes = 20 * 1024 * 1024
const mostLately = { files: 30, bytes: 100 * 1024 * 1024 }

/** Keeps a file of a visitor. What it is, its first bytes say. Nothing is ever unpacked: a zip stays the bytes that it is. */
export function keepVisitorFile(site: Site, who: { visitorId: string; secret: string }, file: { name: string; declaredType: string; bytes: Buffer }) {
  return db().transaction(siteScope(site), async (tx) => {
    const [visitor] = await visitorsForUpdate(tx, { ids: [who.visitorId] })
    if (!visitor || visitor.widgetId !== site.widgetId || !knowsSecret(who.secret, visitor) || visitor.blocked) throw unknown('visitor')
    if (!site.settings.files) throw new Refusal('forbidden', 'No files are taken here.')
    if (!file.bytes.length) throw new Refusal('invalid', 'The file is empty.')
    const [lately] = await uploadedLately(tx, { visitorId: visitor.id })
    if (lately!.n >= mostLately.files || lately!.bytes + file.bytes.length > mostLately.bytes) throw new Refusal('too-many', 'That is a lot of files. Wait ten minutes.', { retryAfter: 600 })
    const contentType = (await fileTypeFromBuffer(file.bytes))?.mime ?? (/^(?:text\/plain|text\/csv)$/.test(file.declaredType) ? file.declaredType : 'application/octet-stream')
    const kept = blob(file.bytes)
    await keepBlobs(tx, [kept])
    const id = newId()
    const name = plain(file.name).replace(/[\u0000-\u001f\u007f/\\]/g, '_').slice(0, 120).replace(/^\.+$/, '') || 'file'
    await addVisitorUpload(tx, { accountId: site.accountId, brandId: site.brandId, id, visitorId: visitor.id, name, contentType, declaredType: file.declaredType.slice(0, 200), size: file.bytes.length, safeInline: showable.has(contentType), hash: kept.hash })
    return { id, name, contentType, size: file.bytes.length, picture: showable.has(contentType), url: visitorFileUrl({ accountId: site.accountId, visitorId: visitor.id }, id, new Date()) }
  })
}

/** A file for the visitor whom the link names: one that they sent, or that stands in a line of a talk of theirs. @throws Refusal 'unknown' */
export function visitorFile({ accountId, visitorId, fileId }: { accountId: string; visitorId: string; fileId: string }) {
  return db().reading({ accountId, brandIds: 'all' }, async (tx) => {
    const [[attachment], [upload]] = await Promise.all([attachmentById(tx, { id: fileId }), uploadOf(tx, { id: fileId, visitorId })])
    const theirs = attachment?.messageId ? (await saidInTalksOf(tx, { visitorId, messageId: attachment.messageId })).length > 0 : false
    const file = attachment && theirs ? attachment : upload
    const bytes = file ? await readBlob(tx, file.hash) : null
    if (!file || !bytes) throw unknown('file')
    return { name: file.name, contentType: file.contentType, safeInline: file.safeInline, bytes }
  })
}
