import { db, type Scope } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import QRCode from 'qrcode'
import type { z } from 'zod'
import type { RecoveryCodes, SecondFactorSetUp, Session } from '../contract.ts'
import { deviceOf } from '../domain/device.ts'
import { passwordChanged, secondFactorChanged } from '../events.ts'
import { endSession, secondFactors, sessionsOfLogin, voidVerifications } from '../queries/logins.ts'
import { forgetActors } from './actor-memory.ts'
import { beginAttempt } from './attempts.ts'
import { libraryHeaders, sessionCookie, signInDb, signInLibrary, type Asking } from './open-sign-in.ts'
import { ifRefused, lockedOut } from './sign-in.ts'

const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: 'all' })
const myHeaders = (asking: Asking) => libraryHeaders(asking, sessionCookie())

/** The login behind the session that asks. @throws Refusal 'not-signed-in' when it has just ended */
async function mySession(asking: Asking): Promise<{ loginId: string; token: string }> {
  const found = await signInLibrary().api.getSession({ headers: myHeaders(asking), query: { disableRefresh: true } })
  if (!found) throw new Refusal('not-signed-in', 'Sign in first.')
  return { loginId: found.user.id, token: found.session.token }
}

/** Opening the desk keeps the session alive. @returns the cookies to send along */
export async function refreshSession(asking: Asking): Promise<string[]> {
  const { headers } = await signInLibrary().api.getSession({ headers: myHeaders(asking), returnHeaders: true })
  return headers.getSetCookie()
}

export async function mySessions(asking: Asking): Promise<Session[]> {
  const { loginId, token } = await mySession(asking)
  return (await sessionsOfLogin(signInDb(), { loginId })).map((session) => ({
    id: session.id, current: session.token === token, device: deviceOf(session.userAgent), ipAddress: session.ipAddress, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt,
  }))
}

export async function endMySession(asking: Asking, id: string): Promise<void> {
  const { loginId } = await mySession(asking)
  const [ended] = await endSession(signInDb(), { loginId, id })
  if (!ended) throw unknown('session')
  forgetActors()
}

/** A stolen session must not be a place to guess the password. */
async function withPassword<T>(loginId: string, work: () => Promise<T | null>): Promise<T> {
  const attempt = await beginAttempt('password', 15, [{ of: 'login', value: loginId, most: 10 }])
  if (!attempt.allowed) throw lockedOut()
  const answer = await work()
  if (!answer) throw new Refusal('invalid', 'The password is not right.', { fields: [{ field: 'password', problem: 'not right' }] })
  await attempt.succeed()
  return answer
}

/** Other sessions end, and this one goes on under a new token. @returns the cookies to send along */
export async function changePassword(actor: Actor, asking: Asking, { current, next }: { current: string; next: string }): Promise<string[]> {
  const { loginId } = await mySession(asking)
  const { headers } = await withPassword(loginId, () => signInLibrary().api.changePassword({
    body: { currentPassword: current, newPassword: next, revokeOtherSessions: true }, headers: myHeaders(asking), returnHeaders: true,
  }).catch(ifRefused))
  await voidVerifications(signInDb(), { loginId })
  forgetActors()
  await db().transaction(scopeOf(actor), (tx) => announce(tx, { kind: 'person', id: actor.personId }, passwordChanged({ brandId: null, subjectId: actor.personId }, { how: 'by-themselves' })))
  return headers.getSetCookie()
}

/** The first half: a secret for the authenticator app. Nothing is asked of anybody before a code has proved that it arrived there. */
export async function beginSecondFactor(asking: Asking, password: string): Promise<z.infer<typeof SecondFactorSetUp>> {
  const { loginId } = await mySession(asking)
  await refuseIfOn(loginId)
  const { totpURI: uri } = await withPassword(loginId, async () => {
    const answer = await signInLibrary().api.enableTwoFactor({ body: { password }, headers: myHeaders(asking) }).catch(ifRefused)
    return answer?.method === 'totp' ? answer : null
  })
  const svg = await QRCode.toString(uri, { type: 'svg', margin: 1 })
  return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
}

export async function confirmSecondFactor(actor: Actor, asking: Asking, code: string): Promise<{ codes: z.infer<typeof RecoveryCodes>; cookies: string[] }> {
  const { loginId } = await mySession(asking)
  await refuseIfOn(loginId)
  const attempt = await beginAttempt('second-factor', 15, [{ of: 'login', value: loginId, most: 10 }])
  if (!attempt.allowed) throw lockedOut()
  const { api } = signInLibrary()
  const answer = await api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers: myHeaders(asking), returnHeaders: true }).catch(ifRefused)
  if (!answer) throw new Refusal('invalid', 'The code is not right. Look whether the clock of the phone is.', { fields: [{ field: 'code', problem: 'not right' }] })
  await attempt.succeed()
  forgetActors()
  await noteSecondFactor(actor, true)
  const { backupCodes } = await api.viewBackupCodes({ body: { userId: loginId } })
  return { codes: { codes: backupCodes }, cookies: answer.headers.getSetCookie() }
}

export async function endSecondFactor(actor: Actor, asking: Asking, password: string): Promise<string[]> {
  const { loginId } = await mySession(asking)
  const { headers } = await withPassword(loginId, () => signInLibrary().api.disableTwoFactor({ body: { password }, headers: myHeaders(asking), returnHeaders: true }).catch(ifRefused))
  forgetActors()
  await noteSecondFactor(actor, false)
  return headers.getSetCookie()
}

async function refuseIfOn(loginId: string) {
  const [login] = await secondFactors(signInDb(), { loginIds: [loginId] })
  if (login?.secondFactor) throw new Refusal('conflict', 'The second factor is on already. Switch it off first to set it up anew.')
}

const noteSecondFactor = (actor: Actor, on: boolean) =>
  db().transaction(scopeOf(actor), (tx) => announce(tx, { kind: 'person', id: actor.personId }, secondFactorChanged({ brandId: null, subjectId: actor.personId }, { on })))
