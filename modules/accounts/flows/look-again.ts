import DataLoader from 'dataloader'
import { db } from '#platform/db'
import { noteSessionSeen, sessionsAlive } from '../queries/logins.ts'
import { actingByLogins, noteSeen, type Acting } from '../queries/people.ts'
import { signInDb } from './open-sign-in.ts'

/** Which session a cookie was found to be: its signature need not be looked at twice. Everything else is asked each time. */
const proven = new Map<string, string>()
const most = 20_000
export const tokenOf = (cookie: string): string | undefined => proven.get(cookie)
export function keepProven(cookie: string, token: string) {
  if (proven.size >= most) proven.clear()
  proven.set(cookie, token)
}

const gatherMs = 5
/**
 * Who is signed in by a session now: nobody, when it has ended or its person may not any more. Hundreds of desks that ask in the same
 * few milliseconds are looked up together.
 */
export const actingBySession = new DataLoader<string, Acting | null>(async (tokens) => {
  const alive = await sessionsAlive(signInDb(), { tokens: [...new Set(tokens)] })
  const people = await db().acrossAccounts('whose sessions', async (tx) => {
    const found = (await actingByLogins(tx, { loginIds: alive.map((each) => each.loginId) })).filter((each) => each.status === 'active')
    for (const person of found) if (!person.seenLately) await noteSeen(tx, { accountId: person.accountId, id: person.personId })
    return new Map(found.map((each) => [each.loginId, each]))
  })
  for (const session of alive) if (!session.seenLately && people.has(session.loginId)) await noteSessionSeen(signInDb(), { token: session.token })
  const bySession = new Map(alive.map((each) => [each.token, people.get(each.loginId) ?? null]))
  return tokens.map((each) => bySession.get(each) ?? null)
}, { cache: false, batchScheduleFn: (ask) => setTimeout(ask, gatherMs) })
