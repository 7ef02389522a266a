import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, asToken } from '#testing/accounts'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import type { Text } from './contract.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId, name: 'Fjeld & Wald' }), await aBrand({ accountId, name: 'Polder Verzekert' })]
  const [maren, henk] = [await anActor({ accountId, brandIds: [fjeld.id] }), await anActor({ accountId, brandIds: [polder.id] })]
  return { accountId, fjeld, polder, maren, henk, lead: await anActor({ accountId, role: 'supervisor', brandIds: [fjeld.id] }), manager: await anActor({ accountId, role: 'manager', brandIds: [fjeld.id, polder.id] }) }
}
const greeting = { name: 'Greeting', shortcut: 'hi', variants: [{ language: 'de', text: 'Guten Tag {{customer.name}},' }, { language: 'da', text: '', html: '<p>Hej <strong>{{customer.first-name}}</strong>,</p>' }] }
const make = (actor: Actor, wish: object = {}) => house.ask(actor, 'POST', 'texts', { ...greeting, ...wish })
const change = (actor: Actor, id: string, wish: object = {}) => house.ask(actor, 'PUT', `texts/${id}`, { ...greeting, ...wish })
const names = async (actor: Actor) => (await house.ask(actor, 'GET', 'texts')).body.rows.map((each: Text) => each.name)

test('one’s own text is seen by nobody else; a brand’s by who answers there; the house’s by everybody who answers', async () => {
  const { accountId, fjeld, maren, henk, lead, manager } = await aDesk()
  await make(maren, { name: 'Mine' })
  expect((await make(lead, { name: 'Fjeld', shared: true, brandId: fjeld.id })).body).toMatchObject({ shared: true, brandId: fjeld.id, mayChange: true, version: 1 })
  await make(manager, { name: 'House', shared: true })
  // One's own come first: their shortcut counts.
  expect(await names(maren)).toEqual(['Mine', 'Fjeld', 'House'])
  expect(await names(henk)).toEqual(['House'])
  for (const role of ['auditor', 'client-viewer'] as const) expect((await house.ask(await anActor({ accountId, role, brandIds: [fjeld.id] }), 'GET', 'texts')).status).toBe(403)
})

test('who may share is decided by their role, and nobody shares with a brand that is not theirs', async () => {
  const { fjeld, polder, maren, lead } = await aDesk()
  for (const [actor, wish, status] of [[maren, { shared: true, brandId: fjeld.id }, 403], [maren, { shared: true }, 403], [lead, { shared: true }, 403], [lead, { shared: true, brandId: polder.id }, 404], [lead, { shared: true, brandId: fjeld.id }, 201]] as const) expect([wish, (await make(actor, wish)).status]).toEqual([wish, status])
  // What is shared with everybody is not taken from them by who leads in one brand alone.
  const own = (await make(maren)).body as Text
  expect((await change(maren, own.id, { shared: true, brandId: fjeld.id })).status).toBe(403)
})

test('what is written is read as strictly as a letter; a picture, silence and the same language twice are refused in words', async () => {
  const { maren } = await aDesk()
  const { body } = await make(maren, { variants: [{ language: 'de', text: 'ignored', html: '<p onclick="x()">Hallo <em>Welt</em><script>alert(1)</script></p>' }, { language: 'en', text: 'Hello' }] })
  expect(body.variants).toEqual([{ language: 'de', text: 'Hallo Welt', html: '<p>Hallo <em>Welt</em></p>' }, { language: 'en', text: 'Hello', html: null }])
  for (const [wish, words] of [
    [{ variants: [{ language: 'de', text: '', html: '<p>Hallo <img data-cid="0199c0de-0000-7000-8000-000000000000"></p>' }] }, /picture/], [{ variants: [{ language: 'de', text: '  ' }] }, /no words/],
    [{ variants: [{ language: 'de', text: 'a' }, { language: 'de', text: 'b' }] }, /once in each language/], [{ variants: [] }, /variants/], [{ shortcut: 'two words' }, /shortcut/], [{ name: '\u200b' }, /name/],
  ] as const) { const { status, body: told } = await make(maren, wish); expect([status, told.title]).toEqual([422, expect.stringMatching(words)]) }
})

test('it is changed and retired by who wrote it, or who may share; others are told that it is not theirs, or that there is none', async () => {
  const { fjeld, maren, henk, lead, manager } = await aDesk()
  const [own, shared] = [(await make(maren)).body as Text, (await make(lead, { shared: true, brandId: fjeld.id, name: 'Shared' })).body as Text]
  expect([(await change(henk, own.id)).status, (await change(manager, own.id)).status, (await change(maren, shared.id)).status, (await change(henk, shared.id)).status]).toEqual([404, 404, 403, 404])
  expect((await change(maren, own.id, { name: 'Changed' })).body).toMatchObject({ id: own.id, name: 'Changed', version: 2 })
  expect((await change(manager, shared.id, { shared: true, brandId: fjeld.id, name: 'Better' })).body.name).toBe('Better')
  expect([(await house.ask(maren, 'DELETE', `texts/${shared.id}`)).status, (await house.ask(lead, 'DELETE', `texts/${shared.id}`)).status]).toEqual([403, 204])
  expect(await names(maren)).toEqual(['Changed'])
  expect((await change(lead, shared.id, { shared: true, brandId: fjeld.id })).status).toBe(404)
})

test('of two who change it at once, one is told', async () => {
  const { maren } = await aDesk()
  const { body: text, headers } = await make(maren)
  const put = async (etag: string, name: string) => house.app.inject({ method: 'PUT', url: `/api/v1/texts/${text.id}`, headers: { ...await asToken(maren), 'if-match': etag }, payload: { ...greeting, name } })
  expect(headers['etag']).toBe('"1"')
  expect((await put('"1"', 'First')).statusCode).toBe(200)
  const late = await put('"1"', 'Second')
  expect([late.statusCode, late.json()]).toMatchObject([412, { code: 'version-mismatch', current: { name: 'First', version: 2 } }])
})

test('who had a text until now hears that it is gone, and who gets it that it came; somebody’s own is nobody’s news', async () => {
  const { fjeld, polder, manager, accountId } = await aDesk()
  const heard = async () => (await house.owner.query<{ brand_id: string }>("select brand_id from platform.events where account_id = $1 and verb = 'text.changed' order by seq", [accountId])).rows.map((each) => each.brand_id)
  const { id } = (await make(manager)).body as Text
  expect(await heard()).toEqual([])
  await change(manager, id, { shared: true, brandId: fjeld.id })
  await change(manager, id, { shared: true, brandId: polder.id })
  await change(manager, id)
  expect(await heard()).toEqual([fjeld.id, fjeld.id, polder.id, polder.id])
})
