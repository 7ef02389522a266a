import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { WebSocketServer, type WebSocket } from 'ws'
import { PublicSettings, WidgetSettings } from '../../modules/chat/contract.ts'
import { Exchange, fromVisitor, toVisitor, type FromVisitor, type Line, type Staffed, type Talk, type ToVisitor } from '../../modules/chat/protocol.ts'
import type { z } from 'zod'
import { builtWidget } from '../build.ts'

type Presence = z.infer<typeof Staffed>
const id = (kind: number, n: number) => `0190b6a0-0000-7000-800${kind}-${String(n).padStart(12, '0')}`

/** The settings of a brand as the widget gets them, but for what a test is about. */
export const someSettings = (more: Partial<z.input<typeof PublicSettings>> = {}): z.infer<typeof PublicSettings> => PublicSettings.parse({
  ...WidgetSettings.parse({ form: { ask: 'never' }, showPage: false }), name: 'Bikes', language: 'en', version: 1, title: 'Chat with Bikes', greeting: { en: 'Hello! How can we help with your bicycle?', de: 'Guten Tag! Wie können wir helfen?' },
  staffed: { online: true, backAt: null, agents: [{ name: 'Maarja', avatar: null }, { name: 'Jonas', avatar: null }] }, ...more,
})

/**
 * A server that speaks protocol.ts and keeps everything in memory. Each frame in and out is held against the protocol's schema.
 * It can be hard of hearing, blocked, away: what a widget meets in the world.
 */
export async function openDouble(settings = someSettings()) {
  const wants = { settings, sockets: true, hears: true, away: false, /** How hard the work is that is asked for before anybody comes in; 0: none. */ work: 0, /** How long a file takes to come. */ filesMs: 0, filesTaken: true }
  const talks: Array<Talk & { lines: Line[] }> = []
  const heard: FromVisitor[] = []
  const uploads: Array<{ id: string; name: string; size: number; type: string }> = []
  const sockets = new Set<WebSocket>()
  let made = 0
  let waiters: Array<() => void> = []
  const current = () => talks.at(-1)
  const facts = ({ lines: _, ...talk }: Talk & { lines: Line[] }): Talk => talk
  const say = (socket: WebSocket, frame: ToVisitor) => socket.send(JSON.stringify(toVisitor.parse(frame)))
  const wake = () => { const all = waiters; waiters = []; for (const each of all) each() }
  const tell = (frame: ToVisitor) => { for (const socket of sockets) say(socket, frame); wake() }

  function keep(talk: Talk & { lines: Line[] }, more: Partial<Line>): Line {
    const line: Line = { n: talk.lines.length + 1, id: id(4, ++made), clientId: id(3, made), at: new Date().toISOString(), by: 'agent', name: '', avatar: null, text: '', word: null, files: [], card: null, ...more }
    talk.lines.push(line)
    talk.last = line.n
    tell({ type: 'lines', talk: talk.id, lines: [line], more: false })
    return line
  }
  function answers(frame: FromVisitor): ToVisitor[] {
    heard.push(frame)
    const talk = current()
    switch (frame.type) {
      case 'enter': {
        if (wants.work) return [{ type: 'challenge', clientId: null, nonce: 'a-nonce', bits: wants.work }]
        const after = talk && frame.talk === talk.id ? frame.after : 0
        return [{ type: 'welcome', visitor: frame.visitor ?? id(1, 1), secret: frame.visitor ? null : 'secret', talk: talk ? facts(talk) : null, staffed: wants.settings.staffed, settings: 1, identified: false }, ...talk && talk.lines.length > after ? [{ type: 'lines' as const, talk: talk.id, lines: talk.lines.slice(after), more: false }] : []]
      }
      case 'say': {
        const known = talks.flatMap((each) => each.lines.map((line) => ({ talk: each, line }))).find(({ line }) => line.clientId === frame.clientId)
        if (known) return [{ type: 'kept', clientId: frame.clientId, talk: known.talk.id, n: known.line.n, at: known.line.at }]
        if (frame.text === 'refuse me') return [{ type: 'refused', clientId: frame.clientId, code: 'invalid', title: 'No.', retryAfter: null }]
        let into = talk
        if (!into || into.state === 'ended') talks.push(into = { id: id(5, talks.length + 1), state: 'waiting', last: 0, read: 0, agent: null, rating: null, lines: [] })
        const files = frame.files.map((file) => { const found = uploads.find((each) => each.id === file)!; return { id: file, name: found.name, contentType: found.type, size: found.size, picture: found.type.startsWith('image/'), url: `/chat/v1/files/${file}` } })
        const line = keep(into, { by: 'visitor', clientId: frame.clientId, text: frame.text, files })
        return [{ type: 'kept', clientId: frame.clientId, talk: into.id, n: line.n, at: line.at }]
      }
      case 'end': if (talk) { talk.state = 'ended'; keep(talk, { by: 'system', word: 'ended' }); tell({ type: 'talk', talk: facts(talk) }) } return []
      case 'rate': if (talk) { talk.rating = frame.score; tell({ type: 'talk', talk: facts(talk) }) } return []
      case 'solved': if (frame.nonce === 'a-nonce' && createHash('sha256').update(`a-nonce:${frame.answer}`).digest().readUInt32BE(0) >>> (32 - wants.work) === 0) wants.work = 0; return []
      case 'identify': return [{ type: 'refused', clientId: null, code: 'bad-signature', title: 'No.', retryAfter: null }]
      default: return []
    }
  }

  async function http(request: IncomingMessage, answer: ServerResponse) {
    const path = new URL(request.url!, 'http://double').pathname
    const send = (status: number, type: string, body: string | Buffer) => answer.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type', 'cross-origin-resource-policy': 'cross-origin' }).end(body)
    if (wants.away) return request.socket.destroy()
    if (request.method === 'OPTIONS') return send(204, 'text/plain', '')
    if (/^\/chat\/[\w-]+\.js(on)?$/.test(path)) return send(200, path.endsWith('.js') ? 'text/javascript' : 'application/json', readFileSync(`${builtWidget}/${path.slice(6)}`))
    if (path.startsWith('/chat/v1/sites/')) return send(200, 'application/json', JSON.stringify(wants.settings))
    if (path.startsWith('/chat/v1/files/')) return send(200, 'image/png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    if (path === '/chat/v1/files') {
      if (wants.filesMs) await new Promise((done) => setTimeout(done, wants.filesMs))
      if (!wants.filesTaken) return send(422, 'application/problem+json', '{}')
      const words = body.toString('latin1')
      if (!/name="secret"\r\n\r\nsecret/.test(words)) return send(401, 'application/problem+json', '{}')
      const upload = { id: id(6, uploads.length + 1), name: Buffer.from(/filename="([^"]*)"/.exec(words)![1]!, 'latin1').toString(), type: /filename="[^"]*"\r\nContent-Type: (\S+)/.exec(words)![1]!, size: body.length }
      uploads.push(upload)
      return send(201, 'application/json', JSON.stringify({ id: upload.id, name: upload.name, contentType: upload.type, size: upload.size, picture: upload.type.startsWith('image/'), url: `/chat/v1/files/${upload.id}` }))
    }
    const { frames, wait, knows } = Exchange.parse(JSON.parse(body.toString()))
    const told = frames.flatMap(answers)
    if (wait && told.length < 2 && (current()?.last ?? 0) <= (knows?.n ?? 0)) { await new Promise<void>((done) => { waiters.push(done); setTimeout(done, wait) }); told.push(...answers(frames[0]!)) }
    send(200, 'application/json', JSON.stringify({ frames: told.map((each) => toVisitor.parse(each)) }))
  }

  const server = createServer((request, answer) => void http(request, answer).catch((error: unknown) => { troubles.push(String(error)); answer.destroy() }))
  const troubles: string[] = []
  const live = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (!wants.sockets || wants.away) return socket.destroy()
    live.handleUpgrade(request, socket, head, (open) => {
      open.on('message', (data) => {
        try {
          const frame = fromVisitor.parse(JSON.parse(String(data)))
          if (frame.type === 'say' && !wants.hears) return void heard.push(frame)
          for (const each of answers(frame)) say(open, each)
          if (frame.type === 'enter') sockets.add(open)
        } catch (error) { troubles.push(String(error)) }
      })
      open.on('close', () => sockets.delete(open))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url, wants, heard, uploads, troubles,
    lines: () => talks.flatMap(({ lines }) => lines), talk: current,
    agent(text: string, more: Partial<Line> = {}) { const talk = current()!; if (talk.state === 'waiting') { talk.state = 'active'; talk.agent = { name: 'Maarja', avatar: null }; tell({ type: 'talk', talk: facts(talk) }) } return keep(talk, { name: 'Maarja', text, ...more }) },
    readAll() { const talk = current()!; talk.read = talk.last; tell({ type: 'talk', talk: facts(talk) }) },
    typing: (name: string | null) => tell({ type: 'typing', name }), staffed(staffed: Presence) { wants.settings = { ...wants.settings, staffed }; tell({ type: 'staffed', staffed }) }, tell,
    /** Cuts every socket, as a restart or a tunnel does. */
    cut: () => { for (const socket of sockets) socket.terminate() }, connected: () => sockets.size,
    close: () => new Promise<void>((done) => { for (const client of live.clients) client.terminate(); server.closeAllConnections(); server.close(() => done()); wake() }),
  }
}

/** A page of a brand, on an origin of its own, with a policy that allows nothing but what docs/chat-for-sites.md asks for. */
export async function openHostPage(chat: string, options: { lang?: string; head?: string; before?: string; site?: () => string; /** A page that loads the chat itself. */ bare?: boolean; css?: string; policy?: string } = {}) {
  const ws = chat.replace(/^http/, 'ws')
  const page = () => `<!doctype html><html lang="${options.lang ?? 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Bikes</title>${options.head ?? ''}<link rel="stylesheet" href="/hostile.css">${options.before ? '<script src="/before.js"></script>' : ''}${options.bare ? '' : `<script async src="${chat}/chat/loader.js" data-site="${options.site?.() ?? 'bikes'}"></script>`}</head><body><main><h1>Bicycles</h1><p>Everything on two wheels.</p><button>A button of the page</button></main></body></html>`
  const server = createServer((request, answer) => {
    if (request.url === '/hostile.css') return void answer.writeHead(200, { 'content-type': 'text/css' }).end(options.css ?? '* { color: #b00 !important; font-family: monospace !important; border: 3px dashed lime !important } div { display: none !important } button { font-size: 40px !important; all: unset }')
    if (request.url === '/before.js') return void answer.writeHead(200, { 'content-type': 'text/javascript' }).end(options.before)
    answer.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': options.policy ?? `default-src 'none'; script-src 'self' ${chat}; connect-src ${chat} ${ws}; img-src ${chat}; style-src 'self'; base-uri 'none'; form-action 'none'; ${options.bare ? '' : `require-trusted-types-for 'script'`}` }).end(page())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close: () => new Promise<void>((done) => { server.closeAllConnections(); server.close(() => done()) }) }
}
