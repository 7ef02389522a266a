import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { log } from '#platform/log'
import { fromVisitor, type FromVisitor, type ToVisitor } from '../protocol.ts'
import type { Guest } from './guest.ts'
import { hear, refused, type Paces } from './hear.ts'
import type { Hub } from './hub.ts'
import { letIn, type From, type Gates } from './let-in.ts'
import type { Lingering } from './lingering.ts'
import type { watchStaff } from './staff-watch.ts'
import { whoeverIsAt, type Toll } from './toll.ts'

/** A line of 10,000 characters with everything around it. A longer frame ends the connection. */
const mostBytes = 128 * 1024
const beatEveryMs = 25_000
const beatFrame = Buffer.from(JSON.stringify({ type: 'beat' } satisfies ToVisitor))
const entersWithinMs = 20_000
const mostPending = 20
const mostPerAddress = 200

export type House = { hub: Hub; paces: Paces; gates: Gates; toll: Toll; staff: ReturnType<typeof watchStaff>; lingering: Lingering; fromOf: (request: IncomingMessage) => From; mostPerAddress?: number }
/** What hangs on a socket: who came in by it, and, until then, what they said already. */
type Door = WebSocket & { house: House; from: From; since: number; guest: Guest | null; pending: FromVisitor[] | null; alive: boolean; /** The work that was asked of them is done: they come in next. */ paid: boolean }

/**
 * The visitors' WebSockets. Ten thousand of them lie idle most of the time: they share every function and both clocks, and keep
 * nothing but who they are.
 */
export function openSockets(house: House) {
  const server = new WebSocketServer({ noServer: true, maxPayload: mostBytes, perMessageDeflate: false, clientTracking: false })
  const doors = new Set<Door>()
  const perAddress = new Map<string, number>()

  function onClose(this: WebSocket) {
    const door = this as Door
    doors.delete(door)
    const left = (perAddress.get(door.from.address) ?? 1) - 1
    if (left > 0) perAddress.set(door.from.address, left)
    else perAddress.delete(door.from.address)
    if (door.guest) depart(house, door.guest)
  }
  const beat = setInterval(() => {
    const now = Date.now()
    for (const door of doors) {
      if (!door.alive || (!door.guest && now - door.since > entersWithinMs)) { door.terminate(); continue }
      door.alive = false
      door.ping()
      // A page does not hear a ping: this is how it knows that the line still stands.
      if (door.readyState === door.OPEN) door.send(beatFrame, { binary: false })
    }
  }, beatEveryMs).unref()

  return {
    get size() { return doors.size },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      const from = house.fromOf(request)
      if ((perAddress.get(from.address) ?? 0) >= (house.mostPerAddress ?? mostPerAddress)) return void socket.end('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      perAddress.set(from.address, (perAddress.get(from.address) ?? 0) + 1)
      server.handleUpgrade(request, socket, head, (ws) => {
        const door = Object.assign(ws, { house, from, since: Date.now(), guest: null, pending: null, alive: true, paid: false }) as Door
        doors.add(door)
        door.on('close', onClose).on('error', onError).on('pong', onPong).on('message', onMessage)
      })
    },
    /** Everybody is asked to come again, at moments that spread over the longer a time the more they are. */
    async close() {
      clearInterval(beat)
      let n = 0
      for (const door of doors) {
        if (door.guest) door.guest.end('restart')
        else door.close(1012)
        if (++n % 1_000 === 0) await new Promise(setImmediate)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
      for (const door of doors) door.terminate()
    },
  }
}

/** Some milliseconds for each who has to come in again. */
const spreadOf = (windows: number): [number, number] => [300, 2_000 + windows * 3]

function depart(house: House, guest: Guest) {
  if (house.hub.leave(guest)) house.lingering.left(guest)
}
function onError(this: WebSocket) { this.terminate() }
function onPong(this: WebSocket) { (this as Door).alive = true }
function onMessage(this: WebSocket, bytes: RawData, binary: boolean) {
  const door = this as Door
  door.alive = true
  const said = binary ? null : readFrame(String(bytes))
  if (!said) return send(door, refused('invalid', clientIdIn(bytes)))
  if (said.type === 'enter') return void comeIn(door, said).catch((error: Error) => { log.warn({ error }, 'a visitor could not be let in'); door.pending = null; send(door, refused('unavailable', null, 3)) })
  if (said.type === 'solved' && door.house.toll.isPaid(whoeverIsAt(door.from.address), said)) { door.paid = true; return }
  if (door.pending) { if (door.pending.length < mostPending) door.pending.push(said); return }
  if (!door.guest) return send(door, refused('not-here', 'clientId' in said ? said.clientId : null))
  answer(door, door.guest, said)
}

function answer(door: Door, guest: Guest, said: Exclude<FromVisitor, { type: 'enter' }>) {
  hear(door.house, guest, said).then((frame) => { if (frame) send(door, frame) }, (error: Error) => log.warn({ error, type: said.type }, 'what a visitor said could not be heard'))
}

/** First of all, and again on the same connection by whoever misses lines. */
async function comeIn(door: Door, said: Extract<FromVisitor, { type: 'enter' }>) {
  if (door.pending) return
  door.pending = []
  const { hub, staff, lingering } = door.house
  const { paid } = door
  door.paid = false
  const entered = await letIn(door.house, said, door.from, paid)
  const { pending } = door
  door.pending = null
  if (!entered.ok) {
    // Work takes its time.
    if (entered.frame.type === 'challenge') door.since = Date.now()
    return send(door, entered.frame)
  }
  if (door.readyState !== door.OPEN) return
  const { site, visitorId, talk, told, welcome } = entered
  if (door.guest?.visitorId !== visitorId) {
    // Somebody else than before in this window.
    if (door.guest) depart(door.house, door.guest)
    door.guest = { site, visitorId, talkId: talk?.id ?? null, told, say: sayBySocket, end: endBySocket, socket: door }
    send(door, welcome)
    hub.join(door.guest)
    lingering.came(door.guest)
  } else {
    send(door, welcome)
    door.guest.told = told
  }
  const { guest } = door
  staff.knows(site, welcome.staffed)
  if (talk && talk.last > told) hub.look(site.accountId, [talk.id])
  for (const each of pending) if (each.type !== 'enter') answer(door, guest, each)
}

function sayBySocket(this: Guest, frame: ToVisitor) { if (this.socket) send(this.socket, frame) }
function endBySocket(this: Guest, reason: 'restart' | 'replaced' | 'blocked') {
  const { hub } = (this.socket as Door).house
  send(this.socket!, { type: 'bye', reason, between: reason === 'restart' ? spreadOf(hub.guests.size) : null })
  this.socket!.close(reason === 'restart' ? 1012 : 4403)
}
/** Whoever does not read must not fill our memory: they come again and catch up. */
const mostUnsent = 1024 * 1024
function send(socket: WebSocket, frame: ToVisitor) {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > mostUnsent) return socket.terminate()
  socket.send(JSON.stringify(frame))
}

function readFrame(text: string): FromVisitor | null {
  let said: unknown
  try { said = JSON.parse(text) } catch { return null }
  return fromVisitor.safeParse(said).data ?? null
}
/** So that a line that cannot be kept is at least refused by its name. */
function clientIdIn(bytes: RawData): string | null {
  return /"clientId"\s*:\s*"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/i.exec(String(bytes).slice(0, 20_000))?.[1] ?? null
}
