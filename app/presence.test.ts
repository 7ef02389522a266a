import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { asSession, aBrand, anAccount, anActor } from '#testing/accounts'
import { aCase } from '#testing/cases'
import type { Actor } from '#platform/permissions'
import { hail } from '#platform/wake'
import { openHouse, until, type OpenHouse } from '../tests/open-house.ts'
import { startLive } from './live.ts'

let house: OpenHouse
let live: { stop: () => Promise<void> }
let port: number
beforeAll(async () => {
  house = await openHouse()
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  port = (house.app.server.address() as AddressInfo).port
  live = await startLive(house.app, { origin: 'http://desk.example' })
})
const sockets: WebSocket[] = []
afterEach(() => { for (const each of sockets.splice(0)) each.terminate() })
afterAll(async () => { await live.stop(); await house.close() })

type Seated = { cases: Array<{ caseId: string; people: Array<{ name: string }> }>; whole: boolean }
type Told = { caseId: string; people: Array<{ name: string; doing: string }> }
async function aDesk(actor: Actor) {
  const { cookie } = await asSession(actor)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`, { headers: { cookie, origin: `http://127.0.0.1:${port}` } })
  sockets.push(socket)
  const told: Told[] = []
  const seated: Seated[] = []
  let greeted = false
  socket.on('message', (bytes) => { greeted = true; const frame = JSON.parse(String(bytes)); if (frame.type === 'present') told.push(frame); if (frame.type === 'seats') seated.push(frame) })
  await once(socket, 'open')
  await until(() => greeted, (so) => so)
  return { socket, told, seated, looks: (on = true) => socket.send(`{"type":"list","on":${on}}`), at: (caseId: string | null, doing = 'looking') => socket.send(JSON.stringify({ type: 'at', caseId, doing })), sees: (wanted: string[]) => until(() => told.at(-1)?.people.map((each) => `${each.name} ${each.doing}`) ?? null, (names) => JSON.stringify(names) === JSON.stringify(wanted), 3_000) }
}
async function aPlace() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const who = (name: string, visibility: 'own' | 'all' = 'all') => anActor({ accountId, brandIds: [brandId], name, visibility })
  return { accountId, brandId, who, theCase: await aCase({ accountId, brandId }) }
}

test('who comes to a case sees who is there; both hear what the other begins to do, and that they go', async () => {
  const { who, theCase } = await aPlace()
  const [maren, jonas] = [await aDesk(await who('Maren')), await aDesk(await who('Jonas'))]
  maren.at(theCase.id)
  await maren.sees([])
  jonas.at(theCase.id, 'replying')
  await jonas.sees(['Maren looking'])
  await maren.sees(['Jonas replying'])
  jonas.at(theCase.id, 'noting')
  await maren.sees(['Jonas noting'])
  jonas.socket.terminate()
  await maren.sees([])
})

test('two windows of one person are one, and never told to themselves', async () => {
  const { who, theCase } = await aPlace()
  const me = await who('Maren')
  const [one, two, other] = [await aDesk(me), await aDesk(me), await aDesk(await who('Jonas'))]
  one.at(theCase.id, 'replying')
  two.at(theCase.id)
  await two.sees([])
  other.at(theCase.id)
  await other.sees(['Maren replying'])
  one.at(null)
  await other.sees(['Maren looking'])
})

test('who may not see a case is not at it, and hears of nobody: not of the same brand, not of another account', async () => {
  const place = await aPlace()
  const stranger = await aPlace()
  const inside = await aDesk(await place.who('Maren'))
  const outside = [await aDesk(await place.who('Jonas', 'own')), await aDesk(await stranger.who('Spy'))]
  inside.at(place.theCase.id, 'replying')
  await inside.sees([])
  for (const each of outside) each.at(place.theCase.id)
  const friend = await aDesk(await place.who('Pärt'))
  friend.at(place.theCase.id)
  await inside.sees(['Pärt looking'])
  expect(outside.map((each) => each.told)).toEqual([[], []])
})

test('colleagues at another process are seen; what makes no sense is not heard', async () => {
  const { accountId, who, theCase } = await aPlace()
  const maren = await aDesk(await who('Maren'))
  maren.at(theCase.id)
  await maren.sees([])
  for (const nonsense of [null, 'x', { deskId: 'd' }, { deskId: 'd', accountId, caseId: 'no', personId: 'no', name: 1, doing: 'flying' }]) hail('presence', nonsense)
  hail('presence', { deskId: 'far-away', accountId, caseId: theCase.id, personId: theCase.customer.id, name: 'Far', doing: 'replying' })
  await maren.sees(['Far replying'])
  for (const words of ['', '{', '[]', '{"type":"at","caseId":"x"}']) maren.socket.send(words)
  hail('presence', { deskId: 'far-away', accountId, caseId: null, personId: theCase.customer.id, name: 'Far', doing: 'looking' })
  await maren.sees([])
})

test('a list hears who is at its cases and that they left; of a case out of sight it hears nothing', async () => {
  const { who, theCase, accountId, brandId } = await aPlace()
  const apart = await who('Apart', 'own')
  const [maren, jonas, other] = [await aDesk(await who('Maren')), await aDesk(await who('Jonas')), await aDesk(apart)]
  const own = await aCase({ accountId, brandId, ownerId: apart.personId })
  maren.at(theCase.id)
  await maren.sees([])
  for (const each of [jonas, other]) each.looks()
  const names = (desk: typeof jonas) => desk.seated.map((each) => [each.whole, ...each.cases.map(({ caseId, people }) => `${caseId === theCase.id ? 'case' : 'own'} ${people.map((one) => one.name).join('+')}`)])
  await until(() => names(jonas), (all) => all.length === 1)
  expect(names(jonas)).toEqual([[true, 'case Maren']])
  maren.at(own.id)
  await until(() => names(jonas), (all) => all.length === 2)
  expect(names(jonas)[1]!.toSorted()).toEqual(['case ', false, 'own Maren'].toSorted())
  await until(() => names(other), (all) => all.length === 2)
  expect(names(other)).toEqual([[true], [false, 'own Maren']])
  jonas.looks(false)
  maren.at(null)
  await until(() => names(other), (all) => all.length === 3)
  expect(names(other)[2]).toEqual([false, 'own '])
  expect(names(jonas)).toHaveLength(2)
})
