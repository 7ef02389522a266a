import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Http } from '#platform/http'
import type { Actor } from '#platform/permissions'
import { anActor } from '#testing/accounts'
import { aCounter, type Counter } from '#testing/email'
import { createServer } from '../../app/server.ts'
import { asking, openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import { beginTalk, step, type Kept, type TalkInput, type TalkState, type Waiting } from '../../widget/src/talk.ts'
import type { FromVisitor, Line, ToVisitor } from './protocol.ts'
import { aWidget, type WidgetMade } from './testing.ts'
import { page } from './testing-window.ts'

// The widget's own machine and the real server, and between them a wire that loses, doubles, holds back and breaks, while either side
// starts anew: what was said is the same on both sides, each line once, in one order.

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let maren: Actor
let server: Http
let port = 0
const ask = asking(() => server)

async function startServer() {
  server = await createServer(house.config, { chat: { gates: { address: { perSecond: 1_000, burst: 10_000, patienceSeconds: 1 }, newFromAddress: { perSecond: 1_000, burst: 10_000, patienceSeconds: 1 } } } })
  port = Number(new URL(await server.listen({ port })).port)
}
beforeAll(async () => {
  house = await openHouse()
  counter = await aCounter()
  widget = await aWidget(counter)
  maren = await anActor({ accountId: counter.accountId, name: 'Maren', brandIds: [counter.brandId] })
  await startServer()
})
afterAll(async () => { await server.close(); await house.close() })

/** One visitor with two tabs that share a storage, as browsers' tabs do. */
function aVisitorWithTabs() {
  const storage = { kept: { visitor: null, secret: null, talk: null, read: 0 } as Kept, waiting: new Map<string, Waiting>() }
  const said: string[][] = [[], []]
  let now = 0
  type Tab = { state: TalkState; socket: WebSocket | null; losing: { up: number; down: number }; doubling: boolean }
  const begin = () => beginTalk({ site: widget.siteKey, page, language: 'de', timeZone: 'Europe/Berlin', attributes: {} }, storage.kept, [...storage.waiting.values()])
  const tabs: Tab[] = [0, 1].map(() => ({ state: begin(), socket: null, losing: { up: 0, down: 0 }, doubling: false }))

  function take(tab: Tab, input: TalkInput) {
    const before = tab.state
    const next = step(before, input, now)
    tab.state = next.state
    const { visitor, secret, talk, read } = next.state
    if (visitor !== storage.kept.visitor || secret !== storage.kept.secret) for (const other of tabs) if (other !== tab) other.state = step(other.state, { type: 'kept-elsewhere', kept: { visitor, secret, talk, read } }, now).state
    storage.kept = { visitor, secret, talk, read }
    for (const line of before.waiting) if (!next.state.waiting.some((each) => each.clientId === line.clientId)) {
      storage.waiting.delete(line.clientId)
      for (const other of tabs) if (other !== tab) other.state = step(other.state, { type: 'settled', clientId: line.clientId }, now).state
    }
    for (const line of next.state.waiting) storage.waiting.set(line.clientId, line)
    for (const frame of next.frames) send(tab, frame)
  }
  function send(tab: Tab, frame: FromVisitor) {
    if (tab.socket?.readyState !== WebSocket.OPEN) return
    // A wire loses what is said on it only by breaking; that whoever has not come in is hung up on is the server's doing, after 20 s.
    if (tab.losing.up > 0 && frame.type !== 'enter') { tab.losing.up--; return }
    tab.socket.send(JSON.stringify(frame))
    if (tab.doubling) { tab.doubling = false; tab.socket.send(JSON.stringify(frame)) }
  }
  function connect(tab: Tab): Promise<void> {
    if (tab.socket) return Promise.resolve()
    const socket = tab.socket = new WebSocket(`ws://127.0.0.1:${port}/chat/v1/live`, { origin: widget.origin })
    return new Promise((resolve) => {
      socket.on('open', () => { if (tab.socket === socket) take(tab, { type: 'connected' }); resolve() })
      socket.on('message', (bytes) => {
        if (tab.socket !== socket) return
        const frame = JSON.parse(String(bytes)) as ToVisitor
        if (tab.losing.down > 0 && frame.type !== 'welcome') { tab.losing.down--; return }
        take(tab, { type: 'frame', frame })
      })
      socket.on('error', () => {})
      socket.on('close', () => { if (tab.socket === socket) { tab.socket = null; take(tab, { type: 'lost' }) } resolve() })
    })
  }
  function cut(tab: Tab) {
    const { socket } = tab
    tab.socket = null
    socket?.terminate()
    if (socket) take(tab, { type: 'lost' })
  }
  return {
    tabs, said, connect, cut,
    say(n: number) {
      const [clientId, text] = [randomUUID(), `${n}: ${said[n]!.length + 1}`]
      said[n]!.push(text)
      take(tabs[n]!, { type: 'say', clientId, text, at: new Date(now).toISOString() })
    },
    reload(n: number) { cut(tabs[n]!); Object.assign(tabs[n]!, { state: begin(), losing: { up: 0, down: 0 } }) },
    passes(ms: number) { now += ms; for (const tab of tabs) take(tab, { type: 'tick' }) },
    close() { for (const tab of tabs) cut(tab) },
  }
}

const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), tab: fc.nat(1) }) }, { weight: 3, arbitrary: fc.record({ do: fc.constant('agent' as const), tab: fc.constant(0) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('lose-up' as const, 'lose-down' as const, 'double' as const), tab: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'reload' as const, 'connect' as const), tab: fc.nat(1) }) }, { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('wait' as const, 'time' as const), tab: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), tab: fc.constant(0) }) },
)

test('whatever the wire does and whoever starts anew, both sides have the same lines, each once, in one order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (deeds) => {
    const visitor = aVisitorWithTabs()
    const spoken: string[] = []
    await visitor.connect(visitor.tabs[0]!)
    await until(() => visitor.tabs[0]!.state.visitor, Boolean)
    visitor.reload(1)
    for (const { do: what, tab: n } of deeds) {
      const tab = visitor.tabs[n]!
      switch (what) {
        case 'say': visitor.say(n); break
        case 'agent': {
          const { talk } = tab.state
          const text = `agent: ${spoken.length + 1}`
          if (talk && (await ask(maren, 'POST', `talks/${talk}/lines`, { clientId: randomUUID(), text })).status === 201) spoken.push(text)
          break
        }
        case 'lose-up': tab.losing.up++; break
        case 'lose-down': tab.losing.down++; break
        case 'double': tab.doubling = true; break
        case 'cut': visitor.cut(tab); break
        case 'reload': visitor.reload(n); break
        case 'connect': await visitor.connect(tab); break
        case 'wait': await pause(15); break
        case 'time': visitor.passes(16_000); break
        case 'restart': await server.close(); await startServer(); break
      }
    }
    for (const tab of visitor.tabs) Object.assign(tab, { losing: { up: 0, down: 0 } })
    const all = visitor.said.flat().length + spoken.length
    const texts = (lines: Line[]) => lines.filter((each) => each.by !== 'system').map((each) => each.text)
    // The wire is whole again, and time passes.
    await until(async () => {
      for (const tab of visitor.tabs) await visitor.connect(tab)
      visitor.passes(4_000)
      await pause(30)
      return visitor.tabs.map((tab) => ({ waiting: tab.state.waiting.length, lines: texts(tab.state.lines).length, talk: tab.state.talk }))
    }, (states) => states.every((each) => each.waiting === 0 && each.lines === all))
    const [one, other] = visitor.tabs.map((tab) => tab.state)
    visitor.close()
    if (!all) return
    const kept = (await ask(maren, 'GET', `talks/${one!.talk}`)).body.lines as Line[]
    expect(kept.map((each) => each.n)).toEqual(kept.map((_, index) => index + 1))
    expect(texts(one!.lines)).toEqual(texts(kept))
    expect(texts(other!.lines)).toEqual(texts(kept))
    expect(texts(kept).toSorted()).toEqual([...visitor.said.flat(), ...spoken].toSorted())
    expect(texts(kept).filter((each) => each.startsWith('agent'))).toEqual(spoken)
  }), { numRuns: Number(process.env['BALIE_CHAT_RUNS'] ?? 12), seed: 20_261_124, endOnFailure: true })
}, 120_000)
