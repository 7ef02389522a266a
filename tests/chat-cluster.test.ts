import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AgentTalk, AgentTalks } from '../modules/chat/contract.ts'
import type { Line } from '../modules/chat/protocol.ts'
import { aWidget, type WidgetMade } from '#testing/chat'
import { anActor, asToken } from '#testing/accounts'
import { aCounter } from '#testing/email'
import { asSeen, aWidgetAt, standInForBrowser, type Visitor } from './cluster-visitor.ts'
import { openCluster, openGround, type Cluster, type Ground } from './cluster.ts'
import { hasNats, startNats, whyNoNats, type Nats } from './nats.ts'
import { until } from './until.ts'

// Three real processes behind a proxy that sends every connection to the next one; thirty visitors with the widget's own machine and wire, and
// two agents over REST. One process is killed amid the talks, another one stopped in good order: nothing is lost, nothing said twice.

const visitorsWanted = 30
/** By the log alone it would be one to two seconds. */
const soonMs = 1_000
let ground: Ground
let restore: () => void
beforeAll(async () => {
  ground = await openGround()
  restore = standInForBrowser('https://fjeld-wald.example')
})
afterAll(async () => { restore?.(); await ground?.close() })
let visitors: Visitor[] = []
afterEach(() => { for (const each of visitors.splice(0)) each.close() })

/** How many processes listen to the database. */
const listeners = async (): Promise<number> => (await ground.owner.query("select count(*)::int as n from pg_stat_activity where application_name = 'balie wake'")).rows[0].n

type Agent = { token: { authorization: string }; name: string }
const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

/** Visitors, agents, and who talks with whom. */
async function openStage(cluster: Cluster) {
  const counter = await aCounter()
  const widget: WidgetMade = await aWidget(counter)
  const agents: Agent[] = []
  for (const name of ['Maren', 'Jonas']) agents.push({ name, token: await asToken(await anActor({ accountId: counter.accountId, name, brandIds: [counter.brandId] })) })

  /** Asks until somebody answers, as a desk does: a process may have died with the question. */
  async function ask<Body>(agent: Agent, method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
    for (let tries = 0; ; tries++) {
      const answer = await fetch(`${cluster.url}/api/v1/${path}`, { method, headers: { ...agent.token, ...body === undefined ? {} : { 'content-type': 'application/json' } }, ...body === undefined ? {} : { body: JSON.stringify(body) }, signal: AbortSignal.timeout(10_000) })
        .then(async (found) => ({ status: found.status, body: await found.json() as Body }), () => null)
      if (answer && answer.status < 500) return answer
      if (tries > 100) throw new Error(`Nobody answers ${method} ${path}.`)
      await pause(100)
    }
  }

  visitors = Array.from({ length: visitorsWanted }, () => aWidgetAt(cluster.url, widget.siteKey))
  await until(() => visitors.filter((each) => each.state.welcome).length, (n) => n === visitorsWanted)
  visitors.forEach((each, n) => each.say(`V${n} Guten Tag`))
  for (const agent of agents) await ask(agent, 'PUT', 'chats/availability', { available: true, capacity: 50 })
  const waiting = await until(async () => (await ask<z.infer<typeof AgentTalks>>(agents[0]!, 'GET', 'chats')).body.waiting, (all) => all.length === visitorsWanted)
  const talks = visitors.map((visitor, n) => ({ visitor, n, id: (waiting.find((each) => each.visitor.id === visitor.state.visitor) as AgentTalk).id, agent: agents[n % 2]!, answers: [] as Array<{ text: string; at: number }> }))
  await Promise.all(talks.map(async ({ id, agent }) => { expect((await ask(agent, 'PUT', `talks/${id}/taking`)).status).toBe(200) }))

  let lines = 1
  /** Everybody says so many lines and is answered each time; `amid` happens in the middle of it. Then all of it is to be there. */
  async function round(count: number, amid: () => Promise<unknown> = async () => {}) {
    const first = lines
    lines += count
    const happening = pause(count * 100).then(amid)
    await Promise.all(talks.map(async (talk) => {
      const { visitor, n, agent, answers, id } = talk
      for (let line = first; line < first + count; line++) {
        await pause(60 + (n * 37 + line * 53) % 200)
        visitor.say(`V${n} Zeile ${line}`)
        const [clientId, text] = [randomUUID(), `${agent.name} an V${n}: ${line}`]
        answers.push({ text, at: performance.now() })
        expect((await ask(agent, 'POST', `talks/${id}/lines`, { clientId, text })).status, text).toBe(201)
      }
    }))
    await happening
    const whole = ({ visitor, answers }: typeof talks[number]) => visitor.state.waiting.length === 0 && visitor.state.lines.length === visitor.said.length + answers.length + 1
    await until(() => talks.filter((each) => !whole(each)).map(({ n, visitor, answers }) => [n, visitor.state.welcome, visitor.state.waiting.length, visitor.state.lines.length, visitor.said.length + answers.length + 1]), (left) => left.length === 0, 25_000)
  }
  /** How long an agent's line took to the visitor's window, through whichever processes. */
  const delays = (from: number) => talks.flatMap(({ visitor, answers }) => answers.slice(from).map(({ text, at }) => visitor.shownAt.get(text)! - at))
  async function compare() {
    for (const { visitor, agent, id, answers } of talks) {
      const { lines: kept, more } = (await ask<{ lines: Line[]; more: boolean }>(agent, 'GET', `talks/${id}`)).body
      expect(more).toBe(false)
      expect(kept.map((each) => each.n)).toEqual(kept.map((_, index) => index + 1))
      expect(visitor.state.lines.map(asSeen)).toEqual(kept.map(asSeen))
      const texts = (by: string) => kept.filter((each) => each.by === by).map((each) => each.text)
      // Each once, and each side's in the order in which it was said.
      expect(texts('visitor')).toEqual(visitor.said)
      expect(texts('agent')).toEqual(answers.map((each) => each.text))
    }
  }
  return { talks, round, delays, compare }
}

/** One is killed, one is stopped in good order, one is left. */
async function losesTwo(cluster: Cluster) {
  const stage = await openStage(cluster)
  try {
    for (let n = 0; n < 2; n++) await stage.round(2)
    // The first lines of processes that have just begun do not count.
    expect(median(stage.delays(2))).toBeLessThan(soonMs)
    const lost = (of: Visitor[]) => of.reduce((sum, each) => sum + each.losses, 0)
    expect(lost(visitors)).toBe(0)
    await stage.round(4, () => cluster.members[0]!.kill())
    expect(lost(visitors)).toBeGreaterThanOrEqual(5)
    expect(visitors.flatMap((each) => each.byes())).toEqual([])
    let code: number | null = -1
    await stage.round(4, async () => { code = await cluster.members[1]!.stop() })
    expect(code).toBe(0)
    const byes = visitors.flatMap((each) => each.byes())
    expect(byes.length).toBeGreaterThanOrEqual(5)
    for (const bye of byes) expect(bye).toEqual({ type: 'bye', reason: 'restart', between: [300, expect.any(Number)] })
    expect(Math.min(...byes.map((each) => each.between![1]))).toBeGreaterThanOrEqual(2_000)
    await stage.compare()
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${cluster.members.map((each, n) => `process ${n}: ${each.said()}`).join('\n')}`, { cause: error })
  }
}

describe('three processes that tell each other by PostgreSQL', () => {
  let cluster: Cluster
  beforeAll(async () => { cluster = await openCluster(ground, 3) })
  afterAll(() => cluster?.close())

  test('one is killed amid the talks and one stopped: both sides have the same lines, each once', async () => {
    expect(await listeners()).toBe(3)
    await losesTwo(cluster)
  }, 60_000)
})

describe.skipIf(!hasNats)(`three processes that tell each other by NATS${hasNats ? '' : ` (${whyNoNats})`}`, () => {
  let cluster: Cluster
  let nats: Nats
  beforeAll(async () => {
    nats = await startNats({ user: 'balie', password: 'rosinenbrot' })
    cluster = await openCluster(ground, 3, { BALIE_NATS_URL: nats.url })
  })
  afterAll(async () => { await cluster?.close(); await nats?.stop() })
  /** What processes say to each other from now on. */
  async function overhear() {
    const said: string[] = []
    const line = await connect({ servers: new URL(nats.url).host, user: 'balie', pass: 'rosinenbrot', reconnect: false })
    line.subscribe('>', { callback: (_, message) => { said.push(message.string()) } })
    await line.flush()
    return { said, speakers: () => new Set(said.map((each) => each.split(' ')[0])).size, close: () => line.close() }
  }

  test('NATS goes away without a word and comes back: nothing is lost, it is only told later', async () => {
    const stage = await openStage(cluster)
    const before = await overhear()
    for (let n = 0; n < 2; n++) await stage.round(2)
    expect(median(stage.delays(2))).toBeLessThan(soonMs)
    // All three speak, the database is spared, and what is said is ids: no line of a talk.
    expect([before.speakers(), await listeners()]).toEqual([3, 0])
    expect(before.said.filter((each) => each.includes(stage.talks[0]!.id)).length).toBeGreaterThan(0)
    expect(before.said.filter((each) => /Guten Tag|Zeile|an V\d/.test(each))).toEqual([])
    await nats.kill()
    await stage.round(2)
    await nats.start()
    await until(async () => (await Promise.all(cluster.members.map(async ({ port }) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()))).filter((each) => /^balie_nats_connected 1$/m.test(each)).length, (n) => n === 3)
    const after = await overhear()
    await stage.round(2)
    expect(after.speakers()).toBe(3)
    expect(median(stage.delays(6))).toBeLessThan(soonMs)
    await after.close()
    await stage.compare()
  }, 60_000)

  test('one is killed amid the talks and one stopped: both sides have the same lines, each once', () => losesTwo(cluster), 60_000)
})
