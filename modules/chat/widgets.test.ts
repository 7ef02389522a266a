import { afterAll, beforeAll, expect, test } from 'vitest'
import { channelsOfAccount } from '#modules/conversations'
import { db } from '#platform/db'
import { createHttp, type Http } from '#platform/http'
import type { Actor } from '#platform/permissions'
import { unseal } from '#platform/secrets'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aChannel } from '#testing/conversations'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { Widget } from './contract.ts'
import { widgetRoutes } from './http/widgets.ts'

let house: TestDatabase
let app: Http
let actor: Actor
let astrid: Actor
let accountId: string
let brandId: string
let otherBrandId: string
beforeAll(async () => {
  house = await testDatabase()
  ;({ accountId } = await anAccount('Fjordlys'))
  brandId = (await aBrand({ accountId, name: 'Fjordlys' })).id
  otherBrandId = (await aBrand({ accountId, name: 'Polder Verzekert' })).id
  astrid = await anActor({ accountId, name: 'Astrid', role: 'manager', brandIds: [brandId] })
  actor = astrid
  app = await createHttp({ authenticate: async () => ({ actor, by: 'token' }) })
  widgetRoutes(app, { url: 'https://desk.fjordlys.example' })
  await app.ready()
})
afterAll(async () => { await app.close(); await house.close() })

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, headers: Record<string, string> = {}) => app.inject({ method, url: `/api/v1/widgets${path}`, headers, ...payload ? { payload } : {} })
const make = async (input: object = {}) => Widget.parse((await call('POST', '', { brandId, name: 'Butikken', ...input })).json())

test('from its first day to its retirement', async () => {
  const made = await call('POST', '', { brandId, name: 'Butikken', settings: { origins: ['https://butik.fjordlys.example'], greeting: { da: 'Hej! Hvad kan vi gøre for dig?' } } })
  expect(made.statusCode).toBe(201)
  const widget = Widget.parse(made.json())
  expect(widget).toMatchObject({ name: 'Butikken', version: 1, online: 0, signingKeys: [], snippet: `<script async src="https://desk.fjordlys.example/chat/loader.js" data-site="${widget.siteKey}"></script>`, settings: { colour: '#1f5eff', form: { ask: 'closed' }, mailAfterMinutes: 5 } })
  expect(await db().reading({ accountId, brandIds: 'all' }, (tx) => channelsOfAccount(tx, {}))).toMatchObject([{ id: widget.id, kind: 'chat', name: 'Butikken', address: widget.siteKey }])
  const changed = await call('PUT', `/${widget.id}`, { brandId, name: 'Webbutikken', settings: { ...widget.settings, sneakPeek: true } }, { 'if-match': made.headers['etag'] as string })
  expect(Widget.parse(changed.json())).toMatchObject({ name: 'Webbutikken', version: 2, siteKey: widget.siteKey, settings: { sneakPeek: true, origins: ['https://butik.fjordlys.example'] } })
  const late = await call('PUT', `/${widget.id}`, { brandId, name: 'Min', settings: {} }, { 'if-match': made.headers['etag'] as string })
  expect(late.json()).toMatchObject({ status: 412, code: 'version-mismatch', current: { name: 'Webbutikken' } })
  expect((await call('DELETE', `/${widget.id}`)).statusCode).toBe(204)
  expect((await call('GET', '')).json()).toEqual({ rows: [] })
  expect((await call('GET', `/${widget.id}`)).statusCode).toBe(404)
})

test('a signing key is said once, kept sealed, and gone when it is retired', async () => {
  const { id } = await make()
  const first = (await call('POST', `/${id}/signing-keys`)).json()
  const second = (await call('POST', `/${id}/signing-keys`)).json()
  expect(first.secret).toMatch(/^[\w-]{43}$/)
  const shown = await call('GET', `/${id}`)
  expect(Widget.parse(shown.json()).signingKeys.map((each) => each.id)).toEqual([first.id, second.id])
  expect(shown.body).not.toContain(first.secret)
  const stored = () => db().reading({ accountId, brandIds: 'all' }, (tx) => tx.run<{ secret: string }>('', 'select secret from chat.signing_keys where account_id = $1 and id = $2', [accountId, first.id]))
  expect(unseal((await stored())[0]!.secret)).toBe(first.secret)
  expect((await call('DELETE', `/${id}/signing-keys/${first.id}`)).statusCode).toBe(204)
  expect((await stored())[0]!.secret).toBe('')
  expect((await call('DELETE', `/${id}/signing-keys/${first.id}`)).statusCode).toBe(404)
  for (let n = 0; n < 4; n++) expect((await call('POST', `/${id}/signing-keys`)).statusCode).toBe(201)
  expect((await call('POST', `/${id}/signing-keys`)).json()).toMatchObject({ status: 409, code: 'conflict' })
})

test.each([
  ['a colour in words', { colour: 'blue' }], ['a page instead of an origin', { origins: ['https://butik.example/kurv'] }], ['a letter after no time', { mailAfterMinutes: 0 }], ['hours that are none', { hours: [{ day: 8, from: '9', to: '17:00' }] }],
])('%s is refused', async (_, settings) => {
  expect((await call('POST', '', { brandId, name: 'Butikken', settings })).statusCode).toBe(422)
})

test('teams and the mailbox are of its brand, and it keeps its brand', async () => {
  const widget = await make()
  const [ours, theirs] = [await aTeam({ accountId, brandId }), await aTeam({ accountId, brandId: otherBrandId })]
  const mailbox = await aChannel({ accountId, brandId: otherBrandId })
  const department = (teamId: string) => ({ departments: [{ key: 'levering', name: { da: 'Levering' }, teamId }] })
  const put = async (change: object) => (await call('PUT', `/${widget.id}`, { brandId, name: 'Butikken', settings: {}, ...change })).statusCode
  expect(await put({ teamId: ours.id, settings: department(ours.id) })).toBe(200)
  expect(await put({ teamId: theirs.id })).toBe(404)
  expect(await put({ settings: department(theirs.id) })).toBe(404)
  expect(await put({ settings: { mailboxId: mailbox.id } })).toBe(404)
  expect(await put({ settings: { mailboxId: widget.id } })).toBe(404)
  actor = { ...astrid, grants: [...astrid.grants, { ...astrid.grants[0]!, brandId: otherBrandId }] }
  expect(await put({ brandId: otherBrandId })).toBe(422)
  actor = astrid
})

test('whoever is not of the brand finds nothing, and an auditor only looks', async () => {
  const widget = await make()
  actor = await anActor({ accountId, role: 'manager', brandIds: [otherBrandId] })
  expect((await call('GET', '')).json()).toEqual({ rows: [] })
  for (const [method, path] of [['GET', ''], ['DELETE', ''], ['POST', '/signing-keys']] as const) expect((await call(method, `/${widget.id}${path}`)).statusCode).toBe(404)
  actor = { ...astrid, role: 'auditor' }
  expect((await call('GET', `/${widget.id}`)).statusCode).toBe(200)
  expect((await call('POST', `/${widget.id}/signing-keys`)).statusCode).toBe(403)
  actor = astrid
})
