import { expect, test } from 'vitest'
import { byDay } from './customer.ts'

test('entries of one day stand under one head, in the order they came in', () => {
  const entries = ['2026-11-24T10:00', '2026-11-24T09:00', '2026-11-23T15:00'].map((at) => ({ at }))
  expect(byDay(entries, (at) => at.slice(0, 10)).map(({ day, entries: ofDay }) => [day, ofDay.length])).toEqual([['2026-11-24', 2], ['2026-11-23', 1]])
})
test('a day that returns after another one gets its own head: nothing is sorted here', () => {
  expect(byDay([{ at: 'a' }, { at: 'b' }, { at: 'a' }], (at) => at).map(({ day }) => day)).toEqual(['a', 'b', 'a'])
})
test('no entries, no days', () => { expect(byDay([], (at) => at)).toEqual([]) })
