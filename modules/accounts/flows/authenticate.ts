import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { db } from '#platform/db'
import type { Authenticate } from '#platform/http'
import type { Actor, TokenScope } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { actingByToken, noteTokenUsed } from '../queries/api-tokens.ts'
import { noteSessionSeen } from '../queries/logins.ts'
import { actingByLogin, noteSeen, type Acting } from '../queries/people.ts'
import { memoryGeneration, recall, remember, type Authenticated } from './actor-memory.ts'
import { actingBySession, keepProven, tokenOf } from './look-again.ts'
import { cookieOf, libraryHeaders, sessionCookie, signInDb, signInLibrary } from './open-sign-in.ts'

export const tokenStart = 'balie_'
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Who sends this request: a person by the session of the desk, or by an API token. */
export const authenticate: Authenticate = async (request) => {
  const { authorization } = request.headers
  if (authorization) return authenticateToken(authorization)
  return authenticateHeaders(request.headers)
}

/** The same where there are only headers, such as when a WebSocket opens: the cookie counts, a token does not. */
export async function authenticateHeaders(headers: IncomingHttpHeaders): Promise<Authenticated | null> {
  const cookie = cookieOf(headers.cookie, sessionCookie())
  if (!cookie) return null
  const credential = `session ${cookie}`
  const known = recall(credential)
  if (known) return known
  const asOf = memoryGeneration()
  const token = tokenOf(cookie)
  const again = token === undefined ? undefined : await actingBySession.load(token)
  if (again === null) return null
  if (again) return rememberSession(credential, again, asOf)
  const found = await signInLibrary().api.getSession({ headers: libraryHeaders({ headers, ip: '' }, sessionCookie()), query: { disableRefresh: true } })
    // The library wraps what went wrong; an outage of the database should be told as one.
    .catch((error: Error) => { throw error.cause ?? error })
  if (!found) return null
  const acting = await db().acrossAccounts('whose session', async (tx) => {
    const [person] = await actingByLogin(tx, { loginId: found.user.id })
    if (person?.status !== 'active') return null
    if (!person.seenLately) await noteSeen(tx, { accountId: person.accountId, id: person.personId })
    return person
  })
  if (!acting) return null
  if (!acting.seenLately || Date.now() - found.session.updatedAt.getTime() > 60_000) await noteSessionSeen(signInDb(), { token: found.session.token })
  keepProven(cookie, found.session.token)
  return rememberSession(credential, acting, asOf)
}

function rememberSession(credential: string, acting: Acting, asOf: number): Authenticated {
  const authenticated: Authenticated = { actor: actorOf(acting, null), by: 'session' }
  remember(credential, authenticated, asOf)
  return authenticated
}

/** @throws Refusal when the token is unknown, ran out, was revoked, or belongs to somebody who is suspended: all the same from outside. */
async function authenticateToken(authorization: string): Promise<Authenticated> {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
  const refused = new Refusal('not-signed-in', 'This API token is not good. It may have run out or been revoked.')
  if (!token.startsWith(tokenStart)) throw refused
  const tokenHash = hashOfToken(token)
  const credential = `token ${tokenHash.toString('base64')}`
  const known = recall(credential)
  if (known) return known
  const asOf = memoryGeneration()
  const acting = await db().acrossAccounts('whose token', async (tx) => {
    const [found] = await actingByToken(tx, { tokenHash })
    if (found?.status !== 'active') return null
    if (!found.usedLately) await noteTokenUsed(tx, { accountId: found.accountId, id: found.tokenId })
    return found
  })
  if (!acting) throw refused
  const authenticated: Authenticated = { actor: actorOf(acting, acting.scopes), by: 'token' }
  remember(credential, authenticated, asOf)
  return authenticated
}

export const actorOf = (person: Acting, scopes: TokenScope[] | null): Actor => ({
  kind: 'person', accountId: person.accountId, personId: person.personId, name: person.name, email: person.email, role: person.role, language: person.language,
  grants: person.grants, teamIds: person.teamIds, scopes,
})
