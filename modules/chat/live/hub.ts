import { db } from '#platform/db'
import { log } from '#platform/log'
import { gauge } from '#platform/metrics'
import { onHail } from '#platform/wake'
import { presentLines, presentTalk, visitorFileUrl } from '../flows/present-lines.ts'
import { hailVisitor, TalksHailed, TypingHailed, VisitorHailed } from '../flows/tell.ts'
import type { Line } from '../protocol.ts'
import { linesAfter, talksByIds, type TalkRow } from '../queries/talks.ts'
import type { Guest } from './guest.ts'

const here = gauge('balie_chat_windows', 'Windows of visitors that are connected.')
const linesAtOnce = 100

/** Windows at one talk, how it was last shown to them, and its case, by which a change of who answers is known. */
type Room = { accountId: string; guests: Set<Guest>; shown: string; caseId: string | null }
/**
 * Who is connected to this process, and who is told what. New lines are read once for all windows that they concern, however many
 * talks there are news of; what is read goes to each in the order of its numbers.
 */
export function openHub() {
  const rooms = new Map<string, Room>()
  const visitors = new Map<string, Set<Guest>>()
  const guests = new Set<Guest>()
  const dirty = new Map<string, Set<string>>()
  let reading = false

  function join(guest: Guest) {
    guests.add(guest)
    here.set(guests.size)
    const windows = visitors.get(guest.visitorId)
    if (windows) windows.add(guest)
    else visitors.set(guest.visitorId, new Set([guest]))
    if (guest.talkId) enterRoom(guest, guest.talkId)
  }
  /** @returns whether that was the visitor's last window here. */
  function leave(guest: Guest): boolean {
    if (!guests.delete(guest)) return false
    here.set(guests.size)
    leaveRoom(guest)
    const windows = visitors.get(guest.visitorId)
    windows?.delete(guest)
    if (windows?.size) return false
    visitors.delete(guest.visitorId)
    return true
  }
  function enterRoom(guest: Guest, talkId: string) {
    if (guest.talkId !== talkId) { leaveRoom(guest); guest.told = 0 }
    guest.talkId = talkId
    const room = rooms.get(talkId) ?? { accountId: guest.site.accountId, guests: new Set(), shown: '', caseId: null }
    room.guests.add(guest)
    rooms.set(talkId, room)
  }
  function leaveRoom(guest: Guest) {
    const room = guest.talkId ? rooms.get(guest.talkId) : undefined
    room?.guests.delete(guest)
    if (room && !room.guests.size) rooms.delete(guest.talkId!)
  }

  /** A visitor's line began a talk, or another one: all their windows are at it from now on, here and in other processes. */
  function atTalk(guest: Guest, talkId: string) {
    if (guest.talkId === talkId) return
    moveTo(guest.visitorId, talkId)
    hailVisitor({ accountId: guest.site.accountId, visitorId: guest.visitorId, talkId })
  }
  function moveTo(visitorId: string, talkId: string) {
    for (const each of visitors.get(visitorId) ?? []) if (each.talkId !== talkId) enterRoom(each, talkId)
    if (visitors.has(visitorId)) look(rooms.get(talkId)!.accountId, [talkId])
  }

  /** There is something new in these talks: it is read soon, together with whatever else there is. */
  function look(accountId: string, talkIds: string[]) {
    for (const talkId of talkIds) {
      if (rooms.get(talkId)?.accountId !== accountId) continue
      const of = dirty.get(accountId)
      if (of) of.add(talkId)
      else dirty.set(accountId, new Set([talkId]))
    }
    if (dirty.size && !reading) void readNews()
  }

  async function readNews() {
    reading = true
    await new Promise(setImmediate)
    while (dirty.size) {
      const [accountId, talkIds] = [...dirty][0]!
      dirty.delete(accountId)
      await readTalks(accountId, [...talkIds]).catch(async (error) => {
        log.warn({ error }, 'new lines of talks could not be read and are tried again')
        await new Promise((resolve) => setTimeout(resolve, 500))
        look(accountId, [...talkIds])
      })
    }
    reading = false
  }

  async function readTalks(accountId: string, talkIds: string[]) {
    const now = new Date()
    const toldIn = (talkId: string) => Math.min(...[...rooms.get(talkId)?.guests ?? []].map((each) => each.told))
    const those = talkIds.map((id) => ({ id, told: toldIn(id) })).filter((each) => Number.isFinite(each.told))
    if (!those.length) return
    const { talks, lines } = await db().reading({ accountId, brandIds: 'all' }, async (tx) => {
      const talks = await talksByIds(tx, { ids: those.map((each) => each.id) })
      const news = those.filter(({ id, told }) => talks.some((talk) => talk.id === id && talk.last > told))
      const rows = news.length ? await linesAfter(tx, { talkIds: news.map((each) => each.id), after: news.map((each) => each.told), limit: linesAtOnce }) : []
      const visitorOf = new Map(talks.map((each) => [each.id, each.visitorId]))
      return { talks, lines: await presentLines(tx, rows, (fileId, talkId) => visitorFileUrl({ accountId, visitorId: visitorOf.get(talkId)! }, fileId, now)) }
    })
    const byTalk = Map.groupBy(lines, (each) => each.talkId)
    for (const talk of talks) tellRoom(talk, (byTalk.get(talk.id) ?? []).map((each) => each.line))
  }

  function tellRoom(talk: TalkRow, lines: Line[]) {
    const room = rooms.get(talk.id)
    if (!room) return
    room.caseId = talk.caseId
    const last = lines.at(-1)?.n ?? 0
    const more = last > 0 && last < talk.last && lines.length === linesAtOnce
    for (const guest of room.guests) {
      const news = lines.filter((each) => each.n > guest.told)
      if (!news.length) continue
      guest.told = last
      guest.say({ type: 'lines', talk: talk.id, lines: news, more })
    }
    const [guest] = room.guests
    const presented = presentTalk(talk, guest!.site.settings.readReceipts)
    const shown = JSON.stringify([presented.state, presented.read, presented.agent, presented.rating])
    if (shown !== room.shown) {
      room.shown = shown
      for (const each of room.guests) each.say({ type: 'talk', talk: presented })
    }
    if (more) look(room.accountId, [talk.id])
  }

  const offs = [
    onHail('chat:talks', (what) => { const said = TalksHailed.safeParse(what); if (said.success) look(said.data.accountId, said.data.talkIds) }),
    onHail('chat:typing', (what) => {
      const said = TypingHailed.safeParse(what)
      const room = said.success ? rooms.get(said.data.talkId) : undefined
      if (room && room.accountId === said.data!.accountId) for (const each of room.guests) each.say({ type: 'typing', name: said.data!.name })
    }),
    onHail('chat:visitor', (what) => {
      const said = VisitorHailed.safeParse(what)
      if (!said.success) return
      const { accountId, visitorId, blocked, greeting, talkId } = said.data
      const windows = [...visitors.get(visitorId) ?? []].filter((each) => each.site.accountId === accountId)
      for (const each of windows) {
        if (blocked) each.end('blocked')
        else if (greeting) each.say({ type: 'greeting', ...greeting })
      }
      if (talkId && windows.length) moveTo(visitorId, talkId)
    }),
  ]
  return {
    guests, join, leave, atTalk, look, isHere: (visitorId: string) => visitors.has(visitorId),
    /** The case of a talk went to somebody else: who is at it is shown who. */
    lookByCase(accountId: string, caseId: string) { for (const [talkId, room] of rooms) if (room.caseId === caseId && room.accountId === accountId) look(accountId, [talkId]) },
    close() { for (const off of offs) off() },
  }
}
export type Hub = ReturnType<typeof openHub>
