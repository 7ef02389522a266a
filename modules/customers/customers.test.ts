import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aCustomer } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  return { accountId, brandId, maren: await anActor({ accountId, brandIds: [brandId] }) }
}
const find = async (actor: Awaited<ReturnType<typeof aDesk>>['maren'], q: string) => (await house.ask(actor, 'GET', `customers?q=${encodeURIComponent(q)}`)).body.rows?.map((row: { name: string }) => row.name)

test('a customer is found by a part of the name or of an address', async () => {
  const { accountId, brandId, maren } = await aDesk()
  await aCustomer({ accountId, brandId, name: 'Fatima Öztürk', address: 'f.oeztuerk@kunde.example' })
  await aCustomer({ accountId, brandId, name: 'Søren Kjær', address: 'soren_k@kunde.example' })
  expect([await find(maren, 'ÖZTÜRK'), await find(maren, 'f.oez'), await find(maren, 'kjær'), await find(maren, 'soren_')]).toEqual([['Fatima Öztürk'], ['Fatima Öztürk'], ['Søren Kjær'], ['Søren Kjær']])
  expect([await find(maren, '%%'), await find(maren, 'soren.'), await find(maren, 'kunde.example')]).toEqual([[], [], ['Fatima Öztürk', 'Søren Kjær']])
  expect((await house.ask(maren, 'GET', 'customers?q=x')).status).toBe(422)
})

test('page by page each once, in the order of their names, also when very many are called so', async () => {
  const { accountId, brandId, maren } = await aDesk()
  await house.owner.query("insert into customers.customers (account_id, brand_id, id, name) select $1, $2, gen_random_uuid(), 'Anna ' || lpad(n::text, 3, '0') from generate_series(1, 620) n", [accountId, brandId])
  for (const [q, n] of [['Anna 0', 99], ['nna', 620]] as const) {
    const all: string[] = []
    let pages = 0
    for (let cursor: string | null = ''; cursor !== null; pages++) {
      const page: { rows: Array<{ name: string }>; nextCursor: string | null } = (await house.ask(maren, 'GET', `customers?q=${encodeURIComponent(q)}&limit=90${cursor ? `&cursor=${cursor}` : ''}`)).body
      all.push(...page.rows.map((each) => each.name))
      cursor = page.nextCursor
    }
    expect([all.length, pages]).toEqual([n, Math.ceil(n / 90)])
    expect(all).toEqual([...new Set(all)].toSorted())
  }
})

test('what is changed is changed, what is emptied is empty, what is left out stays, and only changes are news', async () => {
  const { accountId, brandId, maren } = await aDesk()
  const { id } = await aCustomer({ accountId, brandId, language: 'de' })
  const change = async (wish: object) => (await house.ask(maren, 'PATCH', `customers/${id}`, wish)).body
  expect(await change({ name: ' Fatima Yılmaz ', timeZone: 'Europe/Berlin', note: 'ruft gern an' })).toMatchObject({ name: 'Fatima Yılmaz', timeZone: 'Europe/Berlin', language: 'de', note: 'ruft gern an' })
  expect(await change({ timeZone: null, language: null })).toMatchObject({ name: 'Fatima Yılmaz', timeZone: null, language: null, note: 'ruft gern an' })
  expect(await change({ note: '' })).toMatchObject({ note: '' })
  await change({ name: 'Fatima Yılmaz' })
  const { rows } = await house.owner.query('select data from platform.events where subject_id = $1 order by seq', [id])
  expect(rows.map((row) => row.data.changed)).toEqual([['name', 'note', 'timeZone'], ['timeZone', 'language'], ['note']])
})

test('two changes at once are both there', async () => {
  const { accountId, brandId, maren } = await aDesk()
  const { id } = await aCustomer({ accountId, brandId })
  for (let n = 0; n < 5; n++) {
    await Promise.all([house.ask(maren, 'PATCH', `customers/${id}`, { name: `Name ${n}` }), house.ask(maren, 'PATCH', `customers/${id}`, { note: `Notiz ${n}` })])
    expect((await house.ask(maren, 'GET', `customers/${id}`)).body).toMatchObject({ name: `Name ${n}`, note: `Notiz ${n}` })
  }
})

test('the same address is a customer of each brand, and neither knows of the other', async () => {
  const { accountId, brandId, maren } = await aDesk()
  const other = await aBrand({ accountId })
  await aCustomer({ accountId, brandId, name: 'Hier', address: 'beide@kunde.example' })
  await aCustomer({ accountId, brandId: other.id, name: 'Dort', address: 'beide@kunde.example' })
  expect(await find(maren, 'beide@')).toEqual(['Hier'])
  await expect(aCustomer({ accountId, brandId, address: 'Beide@kunde.example' })).rejects.toThrow(/identity_of_one_customer/)
})
