import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QueryClient } from '@tanstack/react-query'
import { listen, silentMs, waitMs, type LiveState } from './live.ts'

/** The socket as far as the desk uses it; `opened` is every one that was ever made. */
class FakeSocket {
  static opened: FakeSocket[] = []
  static readonly CLOSED = 3
  readyState = 1
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  readonly url: string
  constructor(url: string) { this.url = url; FakeSocket.opened.push(this) }
  close() { this.readyState = 3; this.onclose?.() }
  says(frame: unknown) { this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) }) }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.opened = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('location', { protocol: 'https:', host: 'desk.example' })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

function desk() {
  const client = new QueryClient()
  const read = vi.spyOn(client, 'invalidateQueries').mockResolvedValue()
  const states: LiveState[] = []
  const end = listen(client, (state) => states.push(state))
  return { read, states, end }
}
const happening = { verb: 'case.assigned', brandId: 'b', caseId: 'c1', subjectId: 'c1', actorId: null, at: '' }

test.each([[0, 500, 1000], [1, 1000, 2000], [3, 4000, 8000], [9, 15_000, 30_000]])('attempt %i waits between %i and %i ms', (attempt, least, most) => {
  expect([waitMs(attempt, 0), waitMs(attempt, 1)]).toEqual([least, most])
})
test('an event makes its case stale, after a moment in which others may come', () => {
  const { read, states, end } = desk()
  FakeSocket.opened[0]!.says({ type: 'hello', cursor: '7' })
  FakeSocket.opened[0]!.says({ type: 'happenings', cursor: '8', items: [happening] })
  expect(read).not.toHaveBeenCalled()
  vi.advanceTimersByTime(600)
  expect(read).toHaveBeenCalledWith({ queryKey: ['case', 'c1'] })
  expect(states).toEqual(['connected'])
  end()
})
test('after a gap it resumes behind the last cursor', () => {
  const { states, end } = desk()
  FakeSocket.opened[0]!.says({ type: 'hello', cursor: '7' })
  FakeSocket.opened[0]!.says({ type: 'happenings', cursor: 'a/8', items: [] })
  FakeSocket.opened[0]!.close()
  vi.advanceTimersByTime(1000)
  expect(FakeSocket.opened[1]!.url).toBe('wss://desk.example/api/v1/live?after=a%2F8')
  FakeSocket.opened[1]!.says({ type: 'hello', cursor: '9' })
  expect(states).toEqual(['connected', 'lost', 'connected'])
  end()
})
test('a cursor that the server has forgotten reads everything anew', () => {
  const { read, end } = desk()
  FakeSocket.opened[0]!.says({ type: 'reset', cursor: '9' })
  expect(read).toHaveBeenCalledWith()
  end()
})
test('a frame that is not understood is passed over', () => {
  const { read, states, end } = desk()
  FakeSocket.opened[0]!.says('not json')
  FakeSocket.opened[0]!.says({ type: 'hello', cursor: '1' })
  expect(read).not.toHaveBeenCalled()
  expect(states).toEqual(['connected'])
  end()
})
test('when it was ended on purpose it does not knock again', () => {
  const { end, states } = desk()
  end()
  vi.advanceTimersByTime(60_000)
  expect(FakeSocket.opened).toHaveLength(1)
  expect(states).toEqual([])
})

test('a line on which nothing is heard any more is given up, and resumed behind what was heard', () => {
  const { states, end } = desk()
  FakeSocket.opened[0]!.says({ type: 'hello', cursor: '7' })
  vi.advanceTimersByTime(silentMs + 6_000)
  expect(FakeSocket.opened.map((each) => each.url.split('?')[1])).toEqual([undefined, 'after=7'])
  FakeSocket.opened[1]!.says({ type: 'hello', cursor: '7' })
  expect(states).toEqual(['connected', 'lost', 'connected'])
  end()
})
test('what the dead line says later is not taken for its follower’s end', () => {
  const { states, end } = desk()
  FakeSocket.opened[0]!.says({ type: 'hello', cursor: '7' })
  vi.advanceTimersByTime(silentMs + 6_000)
  FakeSocket.opened[1]!.says({ type: 'hello', cursor: '8' })
  FakeSocket.opened[0]!.close()
  vi.advanceTimersByTime(3_000)
  expect([FakeSocket.opened.length, states.at(-1)]).toEqual([2, 'connected'])
  end()
})
test('as long as the server beats, silence is only a quiet day', () => {
  const { end } = desk()
  FakeSocket.opened[0]!.says({ type: 'hello', cursor: '7' })
  for (let n = 0; n < 10; n++) { vi.advanceTimersByTime(25_000); FakeSocket.opened[0]!.says({ type: 'beat' }) }
  expect(FakeSocket.opened).toHaveLength(1)
  FakeSocket.opened[0]!.close()
  vi.advanceTimersByTime(1_000)
  expect(FakeSocket.opened[1]!.url, 'a beat moves no cursor').toMatch(/after=7$/)
  end()
})
