import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

let master: Buffer | undefined

/** Reads the installation's key from its data folder, or makes one on the first start. Losing it means entering passwords of mailboxes anew. */
export function openSecrets(dataFolder: string) {
  const file = join(dataFolder, 'secret.key')
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  master = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (master.length !== 32) throw new Error(`${file} should hold 64 hexadecimal digits. Restore it from a backup: passwords of mailboxes cannot be read without it.`)
}

/** For tests, which keep nothing. */
export const useSecret = (key: Buffer) => { master = key }

/** A key for one purpose. Different purposes never share one. */
export function keyFor(purpose: string): Buffer {
  if (!master) throw new Error('The secrets are not open: call openSecrets() at start.')
  return createHmac('sha256', master).update(purpose).digest()
}

/** Encrypts what must be read again later (a mailbox's password): AES-256-GCM. */
export function seal(text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
}

export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed.replace(/^1\./, ''), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor('seal'), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** A token that says who may have what until when: `payload.expiry.tag`. It opens nothing for anybody else. */
export function signToken(purpose: string, payload: string, expiresAt: Date): string {
  const body = `${Buffer.from(payload).toString('base64url')}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`
  return `${body}.${createHmac('sha256', keyFor(purpose)).update(body).digest('base64url').slice(0, 32)}`
}

/** @returns the payload, or null when the token is forged, of another purpose, or expired. */
export function readToken(purpose: string, token: string, now: Date): string | null {
  const [payload, expiry, tag, rest] = token.split('.')
  if (!payload || !expiry || !tag || rest !== undefined) return null
  const expected = createHmac('sha256', keyFor(purpose)).update(`${payload}.${expiry}`).digest('base64url').slice(0, 32)
  if (!sameSecret(tag, expected)) return null
  if (Number.parseInt(expiry, 36) * 1000 < now.getTime()) return null
  return Buffer.from(payload, 'base64url').toString('utf8')
}

/** Compares in constant time. */
export function sameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
