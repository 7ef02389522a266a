import { db } from '#platform/db'
import { announce } from '#platform/events'
import { log } from '#platform/log'
import { Refusal } from '#platform/refusal'
import { sourceOf } from '../domain/source.ts'
import { resetMail } from '../domain/system-mails.ts'
import { passwordChanged } from '../events.ts'
import { loginByEmail, loginOfReset, voidVerifications } from '../queries/logins.ts'
import { actingByLogin } from '../queries/people.ts'
import { forgetActors } from './actor-memory.ts'
import { beginAttempt } from './attempts.ts'
import { resetSender, signInDb, signInLibrary, type Asking } from './open-sign-in.ts'
import { ifRefused, lockedOut } from './sign-in.ts'
import type { SystemPost } from './system-post.ts'

/** Answers the same to every address, and as fast: what there is to do is done after the answer. */
export async function askForReset(asking: Asking, email: string, post: SystemPost): Promise<void> {
  const attempt = await beginAttempt('reset', 60, [{ of: 'address', value: email, most: 3 }, { of: 'source', value: sourceOf(asking.ip), most: 20 }])
  if (attempt.allowed) void sendReset(email.trim().toLowerCase(), post).catch((error) => log.warn({ error }, 'a password reset could not be sent'))
}

async function sendReset(email: string, post: SystemPost) {
  const [login] = await loginByEmail(signInDb(), { email })
  if (!login) return
  const person = await db().acrossAccounts('who asks for a reset', async (tx) => (await actingByLogin(tx, { loginId: login.id }))[0])
  if (person?.status !== 'active') return
  await resetSender.run(async (token) => {
    await post.sendSystemMail({ to: email, ...resetMail(person.language, { name: person.name, link: `${post.url}/password-resets/${token}` }) })
  }, () => signInLibrary().api.requestPasswordReset({ body: { email } }))
}

/** A link sets one password. All sessions end, and all other links and half-done sign-ins with them; the second factor stays on. */
export async function resetPassword(asking: Asking, { token, password }: { token: string; password: string }): Promise<void> {
  const attempt = await beginAttempt('reset-link', 15, [{ of: 'source', value: sourceOf(asking.ip), most: 30 }])
  if (!attempt.allowed) throw lockedOut()
  const noGood = new Refusal('expired', 'This link is no longer good. Ask for a new one.')
  const [reset] = /^[\w-]+$/.test(token) ? await loginOfReset(signInDb(), { token }) : []
  if (!reset) throw noGood
  const person = await db().acrossAccounts('whose reset', async (tx) => (await actingByLogin(tx, { loginId: reset.loginId }))[0])
  if (person?.status !== 'active') throw noGood
  const done = await signInLibrary().api.resetPassword({ body: { token, newPassword: password } }).catch(ifRefused)
  if (!done) throw noGood
  await attempt.forget()
  await voidVerifications(signInDb(), { loginId: reset.loginId })
  forgetActors()
  await db().transaction({ accountId: person.accountId, brandIds: 'all' }, (tx) =>
    announce(tx, { kind: 'person', id: person.personId }, passwordChanged({ brandId: null, subjectId: person.personId }, { how: 'by-reset' })))
}
