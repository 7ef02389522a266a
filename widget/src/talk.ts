import type { FormFilled, FromVisitor, Identification, Line, LineFile, Staffed, Talk, ToVisitor } from '../../modules/chat/protocol.ts'
import type { z } from 'zod'

export type Form = z.infer<typeof FormFilled>
export type File = z.infer<typeof LineFile>
export type Presence = z.infer<typeof Staffed>

/** A line that was written here and that the server has not said it kept. It outlives the page. */
export type Waiting = {
  clientId: string; text: string; files: File[]; /** The talk it was said in; null: the one that goes on, or a new one. It is said again as it was said. */ talk: string | null; form: Form | null
  at: string; /** When it was last said, by our own clock; null: not on this connection. */ saidAt: number | null; /** Why it will not be said again by itself. */ refused: string | null; /** Not before. */ notBefore: number
}
/** Who we are for the server, and how far was read: what is kept between pages. */
export type Kept = { visitor: string | null; secret: string | null; talk: string | null; read: number }
export type Riddle = { nonce: string; bits: number }
type About = { site: string; page: Extract<FromVisitor, { type: 'page' }>['page']; language: string; timeZone: string; attributes: Record<string, string> }

export type TalkState = Kept & {
  about: About
  who: Identification | null; identified: boolean; /** What was signed is not taken: why. */ unknown: string | null
  connected: boolean; /** The server knows who we are, on this connection. */ welcome: boolean
  current: Talk | null; /** Lines 1, 2, 3 …, without a gap. */ lines: Line[]; /** What came early: shown when what lies before it is here. */ ahead: Line[]; /** Talks before this one, as far as this page saw them. */ earlier: Line[]
  waiting: Waiting[]
  staffed: Presence | null; settings: number; typing: string | null; greeting: { text: string; name: string } | null
  /** Whether the lines are looked at at this moment. */ looking: boolean
  got: number; readSaid: number; /** What was asked for last and when, so that a gap is asked for once and, if nothing comes, again. */ asked: { after: number; at: number }
  typed: boolean; trouble: string | null; over: 'blocked' | null
  /** Work that the server asks for before it goes on, and what came of it. */ riddle: Riddle | null; solved: { nonce: string; answer: string } | null
  /** Not let in yet: asked again then (0: by whoever connects anew). */ comesAt: number
  /** What was asked while nobody heard it. */ deeds: FromVisitor[]
}

export type TalkInput =
  | { type: 'connected' } | { type: 'lost' } | { type: 'frame'; frame: ToVisitor } | { type: 'tick' }
  | { type: 'say'; clientId: string; text: string; files?: File[]; form?: Form | null; at: string }
  | { type: 'again'; clientId: string } | { type: 'forget'; clientId: string }
  /** What another window of the same visitor wrote, or heard to be kept. */
  | { type: 'waiting'; line: Waiting } | { type: 'settled'; clientId: string } | { type: 'kept-elsewhere'; kept: Kept }
  | { type: 'look'; on: boolean } | { type: 'typing'; on: boolean; text: string } | { type: 'page'; page: About['page'] } | { type: 'about'; language?: string; attributes?: Record<string, string> }
  | { type: 'solved'; nonce: string; answer: string }
  | { type: 'identify'; who: Identification } | { type: 'logout' } | { type: 'end' } | { type: 'rate'; score: number; words: string } | { type: 'transcript'; email: string } | { type: 'no-greeting' }

export type Step = { state: TalkState; frames: FromVisitor[] }

/** A line that nobody answered for this long is said once more, though the connection stands. */
export const sayAgainAfterMs = 15_000
const askAgainAfterMs = 3_000
/** Work that was asked for and brought nothing in this time is asked for once more. */
const workEndsAfterMs = 30_000
const blank = { current: null, lines: [], ahead: [], earlier: [], got: 0, readSaid: 0, asked: { after: -1, at: 0 }, typing: null, greeting: null, trouble: null } satisfies Partial<TalkState>

export function beginTalk(about: About, kept: Kept, waiting: Waiting[] = []): TalkState {
  return { ...blank, ...kept, about, who: null, identified: false, unknown: null, connected: false, welcome: false, waiting: waiting.map((each) => ({ ...each, saidAt: null })), staffed: null, settings: 0, looking: false, typed: false, over: null, riddle: null, solved: null, comesAt: 0, deeds: [] }
}

/**
 * The widget's side of protocol.ts: what came in, and what is then shown and said. It has no clock, no page and no wire: all of that comes in.
 * Nothing is lost because a line is said until it is kept or refused; nothing doubles because a line is known by its `clientId` and its number;
 * the order is that of the numbers.
 */
export function step(before: TalkState, input: TalkInput, now: number): Step {
  const { state, frames } = take(before, input, now)
  if (!state.welcome) return { state, frames }
  const more = [...ask(state, now), ...sayWaiting(state, now), ...marks(state)]
  return { state: more.reduce(noted(now), state), frames: [...frames, ...more] }
}

function take(state: TalkState, input: TalkInput, now: number): Step {
  const only = (change: Partial<TalkState>, ...frames: FromVisitor[]): Step => ({ state: { ...state, ...change }, frames: state.welcome ? frames : [] })
  const surely = (deed: FromVisitor, change: Partial<TalkState> = {}) => only({ ...change, deeds: state.welcome ? [] : [...state.deeds, deed] }, deed)
  switch (input.type) {
    case 'connected': return { state: { ...state, connected: true, welcome: false, comesAt: 0, got: 0, readSaid: 0, asked: { after: state.lines.length, at: now }, waiting: unsaid(state.waiting) }, frames: [...state.solved ? [{ type: 'solved' as const, ...state.solved }] : [], enter(state)] }
    case 'lost': return { state: { ...state, connected: false, welcome: false, typing: null, typed: false, waiting: unsaid(state.waiting) }, frames: [] }
    case 'frame': return hear(state, input.frame, now)
    case 'tick': return state.connected && !state.welcome && state.comesAt && state.comesAt <= now ? { state: { ...state, comesAt: 0 }, frames: [enter(state)] } : only({})
    case 'solved': {
      const solved = { nonce: input.nonce, answer: input.answer }
      return { state: { ...state, riddle: null, solved: state.welcome ? null : solved, waiting: state.waiting.map((each) => ({ ...each, notBefore: 0 })) }, frames: state.connected ? [{ type: 'solved', ...solved }, ...state.welcome ? [] : [enter(state)]] : [] }
    }
    case 'say': return only({ typed: false, trouble: null, greeting: null, waiting: [...state.waiting, { clientId: input.clientId, text: input.text, files: input.files ?? [], talk: goesOn(state), form: input.form ?? null, at: input.at, saidAt: null, refused: null, notBefore: 0 }] })
    case 'again': return only({ waiting: state.waiting.map((each) => (each.clientId === input.clientId ? { ...each, talk: each.refused === 'ended' ? null : each.talk, refused: null, saidAt: null, notBefore: 0 } : each)) })
    case 'forget':
    case 'settled': return only({ waiting: state.waiting.filter((each) => each.clientId !== input.clientId) })
    case 'waiting': return only(state.waiting.some((each) => each.clientId === input.line.clientId) || has(state, input.line.clientId) ? {} : { waiting: [...state.waiting, { ...input.line, saidAt: now }] })
    case 'kept-elsewhere': return input.kept.visitor === state.visitor ? only({ secret: input.kept.secret, read: Math.max(input.kept.talk === state.talk ? state.read : 0, input.kept.read) }) : begunAnew(state, input.kept)
    case 'look': return only({ looking: input.on })
    case 'typing': return input.on || state.typed ? only({ typed: input.on }, { type: 'typing', on: input.on, text: input.text }) : only({})
    case 'page': return only({ about: { ...state.about, page: input.page } }, { type: 'page', page: input.page })
    case 'about': {
      const next = { ...state, about: { ...state.about, language: input.language ?? state.about.language, attributes: { ...state.about.attributes, ...input.attributes } } }
      return { state: next, frames: state.welcome ? [enter(next)] : [] }
    }
    case 'identify': return only({ who: input.who, unknown: null }, { type: 'identify', who: input.who })
    case 'logout': return begunAnew({ ...state, who: null, identified: false }, { visitor: null, secret: null, talk: null, read: 0 })
    case 'end': return surely({ type: 'end' })
    case 'rate': return surely({ type: 'rate', score: input.score, words: input.words }, { current: state.current && { ...state.current, rating: input.score } })
    case 'transcript': return surely({ type: 'transcript', email: input.email })
    case 'no-greeting': return only({ greeting: null })
  }
}

function hear(state: TalkState, frame: ToVisitor, now: number): Step {
  const only = (change: Partial<TalkState>, ...frames: FromVisitor[]): Step => ({ state: { ...state, ...change }, frames })
  switch (frame.type) {
    case 'welcome': {
      const first = !state.welcome
      const { state: next } = ofTalk({ ...state, welcome: true, visitor: frame.visitor, secret: frame.secret ?? state.secret, staffed: frame.staffed, settings: frame.settings, identified: frame.identified, trouble: null, solved: null, comesAt: 0, deeds: [] }, frame.talk)
      return { state: next, frames: first ? [...state.who ? [{ type: 'identify' as const, who: state.who }] : [], ...state.deeds] : [] }
    }
    case 'kept': {
      const own = state.waiting.find((each) => each.clientId === frame.clientId)
      const { state: next } = joined(state, frame.talk, Math.max(frame.n, 1))
      const line: Line | null = own ? { n: frame.n, id: own.clientId, clientId: own.clientId, at: frame.at, by: 'visitor', name: '', avatar: null, text: own.text, word: null, files: own.files, card: null } : null
      const left = { ...next, waiting: next.waiting.filter((each) => each.clientId !== frame.clientId) }
      // It was kept long ago, in a talk that has ended since: it belongs to what was said before.
      if (frame.talk !== next.talk) return { state: line && !left.earlier.some((each) => each.clientId === line.clientId) ? { ...left, earlier: [...left.earlier, line] } : left, frames: [] }
      return { state: withLines(left, frame.talk, line ? [line] : []), frames: [] }
    }
    case 'refused': return only(refused(state, frame, now))
    case 'challenge': return only({ riddle: { nonce: frame.nonce, bits: frame.bits }, solved: null, ...frame.clientId ? { waiting: later(state.waiting, frame.clientId, now + workEndsAfterMs) } : { comesAt: now + workEndsAfterMs } })
    case 'lines': return { state: withLines(joined(state, frame.talk, 0).state, frame.talk, frame.lines), frames: [] }
    case 'talk': return ofTalk(state, frame.talk)
    case 'typing': return only({ typing: frame.name })
    case 'staffed': return only({ staffed: frame.staffed })
    case 'beat': return only({})
    case 'greeting': return only({ greeting: { text: frame.text, name: frame.name } })
    case 'bye': return only(frame.reason === 'blocked' ? { over: 'blocked' } : {})
  }
}

function refused(state: TalkState, { clientId, code, retryAfter }: Extract<ToVisitor, { type: 'refused' }>, now: number): Partial<TalkState> {
  if (!clientId) return code === 'bad-signature' || code === 'expired' ? { who: null, unknown: code } : code === 'blocked' ? { over: 'blocked' } : { trouble: code, ...!state.welcome && retryAfter !== null ? { comesAt: now + retryAfter * 1000 } : {} }
  if (retryAfter !== null) return { waiting: later(state.waiting, clientId, now + retryAfter * 1000) }
  return { waiting: state.waiting.map((each) => {
    if (each.clientId !== clientId) return each
    // It ended while this was on its way: a line begins the next talk, which its writer would expect.
    if (code === 'ended' && each.talk !== null) return { ...each, talk: null, saidAt: null }
    return { ...each, refused: code }
  }) }
}

const later = (waiting: Waiting[], clientId: string, notBefore: number) => waiting.map((each) => (each.clientId === clientId ? { ...each, saidAt: null, notBefore } : each))

/** What the server says of a talk. Another one than before: this page goes on in that one, and what was said before stays to be read. */
function ofTalk(state: TalkState, talk: Talk | null): Step {
  if (!talk) return { state, frames: [] }
  const { state: next } = joined(state, talk.id, 0)
  return { state: next.talk === talk.id ? { ...next, current: { ...talk, last: Math.max(talk.last, next.current?.last ?? 0) }, typing: talk.state === 'ended' ? null : next.typing } : next, frames: [] }
}

function joined(state: TalkState, talk: string, last: number): Step {
  if (state.talk === talk) return { state: state.current && last > state.current.last ? { ...state, current: { ...state.current, last } } : state, frames: [] }
  // Late news of a talk before this one: ids are UUIDv7, the later is the greater.
  if (state.talk && talk < state.talk) return { state, frames: [] }
  const current: Talk = { id: talk, state: 'waiting', last, read: 0, agent: null, rating: null }
  return { state: { ...state, ...blank, talk, read: 0, current, earlier: [...state.earlier, ...state.lines].slice(-200) }, frames: [] }
}

function withLines(state: TalkState, talk: string, told: Line[]): TalkState {
  if (talk !== state.talk) return state
  const lines = [...state.lines]
  const early = new Map([...state.ahead, ...told].filter(({ n }) => n > lines.length).map((line) => [line.n, line]))
  for (let next = early.get(lines.length + 1); next; next = early.get(lines.length + 1)) {
    lines.push(next)
    early.delete(next.n)
  }
  // What the server tells of a line (its files, its real id) is more than what was made of it here.
  for (const line of told) if (line.n >= 1 && line.n <= lines.length) lines[line.n - 1] = line
  const here = new Set([...lines, ...early.values()].map((line) => line.clientId))
  const fromThem = lines.length > state.lines.length && lines.slice(state.lines.length).some((line) => line.by === 'agent')
  return { ...state, lines, ahead: [...early.values()], waiting: state.waiting.filter((each) => !here.has(each.clientId)), typing: fromThem ? null : state.typing, greeting: null, current: state.current && { ...state.current, last: Math.max(state.current.last, lines.length, ...early.keys()) } }
}

/** Lines are missing: asked for from where they are missing; a page of many is followed by the next at once. */
const ask = (state: TalkState, now: number): FromVisitor[] => (missing(state) && (state.lines.length > state.asked.after || now - state.asked.at >= askAgainAfterMs) ? [enter(state)] : [])
const missing = ({ current, lines }: TalkState) => !!current && current.last > lines.length

/** In the order in which they were written: none passes one that has to wait, and the first of a new talk has its talk before the next is said. */
function sayWaiting(state: TalkState, now: number): FromVisitor[] {
  const frames: FromVisitor[] = []
  const begins = goesOn(state) === null
  for (const { clientId, text, files, talk, form, refused: no, notBefore, saidAt } of state.waiting) {
    if (no) continue
    if (notBefore > now) break
    if (saidAt === null || now - saidAt >= sayAgainAfterMs) frames.push({ type: 'say', clientId, text, files: files.map(({ id }) => id), talk, form })
    if (begins) break
  }
  return frames
}

/** Whether time alone will change something: then somebody says `tick` now and then. */
export const waitsForTime = (state: TalkState): boolean => state.welcome ? missing(state) || state.waiting.some((each) => !each.refused) : state.connected && state.comesAt > 0

function marks(state: TalkState): FromVisitor[] {
  const theirs = state.lines.findLast((line) => line.by !== 'visitor')?.n ?? 0
  if (state.looking && theirs > Math.max(state.readSaid, 0)) return [{ type: 'read', n: theirs }]
  return theirs > state.got ? [{ type: 'got', n: theirs }] : []
}

const noted = (now: number) => (state: TalkState, frame: FromVisitor): TalkState => {
  switch (frame.type) {
    case 'enter': return { ...state, asked: { after: frame.after, at: now } }
    case 'say': return { ...state, waiting: state.waiting.map((each) => (each.clientId === frame.clientId ? { ...each, saidAt: now } : each)) }
    case 'read': return { ...state, read: Math.max(state.read, frame.n), readSaid: frame.n, got: Math.max(state.got, frame.n) }
    case 'got': return { ...state, got: frame.n }
    default: return state
  }
}

/** What is said first on every connection, and of every request where there are no connections. */
export const enter = ({ about, visitor, secret, talk, lines, looking }: TalkState): Extract<FromVisitor, { type: 'enter' }> => ({ type: 'enter', ...about, visitor, secret, talk, after: lines.length, open: looking })

/** Another visitor from now on: nothing of the one before stays, and the connection is made anew by whoever drives this. */
const begunAnew = (state: TalkState, kept: Kept): Step => ({ state: { ...state, ...blank, ...kept, waiting: kept.visitor && !state.visitor ? state.waiting : [], identified: false, connected: false, welcome: false, deeds: [] }, frames: [] })

const unsaid = (waiting: Waiting[]): Waiting[] => waiting.map((each) => ({ ...each, saidAt: null }))
const has = (state: TalkState, clientId: string) => [...state.lines, ...state.ahead].some((line) => line.clientId === clientId)
const goesOn = ({ current, talk }: TalkState): string | null => (current ? (current.state === 'ended' ? null : current.id) : talk)

/** How many lines of theirs were not looked at. */
export const unread = ({ lines, read }: TalkState): number => lines.filter((line) => line.by === 'agent' && line.n > read).length
