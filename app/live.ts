import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { authenticateHeaders } from '#modules/accounts'
import { agentsAreHere } from '#modules/chat'
import type { ChatSign, VisitorsSign } from '#contracts/chat'
import type { z } from 'zod'
import { db } from '#platform/db'
import { comesAfter, endOfLog, eventsAfter, placeOf, readLog, readPlace, writePlace, type LoggedEvent, type LogPlace } from '#platform/events'
import type { Http } from '#platform/http'
import { log } from '#platform/log'
import { newId } from '#platform/ids'
import { gauge } from '#platform/metrics'
import type { Actor } from '#platform/permissions'
import { untilWoken } from '#platform/wake'
import { heedChatSigns, readLooking } from './chat-signs.ts'
import { mayHear } from './may-hear.ts'
import { startPresence, type Present } from './presence.ts'
import { startSeats, type Seat } from './seats.ts'
import { heedVisitors } from './visitor-signs.ts'

const open = gauge('balie_live_sockets', 'Desks that listen.')

/** What a desk has heard up to, and who listens. Rights are looked up anew every few seconds, so that they end when they end. */
type Listener = { id: string; /** The case that it is at. */ at: string | null; /** The page of chats is open. */ chats: boolean; /** That of visitors is. */ visitors: boolean; /** A list of cases is. */ lists: boolean; socket: WebSocket; headers: IncomingMessage['headers']; actor: Actor; place: LogPlace; catchingUp: boolean; alive: boolean }

const mostToCatchUp = 2_000
/** With the three seconds for which another process's change may stay unknown here, that is five at the most. */
const rightsEveryMs = 2_000
const beatEveryMs = 25_000
/** Whoever has a desk open can take chats; one that is silent for three times as long cannot. */
const hereEveryMs = 15_000

/**
 * The live feed: every process reads the log for itself and tells each desk what it may hear, ids and verbs only. A desk that was
 * away says where it stopped and gets what it missed, once; after too long an absence it is told to read everything anew.
 */
export async function startLive(app: Http, options: { origin: string }): Promise<{ stop: () => Promise<void> }> {
  const listeners = new Set<Listener>()
  const server = new WebSocketServer({ noServer: true, maxPayload: 4_096, perMessageDeflate: false })
  let place = await db().acrossAccounts('live feed', endOfLog)
  const stopping = new AbortController()

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://desk')
    // Visitors of a brand's site have a door of their own.
    if (url.pathname === '/chat/v1/live') return
    if (url.pathname !== '/api/v1/live') return socket.destroy()
    // A page of somebody else's can open a socket with our cookie: only our own pages may.
    if (!sameOrigin(request, options.origin)) return refuse(socket, 403)
    void authenticateHeaders(request.headers).then((found) => {
      if (!found) return refuse(socket, 401)
      server.handleUpgrade(request, socket, head, (ws) => { void join(ws, request.headers, found.actor, readPlace(url.searchParams.get('after') ?? '')) })
    }).catch((error: Error) => { log.warn({ error }, 'a desk could not be let in'); refuse(socket, 503) })
  }
  app.server.on('upgrade', onUpgrade)

  async function join(socket: WebSocket, headers: IncomingMessage['headers'], actor: Actor, after: LogPlace | null) {
    const listener: Listener = { id: newId(), at: null, chats: false, visitors: false, lists: false, socket, headers, actor, place, catchingUp: after !== null, alive: true }
    listeners.add(listener)
    open.set(listeners.size)
    socket.on('close', () => { listeners.delete(listener); open.set(listeners.size); presence.leave(listener.id, listener.actor) })
    socket.on('message', (bytes) => void hearSign(listener, String(bytes)).catch((error: Error) => log.warn({ error }, 'a desk could not be heard')))
    socket.on('error', () => socket.terminate())
    socket.on('pong', () => { listener.alive = true })
    if (after) await catchUp(listener, after).catch((error: Error) => { log.warn({ error }, 'a desk could not catch up'); socket.close(1011) })
    else say(socket, { type: 'hello', cursor: writePlace(listener.place) })
  }

  /** Who else is at a case is told to those who are there. */
  const presence = startPresence((accountId, caseId) => { seats.changed(accountId, caseId); for (const each of listeners) if (each.at === caseId && each.actor.accountId === accountId) tellPresent(each) })
  const seats = startSeats(listeners, () => presence, (listener, cases, whole) => say(listener.socket, { type: 'seats', cases, whole }))
  const tellPresent = ({ socket, actor, at }: Listener) => { if (at) say(socket, { type: 'present', caseId: at, people: presence.at(actor.accountId, at, actor.personId) }) }
  async function hearSign(listener: Listener, bytes: string) {
    const looking = readLooking(bytes)
    if (looking?.at === 'visitors') return visitors.look(listener, looking.on)
    if (looking?.at === 'list') { listener.lists = looking.on; if (looking.on) seats.begin(listener); return }
    if (looking) { listener.chats = looking.on; return }
    const before = listener.at
    const heard = await presence.hear(listener.id, listener.actor, bytes)
    if (!heard) return
    listener.at = heard.at
    if (listener.at !== before) tellPresent(listener)
  }

  /** From where the desk was to where the feed is by then. It joins the feed in the very moment in which nothing lies between. */
  async function catchUp(listener: Listener, after: LogPlace) {
    // From a log that is not this one (restored, or made up): nothing would ever come after it.
    if (comesAfter(after, place) && comesAfter(after, await db().acrossAccounts('live feed', endOfLog))) return readAnew(listener)
    listener.place = after
    for (let first = true; ; first = false) {
      const goal = place
      const missed = await db().reading({ accountId: listener.actor.accountId, brandIds: 'all' }, (tx) => eventsAfter(tx, listener.place, mostToCatchUp + 1))
      if (missed.length > mostToCatchUp) return readAnew(listener)
      if (first) say(listener.socket, { type: 'hello', cursor: writePlace(after) })
      tell(listener, missed)
      if (comesAfter(goal, listener.place)) listener.place = goal
      if (comesAfter(place, listener.place)) continue
      listener.catchingUp = false
      return
    }
  }

  function readAnew(listener: Listener) {
    listener.place = place
    listener.catchingUp = false
    say(listener.socket, { type: 'reset', cursor: writePlace(place) })
  }

  function tell(listener: Listener, events: LoggedEvent[]) {
    const fresh = events.filter((each) => each.accountId === listener.actor.accountId && comesAfter(placeOf(each), listener.place))
    const last = fresh.at(-1)
    if (!last) return
    listener.place = placeOf(last)
    const items = fresh.filter((each) => mayHear(listener.actor, each)).map((each) => ({ verb: each.verb, brandId: each.brandId, caseId: each.caseId, subjectId: each.subjectId, actorId: each.actor.id, at: each.at.toISOString() }))
    if (items.length) say(listener.socket, { type: 'happenings', cursor: writePlace(listener.place), items })
  }

  /** One reader of the log for all desks of this process. */
  async function follow() {
    while (!stopping.signal.aborted) {
      const woken = untilWoken('events', 1_000, stopping.signal)
      try {
        const { events, more } = await db().acrossAccounts('live feed', (tx) => readLog(tx, place, 500))
        const last = events.at(-1)
        if (last) place = placeOf(last)
        if (events.length) for (const listener of listeners) if (!listener.catchingUp) tell(listener, events)
        if (more) await pause(events.length ? 0 : 3)
        else await woken
      } catch (error) {
        log.warn({ error }, 'the live feed cannot read the log and tries again')
        await pause(500)
      }
    }
  }

  async function lookAtRights() {
    for (const listener of listeners) {
      const found = await authenticateHeaders(listener.headers).catch(() => undefined)
      if (found === undefined) continue // The database is away; nothing is told meanwhile either.
      if (found) listener.actor = found.actor
      else { say(listener.socket, { type: 'bye', reason: 'signed-out' }); listener.socket.close(4401) }
    }
  }
  const offSigns = heedChatSigns(listeners, (listener, sign) => say(listener.socket, { type: 'chat', ...sign }))
  const visitors = heedVisitors(listeners, (listener, sign) => say(listener.socket, { type: 'visitors', ...sign }))
  const here = setInterval(() => void agentsAreHere([...listeners].map((each) => each.actor)).catch((error: Error) => log.warn({ error }, 'who has a desk open could not be written down')), hereEveryMs)
  const rights = setInterval(() => void lookAtRights(), rightsEveryMs)
  const beat = setInterval(() => {
    for (const listener of listeners) {
      if (!listener.alive) { listener.socket.terminate(); continue }
      listener.alive = false
      listener.socket.ping()
      // A page does not hear a ping: this is how it knows that the line still stands.
      say(listener.socket, { type: 'beat' })
    }
  }, beatEveryMs)
  const following = follow()

  return {
    async stop() {
      stopping.abort()
      clearInterval(rights)
      clearInterval(here)
      offSigns()
      visitors.stop()
      clearInterval(beat)
      presence.stop()
      seats.stop()
      app.server.off('upgrade', onUpgrade)
      for (const { socket } of listeners) socket.close(1012)
      await following
      setTimeout(() => { for (const { socket } of listeners) socket.terminate() }, 200).unref()
    },
  }
}

type Frame = { type: 'hello' | 'reset'; cursor: string } | { type: 'happenings'; cursor: string; items: unknown[] } | { type: 'beat' } | { type: 'bye'; reason: string } | { type: 'present'; caseId: string; people: Present[] } | { type: 'seats'; cases: Seat[]; whole: boolean } | ({ type: 'chat' } & z.infer<typeof ChatSign>) | ({ type: 'visitors' } & z.infer<typeof VisitorsSign>)
const say = (socket: WebSocket, frame: Frame) => { if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame)) }

function refuse(socket: Duplex, status: number) {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The page's origin is the host that was asked, or the address under which Balie is known. */
function sameOrigin(request: IncomingMessage, known: string): boolean {
  const { origin, host } = request.headers
  if (!origin) return false
  try { return new URL(origin).host === host || origin === new URL(known).origin } catch { return false }
}
