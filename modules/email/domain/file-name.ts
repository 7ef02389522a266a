import { oneSafeLine } from './header-safety.ts'

const maxBytes = 120

/** A file name that is safe to show and to save: one name, no path, no characters that hide or turn it, at most 120 bytes. */
export function safeFileName(name: string): string | null {
  const clean = oneSafeLine(name.normalize('NFC'), 2000)
    .replace(/^.*[/\\]/s, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return null
  if (Buffer.byteLength(clean) <= maxBytes) return clean
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 && clean.length - dot <= 16 ? clean.slice(dot) : ''
  let stem = extension ? clean.slice(0, dot) : clean
  while (Buffer.byteLength(stem + extension) > maxBytes) stem = [...stem].slice(0, -1).join('')
  return stem.trimEnd() + extension
}

const extensions: Record<string, string> = {
  'text/plain': 'txt', 'text/html': 'html', 'text/calendar': 'ics', 'text/csv': 'csv', 'text/vcard': 'vcf', 'text/x-vcard': 'vcf', 'text/rtf': 'rtf',
  'application/pdf': 'pdf', 'application/zip': 'zip', 'application/json': 'json', 'application/xml': 'xml', 'application/msword': 'doc',
  'application/pkcs7-signature': 'p7s', 'application/x-pkcs7-signature': 'p7s', 'application/pkcs7-mime': 'p7m', 'application/x-pkcs7-mime': 'p7m',
  'application/pgp-signature': 'asc', 'application/pgp-encrypted': 'asc', 'application/pgp-keys': 'asc', 'application/ms-tnef': 'dat',
  'image/jpeg': 'jpg', 'image/jpg': 'jpg', 'image/pjpeg': 'jpg', 'image/svg+xml': 'svg', 'image/x-icon': 'ico', 'audio/mpeg': 'mp3', 'message/rfc822': 'eml',
  'message/delivery-status': 'txt', 'message/disposition-notification': 'txt', 'message/feedback-report': 'txt', 'text/rfc822-headers': 'txt',
}

/** A name for a part that came without one: from what it is and its place in the mail. */
export function inventedName(contentType: string, index: number): string {
  const [main, sub = 'bin'] = contentType.split('/')
  const extension = extensions[contentType] ?? (/^(?:image|audio|video)$/.test(main ?? '') && /^[a-z0-9]{2,5}$/.test(sub) ? sub : 'bin')
  return `${main === 'image' ? 'image' : 'attachment'}-${index + 1}.${extension}`
}
