import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { aCase } from '#testing/cases'
import { aCounter, aMail, arrive } from '#testing/email'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aCustomer, type CustomerMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const maren = await anActor({ accountId, brandIds: [brandId] })
  return { accountId, brandId, maren, met: (name: string, address?: string) => aCustomer({ accountId, brandId, name, ...address ? { address } : {} }) }
}
type Actor = Awaited<ReturnType<typeof aDesk>>['maren']
type Some = { id: string }
const merge = (actor: Actor, from: Some, into: Some) => house.ask(actor, 'PUT', `customers/${from.id}/merging`, { into: into.id })
const part = (actor: Actor, from: Some) => house.ask(actor, 'DELETE', `customers/${from.id}/merging`)
const panel = async (actor: Actor, { id }: Some) => (await house.ask(actor, 'GET', `customers/${id}`)).body
const addresses = async (actor: Actor, who: Some) => (await panel(actor, who)).identities.map((each: { value: string }) => each.value).sort()
const casesOf = async (actor: Actor, { id }: Some) => (await house.ask(actor, 'GET', `cases?customerId=${id}`)).body.rows.map((row: { id: string }) => row.id).sort()
const timelineOf = async (actor: Actor, { id }: Some) => (await house.ask(actor, 'GET', `customers/${id}/timeline`)).body.entries.map((each: { verb: string; caseId: string }) => `${each.verb} ${each.caseId}`).sort()

test('addresses, cases and timeline of both show under the one, whichever is asked for; parted, each has exactly what they had', async () => {
  const { accountId, brandId, maren, met } = await aDesk()
  const [work, home] = [await met('F. Öztürk', 'fatima@firma.example'), await met('Fatima Öztürk', 'fatima@kunde.example')]
  const [one, other] = [await aCase({ accountId, brandId, customer: work, subject: 'Zelt' }), await aCase({ accountId, brandId, customer: home, subject: 'Rechnung' })]
  const all = async () => Promise.all([work, home].map(async (who) => [await panel(maren, who), await casesOf(maren, who), await timelineOf(maren, who)]))
  const before = await all()
  expect((await merge(maren, work, home)).body).toMatchObject({ id: home.id, name: 'Fatima Öztürk', merged: [{ id: work.id, name: 'F. Öztürk' }] })
  for (const who of [work, home]) {
    expect(await panel(maren, who)).toMatchObject({ id: home.id, name: 'Fatima Öztürk' })
    expect(await addresses(maren, who)).toEqual(['fatima@firma.example', 'fatima@kunde.example'])
    expect(await casesOf(maren, who)).toEqual([one.id, other.id].sort())
    expect(await timelineOf(maren, who)).toHaveLength(4)
  }
  const seen = (await house.ask(maren, 'GET', `cases/${one.id}`)).body
  expect([seen.customer, seen.customerPanel.id]).toEqual([{ id: home.id, name: 'Fatima Öztürk' }, home.id])
  for (const q of ['fatima@firma', 'F. Özt', 'Fatima Öz']) expect((await house.ask(maren, 'GET', `customers?q=${encodeURIComponent(q)}`)).body.rows.map((row: Some) => row.id)).toEqual([home.id])
  expect((await part(maren, work)).body.id).toBe(work.id)
  expect(await all()).toEqual(before)
})

test('what comes in meanwhile stays with whom its address belongs to', async () => {
  const counter = await aCounter()
  const first = await arrive(counter, aMail(counter, { from: 'F. Öztürk <fatima@firma.example>', subject: 'Zelt' }))
  const second = await arrive(counter, aMail(counter, { from: 'Fatima Öztürk <fatima@privat.example>', subject: 'Rechnung' }))
  const customerOf = async (caseId: string | null) => (await house.ask(counter.agent, 'GET', `cases/${caseId}`)).body.customer as Some
  const [work, home] = [await customerOf(first.caseId), await customerOf(second.caseId)]
  await merge(counter.agent, work, home)
  const third = await arrive(counter, aMail(counter, { from: 'F. Öztürk <fatima@firma.example>', subject: 'Noch ein Zelt' }))
  expect(await customerOf(third.caseId)).toMatchObject({ id: home.id })
  expect(await casesOf(counter.agent, home)).toEqual([first.caseId, second.caseId, third.caseId].sort())
  await part(counter.agent, work)
  expect([await casesOf(counter.agent, work), await casesOf(counter.agent, home)]).toEqual([[first.caseId, third.caseId].sort(), [second.caseId]])
})

test('chains go to their end, crossing merges make no circle, and the middle comes out with what hangs on it', async () => {
  const { maren, met } = await aDesk()
  const [a, b, c] = [await met('A'), await met('B'), await met('C')]
  await merge(maren, a, b)
  await merge(maren, b, c)
  expect((await panel(maren, c)).merged.map((each: Some) => each.id).sort()).toEqual([a.id, b.id].sort())
  expect((await merge(maren, c, a)).status).toBe(409)
  await part(maren, b)
  expect([(await panel(maren, a)).id, (await panel(maren, b)).id, (await panel(maren, c)).merged]).toEqual([b.id, b.id, []])
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await met('Eins'), await met('Zwei')]
    const answers = await Promise.all([merge(maren, one, other), merge(maren, other, one)])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
  }
})

test('refused between brands; what is changed on one who was merged is changed on whom they are known as; both are told of', async () => {
  const { accountId, brandId, met } = await aDesk()
  const other = await aBrand({ accountId })
  const both = await anActor({ accountId, brandIds: [brandId, other.id] })
  const [here, there]: CustomerMade[] = [await met('Hier'), await aCustomer({ accountId, brandId: other.id, name: 'Dort' })]
  expect((await merge(both, here!, there!)).body).toMatchObject({ status: 422, title: expect.stringContaining('two brands') })
  const known = await met('Hier auch')
  await merge(both, here!, known)
  await house.ask(both, 'PATCH', `customers/${here!.id}`, { note: 'ruft gern an' })
  await part(both, here!)
  expect([(await panel(both, here!)).note, (await panel(both, known)).note]).toEqual(['', 'ruft gern an'])
  const { rows } = await house.owner.query("select verb, subject_id, data ->> 'role' as role from platform.events where subject_id = any ($1) and verb like 'customer.%merged' order by seq", [[here!.id, known.id]])
  expect(rows.map((row) => [row.verb, row.subject_id === here!.id, row.role])).toEqual([['customer.merged', true, 'into'], ['customer.merged', false, 'from'], ['customer.unmerged', true, 'into'], ['customer.unmerged', false, 'from']])
})
