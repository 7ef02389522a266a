import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetActors } from './flows/actor-memory.ts'
import { aBrand, anAccount, anActor, asSession, asToken } from './testing.ts'
import { openOffice, verbsOf, type Office } from './testing-office.ts'

let office: Office
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

async function geertWithToken(scopes: string[], expiresInDays: number | null = null) {
  const { accountId } = await anAccount()
  const brand = await aBrand({ accountId })
  const geert = await anActor({ accountId, name: 'Geert Veenstra', role: 'admin', brandIds: [brand.id] })
  const desk = await asSession(geert)
  const made = await office.app.inject({ method: 'POST', url: '/api/v1/api-tokens', payload: { name: 'Nightly figures', scopes, expiresInDays }, headers: desk })
  const headers = { authorization: `Bearer ${made.json().token}` }
  return { accountId, brand, geert, desk, made: made.json(), headers }
}
const ask = (headers: Record<string, string>, url: string, method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' = 'GET', payload?: object) =>
  office.app.inject({ method, url: `/api/v1/${url}`, headers, ...(payload ? { payload } : {}) })

test('a token is shown once and kept as a hash', async () => {
  const { made, desk, accountId } = await geertWithToken(['read'])
  expect(made.token).toMatch(/^balie_[\w-]{43}$/)
  const listed = await ask(desk, 'api-tokens')
  expect(listed.json().rows).toMatchObject([{ id: made.id, name: 'Nightly figures', scopes: ['read'], expiresAt: null, lastUsedAt: null }])
  expect(listed.body).not.toContain(made.token)
  const { rows } = await office.owner.query('select count(*)::int as n from accounts.api_tokens t where t::text like $1', [`%${made.token.slice(6)}%`])
  expect(rows[0].n).toBe(0)
  expect(await verbsOf(office, accountId)).toEqual(['api-token.made'])
})

test.each([
  [['read'], 200, 403, 403], [['write'], 403, 403, 403], [['manage'], 403, 200, 200], [['read', 'manage'], 200, 200, 200],
])('a token for %j: brands are listed %i, changed %i, people are %i', async (scopes, listing, changing, people) => {
  const { headers, brand } = await geertWithToken(scopes)
  const change = { name: 'Fjeld', referencePrefix: brand.referencePrefix, language: 'da', timeZone: 'Europe/Copenhagen' }
  expect((await ask(headers, 'brands')).statusCode).toBe(listing)
  expect((await ask(headers, `brands/${brand.id}`, 'PUT', change)).statusCode).toBe(changing)
  expect((await ask(headers, 'people')).statusCode).toBe(people)
})

test('a token cannot make tokens, change its person, or touch passwords and sessions, whatever its scopes', async () => {
  const { headers, made } = await geertWithToken(['read', 'write', 'manage'])
  for (const [method, url, body] of [['POST', 'api-tokens', { name: 'x', scopes: ['read'], expiresInDays: null }], ['GET', 'api-tokens'], ['DELETE', `api-tokens/${made.id}`], ['PATCH', 'me', { name: 'x' }],
    ['PUT', 'me/password', { current: 'x', next: 'a dike along the Reitdiep' }], ['GET', 'me/sessions'], ['DELETE', 'me/sessions/x'], ['POST', 'me/second-factor', { password: 'x' }]] as const) {
    expect([url, (await ask(headers, url, method, body)).statusCode]).toEqual([url, 403])
  }
  expect((await ask(headers, 'me')).json()).toMatchObject({ name: 'Geert Veenstra' })
})

test('a token sees its own account and nothing of another', async () => {
  const [one, other] = [await geertWithToken(['read', 'write', 'manage']), await geertWithToken(['read', 'write', 'manage'])]
  expect((await ask(one.headers, 'brands')).json().rows.map((row: { id: string }) => row.id)).toEqual([one.brand.id])
  expect((await ask(one.headers, 'people')).body).not.toContain(other.geert.personId)
  expect((await ask(one.headers, `people/${other.geert.personId}`, 'PATCH', { name: 'x' })).statusCode).toBe(404)
})

test('a token of somebody else is neither found nor revoked', async () => {
  const { accountId, made, headers } = await geertWithToken(['read'])
  const other = await asSession(await anActor({ accountId, role: 'admin' }))
  expect((await ask(other, 'api-tokens')).json().rows).toEqual([])
  expect((await ask(other, `api-tokens/${made.id}`, 'DELETE')).statusCode).toBe(404)
  expect((await ask(headers, 'me')).statusCode).toBe(200)
})

test('a revoked token is nothing from that moment on', async () => {
  const { desk, made, headers } = await geertWithToken(['read'])
  expect((await ask(headers, 'me')).statusCode).toBe(200)
  expect((await ask(desk, `api-tokens/${made.id}`, 'DELETE')).statusCode).toBe(204)
  const after = await ask(headers, 'me')
  expect([after.statusCode, after.json().code]).toEqual([401, 'not-signed-in'])
  expect((await ask(desk, `api-tokens/${made.id}`, 'DELETE')).statusCode).toBe(404)
})

test('a token runs out', async () => {
  const { headers, made } = await geertWithToken(['read'], 30)
  expect(new Date(made.expiresAt).getTime() - Date.now()).toBeGreaterThan(29 * 86_400_000)
  await office.owner.query("update accounts.api_tokens set expires_at = now() - interval '1 second' where id = $1", [made.id])
  expect((await ask(headers, 'me')).statusCode).toBe(401)
})

test('when it was used last is known, to the minute', async () => {
  const { headers, desk, made } = await geertWithToken(['read'])
  await ask(headers, 'me')
  const lastUsedAt = async () => (await ask(desk, 'api-tokens')).json().rows[0].lastUsedAt as string
  const first = await lastUsedAt()
  expect(Date.now() - new Date(first).getTime()).toBeLessThan(10_000)
  await ask(headers, 'me')
  expect(await lastUsedAt()).toBe(first)
  await office.owner.query("update accounts.api_tokens set last_used_at = now() - interval '2 minutes' where id = $1", [made.id])
  forgetActors()
  await ask(headers, 'me')
  expect(Date.now() - new Date(await lastUsedAt()).getTime()).toBeLessThan(10_000)
})

test.each([['nothing', 'Bearer'], ['a made-up token', `Bearer balie_${'A'.repeat(43)}`], ['another scheme', 'Basic Z2VlcnQ6Z2VoZWlt'], ['no such start', 'Bearer eyJhbGciOiJub25lIn0.e30.']])(
  'as authorization, %s opens nothing, even beside a good cookie', async (_words, authorization) => {
    const { desk } = await geertWithToken(['read'])
    expect((await ask({ ...desk, authorization }, 'me')).statusCode).toBe(401)
  })

test('a token needs no sign that the request came from the desk; a cookie does', async () => {
  const { geert, desk } = await geertWithToken(['read'])
  const brand = { name: 'Valgus', referencePrefix: 'V', language: 'et', timeZone: 'Europe/Tallinn' }
  expect((await ask({ cookie: desk.cookie }, 'brands', 'POST', brand)).statusCode).toBe(403)
  expect((await ask(await asToken(geert), 'brands', 'POST', brand)).statusCode).toBe(200)
})
