import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/permissions'
import { changePerson } from './flows/change-person.ts'
import { aBrand, anAccount, anActor, asSession, asToken, aTeam } from './testing.ts'
import { openOffice, verbsOf, type Office } from './testing-office.ts'

let office: Office
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

async function aHouse() {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId, name: 'Fjeld & Wald' }), await aBrand({ accountId, name: 'Polder Verzekert' })]
  const [fjeldTeam, polderTeam] = [await aTeam({ accountId, brandId: fjeld.id, name: 'Deutsch' }), await aTeam({ accountId, brandId: polder.id, name: 'Schade' })]
  return {
    accountId, fjeld, polder, fjeldTeam, polderTeam,
    geert: await anActor({ accountId, name: 'Geert Veenstra', role: 'admin', brandIds: [fjeld.id, polder.id] }),
    annelies: await anActor({ accountId, name: 'Annelies Postma', role: 'manager', brandIds: [fjeld.id] }),
    maren: await anActor({ accountId, name: 'Maren Lindqvist', role: 'agent', brandIds: [fjeld.id, polder.id], teamIds: [fjeldTeam.id, polderTeam.id] }),
    sanne: await anActor({ accountId, name: 'Sanne Hoekstra', role: 'agent', brandIds: [polder.id] }),
    henrik: await anActor({ accountId, name: 'Henrik Wald', role: 'client-viewer', brandIds: [fjeld.id] }),
  }
}
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
const as = async (actor: Actor, method: Method, path: string, payload?: object) =>
  office.app.inject({ method, url: `/api/v1/${path}`, headers: await asToken(actor), ...(payload ? { payload } : {}) })
const status = async (...request: Parameters<typeof as>) => (await as(...request)).statusCode
const names = async (actor: Actor, path: string) => ((await as(actor, 'GET', path)).json() as { rows: Array<{ name: string }> }).rows.map((row) => row.name)

test('colleagues, teams and brands are those of one\'s own brands', async () => {
  const { maren, sanne, henrik, fjeld, polder, polderTeam } = await aHouse()
  expect(await names(sanne, 'brands')).toEqual(['Polder Verzekert'])
  expect(await names(sanne, 'teams')).toEqual(['Schade'])
  const { rows } = (await as(sanne, 'GET', 'colleagues')).json()
  expect(rows.map((row: { name: string }) => row.name)).toEqual(['Geert Veenstra', 'Maren Lindqvist', 'Sanne Hoekstra'])
  // Of Maren's two brands and teams Sanne sees the one that they share.
  expect(rows[1]).toEqual({ id: maren.personId, name: 'Maren Lindqvist', email: maren.email, role: 'agent', brandIds: [polder.id], teamIds: [polderTeam.id] })
  expect(await names(henrik, 'brands')).toEqual(['Fjeld & Wald'])
  expect(await names(henrik, 'colleagues')).toEqual([])
  expect(await names(henrik, 'teams')).toEqual([])
  expect((await as(henrik, 'GET', 'me')).json()).toMatchObject({ brands: [{ id: fjeld.id }], teams: [] })
})

test('nothing of another account is to be found', async () => {
  const [ours, theirs] = [await aHouse(), await aHouse()]
  const foreign = theirs.maren.personId
  expect((await names(ours.geert, 'people')).length).toBe(5)
  expect(JSON.stringify((await as(ours.geert, 'GET', 'people')).json())).not.toContain(foreign)
  expect(await status(ours.geert, 'PATCH', `people/${foreign}`, { name: 'Ours now' })).toBe(404)
  expect(await status(ours.geert, 'DELETE', `people/${foreign}/sessions`)).toBe(404)
  expect(await status(ours.geert, 'PUT', `brands/${theirs.fjeld.id}`, { name: 'Ours', referencePrefix: 'O', language: 'en', timeZone: 'Europe/Berlin' })).toBe(404)
  expect(await status(ours.geert, 'POST', 'teams', { brandId: theirs.fjeld.id, name: 'Ours' })).toBe(404)
  expect(await status(ours.geert, 'PATCH', `teams/${theirs.fjeldTeam.id}`, { name: 'Ours' })).toBe(404)
  expect(await status(ours.geert, 'PATCH', `people/${ours.maren.personId}`, { grants: [{ brandId: theirs.fjeld.id, visibility: 'all' }] })).toBe(404)
  expect(await status(ours.geert, 'PATCH', `people/${ours.maren.personId}`, { teamIds: [theirs.fjeldTeam.id] })).toBe(422)
})

test('the people page is for those who may change people; a manager finds those of their brands', async () => {
  const { annelies, maren, fjeld, fjeldTeam } = await aHouse()
  for (const [method, path, body] of [['GET', 'people'], ['PATCH', `people/${maren.personId}`, { name: 'x' }], ['DELETE', `people/${maren.personId}/sessions`], ['POST', 'teams', { brandId: fjeld.id, name: 'x' }],
    ['PATCH', `teams/${fjeldTeam.id}`, { name: 'x' }], ['DELETE', `teams/${fjeldTeam.id}`], ['POST', 'brands', { name: 'x', referencePrefix: 'X', language: 'en', timeZone: 'Europe/Berlin' }]] as const) {
    expect([path, await status(maren, method, path, body)]).toEqual([path, 403])
  }
  const { rows } = (await as(annelies, 'GET', 'people')).json()
  expect(rows.map((row: { name: string }) => row.name)).toEqual(['Annelies Postma', 'Geert Veenstra', 'Henrik Wald', 'Maren Lindqvist'])
  expect(rows[3]).toMatchObject({ grants: [{ brandId: fjeld.id, visibility: 'all' }], teamIds: [fjeldTeam.id], secondFactor: false, status: 'active' })
})

test('nobody raises anybody above themselves, changes somebody above them, or themselves', async () => {
  const { geert, annelies, maren, sanne, polder, fjeld } = await aHouse()
  expect(await status(annelies, 'PATCH', `people/${maren.personId}`, { role: 'admin' })).toBe(403)
  expect(await status(annelies, 'PATCH', `people/${geert.personId}`, { status: 'suspended' })).toBe(403)
  expect(await status(annelies, 'PATCH', `people/${geert.personId}`, { grants: [] })).toBe(403)
  expect(await status(annelies, 'DELETE', `people/${geert.personId}/sessions`)).toBe(403)
  expect(await status(annelies, 'PATCH', `people/${annelies.personId}`, { role: 'agent' })).toBe(403)
  expect(await status(annelies, 'PATCH', `people/${annelies.personId}`, { grants: [] })).toBe(403)
  expect(await status(geert, 'PATCH', `people/${geert.personId}`, { status: 'suspended' })).toBe(403)
  expect(await status(annelies, 'PATCH', `people/${sanne.personId}`, { name: 'Not theirs' })).toBe(404)
  expect(await status(annelies, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: polder.id, visibility: 'own' }] })).toBe(404)
  expect(await status(annelies, 'PATCH', `people/${maren.personId}`, { role: 'supervisor', name: 'Maren L.' })).toBe(200)
  expect(await status(annelies, 'PATCH', `people/${annelies.personId}`, { name: 'Annelies P.', role: 'manager', grants: [{ brandId: fjeld.id, visibility: 'all' }] })).toBe(200)
})

test('nobody gives more of a brand than they see of it', async () => {
  const { accountId, fjeld, maren } = await aHouse()
  const narrow = await anActor({ accountId, role: 'manager', grants: [{ brandId: fjeld.id, visibility: 'team' }] })
  const fresh = await anActor({ accountId, role: 'agent' })
  expect(await status(narrow, 'PATCH', `people/${fresh.personId}`, { grants: [{ brandId: fjeld.id, visibility: 'all' }] })).toBe(403)
  expect(await status(narrow, 'PATCH', `people/${fresh.personId}`, { grants: [{ brandId: fjeld.id, visibility: 'team' }] })).toBe(200)
  // What somebody else gave before may stay.
  expect(await status(narrow, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: fjeld.id, visibility: 'all' }] })).toBe(200)
})

test('grants and teams change within the changer\'s brands; the others stay', async () => {
  const { annelies, geert, maren, fjeld, polder, fjeldTeam, polderTeam, accountId } = await aHouse()
  const narrowed = await as(annelies, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: fjeld.id, visibility: 'team' }], teamIds: [] })
  expect(narrowed.json()).toMatchObject({ grants: [{ brandId: fjeld.id, visibility: 'team' }], teamIds: [] })
  const of = async () => ((await as(geert, 'GET', 'people')).json() as { rows: Array<{ id: string; grants: unknown[]; teamIds: string[] }> }).rows.find((row) => row.id === maren.personId)!
  expect((await of()).grants).toHaveLength(2)
  expect((await of()).grants).toEqual(expect.arrayContaining([{ brandId: fjeld.id, visibility: 'team' }, { brandId: polder.id, visibility: 'all' }]))
  expect((await of()).teamIds).toEqual([polderTeam.id])
  // Without the brand, no place in its team.
  await as(geert, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: fjeld.id, visibility: 'all' }], teamIds: [fjeldTeam.id] })
  expect((await of()).teamIds).toEqual([fjeldTeam.id])
  expect(await status(geert, 'PATCH', `people/${maren.personId}`, { teamIds: [polderTeam.id] })).toBe(422)
  expect((await verbsOf(office, accountId)).filter((verb) => verb === 'person.changed')).toHaveLength(2)
})

test('the last active administrator stays one, also when two go for each other at the same moment', async () => {
  const { geert, accountId, fjeld } = await aHouse()
  const other = await anActor({ accountId, name: 'Joost', role: 'admin', brandIds: [fjeld.id] })
  // Past sign-in both, so that only the flow stands between them and an account that nobody runs.
  const change = (actor: Actor, id: string, what: Parameters<typeof changePerson>[3]) => office.db.transaction({ accountId, brandIds: 'all' }, (tx) => changePerson(tx, actor, id, what))
  const ends = await Promise.allSettled([change(geert, other.personId, { status: 'suspended' }), change(other, geert.personId, { role: 'agent' })])
  expect(ends.map((end) => (end.status === 'fulfilled' ? 'done' : end.reason.code)).sort()).toEqual(['done', 'forbidden'])
  const { rows } = await office.owner.query("select count(*)::int as n from accounts.people where account_id = $1 and role = 'admin' and status = 'active'", [accountId])
  expect(rows[0].n).toBe(1)
})

test('whoever is suspended is out at once, at the desk and by token, and in again when they come back', async () => {
  const { geert, maren, accountId } = await aHouse()
  const [desk, token] = [await asSession(maren), await asToken(maren)]
  const ask = async (headers: Record<string, string>) => (await office.app.inject({ url: '/api/v1/brands', headers })).statusCode
  expect([await ask(desk), await ask(token)]).toEqual([200, 200])
  expect((await as(geert, 'PATCH', `people/${maren.personId}`, { status: 'suspended' })).json()).toMatchObject({ status: 'suspended' })
  expect([await ask(desk), await ask(token)]).toEqual([401, 401])
  expect(await names(geert, 'colleagues')).not.toContain('Maren Lindqvist')
  await as(geert, 'PATCH', `people/${maren.personId}`, { status: 'active' })
  expect([await ask(desk), await ask(token)]).toEqual([401, 200])
  expect(await verbsOf(office, accountId)).toEqual(['person.suspended', 'person.changed'])
})

test('what is taken away is gone with the next request', async () => {
  const { geert, maren, fjeld, polder } = await aHouse()
  const token = await asToken(maren)
  const brands = async () => ((await office.app.inject({ url: '/api/v1/brands', headers: token })).json() as { rows: unknown[] }).rows.length
  expect(await brands()).toBe(2)
  await as(geert, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: polder.id, visibility: 'own' }] })
  expect(await brands()).toBe(1)
  await as(geert, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: polder.id, visibility: 'own' }, { brandId: fjeld.id, visibility: 'own' }] })
  expect(await brands()).toBe(2)
})

test('somebody\'s sessions can be ended for them', async () => {
  const { geert, maren } = await aHouse()
  const desk = await asSession(maren)
  expect((await office.app.inject({ url: '/api/v1/me', headers: desk })).statusCode).toBe(200)
  expect(await status(geert, 'DELETE', `people/${maren.personId}/sessions`)).toBe(204)
  expect((await office.app.inject({ url: '/api/v1/me', headers: desk })).statusCode).toBe(401)
})

test('a new brand is open to whoever opened it and to every administrator, and to nobody else', async () => {
  const { annelies, geert, maren } = await aHouse()
  const made = await as(annelies, 'POST', 'brands', { name: 'Valgus Elektroonika', referencePrefix: 'VAL', language: 'et', timeZone: 'Europe/Tallinn' })
  expect(made.json()).toMatchObject({ name: 'Valgus Elektroonika', signature: '' })
  for (const [actor, sees] of [[annelies, true], [geert, true], [maren, false]] as const) expect((await names(actor, 'brands')).includes('Valgus Elektroonika')).toBe(sees)
  const again = await as(geert, 'POST', 'brands', { name: 'Another', referencePrefix: 'VAL', language: 'et', timeZone: 'Europe/Tallinn' })
  expect([again.statusCode, again.json().code]).toEqual([409, 'conflict'])
  expect(await status(geert, 'POST', 'brands', { name: 'Another', referencePrefix: 'AN', language: 'et', timeZone: 'Europe/Tallin' })).toBe(422)
})

test('a brand is changed by those who have it', async () => {
  const { annelies, fjeld, polder, accountId } = await aHouse()
  const wish = { name: 'Fjeld og Wald', referencePrefix: fjeld.referencePrefix, language: 'da', timeZone: 'Europe/Copenhagen', signature: 'Mange hilsner' }
  expect((await as(annelies, 'PUT', `brands/${fjeld.id}`, wish)).json()).toEqual({ id: fjeld.id, ...wish })
  expect(await status(annelies, 'PUT', `brands/${fjeld.id}`, wish)).toBe(200)
  expect(await status(annelies, 'PUT', `brands/${polder.id}`, { ...wish, referencePrefix: 'X' })).toBe(404)
  expect((await verbsOf(office, accountId)).filter((verb) => verb === 'brand.changed')).toHaveLength(1)
})

test('teams are formed, renamed and retired, and a retired one lets its members go', async () => {
  const { annelies, maren, fjeld, fjeldTeam, polderTeam, accountId } = await aHouse()
  expect((await as(annelies, 'POST', 'teams', { brandId: fjeld.id, name: 'Dansk' })).json()).toMatchObject({ brandId: fjeld.id, name: 'Dansk' })
  expect((await as(annelies, 'PATCH', `teams/${fjeldTeam.id}`, { name: 'Tysk' })).json()).toEqual({ id: fjeldTeam.id, brandId: fjeld.id, name: 'Tysk' })
  expect(await status(annelies, 'DELETE', `teams/${polderTeam.id}`)).toBe(404)
  expect(await status(annelies, 'DELETE', `teams/${fjeldTeam.id}`)).toBe(204)
  expect(await status(annelies, 'DELETE', `teams/${fjeldTeam.id}`)).toBe(404)
  expect(await names(annelies, 'teams')).toEqual(['Dansk'])
  expect((await as(maren, 'GET', 'me')).json().teams.map((team: { name: string }) => team.name)).toEqual(['Schade'])
  expect(await verbsOf(office, accountId)).toEqual(['team.formed', 'team.renamed', 'team.retired'])
})

test('names lose what cannot be kept and what would turn the line around', async () => {
  const { geert, maren, fjeld, accountId } = await aHouse()
  const name = 'Mar\u0000en \u202eqvist'
  expect((await as(geert, 'PATCH', `people/${maren.personId}`, { name })).json().name).toBe('Maren qvist')
  expect((await as(geert, 'POST', 'teams', { brandId: fjeld.id, name })).json().name).toBe('Maren qvist')
  expect((await as(geert, 'POST', 'brands', { name, referencePrefix: 'N', language: 'en', timeZone: 'Europe/Berlin', signature: 'Yours\u0000' })).json()).toMatchObject({ name: 'Maren qvist', signature: 'Yours\ufffd' })
  const headers = await asSession(await anActor({ accountId }))
  expect((await office.app.inject({ method: 'PATCH', url: '/api/v1/me', payload: { name }, headers })).json().name).toBe('Maren qvist')
  expect((await office.app.inject({ method: 'POST', url: '/api/v1/api-tokens', payload: { name, scopes: ['read'], expiresInDays: 1 }, headers })).json().name).toBe('Maren qvist')
  expect((await as(geert, 'POST', 'invitations', { email: 'someone@veerhuis.example', name, role: 'agent', grants: [] })).statusCode).toBe(200)
})

test('what one changes of oneself shows at once', async () => {
  const { maren } = await aHouse()
  const headers = await asSession(maren)
  const change = { name: 'Maren L.', language: 'da', signature: 'Hilsen, Maren' }
  expect((await office.app.inject({ method: 'PATCH', url: '/api/v1/me', payload: change, headers })).json()).toMatchObject(change)
  expect((await office.app.inject({ url: '/api/v1/me', headers })).json()).toMatchObject(change)
})
