import { fileTypeFromBuffer } from 'file-type'
import type { Attachment } from 'postal-mime'
import { readCalendar } from './calendar.ts'
import { decodeWords } from './encoded-words.ts'
import { inventedName, safeFileName } from './file-name.ts'
import { fieldsAsUtf8, fieldsOf, rawValue } from './header-block.ts'
import type { MailPart, MailPartKind } from './parsed-mail.ts'
import { readTnef } from './tnef.ts'

/** The only types that a page may show by itself. SVG and HTML can hold programs and are never among them. */
const rasterTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** From what the MIME library found to what a desk can use. Archives are never unpacked. */
export async function readParts(found: Attachment[]): Promise<MailPart[]> {
  const parts: MailPart[] = []
  for (const attachment of found) {
    const bytes = typeof attachment.content === 'string' ? Buffer.from(attachment.content) : new Uint8Array(attachment.content)
    const declaredType = (attachment.mimeType || 'application/octet-stream').toLowerCase()
    const name = attachment.filename ? safeFileName(decodeWords(attachment.filename)) : null
    const inner = /ms-tnef$/.test(declaredType) || /^winmail\.dat$/i.test(name ?? '') ? readTnef(bytes) : null
    if (inner) {
      for (const file of inner) parts.push(await onePart(safeFileName(file.name), 'application/octet-stream', file.bytes, null, false, parts.length))
      continue
    }
    const contentId = attachment.contentId?.replace(/^[<\s]+|[>\s]+$/g, '') || null
    const inline = attachment.disposition !== 'attachment' && (attachment.related === true || contentId !== null || attachment.disposition === 'inline')
    parts.push(await onePart(name, declaredType, bytes, contentId, inline, parts.length))
  }
  return parts
}

async function onePart(name: string | null, declaredType: string, bytes: Uint8Array, contentId: string | null, inline: boolean, index: number): Promise<MailPart> {
  const sniffed = await sniff(bytes, declaredType)
  const kind = kindOf(declaredType, sniffed, name, bytes)
  const ownName = name ?? (kind === 'message' ? messageName(bytes) : null) ?? inventedName(sniffed, index)
  return {
    name: kind === 'message' && !/\.(?:eml|msg|txt)$/i.test(ownName) && name === null ? `${ownName}.eml` : ownName,
    contentType: sniffed, declaredType, size: bytes.byteLength, contentId, inline, kind, bytes,
    safeInline: rasterTypes.has(sniffed),
    calendar: kind === 'calendar' ? readCalendar(bytes) : null,
  }
}

async function sniff(bytes: Uint8Array, declared: string): Promise<string> {
  const generic = declared.startsWith('image/') ? 'application/octet-stream' : declared
  if (bytes.byteLength < 4) return generic
  // Text has no magic bytes to look for, and a text that begins like a picture is still sent as text.
  if (/^(?:text|message)\//.test(declared)) return declared
  try {
    const found = await fileTypeFromBuffer(bytes.byteLength > 8192 ? bytes.subarray(0, 8192) : bytes)
    if (found) return found.mime === 'application/x-cfb' || found.mime === 'application/zip' ? (/^application\//.test(declared) ? declared : found.mime) : found.mime
  } catch {
    // A file that breaks the detector is a file of unknown type.
  }
  if (declared === 'image/svg+xml') return declared
  return generic
}

function kindOf(declared: string, sniffed: string, name: string | null, bytes: Uint8Array): MailPartKind {
  if (declared === 'message/rfc822' || declared === 'message/global') return 'message'
  if (/^message\/(?:delivery-status|global-delivery-status|disposition-notification|feedback-report)$|^text\/rfc822-headers$/.test(declared)) return 'report'
  if (declared === 'text/calendar' || declared === 'application/ics') return 'calendar'
  if (/pkcs7-(?:mime|signature)$/.test(declared)) return 'smime'
  if (/^application\/pgp-/.test(declared) || /\.(?:pgp|gpg)$/i.test(name ?? '')) return 'pgp'
  if (Buffer.from(bytes.subarray(0, 64)).toString('latin1').trimStart().startsWith('-----BEGIN PGP ')) return 'pgp'
  if (/ms-tnef$/.test(declared)) return 'tnef'
  return rasterTypes.has(sniffed) ? 'image' : 'file'
}

/** A mail inside a mail is called by its own subject. */
function messageName(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16 * 1024))
  const end = head.toString('latin1').search(/\r?\n\r?\n/)
  const fields = fieldsOf(fieldsAsUtf8(fieldsOf(end < 0 ? head : head.subarray(0, end)), null))
  const subject = rawValue(fields, 'subject')
  return subject ? safeFileName(decodeWords(Buffer.from(subject, 'latin1').toString('utf8')).replace(/[/\\]/g, '_').slice(0, 100)) : null
}
