import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createHttp, type Http } from '#platform/http'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { forgetActors, memoryGeneration, recall, remember } from './flows/actor-memory.ts'
import { signInDb } from './flows/open-sign-in.ts'
import { addPerson, allAccountIds, authenticate, authenticateHeaders, openSignIn, peopleOfAccount } from './index.ts'
import { sweep } from './jobs.ts'
import { aBrand, anAccount, anActor, asSession, asToken } from './testing.ts'

let house: TestDatabase
let signIn: { close: () => Promise<void> }
let app: Http
beforeAll(async () => {
  house = await testDatabase()
  signIn = await openSignIn({ url: house.url, baseUrl: 'http://localhost:4800' })
  app = await createHttp({ authenticate })
  app.get('/api/v1/whoami', { config: { may: 'signed-in' } }, async ({ actor }) => actor)
})
afterAll(async () => { await app.close(); await signIn.close(); await house.close() })

test('the builders make people who can act, by a token and by a session', async () => {
  const { accountId } = await anAccount()
  const brand = await aBrand({ accountId })
  const maren = await anActor({ accountId, brandIds: [brand.id], visibility: 'team' })
  const byToken = await app.inject({ url: '/api/v1/whoami', headers: await asToken(maren, ['read']) })
  expect(byToken.json()).toEqual({ ...maren, scopes: ['read'] })
  const bySession = await app.inject({ url: '/api/v1/whoami', headers: await asSession(maren) })
  expect(bySession.json()).toEqual(maren)
  expect((await app.inject({ url: '/api/v1/whoami' })).statusCode).toBe(401)
  expect((await app.inject({ url: '/api/v1/whoami', headers: { authorization: 'Bearer balie_nothing' } })).statusCode).toBe(401)
})

test('where there are only headers, the cookie counts and a token does not', async () => {
  const { accountId } = await anAccount()
  const maren = await anActor({ accountId })
  const { cookie } = await asSession(maren)
  expect(await authenticateHeaders({ cookie: `theme=dark; ${cookie}` })).toEqual({ actor: maren, by: 'session' })
  expect(await authenticateHeaders(await asToken(maren))).toBeNull()
  expect(await authenticateHeaders({})).toBeNull()
})

test('what another process changes is known here within five seconds', async () => {
  const { accountId } = await anAccount()
  const maren = await anActor({ accountId })
  const headers = await asToken(maren)
  const status = async () => (await app.inject({ url: '/api/v1/whoami', headers })).statusCode
  expect(await status()).toBe(200)
  await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [maren.personId])
  await vi.waitFor(async () => expect(await status()).toBe(401), { timeout: 5_000, interval: 250 })
})

test('what was read before something was forgotten is not remembered after it', () => {
  const found = { actor: { personId: 'maren' } as never, by: 'token' as const }
  const asOf = memoryGeneration()
  forgetActors()
  remember('a credential', found, asOf)
  expect(recall('a credential')).toBeNull()
  remember('a credential', found, memoryGeneration())
  expect(recall('a credential')).toEqual(found)
})

test('what has run out is swept away, and what has not stays', async () => {
  await house.owner.query("insert into sign_in.attempts (kind, subject_hash, at) values ('sign-in', 'old', now() - interval '25 hours'), ('sign-in', 'new', now() - interval '23 hours')")
  await house.owner.query(`insert into sign_in.verification (id, identifier, value, "expiresAt") values ('old', 'old', '', now() - interval '2 hours'), ('new', 'new', '', now() + interval '1 hour')`)
  await sweep()
  expect((await house.owner.query("select convert_from(subject_hash, 'UTF8') as name from sign_in.attempts")).rows).toEqual([{ name: 'new' }])
  expect((await house.owner.query('select id from sign_in.verification')).rows).toEqual([{ id: 'new' }])
})

test('the application itself may not look at logins, and sign-in may look at nothing else', async () => {
  await expect(house.db.pool.query('select * from sign_in."user"')).rejects.toThrow(/permission denied/)
  await expect(signInDb().run('', 'select * from accounts.people', [])).rejects.toThrow(/permission denied/)
})

test('a person who is added can be found among the people of the account and nowhere else', async () => {
  const [ours, theirs] = [await anAccount(), await anAccount('Somebody else')]
  const id = await house.db.transaction(ours.scope, (tx) => addPerson(tx, { name: 'Geert Veenstra', email: 'Geert@veerhuis.example', password: 'a ferry over the Reitdiep', role: 'admin' }))
  expect((await house.db.reading(ours.scope, (tx) => peopleOfAccount(tx, {}))).map((person) => person.id)).toEqual([id])
  expect(await house.db.reading(theirs.scope, (tx) => peopleOfAccount(tx, {}))).toEqual([])
  expect(await allAccountIds()).toEqual(expect.arrayContaining([ours.accountId, theirs.accountId]))
})
