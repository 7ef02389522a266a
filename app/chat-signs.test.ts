import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { aBrand, anAccount, anActor, asSession } from '#testing/accounts'
import { aWidget, aWindow, type WidgetMade } from '#testing/chat'
import type { ChatSign, Visitor } from '#contracts/chat'
import type { Actor } from '#platform/permissions'
import { hail } from '#platform/wake'
import type { z } from 'zod'
import { openHouse, until, type OpenHouse } from '../tests/open-house.ts'
import { startLive } from './live.ts'

// What passes at talks and on the sites is told to desks over their socket: to who may see it, and who said that they look.

let house: OpenHouse
let live: { stop: () => Promise<void> }
let port: number
let widget: WidgetMade
let accountId: string
let [maren, own, client, elsewhere, stranger]: Actor[] = []
beforeAll(async () => {
  house = await openHouse({ BALIE_TRUST_PROXY: 'true' })
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  port = (house.app.server.address() as AddressInfo).port
  live = await startLive(house.app, { origin: 'http://desk.example' })
  accountId = (await anAccount()).accountId
  const [fjeld, polder] = [await aBrand({ accountId }), await aBrand({ accountId, name: 'Polder' })]
  widget = await aWidget({ accountId, brandId: fjeld.id, settings: { sneakPeek: true } })
  const who = (wish: object) => anActor({ accountId, brandIds: [fjeld.id], ...wish })
  maren = await who({ name: 'Maren' })
  own = await who({ visibility: 'own' })
  client = await who({ role: 'client-viewer' })
  elsewhere = await who({ brandIds: [polder.id] })
  const foreign = await anAccount()
  stranger = await anActor({ accountId: foreign.accountId, brandIds: [(await aBrand({ accountId: foreign.accountId })).id], role: 'admin' })
})
const desks: WebSocket[] = []
afterEach(() => { for (const each of desks.splice(0)) each.terminate() })
afterAll(async () => { await live.stop(); await house.close() })

type Frame = { type: string; here?: Visitor[]; left?: string[]; more?: boolean } & Partial<z.infer<typeof ChatSign>>
/** A desk's socket that says these things first and keeps the frames of one kind. */
async function aDesk(actor: Actor, type: 'chat' | 'visitors', says: object[] = [{ type: type === 'chat' ? 'chats' : type, on: true }]) {
  const { cookie } = await asSession(actor)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`, { headers: { cookie, origin: `http://127.0.0.1:${port}` } })
  desks.push(socket)
  const frames: Array<Frame & { heardAt: number }> = []
  let greeted = false
  socket.on('message', (bytes) => { const frame = JSON.parse(String(bytes)) as Frame; greeted ||= frame.type === 'hello'; if (frame.type === type) frames.push({ ...frame, heardAt: performance.now() }) })
  await once(socket, 'open')
  await until(() => greeted, Boolean)
  for (const each of says) socket.send(JSON.stringify(each))
  return { frames, say: (said: object) => socket.send(JSON.stringify(said)) }
}
let hosts = 0
async function aGuest(as: Parameters<typeof aWindow>[2] = {}) {
  const window = await aWindow(port, widget, { address: `10.30.0.${++hosts}`, ...as })
  return { window, ...await window.hears('welcome') }
}

test('that a visitor types, and what, is told to desks that look and may see the case', async () => {
  const { window } = await aGuest()
  const { talk } = await window.says('Hallo?') as { talk: string }
  const { caseId } = (await house.ask(maren!, 'GET', `talks/${talk}`)).body.talk
  const looking = await aDesk(maren!, 'chat')
  const atCase = await aDesk(maren!, 'chat', [{ type: 'at', caseId, doing: 'looking' }])
  const others = await Promise.all([aDesk(maren!, 'chat', []), aDesk(own!, 'chat'), aDesk(elsewhere!, 'chat'), aDesk(stranger!, 'chat')])
  const viewer = await aDesk(client!, 'chat')
  await pause(150)
  window.say({ type: 'typing', on: true, text: 'Ich überlege no' })
  const mine = await until(() => looking.frames, (frames) => frames.some((each) => each.typing))
  expect(mine.find((each) => each.typing)).toMatchObject({ talkId: talk, caseId, typing: true, peek: 'Ich überlege no', online: true })
  await until(() => atCase.frames, (frames) => frames.some((each) => each.peek === 'Ich überlege no'))
  // A client sees the case, and does not look over a visitor's shoulder.
  expect((await until(() => viewer.frames, (frames) => frames.some((each) => each.typing))).map((each) => each.peek)).toEqual(viewer.frames.map(() => ''))
  window.say({ type: 'typing', on: false, text: '' })
  await until(() => looking.frames.at(-1)!, (frame) => frame.typing === false)
  expect(others.map((each) => each.frames)).toEqual([[], [], [], []])
  // Who has gone, after the moment that a change of page takes, is told as gone.
  window.close()
  await until(() => looking.frames.at(-1)!, (frame) => frame.online === false)
  looking.say({ type: 'chats', on: false })
}, 30_000)

test('who comes to the site, goes to another page and leaves is told to who looks, of brands that they may see', async () => {
  const looking = await aDesk(maren!, 'visitors')
  const others = await Promise.all([aDesk(maren!, 'visitors', []), aDesk(elsewhere!, 'visitors'), aDesk(stranger!, 'visitors')])
  await pause(100)
  const { window, visitor } = await aGuest()
  const [came] = await until(() => looking.frames, (frames) => frames.length > 0)
  expect(came).toMatchObject({ here: [{ id: visitor, online: true, page: { title: 'Zelte' }, talk: null }], left: [], more: false })
  expect(came!.here).toEqual((await house.ask(maren!, 'GET', 'visitors')).body.rows.filter((each: Visitor) => each.id === visitor))
  window.say({ type: 'page', page: { url: 'https://fjeld-wald.example/kasse', title: 'Kasse', referrer: '' } })
  await until(() => looking.frames.at(-1)!.here![0]?.page?.title, (title) => title === 'Kasse')
  window.close()
  await until(() => looking.frames.at(-1)!.left, (left) => left?.[0] === visitor)
  expect(others.map((each) => each.frames)).toEqual([[], [], []])
}, 30_000)

test('many changes are one frame a second, and far too many are a word to read the list anew', async () => {
  const looking = await aDesk(maren!, 'visitors')
  await pause(100)
  const guests = await Promise.all(Array.from({ length: 12 }, () => aGuest()))
  for (let n = 0; n < 20; n++) {
    for (const { window } of guests) window.say({ type: 'page', page: { url: `https://fjeld-wald.example/${n}`, title: `Seite ${n}`, referrer: '' } })
    await pause(120)
  }
  const titles = () => new Map(looking.frames.flatMap((each) => each.here ?? []).map((each) => [each.id, each.page?.title]))
  await until(() => guests.filter(({ visitor }) => titles().get(visitor) === 'Seite 19').length, (n) => n === 12)
  expect(looking.frames.length).toBeLessThanOrEqual(6)
  for (const [before, after] of looking.frames.slice(1).map((each, index) => [looking.frames[index]!, each] as const)) expect(after.heardAt - before.heardAt).toBeGreaterThan(900)
  hail('chat:moves', { accountId, visitorIds: Array.from({ length: 150 }, () => crypto.randomUUID()) })
  hail('chat:moves', { accountId, visitorIds: Array.from({ length: 150 }, () => crypto.randomUUID()) })
  expect(await until(() => looking.frames.at(-1)!, (frame) => frame.more === true)).toMatchObject({ here: [], left: [] })
  for (const { window } of guests) window.close()
}, 30_000)

test('who left one process and is at another is still here', async () => {
  const looking = await aDesk(maren!, 'visitors')
  const { window, visitor } = await aGuest()
  await until(() => looking.frames.flatMap((each) => each.here ?? []), (all) => all.some((each) => each.id === visitor))
  // As another process does, whose last window of theirs was closed.
  await house.owner.query('update chat.visitors set online_until = null where id = $1', [visitor])
  hail('chat:left', { accountId, visitorIds: [visitor] })
  await until(async () => (await house.ask(maren!, 'GET', 'visitors')).body.rows.map((each: Visitor) => each.id), (ids) => ids.includes(visitor))
  window.close()
})
