import { createHash } from 'node:crypto'

/**
 * The same mail by two ways has the same hash; another mail under a reused Message-ID has another.
 * Over what was said, not over raw bytes: Received and Delivered-To differ by path.
 */
export function contentHash(mail: { from: string; date: string; subject: string; text: string; html: string; parts: Uint8Array[] }): string {
  const hash = createHash('sha256')
  for (const field of [mail.from.toLowerCase(), mail.date, mail.subject, mail.text, mail.html]) hash.update(`${Buffer.byteLength(field)}:`).update(field)
  for (const part of mail.parts) hash.update(`${part.byteLength}:`).update(part)
  return hash.digest('hex')
}
