import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { asSession, aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aCase } from '#testing/cases'
import { caseChanged } from '#events/cases'
import { announce, theSystem } from '#platform/events'
import type { Actor, Visibility } from '#platform/permissions'
import { connectWake } from '#platform/wake'
import { byPostgres } from '#platform/wake-by-postgres'
import { openHouse, until, type OpenHouse } from '../tests/open-house.ts'
import { startLive } from './live.ts'

// Attack 19: the live feed tells what happens to who may hear it, once, without a gap, and to nobody any longer than they may.

let house: OpenHouse
let live: { stop: () => Promise<void> }
let wake: { close: () => Promise<void> }
let port: number
beforeAll(async () => {
  house = await openHouse()
  wake = await connectWake(byPostgres(house.url, house.db.pool))
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  port = (house.app.server.address() as AddressInfo).port
  live = await startLive(house.app, { origin: 'http://desk.example' })
})
const desks: WebSocket[] = []
afterEach(() => { for (const each of desks.splice(0)) each.terminate() })
afterAll(async () => { await live.stop(); await wake.close(); await house.close() })

type Item = { verb: string; brandId: string | null; caseId: string | null; subjectId: string }
type Desk = { items: Item[]; frames: string[]; cursor: string; closed: number | null; socket: WebSocket }

/** Opens a desk's socket and keeps what it is told. */
async function listen(actor: Actor, after = ''): Promise<Desk> {
  const { cookie } = await asSession(actor)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live?after=${after}`, { headers: { cookie, origin: `http://127.0.0.1:${port}` } })
  desks.push(socket)
  const desk: Desk = { items: [], frames: [], cursor: '', closed: null, socket }
  socket.on('message', (bytes) => {
    const frame = JSON.parse(String(bytes)) as { type: string; cursor?: string; items?: Item[] }
    desk.frames.push(frame.type)
    if (frame.cursor) desk.cursor = frame.cursor
    desk.items.push(...frame.items ?? [])
  })
  socket.on('close', (code) => { desk.closed = code })
  await once(socket, 'open')
  await until(() => desk.frames.length, (n) => n > 0)
  return desk
}

async function aPlace() {
  const { accountId } = await anAccount()
  const [{ id: brandId }, { id: otherBrandId }] = [await aBrand({ accountId }), await aBrand({ accountId })]
  const team = await aTeam({ accountId, brandId })
  const who = (visibility: Visibility, brandIds = [brandId]) => anActor({ accountId, brandIds, visibility, teamIds: [team.id] })
  return { accountId, brandId, otherBrandId, team, who, boss: await anActor({ accountId, role: 'admin', brandIds: [brandId, otherBrandId] }) }
}
const change = (actor: Actor, caseId: string) => house.ask(actor, 'PATCH', `cases/${caseId}`, { priority: 'high' })
const casesHeard = (desk: Desk) => desk.items.map((each) => each.caseId)
const heard = (desk: Desk, caseId: string) => until(() => casesHeard(desk), (all) => all.includes(caseId), 5_000)

test('another brand’s, another account’s and a colleague’s cases are not heard of', async () => {
  const place = await aPlace()
  const elsewhere = await aPlace()
  const [own, team, all] = [await place.who('own'), await place.who('team'), await place.who('all')]
  const { accountId, brandId } = place
  const cases = {
    own: await aCase({ accountId, brandId, ownerId: own.personId }), team: await aCase({ accountId, brandId, teamId: place.team.id }), others: await aCase({ accountId, brandId }),
    otherBrand: await aCase({ accountId, brandId: place.otherBrandId }), otherAccount: await aCase({ accountId: elsewhere.accountId, brandId: elsewhere.brandId }),
  }
  const listening = [await listen(own), await listen(team), await listen(all)]
  const boss = await listen(place.boss)
  for (const each of [cases.otherAccount]) await change(elsewhere.boss, each.id)
  for (const each of [cases.otherBrand, cases.others, cases.team, cases.own]) await change(place.boss, each.id)
  await heard(boss, cases.own.id)
  // What the boss heard last came after everything else: whoever has not heard by now will not.
  await pause(100)
  expect(listening.map((desk) => casesHeard(desk))).toEqual([[cases.own.id], [cases.team.id], [cases.others.id, cases.team.id, cases.own.id]])
  expect(casesHeard(boss)).toEqual([cases.otherBrand.id, cases.others.id, cases.team.id, cases.own.id])
})

test('what is told are verbs and ids, never what was written', async () => {
  const place = await aPlace()
  const all = await place.who('all')
  const made = await aCase({ accountId: place.accountId, brandId: place.brandId, subject: 'Geheimsache' })
  const desk = await listen(all)
  const frames: string[] = []
  desk.socket.on('message', (bytes) => frames.push(String(bytes)))
  await house.ask(all, 'POST', `cases/${made.id}/notes`, { text: 'Vertraulich' })
  await house.ask(all, 'PATCH', `cases/${made.id}`, { subject: 'Noch geheimer', tags: ['geheimwort'] })
  await until(() => desk.items.length, (n) => n >= 2)
  expect(frames.join()).not.toMatch(/geheim|vertraulich/i)
  expect(Object.keys(desk.items[0]!).sort()).toEqual(['actorId', 'at', 'brandId', 'caseId', 'subjectId', 'verb'])
})

test('whoever loses a case hears that, and nothing after it', async () => {
  const place = await aPlace()
  const [maren, jonas] = [await place.who('own'), await place.who('own')]
  const made = await aCase({ accountId: place.accountId, brandId: place.brandId, ownerId: maren.personId })
  const desk = await listen(maren)
  await house.ask(place.boss, 'PUT', `cases/${made.id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: maren.personId })
  await heard(desk, made.id)
  const ofJonas = await listen(jonas)
  await change(place.boss, made.id)
  await heard(ofJonas, made.id)
  await pause(100)
  expect(desk.items.map((each) => each.verb)).toEqual(['case.assigned'])
})

test('whoever is suspended is shown out within five seconds, and is told so', async () => {
  const place = await aPlace()
  const maren = await place.who('all')
  const desk = await listen(maren)
  const since = Date.now()
  expect((await house.ask(place.boss, 'PATCH', `people/${maren.personId}`, { status: 'suspended' })).status).toBe(200)
  await until(() => desk.closed, (code) => code !== null, 6_000)
  expect(Date.now() - since).toBeLessThan(5_000)
  expect([desk.closed, desk.frames.at(-1)]).toEqual([4401, 'bye'])
})

test('somebody who is suspended by another process is shown out within five seconds too', async () => {
  const place = await aPlace()
  const maren = await place.who('all')
  const desk = await listen(maren)
  const since = Date.now()
  // Behind our back: nothing here forgets who was looked up a moment ago.
  await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [maren.personId])
  await until(() => desk.closed, (code) => code !== null, 6_000)
  expect(Date.now() - since).toBeLessThan(5_500)
})

test('a brand that was taken away is not heard of any more within five seconds', async () => {
  const place = await aPlace()
  const maren = await place.who('all', [place.brandId, place.otherBrandId])
  const [kept, lost] = [await aCase({ accountId: place.accountId, brandId: place.brandId }), await aCase({ accountId: place.accountId, brandId: place.otherBrandId })]
  const desk = await listen(maren)
  await change(place.boss, lost.id)
  await heard(desk, lost.id)
  expect((await house.ask(place.boss, 'PATCH', `people/${maren.personId}`, { grants: [{ brandId: place.brandId, visibility: 'all' }] })).status).toBe(200)
  await pause(4_900)
  await change(place.boss, lost.id)
  await change(place.boss, kept.id)
  await heard(desk, kept.id)
  expect(casesHeard(desk).filter((id) => id === lost.id)).toHaveLength(1)
})

test('who was away hears what was missed once, also when transactions ended in another order than they began', async () => {
  const place = await aPlace()
  const all = await place.who('all')
  const made = await aCase({ accountId: place.accountId, brandId: place.brandId })
  const scope = { accountId: place.accountId, brandIds: 'all' as const }
  const about = (subjectId: string) => caseChanged({ brandId: place.brandId, subjectId, caseId: made.id, teamId: null, ownerId: null }, { changed: {} })
  const ids = Array.from({ length: 6 }, () => crypto.randomUUID())
  const first = await listen(all)
  // The slow one takes its place in the log first, and is there last.
  let finish!: () => void
  const wait = new Promise<void>((resolve) => { finish = resolve })
  let begun!: () => void
  const began = new Promise<void>((resolve) => { begun = resolve })
  const slow = house.db.transaction(scope, async (tx) => { await announce(tx, theSystem, about(ids[0]!)); begun(); await wait; await announce(tx, theSystem, about(ids[1]!)) })
  await began
  await house.db.transaction(scope, (tx) => announce(tx, theSystem, about(ids[2]!)))
  await pause(150)
  const place1 = first.cursor
  first.socket.terminate()
  const away = listen(all, place1)
  await pause(50)
  await house.db.transaction(scope, (tx) => announce(tx, theSystem, about(ids[3]!)))
  finish()
  await slow
  await house.db.transaction(scope, (tx) => announce(tx, theSystem, about(ids[4]!)))
  const second = await away
  await until(() => second.items.length + first.items.length, (n) => n >= 5)
  await house.db.transaction(scope, (tx) => announce(tx, theSystem, about(ids[5]!)))
  await until(() => second.items.map((each) => each.subjectId), (all) => all.includes(ids[5]!))
  const told = [...first.items, ...second.items].map((each) => each.subjectId)
  expect(told.toSorted()).toEqual(ids.toSorted())
  // Whoever comes back to the same place again is told the same again.
  const third = await listen(all, place1)
  await until(() => third.items.length, (n) => n >= second.items.length)
  expect(third.items.map((each) => each.subjectId)).toEqual(second.items.map((each) => each.subjectId))
})

test.each([['of another time', '17000000000000000000:1'], ['beyond all numbers', '99999999999999999999:999999999999999999']])('a cursor %s: everything is to be read anew, and news come again', async (_words, cursor) => {
  const place = await aPlace()
  const all = await place.who('all')
  const made = await aCase({ accountId: place.accountId, brandId: place.brandId })
  const desk = await listen(all, cursor)
  expect(desk.frames).toEqual(['reset'])
  await change(all, made.id)
  await heard(desk, made.id)
})

test('a page of somebody else’s, a stranger and an API token get no socket', async () => {
  const place = await aPlace()
  const maren = await place.who('all')
  const { cookie } = await asSession(maren)
  const status = async (headers: Record<string, string>) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`, { headers })
    desks.push(socket)
    socket.on('error', () => {})
    return new Promise<number>((resolve) => { socket.on('open', () => resolve(101)); socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode!)) })
  }
  const own = `http://127.0.0.1:${port}`
  expect(await status({ cookie, origin: own })).toBe(101)
  expect(await status({ cookie, origin: 'http://desk.example' })).toBe(101)
  for (const origin of ['https://evil.example', 'null', 'http://desk.example.evil.example', `http://127.0.0.1:${port + 1}`]) expect(await status({ cookie, origin }), origin).toBe(403)
  expect(await status({ cookie }), 'no origin').toBe(403)
  expect(await status({ origin: own }), 'no cookie').toBe(401)
  const { asToken } = await import('#testing/accounts')
  expect(await status({ origin: own, ...await asToken(maren) }), 'a token').toBe(401)
})

test('that somebody was told something hears that person, also after an absence; no colleague, no boss and no stranger does', async () => {
  const { brandId, accountId, who, boss } = await aPlace()
  const [maren, jonas, stranger] = [await who('all'), await who('all'), await (await aPlace()).who('all')]
  const made = await aCase({ accountId, brandId, ownerId: null })
  const desks = await Promise.all([maren, jonas, boss, stranger].map((each) => listen(each)))
  const notified = () => desks.map((desk) => desk.items.filter((each) => each.verb.startsWith('notification.')).map(({ verb, caseId, subjectId }) => [verb, caseId, subjectId]))
  await house.ask(boss, 'PUT', `cases/${made.id}/assignment`, { ownerId: maren.personId, expectedOwnerId: null })
  await house.settle()
  await until(() => desks[0]!.items, (items) => items.some((each) => each.verb === 'notification.told'))
  await until(() => desks[1]!.items, (items) => items.some((each) => each.verb === 'case.assigned'))
  expect(notified()).toEqual([[['notification.told', null, maren.personId]], [], [], []])
  const { cursor } = desks[0]!
  desks[0]!.socket.terminate()
  await house.ask(maren, 'PUT', `cases/${made.id}/reading`)
  const again = await listen(maren, cursor)
  await until(() => again.items, (items) => items.some((each) => each.verb === 'notification.read'))
  expect(notified().slice(1)).toEqual([[], [], []])
})
