import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp, type Http } from '#platform/http'
import { aBrand, anAccount, anActor, asSession, asToken } from '#testing/accounts'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { addPerson, authenticate, openSignIn } from './index.ts'

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

test('a person who is added can be found among the people of the account and nowhere else', async () => {
  const [ours, theirs] = [await anAccount(), await anAccount('Somebody else')]
  const id = await house.db.transaction(ours.scope, (tx) => addPerson(tx, { name: 'Geert Veenstra', email: 'Geert@veerhuis.example', password: 'a ferry over the Reitdiep', role: 'admin' }))
  const { peopleOfAccount, allAccountIds } = await import('./index.ts')
  expect((await house.db.reading(ours.scope, (tx) => peopleOfAccount(tx, {}))).map((person) => person.id)).toEqual([id])
  expect(await house.db.reading(theirs.scope, (tx) => peopleOfAccount(tx, {}))).toEqual([])
  expect(await allAccountIds()).toEqual(expect.arrayContaining([ours.accountId, theirs.accountId]))
})
