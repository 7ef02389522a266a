import { domainToASCII, domainToUnicode } from 'node:url'
import { addressParser } from 'postal-mime'
import { decodeWordsQuoted } from './encoded-words.ts'
import { oneSafeLine } from './header-safety.ts'
import type { MailAddress } from './parsed-mail.ts'

const maxListLength = 100_000
const maxAddresses = 1000

/** Every mailbox in a header of addresses, groups opened, names decoded. Broken entries are left out. */
export function parseAddressList(value: string): MailAddress[] {
  const list = decodeWordsQuoted(value.slice(0, maxListLength))
  const found: MailAddress[] = []
  for (const entry of addressParser(list, { flatten: true })) {
    const read = entry.address === undefined ? null : repaired(entry.address, entry.name)
    if (read) found.push(read)
    if (found.length >= maxAddresses) break
  }
  return found
}

function repaired(address: string, name: string): MailAddress | null {
  let spelled = oneSafeLine(address).trim().replace(/^mailto:/i, '')
  // RFC 5322 allows comments and spaces around the dots and the @; no one means them.
  if (/[()\s]/.test(spelled)) spelled = spelled.replace(/\([^()]*\)/g, '').replace(/\s+/g, '')
  spelled = spelled.replace(/^[<'"]+|[>'"]+$/g, (cut) => (cut.includes('"') && /^"[^"]+"@/.test(spelled) ? cut : ''))
  const cleanName = oneSafeLine(name).replace(/\s+/g, ' ').trim().replace(/^'(.*)'$/, '$1')
  if (!spelled.includes('@')) return spelled && cleanName === '' && !/[?[\]]/.test(spelled) ? { address: spelled, name: '' } : null
  return { address: spelled, name: cleanName }
}

/** The first mailbox with an @, or null. */
export function readAddress(value: string): MailAddress | null {
  return parseAddressList(value).find((entry) => entry.address.includes('@')) ?? null
}

/** The form in which addresses are compared and stored: lower case, the domain in its ASCII form. Null when it is none. */
export function normaliseAddress(address: string): string | null {
  const text = address.trim().normalize('NFC')
  const at = text.lastIndexOf('@')
  if (at < 1 || text.length > 320 || /[\r\n\0<>,;\s]/.test(text) || text.slice(0, at).includes('@')) return null
  const domain = domainToASCII(text.slice(at + 1).replace(/\.$/, ''))
  const local = text.slice(0, at).toLowerCase()
  if (domain === '' || domain.length > 253 || Buffer.byteLength(local) > 64 || /^\.|\.$|\.\./.test(local)) return null
  return `${local}@${domain}`
}

/** Strict: for addresses that we send to. CR, LF and NUL would change the envelope (a real attack on mail libraries). */
export function isValidAddress(address: string): boolean {
  const normal = normaliseAddress(address)
  if (!normal) return false
  const [local, domain] = [normal.slice(0, normal.lastIndexOf('@')), normal.slice(normal.lastIndexOf('@') + 1)]
  return /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local) && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(domain)
}

export function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : domainToASCII(address.slice(at + 1).trim().toLowerCase()) || address.slice(at + 1).trim().toLowerCase()
}

/** The domain as people read it: `xn--nidis-...` in its own letters. */
export function readableDomain(address: string): string {
  return domainToUnicode(domainOf(address))
}
