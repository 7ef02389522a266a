import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import WebSocket from 'ws'
import type { FromVisitor, Line, ToVisitor } from '../modules/chat/protocol.ts'

const page = { url: 'https://shop.example/tents', title: 'Tents', referrer: '' }
export const origin = 'https://shop.example'

/** When each line was said, and how long it took until it was shown on the other side; each line is known by a number in its words. */
export function openClock() {
  const said = new Map<number, number>()
  const shown = new Map<number, number>()
  let next = 0
  return {
    words(): string { said.set(++next, performance.now()); return `#${next} where is my order, please? The parcel was to come on Monday.` },
    seen(text: string) { const number = Number(/^#(\d+) /.exec(text)?.[1]); if (said.has(number) && !shown.has(number)) shown.set(number, performance.now() - said.get(number)!) },
    get waits() { return [...shown.values()] },
    get said() { return said.size }, /** Ever. */ get total() { return next },
    get missing() { return said.size - shown.size },
    forget() { said.clear(); shown.clear() },
  }
}
export type Clock = ReturnType<typeof openClock>

/** A visitor's window, as the widget behaves: lines are said again after a loss, gaps are asked for, and it comes again when it is told to. */
export function openWindow(url: string, siteKey: string, address: string, clock: Clock, tells: { staffed: (online: boolean) => void; entered: () => void }) {
  const lines = new Map<number, Line>()
  const waiting = new Map<string, string>()
  let [socket, visitor, secret, talk, last, failures, stopped]: [WebSocket | null, string | null, string | null, string | null, number, number, boolean] = [null, null, null, null, 0, 0, false]
  const send = (frame: FromVisitor) => { if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame)) }
  const sayAs = (clientId: string, text: string) => send({ type: 'say', clientId, text, files: [], talk: null, form: null })

  function connect() {
    let wait: number | null = null
    const own = socket = new WebSocket(`${url.replace(/^http/, 'ws')}/chat/v1/live`, { origin, headers: { 'x-forwarded-for': address }, perMessageDeflate: false, handshakeTimeout: 8_000 })
    own.on('open', () => send({ type: 'enter', site: siteKey, visitor, secret, talk, after: last, page, language: 'en', timeZone: 'UTC', open: talk !== null, attributes: {} }))
    own.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as ToVisitor
      if (frame.type === 'bye') { const [from, to] = frame.between ?? [1_000, 5_000]; wait = from + Math.random() * (to - from) } else hear(frame)
    })
    own.on('error', () => {})
    own.on('close', () => {
      socket = null
      if (!stopped) setTimeout(() => { if (!stopped) connect() }, wait ?? Math.min(30_000, 500 * 2 ** failures++) * (0.5 + Math.random() / 2))
    })
  }
  function hear(frame: ToVisitor) {
    if (frame.type === 'welcome') {
      failures = 0
      visitor = frame.visitor
      secret = frame.secret ?? secret
      talk = frame.talk?.id ?? talk
      for (const [clientId, text] of waiting) sayAs(clientId, text)
      tells.entered()
    } else if (frame.type === 'kept') {
      talk = frame.talk
      waiting.delete(frame.clientId)
    } else if (frame.type === 'refused') {
      const { clientId, retryAfter } = frame
      if (!clientId) socket?.terminate()
      else if (retryAfter) setTimeout(() => { const text = waiting.get(clientId); if (text !== undefined) sayAs(clientId, text) }, retryAfter * 1_000)
    } else if (frame.type === 'lines') {
      for (const line of frame.lines) {
        if (!lines.has(line.n) && line.by === 'agent') clock.seen(line.text)
        lines.set(line.n, line)
        if (line.by === 'visitor') waiting.delete(line.clientId)
      }
      while (lines.has(last + 1)) last++
      send({ type: 'read', n: Math.max(...lines.keys()) })
    } else if (frame.type === 'staffed') tells.staffed(frame.staffed.online)
  }
  connect()
  return {
    get talk() { return talk }, get unkept() { return waiting.size },
    say(text: string) { const clientId = randomUUID(); waiting.set(clientId, text); send({ type: 'typing', on: true, text: '' }); sayAs(clientId, text) },
    close() { stopped = true; socket?.terminate() },
  }
}
export type Window = ReturnType<typeof openWindow>

const connections = new Agent({ keepAlive: true, maxSockets: 64 })
/** One request of a desk; without an answer it is asked again, as the desk does. */
export async function ask<Answer>(url: string, cookie: string, method: string, path: string, body?: unknown): Promise<Answer> {
  for (let failures = 0; ; failures++) {
    const answer = await new Promise<{ status: number; text: string } | null>((resolve) => {
      const asked = request(`${url}/api/v1/${path}`, { method, agent: connections, timeout: 10_000, headers: { cookie, 'x-balie-csrf': '1', ...body === undefined ? {} : { 'content-type': 'application/json' } } }, (heard) => {
        let text = ''
        heard.setEncoding('utf8').on('data', (some: string) => { text += some }).on('end', () => resolve({ status: heard.statusCode!, text })).on('error', () => resolve(null))
      })
      asked.on('error', () => resolve(null)).on('timeout', () => asked.destroy())
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
    if (answer && answer.status < 300) return (answer.text ? JSON.parse(answer.text) : null) as Answer
    if (answer && answer.status < 500 && answer.status !== 429) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    if (failures > 60) throw new Error(`${method} ${path}: ${answer ? `${answer.status} ${answer.text}` : 'nobody answers'}`)
    await pause(300)
  }
}

type Held = { last: number; reading: boolean; again: boolean }
/** An agent's desk: it hears what happened, fetches the new lines of its own talks, and answers each of the visitor's. */
export async function openDesk(url: string, cookie: string, clock: Clock) {
  const talks = new Map<string, Held>()
  const byCase = new Map<string, string>()
  let [socket, cursor, stopped, answers]: [WebSocket | null, string, boolean, boolean] = [null, '', false, true]

  const connect = (): Promise<void> => new Promise((resolve) => {
    socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/live${cursor ? `?after=${encodeURIComponent(cursor)}` : ''}`, { origin: url, headers: { cookie }, perMessageDeflate: false, handshakeTimeout: 8_000 })
    socket.on('open', () => resolve())
    socket.on('error', () => {})
    socket.on('close', () => { if (!stopped) setTimeout(() => void connect(), 300 + Math.random() * 700) })
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as { type: string; cursor?: string; items?: Array<{ verb: string; caseId: string | null }> }
      cursor = frame.cursor ?? cursor
      const news = frame.type === 'reset' ? [...talks.keys()] : new Set((frame.items ?? []).flatMap((each) => (each.verb === 'message.received' && each.caseId ? byCase.get(each.caseId) ?? [] : [])))
      for (const id of news) void look(id)
    })
  })
  async function look(id: string): Promise<void> {
    const held = talks.get(id)!
    if (held.reading) { held.again = true; return }
    held.reading = true
    do {
      held.again = false
      const { lines } = await ask<{ lines: Line[] }>(url, cookie, 'GET', `talks/${id}?after=${held.last}`)
      for (const line of lines) {
        if (line.n <= held.last) continue
        held.last = line.n
        if (line.by !== 'visitor') continue
        clock.seen(line.text)
        if (answers) void ask(url, cookie, 'POST', `talks/${id}/lines`, { clientId: randomUUID(), text: clock.words() })
      }
    } while (held.again)
    held.reading = false
  }
  await connect()
  return {
    async take(talk: { id: string; caseId: string }) { await ask(url, cookie, 'PUT', `talks/${talk.id}/taking`); byCase.set(talk.caseId, talk.id); talks.set(talk.id, { last: 0, reading: false, again: false }) },
    lookAtAll: () => Promise.all([...talks.keys()].map(look)),
    answering(on: boolean) { answers = on },
    available: (available: boolean) => ask(url, cookie, 'PUT', 'chats/availability', { available, capacity: 50 }),
    close() { stopped = true; socket?.terminate() },
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>
