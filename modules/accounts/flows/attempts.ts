import { createHmac } from 'node:crypto'
import { keyFor } from '#platform/secrets'
import { clearAttempts, countAttempts, dropAttempts, insertAttempts } from '../queries/logins.ts'
import { signInDb } from './open-sign-in.ts'

export type AttemptKind = 'sign-in' | 'second-factor' | 'password' | 'reset' | 'reset-link' | 'invitation' | 'code-used'
export type Limit = { of: 'address' | 'source' | 'login' | 'account' | 'code'; value: string; most: number }
export type Attempt = {
  allowed: boolean
  /** It was no attempt after all: the right password, or somebody who was refused unheard. */
  forget: () => Promise<void>
  /** It succeeded: earlier failures of the first subject are forgiven too. */
  succeed: () => Promise<void>
}

/** Keyed, so that the table tells nobody which addresses were tried. */
const hashOf = ({ of, value }: Limit): Buffer => createHmac('sha256', keyFor('attempts')).update(`${of} ${value.trim().toLowerCase()}`).digest()

/**
 * Notes an attempt and says whether it is one too many. Noted first and counted afterwards: of many that come at the same
 * moment, no more than the limit get through. A refused one is not kept, or a lockout would feed itself for ever.
 */
export async function beginAttempt(kind: AttemptKind, minutes: number, limits: Limit[]): Promise<Attempt> {
  const tx = signInDb()
  const subjects = limits.map(hashOf)
  const ids = (await insertAttempts(tx, { kind, subjects })).map((row) => row.id)
  const counts = await countAttempts(tx, { kind, subjects, minutes })
  const forget = () => dropAttempts(tx, { ids })
  const allowed = limits.every((limit, n) => (counts.find((row) => row.subject.equals(subjects[n]!))?.count ?? 0) <= limit.most)
  if (!allowed) await forget()
  return {
    allowed, forget,
    async succeed() {
      await forget()
      await clearAttempts(tx, { kind, subject: subjects[0]! })
    },
  }
}
