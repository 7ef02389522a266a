import { createHmac, timingSafeEqual } from 'node:crypto'

const tagLength = 20

/**
 * A Message-ID of ours, without brackets: random and signed. An id that could be guessed would let a stranger write
 * into a conversation by naming it as the parent (discourse#43062). The caller brings the randomness.
 */
export function mintMessageId({ key, random, domain }: { key: Uint8Array; random: Uint8Array; domain: string }): string {
  if (random.byteLength < 12) throw new RangeError('a Message-ID needs 96 random bits')
  if (!/^[a-z0-9.-]{1,200}$/i.test(domain)) throw new TypeError('the domain of a Message-ID is a host name')
  const name = Buffer.from(random).toString('hex')
  return `${name}.${tagOf(key, name, domain)}@${domain.toLowerCase()}`
}

/** Whether we made this id. Relays change its case at most in the domain; the rest has to be exact. */
export function isOurs(messageId: string, key: Uint8Array): boolean {
  const match = /^<?([0-9a-f]{24,128})\.([0-9a-f]{20})@([a-z0-9.-]{1,200})>?$/i.exec(messageId.trim())
  if (!match) return false
  return timingSafeEqual(Buffer.from(tagOf(key, match[1]!, match[3]!)), Buffer.from(match[2]!.toLowerCase()))
}

function tagOf(key: Uint8Array, name: string, domain: string): string {
  return createHmac('sha256', key).update(`balie message id\n${name.toLowerCase()}\n${domain.toLowerCase()}`).digest('hex').slice(0, tagLength)
}
