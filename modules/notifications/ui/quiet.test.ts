import { expect, test } from 'vitest'
import { isQuiet, pauseEnds } from './quiet.ts'

const nights = { from: '18:00', to: '08:00', days: [1, 2, 3, 4, 5], zone: 'Europe/Berlin' }
// 24 November 2026 is a Tuesday; Berlin is an hour ahead of UTC then.
test.each([
  ['during the day', nights, '2026-11-24T10:00:00Z', false], ['in the evening', nights, '2026-11-24T17:00:00Z', true], ['a minute before', nights, '2026-11-24T16:59:00Z', false],
  ['past midnight, of the day before', nights, '2026-11-25T03:00:00Z', true], ['in the morning it ends', nights, '2026-11-25T07:00:00Z', false],
  ['the night from Sunday to Monday is not among them', nights, '2026-11-30T03:00:00Z', false], ['the night from Friday to Saturday is', nights, '2026-11-28T03:00:00Z', true], ['Saturday evening is not', nights, '2026-11-28T19:00:00Z', false],
  ['a break at noon', { ...nights, from: '12:00', to: '13:00' }, '2026-11-24T11:30:00Z', true], ['a break at noon is over', { ...nights, from: '12:00', to: '13:00' }, '2026-11-24T12:00:00Z', false],
  ['a whole day', { ...nights, from: '00:00', to: '00:00', days: [7] }, '2026-11-29T12:00:00Z', true], ['in another zone it is another hour', { ...nights, zone: 'America/New_York' }, '2026-11-24T17:00:00Z', false],
])('%s', (_, quiet, now, expected) => { expect(isQuiet({ quiet, pausedUntil: null }, new Date(now))).toBe(expected) })

test('a pause ends when it ends', () => {
  const paused = { quiet: null, pausedUntil: '2026-11-24T12:00:00Z' }
  expect([isQuiet(paused, new Date('2026-11-24T11:59:59Z')), isQuiet(paused, new Date('2026-11-24T12:00:00Z')), isQuiet({ quiet: null, pausedUntil: null }, new Date())]).toEqual([true, false, false])
})
test.each([[14, 1], [4, 0]])('until tomorrow, said at %i, is eight in the morning', (hour, days) => {
  expect(pauseEnds('tomorrow', new Date(2026, 10, 24, hour, 30))).toEqual(new Date(2026, 10, 24 + days, 8))
  expect(pauseEnds('hour', new Date(2026, 10, 24, hour, 30))).toEqual(new Date(2026, 10, 24, hour + 1, 30))
})
