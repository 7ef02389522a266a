import { createHmac, timingSafeEqual } from 'node:crypto'

/** The key of a number, or null when that number was never used or is withdrawn. */
export type KeyOf = (keyNumber: number) => Uint8Array | null

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const tagLength = 16
const maxLocal = 64

/**
 * The address that admits a reply to one conversation: `desk+c1‹id›.‹tag›@brand.example`. Addresses get folded to
 * lower case on their way, hence base32; 16 letters of tag are 80 bits. It admits a mail and grants its sender nothing.
 */
export function signReplyAddress({ key, keyNumber, mailbox, conversationId }: { key: Uint8Array; keyNumber: number; mailbox: string; conversationId: string }): string {
  if (!Number.isInteger(keyNumber) || keyNumber < 1 || keyNumber > 999) throw new RangeError('key number out of range')
  const { local, domain } = partsOf(mailbox)
  const token = `c${keyNumber}${toBase32(bytesOf(conversationId))}.${tagOf(key, keyNumber, mailbox, conversationId)}`
  return `${shortened(local, maxLocal - token.length - 1)}+${token}@${domain}`
}

/** The conversation of a signed address of this mailbox; null for every other address, however close. */
export function readReplyAddress(address: string, mailbox: string, keyOf: KeyOf): { conversationId: string; keyNumber: number } | null {
  if (address.length > 320) return null
  const match = /^([^@]+)\+c([1-9]\d{0,2})([a-z2-7]{26})\.([a-z2-7]{16})@([^@]+)$/.exec(address.trim().toLowerCase())
  if (!match) return null
  const [, local, number, id, tag, domain] = match
  const own = partsOf(mailbox)
  const keyNumber = Number(number)
  if (local !== shortened(own.local, maxLocal - (`c${number}`.length + 26 + 1 + tagLength) - 1) || domain !== own.domain) return null
  const key = keyOf(keyNumber)
  const conversationId = uuidOf(id!)
  if (!key || !conversationId) return null
  const expected = Buffer.from(tagOf(key, keyNumber, mailbox, conversationId))
  return timingSafeEqual(expected, Buffer.from(tag!)) ? { conversationId, keyNumber } : null
}

function partsOf(mailbox: string): { local: string; domain: string } {
  const at = mailbox.lastIndexOf('@')
  return { local: mailbox.slice(0, at).toLowerCase(), domain: mailbox.slice(at + 1).toLowerCase() }
}

/** A local part may have 64 characters; a mailbox with a long name gives way to the token. */
function shortened(local: string, room: number): string {
  return Buffer.byteLength(local) <= room ? local : Buffer.from(local).subarray(0, room).toString('utf8').replace(/[\ufffd.+-]+$/u, '')
}

function tagOf(key: Uint8Array, keyNumber: number, mailbox: string, conversationId: string): string {
  const signed = ['balie reply address', keyNumber, mailbox.toLowerCase(), conversationId.toLowerCase()].join('\n')
  return toBase32(createHmac('sha256', key).update(signed).digest()).slice(0, tagLength)
}

function bytesOf(uuid: string): Buffer {
  const hex = uuid.replaceAll('-', '').toLowerCase()
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new TypeError('a conversation id is a UUID')
  return Buffer.from(hex, 'hex')
}

function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31]
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

/** Null when the text is no UUID, or a second spelling of one: the last letter holds three bits only. */
function uuidOf(text: string): string | null {
  let bits = 0n
  for (const letter of text) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter))
  if ((bits & 3n) !== 0n) return null
  const hex = (bits >> 2n).toString(16).padStart(32, '0')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
