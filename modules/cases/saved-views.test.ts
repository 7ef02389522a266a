import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import type { SavedView } from './contract.ts'
import { aCase } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId, name: 'Fjeld & Wald' }), await aBrand({ accountId, name: 'Polder Verzekert' })]
  const [maren, henk] = [await anActor({ accountId, brandIds: [fjeld.id] }), await anActor({ accountId, brandIds: [polder.id] })]
  return { accountId, fjeld, polder, maren, henk, lead: await anActor({ accountId, role: 'supervisor', brandIds: [fjeld.id] }), manager: await anActor({ accountId, role: 'manager', brandIds: [fjeld.id, polder.id] }) }
}
const views = async (actor: Actor) => (await house.ask(actor, 'GET', 'saved-views')).body.rows as SavedView[]
const names = async (actor: Actor) => (await views(actor)).map((each) => each.name)
const make = (actor: Actor, wish: object) => house.ask(actor, 'POST', 'saved-views', { name: 'Returns', icon: 'R', query: 'kind:return is:open', ...wish })

test('one’s own view is seen by nobody else; a brand’s by who works for it; the house’s by everybody', async () => {
  const { fjeld, maren, henk, lead, manager } = await aDesk()
  await make(maren, { name: 'My returns' })
  expect((await make(lead, { name: 'Returns of Fjeld', shared: true, brandId: fjeld.id })).body).toMatchObject({ shared: true, brandId: fjeld.id, mayChange: true })
  await make(manager, { name: 'All returns', shared: true })
  expect(await names(maren)).toEqual(['All returns', 'My returns', 'Returns of Fjeld'])
  expect(await names(henk)).toEqual(['All returns'])
  expect((await views(maren)).map((each) => each.mayChange)).toEqual([false, true, false])
})

test('who may share is decided by their role, and nobody shares with a brand that is not theirs', async () => {
  const { fjeld, polder, maren, lead } = await aDesk()
  for (const [actor, wish, status] of [[maren, { shared: true, brandId: fjeld.id }, 403], [maren, { shared: true }, 403], [lead, { shared: true }, 403], [lead, { shared: true, brandId: polder.id }, 404]] as const) expect([wish, (await make(actor, wish)).status]).toEqual([wish, status])
})

test('a view that makes no sense is refused, in a sentence', async () => {
  const { maren } = await aDesk()
  for (const [query, words] of [['is:lost', /one of: open/], ['brand:nobody', /No brand/], ['owner:', /should be/]] as const) {
    const { status, body } = await make(maren, { query })
    expect([status, body.title]).toEqual([422, expect.stringMatching(words)])
  }
})

test('it is changed and taken away by who made it, or who may share; others are told that it is not theirs, or that there is none', async () => {
  const { fjeld, maren, henk, lead, manager } = await aDesk()
  const own = (await make(maren, { icon: '🏕️ tent' })).body
  expect(own.icon).toBe('🏕️')
  const shared = (await make(lead, { shared: true, brandId: fjeld.id, name: 'Shared' })).body
  const change = (actor: Actor, id: string, wish: object = {}) => house.ask(actor, 'PUT', `saved-views/${id}`, { name: 'Changed', icon: 'C', query: 'is:open', ...wish })
  expect((await change(henk, own.id)).status).toBe(404)
  expect((await change(manager, own.id)).status).toBe(404)
  expect((await change(maren, shared.id)).status).toBe(403)
  expect((await house.ask(maren, 'DELETE', `saved-views/${shared.id}`)).status).toBe(403)
  expect((await change(maren, own.id)).body).toMatchObject({ id: own.id, name: 'Changed', query: 'is:open' })
  expect((await change(manager, shared.id, { shared: true, brandId: fjeld.id })).body.name).toBe('Changed')
  expect((await house.ask(maren, 'DELETE', `saved-views/${own.id}`)).status).toBe(204)
  expect(await names(maren)).toEqual(['Changed'])
})

test('everybody has them in their own order, and hides what they do not need', async () => {
  const { maren, lead, fjeld } = await aDesk()
  const ids = []
  for (const name of ['a', 'b', 'c']) ids.push((await make(lead, { name, shared: true, brandId: fjeld.id })).body.id)
  const { body } = await house.ask(maren, 'PUT', 'saved-view-order', { ids: [ids[2], crypto.randomUUID(), ids[0]], hidden: [ids[0]] })
  expect(body.rows.map((each: SavedView) => [each.name, each.hidden])).toEqual([['c', false], ['a', true], ['b', false]])
  expect(await names(lead)).toEqual(['a', 'b', 'c'])
  expect(Object.keys((await house.ask(maren, 'GET', 'saved-views/counts')).body.counts).sort()).toEqual([ids[1], ids[2]].sort())
})

test('counts hold what the reader sees, and stop where nobody counts any further; words are not counted', async () => {
  const { accountId, fjeld, polder, maren, manager } = await aDesk()
  await Promise.all(Array.from({ length: 5 }, (_each, n) => aCase({ accountId, brandId: n < 3 ? fjeld.id : polder.id, tags: ['charge-7'] })))
  const [tagged, words] = [(await make(manager, { query: 'tag:charge-7', shared: true, name: 't' })).body.id, (await make(manager, { query: 'tent pole', shared: true, name: 'w' })).body.id]
  const counts = async (actor: Actor) => (await house.ask(actor, 'GET', 'saved-views/counts')).body.counts
  expect(await counts(manager)).toEqual({ [tagged]: { n: 5, more: false }, [words]: null })
  expect((await counts(maren))[tagged]).toEqual({ n: 3, more: false })
  // What is there now may be some seconds old for who asks again.
  await house.owner.query("insert into cases.cases (account_id, brand_id, id, reference, subject, customer_id, tags) select account_id, brand_id, gen_random_uuid(), 'M-' || n, subject, customer_id, tags from (select * from cases.cases where account_id = $1 limit 1) c, generate_series(1, 150) n", [accountId])
  const many = (await make(manager, { query: 'tag:charge-7 is:open', shared: true, name: 'm' })).body.id
  expect((await counts(manager))[many]).toEqual({ n: 99, more: true })
})
