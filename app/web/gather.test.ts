import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QueryKey } from '@tanstack/react-query'
import { gather } from './gather.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('a burst is read once, each answer once', () => {
  const flushed: QueryKey[][] = []
  const stale = gather((keys) => flushed.push(keys), 500)
  for (let event = 0; event < 20; event++) stale.add([['cases'], ['case', 'c1']])
  expect(flushed).toEqual([])
  vi.advanceTimersByTime(500)
  expect(flushed).toEqual([[['cases'], ['case', 'c1']]])
})
test('the first is read at once; under steady rain it is read every half second, not only when it stops', () => {
  const flushed: QueryKey[][] = []
  const stale = gather((keys) => flushed.push(keys), 500)
  for (let at = 0; at < 2000; at += 100) { stale.add([['cases']]); vi.advanceTimersByTime(100) }
  expect(flushed).toHaveLength(5)
})
test('nothing stale, nothing read; and nothing after the end', () => {
  const flush = vi.fn()
  const stale = gather(flush, 500)
  stale.add([])
  vi.advanceTimersByTime(2000)
  stale.add([['cases']])
  stale.end()
  vi.advanceTimersByTime(2000)
  expect(flush).not.toHaveBeenCalled()
})
