import { createHash, createHmac, randomBytes } from 'node:crypto'
import { db, type Scope, type Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { tokenScopes, type Actor, type BrandGrant, type Role, type TokenScope, type Visibility } from '#platform/permissions'
import { keyFor } from '#platform/secrets'
import type { Brand, Language, Team } from './contract.ts'
import { noPassword } from './flows/logins.ts'
import { inRole } from './flows/in-role.ts'

// Builders for everyone's tests. They write rows as fast as the database takes them: no hashing of passwords, no events.

const within = <T>(accountId: string, work: (tx: Tx) => Promise<T>) => db().transaction({ accountId, brandIds: 'all' }, work)

export async function anAccount(name = 'Veerhuis Klantenservice BV'): Promise<{ accountId: string; name: string; scope: Scope }> {
  const accountId = newId()
  await within(accountId, (tx) => tx.run('', 'insert into accounts.accounts (account_id, name) values ($1, $2)', [accountId, name]))
  return { accountId, name, scope: { accountId, brandIds: 'all' } }
}

const letters = () => Array.from(randomBytes(4), (byte) => String.fromCharCode(65 + (byte % 26))).join('')

/** A brand of the account. Its references start with letters of chance unless told otherwise. */
export async function aBrand(brand: { accountId: string; name?: string; referencePrefix?: string; language?: Language; timeZone?: string; signature?: string }): Promise<Brand & { accountId: string }> {
  const { accountId, name = 'Fjeld & Wald', referencePrefix = letters(), language = 'de', timeZone = 'Europe/Berlin', signature = '' } = brand
  const id = newId()
  await within(accountId, (tx) => tx.run('', 'insert into accounts.brands (account_id, id, name, reference_prefix, language, time_zone, signature) values ($1, $2, $3, $4, $5, $6, $7)',
    [accountId, id, name, referencePrefix, language, timeZone, signature]))
  return { accountId, id, name, referencePrefix, language, timeZone, signature }
}

export async function aTeam(team: { accountId: string; brandId: string; name?: string }): Promise<Team & { accountId: string }> {
  const made = { accountId: team.accountId, id: newId(), brandId: team.brandId, name: team.name ?? 'Fjeld & Wald Deutsch' }
  await within(team.accountId, (tx) => tx.run('', 'insert into accounts.teams (account_id, brand_id, id, name) values ($1, $2, $3, $4)', [made.accountId, made.brandId, made.id, made.name]))
  return made
}

export type PersonWish = {
  accountId: string; name?: string; email?: string; role?: Role; language?: Language
  /** In short: these brands, seen in full. Or say it in `grants`. */
  brandIds?: string[]; visibility?: Visibility; grants?: BrandGrant[]; teamIds?: string[]
}

/** Somebody with a login, who is known to everything but a password. */
export async function aPerson(wish: PersonWish): Promise<Actor & { id: string; loginId: string }> {
  const [id, loginId] = [newId(), newId()]
  const { accountId, name = 'Maren Lindqvist', role = 'agent', language = 'en', teamIds = [] } = wish
  const email = (wish.email ?? `${id}@veerhuis.example`).toLowerCase()
  const grants = wish.grants ?? (wish.brandIds ?? []).map((brandId) => ({ brandId, visibility: wish.visibility ?? 'all' as const }))
  await within(accountId, async (tx) => {
    await inRole(tx, 'balie_sign_in', (inside) => inside.run('', `
      with login as (insert into sign_in."user" (id, name, email, "emailVerified") values ($1, $2, $3, true))
      insert into sign_in.account (id, "accountId", "providerId", "userId", password) values ($4, $1, 'credential', $1, $5)`, [loginId, name, email, newId(), noPassword()]))
    await tx.run('', 'insert into accounts.people (account_id, id, login_id, name, email, role, language) values ($1, $2, $3, $4, $5, $6, $7)', [accountId, id, loginId, name, email, role, language])
    for (const grant of grants) await tx.run('', 'insert into accounts.grants (account_id, person_id, brand_id, visibility) values ($1, $2, $3, $4)', [accountId, id, grant.brandId, grant.visibility])
    for (const teamId of teamIds) await tx.run('', 'insert into accounts.memberships (account_id, person_id, team_id) values ($1, $2, $3)', [accountId, id, teamId])
  })
  return { kind: 'person', id, personId: id, loginId, accountId, name, email, role, language, grants, teamIds, scopes: null }
}

/** Somebody who acts: written to the database, so that what they do can name them. */
export async function anActor(wish: PersonWish): Promise<Actor> {
  const { id: _id, loginId: _login, ...actor } = await aPerson(wish)
  return actor
}

/** Headers that make `inject` come from this person, by an API token: `inject({ …, headers: await asToken(actor) })`. */
export async function asToken(actor: Actor, scopes: readonly TokenScope[] = tokenScopes): Promise<{ authorization: string }> {
  const token = `balie_${randomBytes(32).toString('base64url')}`
  await within(actor.accountId, (tx) => tx.run('', 'insert into accounts.api_tokens (account_id, id, person_id, name, scopes, token_hash) values ($1, $2, $3, $4, $5, $6)',
    [actor.accountId, newId(), actor.personId, 'for a test', [...scopes], createHash('sha256').update(token).digest()]))
  return { authorization: `Bearer ${token}` }
}

/** Headers of this person's desk: a session cookie, and the sign that the request comes from our own page. Sign-in must be open (http). */
export async function asSession(actor: Actor): Promise<{ 'cookie': string; 'x-balie-csrf': string }> {
  const token = randomBytes(24).toString('base64url')
  await within(actor.accountId, async (tx) => {
    const [person] = await tx.run<{ loginId: string }>('', 'select login_id as "loginId" from accounts.people where account_id = $1 and id = $2', [actor.accountId, actor.personId])
    await inRole(tx, 'balie_sign_in', (inside) => inside.run('', `insert into sign_in.session (id, "expiresAt", token, "userId", "ipAddress", "userAgent") values ($1, now() + interval '14 days', $2, $3, '127.0.0.1', 'vitest')`,
      [newId(), token, person!.loginId]))
  })
  const signature = createHmac('sha256', keyFor('sign-in').toString('hex')).update(token).digest('base64')
  return { 'cookie': `balie.session_token=${encodeURIComponent(`${token}.${signature}`)}`, 'x-balie-csrf': '1' }
}
