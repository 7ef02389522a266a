import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import type { CaseField } from './contract.ts'
import { aCase } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const [maren, manager] = [await anActor({ accountId, brandIds: [brandId], name: 'Maren' }), await anActor({ accountId, brandIds: [brandId], role: 'manager', name: 'Annelies' })]
  const define = (name: string, kind: CaseField['kind'], more: object = {}) => house.ask<CaseField>(manager, 'POST', 'case-fields', { brandId, name, kind, ...more })
  const { id } = await aCase({ accountId, brandId })
  return { accountId, brandId, maren, manager, define, id, write: (fields: object, who = maren) => house.ask(who, 'PATCH', `cases/${id}`, { fields }), values: async () => (await house.ask(maren, 'GET', `cases/${id}`)).body.fields }
}

test('each kind of value is kept as it is, taken away by null, and what else stands there stays', async () => {
  const { maren, id, define, write, values } = await aDesk()
  const [lot, count, bought, state, goodwill] = await Promise.all([define('Charge', 'text'), define('Anzahl', 'number'), define('Gekauft', 'date'), define('Zustand', 'choice', { choices: ['Neu', 'Gebraucht'] }), define('Kulanz', 'yes-no')]).then((all) => all.map((each) => each.body))
  const used = state!.choices[1]!.key
  expect((await write({ [lot!.id]: ' 7-B ', [count!.id]: 3, [bought!.id]: '2026-10-03', [state!.id]: used, [goodwill!.id]: false })).body.fields).toEqual({ [lot!.id]: '7-B', [count!.id]: 3, [bought!.id]: '2026-10-03', [state!.id]: used, [goodwill!.id]: false })
  await write({ [count!.id]: null, [lot!.id]: '8' })
  expect(await values()).toEqual({ [lot!.id]: '8', [bought!.id]: '2026-10-03', [state!.id]: used, [goodwill!.id]: false })
  await write({ [lot!.id]: '8' })
  const { rows } = await house.owner.query("select data from platform.events where case_id = $1 and verb = 'case.changed' order by seq", [id])
  expect(rows.map((row) => row.data.changed.fields)).toEqual([{ Charge: '7-B', Anzahl: 3, Gekauft: '2026-10-03', Zustand: 'Gebraucht', Kulanz: false }, { Anzahl: null, Charge: '8' }])
  expect((await house.ask(maren, 'GET', `cases/${id}`)).body.version).toBe(3)
})

test('what does not fit is refused and names its field; one wrong value, and none is written', async () => {
  const { define, write, values } = await aDesk()
  const [count, lot] = [(await define('Anzahl', 'number')).body, (await define('Charge', 'text')).body]
  expect((await write({ [lot.id]: 'x', [count.id]: 'viele' })).body).toMatchObject({ status: 422, title: 'Anzahl: this is a number.', fields: [{ field: 'Anzahl' }] })
  expect((await write({ [crypto.randomUUID()]: 'x' })).status).toBe(404)
  expect((await write({ charge: 'x' })).status).toBe(422)
  expect(await values()).toEqual({})
})

test('fields of another brand are unknown, to its managers and to its cases', async () => {
  const { accountId, write, manager } = await aDesk()
  const other = await aBrand({ accountId })
  const there = await anActor({ accountId, brandIds: [other.id], role: 'manager' })
  const { body: theirs } = await house.ask<CaseField>(there, 'POST', 'case-fields', { brandId: other.id, name: 'Police', kind: 'text' })
  expect((await write({ [theirs.id]: 'x' })).status).toBe(404)
  expect((await house.ask(manager, 'GET', 'case-fields')).body.rows).toEqual([])
  expect([(await house.ask(manager, 'PATCH', `case-fields/${theirs.id}`, { name: 'x' })).status, (await house.ask(manager, 'POST', 'case-fields', { brandId: other.id, name: 'x', kind: 'text' })).status]).toEqual([404, 404])
})

test('a retired field keeps what was written and takes nothing new; its name is free, and coming back it must find it so', async () => {
  const { manager, define, write, values } = await aDesk()
  const lot = (await define('Charge', 'text')).body
  await write({ [lot.id]: '7' })
  expect((await define('charge', 'number')).body).toMatchObject({ status: 422, title: expect.stringContaining('already') })
  expect((await house.ask(manager, 'PUT', `case-fields/${lot.id}/retirement`)).body).toMatchObject({ retired: true })
  expect([(await write({ [lot.id]: '8' })).status, await values()]).toEqual([404, { [lot.id]: '7' }])
  expect((await define('charge', 'number')).status).toBe(201)
  expect((await house.ask(manager, 'DELETE', `case-fields/${lot.id}/retirement`)).status).toBe(422)
  await house.ask(manager, 'PATCH', `case-fields/${lot.id}`, { name: 'Alte Charge' })
  expect((await house.ask(manager, 'DELETE', `case-fields/${lot.id}/retirement`)).body).toMatchObject({ retired: false, name: 'Alte Charge' })
  expect((await write({ [lot.id]: null })).body.fields).toEqual({})
})

test('choices keep their keys when they are renamed; one that is left out stays where it is and is chosen no more', async () => {
  const { manager, define, write, values } = await aDesk()
  const state = (await define('Zustand', 'choice', { choices: ['Neu', 'Gebraucht'] })).body
  const [fresh, used] = state.choices.map((each) => each.key)
  await write({ [state.id]: used! })
  const changed = (await house.ask<CaseField>(manager, 'PATCH', `case-fields/${state.id}`, { choices: [{ key: fresh, label: 'Fabrikneu' }, { label: 'Defekt' }] })).body
  expect(changed.choices).toEqual([{ key: fresh, label: 'Fabrikneu', retired: false }, { key: expect.any(String), label: 'Defekt', retired: false }, { key: used, label: 'Gebraucht', retired: true }])
  expect([await values(), (await write({ [state.id]: used! })).status]).toEqual([{ [state.id]: used }, 200])
  await write({ [state.id]: fresh! })
  expect((await write({ [state.id]: used! })).status).toBe(422)
  expect([(await define('Leer', 'choice')).status, (await house.ask(manager, 'PATCH', `case-fields/${state.id}`, { choices: [{ label: 'A' }, { label: 'a' }] })).status]).toEqual([422, 422])
})

test('two who write different fields at once are both kept; a closed case takes none', async () => {
  const { accountId, brandId, maren, define, write, values } = await aDesk()
  const [one, other] = [(await define('Eins', 'number')).body, (await define('Zwei', 'number')).body]
  for (let n = 0; n < 5; n++) {
    await Promise.all([write({ [one.id]: n }), write({ [other.id]: n })])
    expect(await values()).toEqual({ [one.id]: n, [other.id]: n })
  }
  const closed = await aCase({ accountId, brandId, status: 'closed' })
  expect((await house.ask(maren, 'PATCH', `cases/${closed.id}`, { fields: { [one.id]: 1 } })).status).toBe(409)
})
