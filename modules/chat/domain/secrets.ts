import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a visitor's browser keeps to be known again. Here only its hash is. */
export const newSecret = (): { secret: string; hash: string } => { const secret = randomBytes(32).toString('base64url'); return { secret, hash: hashOfSecret(secret) } }
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/**
 * The secret that follows another one: always the same, so that it can be told again to whoever did not hear it, and yet is kept nowhere.
 * Without the installation's key nobody finds it, not even with the one before it.
 */
export function secretAfter(key: Buffer, visitorId: string, hashBefore: string): { secret: string; hash: string } {
  const secret = createHmac('sha256', key).update(`${visitorId} ${hashBefore}`).digest('base64url')
  return { secret, hash: hashOfSecret(secret) }
}

/** Whether a secret is the one of now, or the one before it; compared in constant time. */
export function knowsSecret(secret: string, { secretHash, secretBeforeHash }: { secretHash: string; secretBeforeHash: string | null }): 'now' | 'before' | null {
  const given = Buffer.from(hashOfSecret(secret), 'hex')
  if (timingSafeEqual(given, Buffer.from(secretHash, 'hex'))) return 'now'
  return secretBeforeHash && timingSafeEqual(given, Buffer.from(secretBeforeHash, 'hex')) ? 'before' : null
}
