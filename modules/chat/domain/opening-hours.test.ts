import { expect, test } from 'vitest'
import { isOpen, opensAt } from './opening-hours.ts'

const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:30' }))
const berlin = 'Europe/Berlin'

test.each([
  ['2026-11-24T08:00:00Z', true], ['2026-11-24T07:59:00Z', false], ['2026-11-24T16:29:59Z', true], ['2026-11-24T16:30:00Z', false], ['2026-11-28T12:00:00Z', false],
  // In summer the clock on the wall is two hours ahead.
  ['2026-07-14T07:00:00Z', true], ['2026-07-14T15:30:00Z', false],
])('at %s it is open: %s', (at, open) => expect(isOpen(week, berlin, new Date(at))).toBe(open))
test('without hours it is always open, with none of them never', () => expect([isOpen(null, berlin, new Date()), isOpen([], berlin, new Date())]).toEqual([true, false]))
test.each([['2026-11-24T23:00:00Z', true], ['2026-11-25T04:59:00Z', true], ['2026-11-25T05:00:00Z', false], ['2026-11-24T20:59:00Z', false]])('over midnight, at %s: %s', (at, open) => {
  expect(isOpen([{ day: 2, from: '22:00', to: '06:00' }], berlin, new Date(at))).toBe(open)
})
test('from Sunday into Monday', () => expect(isOpen([{ day: 7, from: '22:00', to: '02:00' }], 'UTC', new Date('2026-11-23T01:00:00Z'))).toBe(true))

test.each([
  ['2026-11-24T17:00:00Z', '2026-11-25T08:00:00.000Z'], ['2026-11-27T17:00:00Z', '2026-11-30T08:00:00.000Z'],
  // The night in which the clock goes back: nine o'clock is an hour later in UTC.
  ['2026-10-23T16:00:00Z', '2026-10-26T08:00:00.000Z'],
])('after %s it opens at %s', (at, opens) => expect(opensAt(week, berlin, new Date(at))?.toISOString()).toBe(opens))
test('an odd minute is met', () => expect(opensAt([{ day: 3, from: '09:07', to: '10:00' }], 'UTC', new Date('2026-11-24T12:00:00Z'))?.toISOString()).toBe('2026-11-25T09:07:00.000Z'))
test('open now, never open, or always: there is no next time', () => expect([opensAt(week, berlin, new Date('2026-11-24T12:00:00Z')), opensAt([], berlin, new Date()), opensAt(null, berlin, new Date())]).toEqual([null, null, null]))
