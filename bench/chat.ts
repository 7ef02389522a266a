import { randomUUID } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import { addPerson } from '#modules/accounts'
import { db } from '#platform/db'
import { home } from '../app/home.ts'
import { ask, openClock, openDesk, openWindow, origin, type Clock, type Desk, type Window } from './chat-crowd.ts'
import { anOperator } from './fill.ts'
import { cpuSeconds, familyOf, openGround, option, percentile, postmaster, pssMiB, report, round, ticksOf, type Ground } from './ground.ts'

const [brands, agents, talksOfEach] = [20, 200, 3]
const [housePort, relayPort] = [4894, 4893]
const seconds = Number(option('seconds', '30'))
/** Half of them visitors', half the agents' answers. */
const linesPerSecond = Number(option('lines', '400'))

/**
 * Live chat as it is used: windows of visitors that are open, most of them idle, and 200 agents of 20 brands who answer each line that comes. The whole
 * product in a process of its own, its followers included, the crowd in another, on the same cores. Beside it, in the same run, the bare limit: a relay with as
 * many sockets that writes each line into one plain table before it passes it on. `--visitors=2000,5000,10000 --seconds=30 --lines=400`
 */
export async function run() {
  const rows: Array<Record<string, string | number>> = []
  for (const crowd of option('visitors', '2000,5000,10000').split(',').map(Number)) {
    const ground = await openGround()
    try {
      const bare = await bareLimit(ground, crowd)
      const house = await inTheHouse(ground, crowd)
      rows.push({ 'visitors': crowd, ...house.row, 'bare p99 ms': round(percentile(bare.waits, 0.99)), 'CPU ms a line': round(house.cpuMs, 2), 'bare CPU ms a line': round(bare.cpuMs, 2), 'times the bare CPU': round(house.cpuMs / bare.cpuMs) })
      console.log(JSON.stringify(rows.at(-1)))
    } finally {
      await ground.close()
    }
  }
  report('chat', rows, `${linesPerSecond} lines a second, ${seconds} s, by ${agents} agents of ${brands} brands and ${agents * talksOfEach} of the visitors, who type, say, and read. From saying a line to its being shown on the other side; an agent's desk hears of it and fetches it. Restart: from the signal until all are back, in mid-load.`)
}

type Load = { waits: number[]; cpuMs: number }

/** Lines at a steady pace, and what they cost both the process and the database. */
async function underLoad(ground: Ground, pid: number, clock: Clock, say: (n: number) => void, meanwhile: () => Promise<void> = async () => {}): Promise<Load> {
  clock.forget()
  const cpu = () => ticksOf(pid) / 100 + cpuSeconds(ground.folder).database
  const [before, began] = [cpu(), performance.now()]
  const other = pause(3_000).then(meanwhile)
  const perSecond = linesPerSecond / 2
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1000) / perSecond
    if (due > performance.now()) await pause(due - performance.now())
    say(n)
  }
  const cpuMs = ((cpu() - before) * 1000) / clock.said
  await other
  for (const deadline = Date.now() + 30_000; clock.missing && Date.now() < deadline;) await pause(50)
  if (clock.missing) throw new Error(`${clock.missing} of ${clock.said} lines were not shown: the figures would not count.`)
  return { waits: clock.waits, cpuMs }
}

async function started(file: string, env: Record<string, string>, isOpen: RegExp): Promise<{ child: ChildProcess; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [...process.execArgv, file], { cwd: home, env: { ...process.env, BALIE_LOG_LEVEL: 'error', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout!.on('data', (bytes: Buffer) => { told += bytes.toString() })
  const ended = once(child, 'exit')
  while (!isOpen.test(told)) { await pause(10); if (child.exitCode !== null) throw new Error(`${file} ended: ${told}`) }
  return { child, async stop() { child.kill('SIGTERM'); await ended } }
}

async function bareLimit(ground: Ground, crowd: number): Promise<Load> {
  const relay = await started('bench/chat-relay.ts', { DATABASE_URL: ground.ownerUrl, PORT: String(relayPort), AGENTS: String(agents) }, /open/)
  const clock = openClock()
  const sit = async (seat: string): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${relayPort}/${encodeURIComponent(seat)}`, { perMessageDeflate: false })
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as { type: string; talk: number; by: string; text: string }
      if (frame.type !== 'line') return
      clock.seen(frame.text)
      if (frame.by === 'visitor') socket.send(JSON.stringify({ id: randomUUID(), talk: frame.talk, by: 'agent', text: clock.words() }))
    })
    await once(socket, 'open')
    return socket
  }
  const sockets = await inParallel(crowd + agents, 50, (n) => sit(n < crowd ? `visitor ${n}` : `agent ${n - crowd}`))
  const load = await underLoad(ground, relay.child.pid!, clock, (n) => { const talk = n % (agents * talksOfEach); sockets[talk]!.send(JSON.stringify({ id: randomUUID(), talk, by: 'visitor', text: clock.words() })) })
  for (const each of sockets) each.terminate()
  await relay.stop()
  return load
}

async function inTheHouse(ground: Ground, crowd: number) {
  const folder = mkdtempSync(join(tmpdir(), 'balie-bench-'))
  const url = `http://127.0.0.1:${housePort}`
  const env = { BALIE_DATA: folder, DATABASE_URL: ground.ownerUrl.replace('@/', '@localhost/'), BALIE_PORT: String(housePort), BALIE_URL: url, BALIE_SMTP_PORT: '4892', BALIE_TRUST_PROXY: 'true' }
  const open = () => started('app/start.ts', env, /Ctrl-C/)
  let house = await open()
  const clock = openClock()
  let [entered, online, offline, lastOnlineAt] = [0, 0, 0, 0]
  const tells = { entered() { entered++ }, staffed(on: boolean) { if (on) { online++; lastOnlineAt = performance.now() } else offline++ } }
  const desks: Desk[] = []
  let windows: Window[] = []
  try {
    const staff = await hire(url)
    desks.push(...await inParallel(agents, 10, async (n) => { const desk = await openDesk(url, staff.cookies[n]!, clock); await desk.available(true); return desk }))
    await pause(5_000)
    const weight = () => pssMiB(familyOf(house.child.pid!))
    const [emptyMiB, databaseEmptyMiB] = [weight(), pssMiB(familyOf(postmaster(ground.folder)))]
    windows = await inParallel(crowd, 40, async (n) => { const window = openWindow(url, staff.siteKeys[n % brands]!, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, clock, tells); while (entered < n - 200) await pause(5); return window })
    await until(() => entered >= crowd)
    await pause(10_000)
    const idleKiB = ((weight() - emptyMiB) * 1024) / crowd
    const databaseMiB = pssMiB(familyOf(postmaster(ground.folder))) - databaseEmptyMiB
    const idleCpu = await share(house.child.pid!, ground)
    const talking = await beginTalks(url, staff.cookies, desks, windows)
    const load = await underLoad(ground, house.child.pid!, clock, (n) => talking[n % talking.length]!.say(clock.words()))
    // Everybody leaves, then one comes who answers for all brands.
    for (const each of desks) { each.answering(false); await each.available(false) }
    await until(() => offline >= crowd)
    online = 0
    const came = performance.now()
    await staff.walker.available(true)
    await until(() => online >= crowd)
    const presenceMs = lastOnlineAt - came
    for (const each of desks) { each.answering(true); await each.available(true) }
    const restart = await inMidLoad(ground, clock, talking, { entered: () => entered, stop: () => house.stop(), open: async () => { house = await open() }, crowd, pid: house.child.pid! })
    const stored = await storedOnce(staff.accountId, clock.total)
    return { cpuMs: load.cpuMs, row: { 'lines': load.waits.length, 'p50 ms': round(percentile(load.waits, 0.5)), 'p95 ms': round(percentile(load.waits, 0.95)), 'p99 ms': round(percentile(load.waits, 0.99)), 'KiB an idle visitor': round(idleKiB), 'database MiB': databaseMiB, 'idle CPU %': round(idleCpu), 'presence to all ms': round(presenceMs, 0), ...restart, ...stored } }
  } finally {
    for (const each of [...windows, ...desks]) each.close()
    await house.stop()
    rmSync(folder, { recursive: true, force: true })
  }

  /** The operator, its widgets and its people, all of whom are signed in. */
  async function hire(url: string) {
    const operator = await anOperator(brands)
    const { accountId, brandIds } = operator
    const signedIn = async (n: number, role: 'agent' | 'admin', of: string[]): Promise<string> => {
      const [email, password] = [`${randomUUID()}@bench.example`, 'a bench password']
      await db().transaction({ accountId, brandIds: 'all' }, (tx) => addPerson(tx, { name: `Agent ${n}`, email, password, role, grants: of.map((brandId) => ({ brandId, visibility: 'all' as const })) }))
      const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.99.${n >> 8}.${n & 255}` }, body: JSON.stringify({ email, password }) })
      if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`)
      return answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
    }
    const cookies = await inParallel(agents, 4, (n) => signedIn(n, 'agent', [brandIds[n % brands]!]))
    const boss = await signedIn(agents, 'admin', brandIds)
    const siteKeys: string[] = []
    for (const brandId of brandIds) siteKeys.push((await ask<{ siteKey: string }>(url, boss, 'POST', 'widgets', { brandId, name: 'Shop', settings: { origins: [origin] } })).siteKey)
    return { accountId, cookies, siteKeys, walker: await openDesk(url, boss, clock) }
  }
}

/** The first windows say something; the agents of their brand take what came. @returns the windows that are in talks */
async function beginTalks(url: string, cookies: string[], desks: Desk[], windows: Window[]): Promise<Window[]> {
  const talking = windows.slice(0, agents * talksOfEach)
  for (const each of talking) { each.say('Hello, is anybody there?'); await pause(4) }
  await until(() => talking.every((each) => each.talk))
  for (let brand = 0; brand < brands; brand++) {
    const { waiting } = await ask<{ waiting: Array<{ id: string; caseId: string }> }>(url, cookies[brand]!, 'GET', 'chats')
    const own = desks.filter((_, n) => n % brands === brand)
    for (const [n, talk] of waiting.entries()) await own[n % own.length]!.take(talk)
  }
  await Promise.all(desks.map((each) => each.lookAtAll()))
  await pause(3_000)
  return talking
}

/** The house is closed and opened again while everybody goes on talking. */
async function inMidLoad(ground: Ground, clock: Clock, talking: Window[], { entered, stop, open, crowd, pid }: { entered: () => number; stop: () => Promise<void>; open: () => Promise<void>; crowd: number; pid: number }) {
  let backMs = 0
  let most = 0
  const load = await underLoad(ground, pid, clock, (n) => talking[n % talking.length]!.say(clock.words()), async () => {
    const [before, began] = [entered(), performance.now()]
    await stop()
    await open()
    let last = entered()
    const count = setInterval(() => { most = Math.max(most, entered() - last); last = entered() }, 1_000)
    await until(() => entered() - before >= crowd, 120_000)
    clearInterval(count)
    backMs = performance.now() - began
  })
  await until(() => talking.every((each) => each.unkept === 0))
  return { 'restart s': round(backMs / 1000), 'most back in a second': most, 'longest wait s': round(Math.max(...load.waits) / 1000) }
}

/** Each line is there, and once. @throws when it is not */
async function storedOnce(accountId: string, said: number) {
  const [found] = await db().transaction({ accountId, brandIds: 'all' }, (tx) => tx.run<{ lines: number; texts: number; gaps: number }>('', `
    select count(*)::int as lines, count(distinct m.text)::int as texts, (select count(*)::int from chat.talks t where t.last_n <> (select count(*) from chat.lines l where l.account_id = t.account_id and l.talk_id = t.id)) as gaps
      from chat.lines l join conversations.messages m on m.account_id = l.account_id and m.id = l.message_id where m.text like '#%'`, []))
  const { lines, texts, gaps } = found!
  if (lines !== said || texts !== said || gaps) throw new Error(`${said} lines were said, ${lines} are stored, ${texts} different ones; ${gaps} talks have gaps: something was lost or doubled.`)
  return { 'stored': lines, 'lost or doubled': 0 }
}

/** How much of one core an idle house takes, in percent. */
async function share(pid: number, ground: Ground): Promise<number> {
  const cpu = () => ticksOf(pid) / 100 + cpuSeconds(ground.folder).database
  const before = cpu()
  await pause(10_000)
  return (cpu() - before) * 10
}

async function inParallel<Done>(count: number, atOnce: number, work: (n: number) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = []
  let next = 0
  await Promise.all(Array.from({ length: atOnce }, async () => { for (let n = next++; n < count; n = next++) done[n] = await work(n) }))
  return done
}
async function until(holds: () => boolean, ms = 60_000) {
  for (const deadline = Date.now() + ms; !holds(); await pause(20)) if (Date.now() > deadline) throw new Error('It did not come to that in time.')
}
