import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromVisitor, type FromVisitor, type Line, type ToVisitor } from '../../modules/chat/protocol.ts'
import { beginTalk, sayAgainAfterMs, step, unread, type TalkInput, type TalkState } from './talk.ts'
import { modelServer } from '../testing/model-server.ts'

const about = { site: 'bikes', page: { url: 'https://shop.example/', title: 'Bikes', referrer: '' }, language: 'en', timeZone: 'Europe/Tallinn', attributes: {} }
const nobody = { visitor: null, secret: null, talk: null, read: 0 }
const id = (n: number) => `0190b6a0-0000-7000-8000-${String(n).padStart(12, '0')}`
const noOneThere = { online: false, backAt: null, agents: [] }
const welcome = (talk: Extract<ToVisitor, { type: 'welcome' }>['talk'] = null): ToVisitor => ({ type: 'welcome', visitor: id(1), secret: 'first', talk, staffed: noOneThere, settings: 1, identified: false })
const aLine = (n: number, more: Partial<Line> = {}): Line => ({ n, id: id(100 + n), clientId: id(200 + n), at: '2026-03-02T09:00:00Z', by: 'agent', name: 'Maarja', avatar: null, text: `line ${n}`, word: null, files: [], card: null, ...more })
const aTalk = (last: number, state: 'waiting' | 'active' | 'ended' = 'active') => ({ id: id(50), state, last, read: 0, agent: null, rating: null })

/** Follows one widget through inputs and keeps what it says. */
function follow(from = beginTalk(about, nobody)) {
  let state: TalkState = from
  const said: FromVisitor[] = []
  return { said, get state() { return state }, take(input: TalkInput, now = 0) { const next = step(state, input, now); state = next.state; said.push(...next.frames); return next.frames } }
}
const hears = (frame: ToVisitor): TalkInput => ({ type: 'frame', frame })
const says = (n: number, text = `hello ${n}`): TalkInput => ({ type: 'say', clientId: id(n), text, at: '2026-03-02T09:00:00Z' })

test('a line is said once connected, again after a loss, and no more once it is kept', () => {
  const widget = follow()
  expect(widget.take(says(300))).toEqual([])
  expect(widget.take({ type: 'connected' })).toMatchObject([{ type: 'enter', after: 0, visitor: null }])
  expect(widget.take(hears(welcome()))).toMatchObject([{ type: 'say', clientId: id(300), talk: null }])
  widget.take({ type: 'lost' })
  widget.take({ type: 'connected' })
  expect(widget.take(hears(welcome()))).toMatchObject([{ type: 'say', clientId: id(300) }])
  widget.take(hears({ type: 'kept', clientId: id(300), talk: id(50), n: 1, at: '2026-03-02T09:00:01Z' }))
  expect(widget.state.waiting).toEqual([])
  expect(widget.state.lines).toMatchObject([{ n: 1, by: 'visitor', text: 'hello 300' }])
  expect(widget.take(says(301))).toMatchObject([{ type: 'say', talk: id(50) }])
})

test('work that is asked for is done before it comes in, and what it found outlives the connection', () => {
  const widget = follow()
  widget.take({ type: 'connected' }, 0)
  expect(widget.take(hears({ type: 'challenge', clientId: null, nonce: 'n', bits: 15 }), 0)).toEqual([])
  expect(widget.state.riddle).toEqual({ nonce: 'n', bits: 15 })
  widget.take({ type: 'lost' }, 1)
  expect(widget.take({ type: 'solved', nonce: 'n', answer: '7' }, 2)).toEqual([])
  expect(widget.take({ type: 'connected' }, 3)).toMatchObject([{ type: 'solved', nonce: 'n', answer: '7' }, { type: 'enter' }])
  widget.take(hears(welcome()), 4)
  expect(widget.state).toMatchObject({ riddle: null, solved: null })
  widget.take({ type: 'lost' }, 5)
  expect(widget.take({ type: 'connected' }, 6)).toMatchObject([{ type: 'enter' }])
})

test('a line for which work is asked waits for it, with all that come after it', () => {
  const widget = follow()
  widget.take({ type: 'connected' }, 0)
  widget.take(hears(welcome(aTalk(0))), 0)
  widget.take(says(300), 0)
  expect(widget.take(hears({ type: 'challenge', clientId: id(300), nonce: 'n', bits: 15 }), 100)).toEqual([])
  expect(widget.take(says(301), 200)).toEqual([])
  expect(widget.take({ type: 'solved', nonce: 'n', answer: '7' }, 900)).toMatchObject([{ type: 'solved' }, { type: 'say', clientId: id(300) }, { type: 'say', clientId: id(301) }])
})

test('who may not come in yet asks again when it is time, on the connection that stands', () => {
  const widget = follow()
  widget.take({ type: 'connected' }, 0)
  widget.take(hears({ type: 'refused', clientId: null, code: 'too-many', title: '', retryAfter: 4 }), 0)
  expect(widget.take({ type: 'tick' }, 3_999)).toEqual([])
  expect(widget.take({ type: 'tick' }, 4_000)).toMatchObject([{ type: 'enter' }])
  expect(widget.take({ type: 'tick' }, 9_000)).toEqual([])
})

test('the end, the stars and the letter that were asked for in a tunnel are asked for when it is over, once', () => {
  const widget = follow()
  widget.take({ type: 'connected' }, 0)
  widget.take(hears(welcome(aTalk(0))), 0)
  widget.take({ type: 'lost' }, 0)
  expect([widget.take({ type: 'transcript', email: 'f@example.com' }), widget.take({ type: 'end' }), widget.take({ type: 'rate', score: 5, words: '' })].flat()).toEqual([])
  widget.take({ type: 'connected' }, 1)
  expect(widget.take(hears(welcome(aTalk(0))), 1).map(({ type }) => type)).toEqual(['transcript', 'end', 'rate'])
  expect(widget.take(hears(welcome(aTalk(0))), 2)).toEqual([])
})

test('a line that nobody answers is said again after a while, though the connection stands', () => {
  const widget = follow()
  widget.take({ type: 'connected' })
  widget.take(hears(welcome()))
  widget.take(says(300), 1_000)
  expect(widget.take({ type: 'tick' }, 1_000 + sayAgainAfterMs - 1)).toEqual([])
  expect(widget.take({ type: 'tick' }, 1_000 + sayAgainAfterMs)).toMatchObject([{ type: 'say', clientId: id(300) }])
})

test('lines are shown by number: what is early waits, what is missing is asked for, what is known is thrown away', () => {
  const widget = follow()
  widget.take({ type: 'connected' }, 0)
  widget.take(hears(welcome(aTalk(2))), 0)
  widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(1), aLine(2)], more: false }), 10)
  expect(widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(4)], more: false }), 10_000)).toMatchObject([{ type: 'enter', after: 2 }])
  expect(widget.state.lines.map(({ n }) => n)).toEqual([1, 2])
  widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(3), aLine(4), aLine(2)], more: false }), 10_100)
  expect(widget.state.lines.map(({ n }) => n)).toEqual([1, 2, 3, 4])
})

test('a page of many lines is followed by the next', () => {
  const widget = follow(beginTalk(about, { visitor: id(1), secret: 's', talk: id(50), read: 0 }))
  widget.take({ type: 'connected' })
  widget.take(hears(welcome(aTalk(4))))
  expect(widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(1), aLine(2)], more: true }))).toContainEqual(expect.objectContaining({ type: 'enter', after: 2 }))
})

test('what is looked at is read, what is not is got, and counts as unread', () => {
  const widget = follow()
  widget.take({ type: 'connected' })
  widget.take(hears(welcome(aTalk(1))))
  expect(widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(1)], more: false }))).toEqual([{ type: 'got', n: 1 }])
  expect(unread(widget.state)).toBe(1)
  expect(widget.take({ type: 'look', on: true })).toEqual([{ type: 'read', n: 1 }])
  expect(unread(widget.state)).toBe(0)
})

test.each([
  ['too-large', null, 'stays to be tried again by its writer'], ['too-many', 5, 'is said again later'], ['ended', null, 'begins the next talk'],
] as const)('a line that is refused as %s %s', (code, retryAfter, _) => {
  const widget = follow()
  widget.take({ type: 'connected' })
  widget.take(hears(welcome(aTalk(0))))
  widget.take(says(300), 0)
  const next = widget.take(hears({ type: 'refused', clientId: id(300), code, title: '', retryAfter }), 0)
  if (code === 'too-large') {
    expect(widget.state.waiting[0]!.refused).toBe('too-large')
    expect(widget.take({ type: 'tick' }, 60_000)).toEqual([])
    expect(widget.take({ type: 'again', clientId: id(300) })).toMatchObject([{ type: 'say', clientId: id(300) }])
  } else if (code === 'too-many') {
    expect(widget.take({ type: 'tick' }, 4_999)).toEqual([])
    expect(widget.take({ type: 'tick' }, 5_000)).toMatchObject([{ type: 'say' }])
  } else expect(next).toMatchObject([{ type: 'say', clientId: id(300), talk: null }])
})

test('after the end a line begins another talk, and late news of the first does not bring it back', () => {
  const widget = follow()
  widget.take({ type: 'connected' })
  widget.take(hears(welcome(aTalk(1, 'ended'))))
  widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(1)], more: false }))
  expect(widget.take(says(300))).toMatchObject([{ type: 'say', talk: null }])
  widget.take(hears({ type: 'kept', clientId: id(300), talk: id(51), n: 1, at: '2026-03-02T10:00:00Z' }))
  widget.take(hears({ type: 'talk', talk: aTalk(1, 'ended') }))
  expect(widget.state).toMatchObject({ talk: id(51), lines: [{ text: 'hello 300' }], earlier: [{ text: 'line 1' }] })
})

test('another person on the same page begins with nothing', () => {
  const widget = follow()
  widget.take({ type: 'connected' })
  widget.take(hears(welcome(aTalk(1))))
  widget.take(hears({ type: 'lines', talk: id(50), lines: [aLine(1)], more: false }))
  widget.take({ type: 'logout' })
  expect(widget.state).toMatchObject({ visitor: null, secret: null, talk: null, lines: [], earlier: [], waiting: [], current: null })
})

// The wire drops, delays, doubles and cuts; pages are left and opened again; the server forgets who is connected. In the end both sides have the same.
test('whatever the wire does, both sides have the same lines, each once, in one order', () => {
  const deed = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), tab: fc.nat(1) }) }, { weight: 2, arbitrary: fc.record({ do: fc.constant('agent' as const) }) },
    { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('up' as const, 'down' as const), tab: fc.nat(1), at: fc.nat(5) }) }, { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('drop-up' as const, 'drop-down' as const, 'double' as const), tab: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'reload' as const), tab: fc.nat(1) }) }, { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('end' as const, 'restart' as const) }) }, { weight: 2, arbitrary: fc.record({ do: fc.constant('time' as const) }) },
  )
  fc.assert(fc.property(fc.array(deed, { maxLength: 120, size: 'max' }), (deeds) => {
    const world = modelServer(about)
    for (const each of deeds) world.do(each)
    world.settle()
    const spoken = world.spoken()
    expect(world.server().map(({ text }) => text).toSorted()).toEqual(spoken.toSorted())
    for (const tab of world.tabs()) {
      expect(tab.waiting).toEqual([])
      expect(tab.lines.map(({ n, text }) => [n, text])).toEqual(world.talk(tab.talk).map(({ n, text }) => [n, text]))
    }
    for (const frame of world.said()) fromVisitor.parse(frame)
  }), { seed: 4_2026, numRuns: 500 })
})
