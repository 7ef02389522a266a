import { randomBytes } from 'node:crypto'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { Refusal } from '#platform/refusal'
import { insertLogin, loginByEmail } from '../queries/logins.ts'
import { inRole } from './in-role.ts'

/** scrypt, as the sign-in library reads it. */
export async function hashPassword(password: string): Promise<string> {
  // Loaded when first needed: whoever only asks for people should not wait for the sign-in library.
  const { hashPassword: hash } = await import('better-auth/crypto')
  return hash(password)
}

/** A hash that no password has: the login is there, and can be entered only after a reset. */
export const noPassword = () => `${randomBytes(16).toString('hex')}:${randomBytes(64).toString('hex')}`

/** A new login, in the transaction of the person whose it is. @throws Refusal 'conflict' when somebody signs in with the address already */
export async function addLogin(tx: Tx, login: { name: string; email: string; passwordHash: string }): Promise<string> {
  const id = newId()
  await inRole(tx, 'balie_sign_in', async (inside) => {
    const [taken] = await loginByEmail(inside, { email: login.email })
    if (taken) throw new Refusal('conflict', 'Somebody signs in with this address already.')
    await insertLogin(inside, { id, credentialId: newId(), name: login.name, email: login.email.toLowerCase(), passwordHash: login.passwordHash })
  })
  return id
}
