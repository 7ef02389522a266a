import { db } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { log } from '#platform/log'
import { Refusal } from '#platform/refusal'
import { signInFailed } from '../events.ts'
import { challengedLogin, endSessionByToken, endSessionsOfLogin, loginByEmail } from '../queries/logins.ts'
import { actingByLogin } from '../queries/people.ts'
import { sourceOf } from '../domain/source.ts'
import { forgetActors } from './actor-memory.ts'
import { beginAttempt } from './attempts.ts'
import { challengeCookie, libraryHeaders, sessionCookie, signInDb, signInLibrary, tokenInCookie, type Asking } from './open-sign-in.ts'

/** What the browser is to keep, and what comes next. */
export type SignInStep = { next: 'desk' | 'second-factor'; cookies: string[] }

const windowMinutes = 15
export const lockedOut = () => new Refusal('locked-out', 'There were too many attempts. Try again in a quarter of an hour.', { retryAfter: windowMinutes * 60 })
// One sentence for an unknown address, a wrong password and somebody who is suspended: the difference is nobody's business.
const notRight = () => new Refusal('not-signed-in', 'The address or the password is not right.')
const codeNotRight = () => new Refusal('not-signed-in', 'The code is not right, or it has taken too long. Sign in again if it stays so.')

/** The first step. Always begins a new session: one that was there before (or was planted there) is ended. */
export async function signInWithPassword(asking: Asking, credentials: { email: string; password: string }): Promise<SignInStep> {
  const email = credentials.email.trim().toLowerCase()
  const attempt = await beginAttempt('sign-in', windowMinutes, [{ of: 'address', value: email, most: 10 }, { of: 'source', value: sourceOf(asking.ip), most: 50 }])
  if (!attempt.allowed) throw lockedOut()
  // No cookie goes along: neither an old session nor a "trusted device" has a say in who this is.
  const answer = await signInLibrary().api.signInEmail({ body: { email, password: credentials.password }, headers: libraryHeaders(asking), returnHeaders: true }).catch(ifRefused)
  if (!answer) {
    void noteFailure('password', email)
    throw notRight()
  }
  if ('twoFactorRedirect' in answer.response) {
    await attempt.succeed()
    return { next: 'second-factor', cookies: answer.headers.getSetCookie() }
  }
  if (!await isActive(answer.response.user.id)) {
    await endSessionsOfLogin(signInDb(), { loginId: answer.response.user.id })
    throw notRight()
  }
  await attempt.succeed()
  await endOldSession(asking)
  return { next: 'desk', cookies: answer.headers.getSetCookie() }
}

/** The second step: a code of the authenticator app, or one of the recovery codes. */
export async function signInWithCode(asking: Asking, code: string): Promise<SignInStep> {
  const identifier = tokenInCookie(asking.headers.cookie, challengeCookie())
  const [challenged] = identifier ? await challengedLogin(signInDb(), { identifier }) : []
  if (!challenged) throw codeNotRight()
  const { loginId } = challenged
  const attempt = await beginAttempt('second-factor', windowMinutes, [{ of: 'login', value: loginId, most: 10 }, { of: 'source', value: sourceOf(asking.ip), most: 50 }])
  if (!attempt.allowed) throw lockedOut()
  if (!await isActive(loginId)) throw codeNotRight()
  const given = code.replace(/\s/g, '')
  const isTotp = /^\d{6}$/.test(given)
  // Only the challenge goes along: with a session beside it the library would check the session's person instead.
  const request = { body: { code: given }, headers: libraryHeaders(asking, challengeCookie()), returnHeaders: true } as const
  // RFC 6238, 5.2: a code is good for one sign-in, also while its half minute lasts.
  const use = isTotp ? await beginAttempt('code-used', 3, [{ of: 'code', value: `${loginId} ${given}`, most: 1 }]) : null
  if (use && !use.allowed) throw codeNotRight()
  const api = signInLibrary().api
  const answer = await (isTotp ? api.verifyTOTP(request) : api.verifyBackupCode(request)).catch(ifRefused)
  if (!answer) {
    await use?.forget()
    void noteFailure('second-factor', undefined, loginId)
    throw codeNotRight()
  }
  await attempt.succeed()
  await endOldSession(asking)
  return { next: 'desk', cookies: answer.headers.getSetCookie() }
}

/** Ends this session, and tells the browser to forget it. */
export async function signOut(asking: Asking): Promise<string[]> {
  const { headers } = await signInLibrary().api.signOut({ headers: libraryHeaders(asking, sessionCookie()), returnHeaders: true })
  forgetActors()
  return headers.getSetCookie()
}

async function endOldSession(asking: Asking) {
  const token = tokenInCookie(asking.headers.cookie, sessionCookie())
  if (!token) return
  await endSessionByToken(signInDb(), { token })
  forgetActors()
}

const isActive = (loginId: string): Promise<boolean> =>
  db().acrossAccounts('may this login come in', async (tx) => (await actingByLogin(tx, { loginId }))[0]?.status === 'active')

/** The library's no is an answer (null); everything else is a fault and goes on. */
export function ifRefused(error: unknown): null {
  const status = (error as { statusCode?: number }).statusCode
  if (status && status < 500) return null
  throw error
}

/** Kept for those who watch over the account. Nobody waits for it: a known address must not take longer than an unknown one. */
async function noteFailure(at: 'password' | 'second-factor', email: string | undefined, known?: string) {
  try {
    const loginId = known ?? (await loginByEmail(signInDb(), { email: email! }))[0]?.id
    if (!loginId) return
    const person = await db().acrossAccounts('whose sign-in failed', async (tx) => (await actingByLogin(tx, { loginId }))[0])
    if (!person) return
    await db().transaction({ accountId: person.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, signInFailed({ brandId: null, subjectId: person.personId }, { at })))
  } catch (error) {
    log.warn({ error }, 'a failed sign-in could not be noted')
  }
}
