import { expect, test } from 'vitest'
import { inputValue, momentOf, presets } from './send-later.ts'

const at = (list: ReturnType<typeof presets>, key: string) => list.find((each) => each.key === key)?.at.toISOString()

test('mornings are those of the customer', () => {
  const now = new Date('2026-11-24T20:07:00Z')
  expect(at(presets(now, 'Europe/Berlin'), 'tomorrow')).toBe('2026-11-25T08:00:00.000Z')
  expect(at(presets(now, 'America/New_York'), 'tomorrow')).toBe('2026-11-25T14:00:00.000Z')
  // In Auckland it is Wednesday already.
  expect(at(presets(now, 'Pacific/Auckland'), 'tomorrow')).toBe('2026-11-25T20:00:00.000Z')
})
test('three hours are rounded up to the quarter', () => {
  expect(at(presets(new Date('2026-11-24T10:01:00Z'), 'Europe/Berlin'), 'hours')).toBe('2026-11-24T13:15:00.000Z')
})
test.each([['Tuesday', '2026-11-24T10:00:00Z', '2026-11-30T08:00:00.000Z'], ['Saturday', '2026-11-28T10:00:00Z', '2026-11-30T08:00:00.000Z'], ['Monday', '2026-11-30T10:00:00Z', '2026-12-07T08:00:00.000Z']])('on %s “Monday” is the next one', (_day, now, monday) => {
  expect(at(presets(new Date(now), 'Europe/Berlin'), 'monday')).toBe(monday)
})
test('on Sunday tomorrow is Monday: it is offered once', () => {
  expect(presets(new Date('2026-11-29T10:00:00Z'), 'Europe/Berlin').map((each) => each.key)).toEqual(['hours', 'tomorrow'])
})
test('nine in the morning stays nine when the clocks change over night', () => {
  expect(at(presets(new Date('2026-10-24T18:00:00Z'), 'Europe/Berlin'), 'tomorrow')).toBe('2026-10-25T08:00:00.000Z')
  expect(at(presets(new Date('2027-03-27T18:00:00Z'), 'Europe/Berlin'), 'tomorrow')).toBe('2027-03-28T07:00:00.000Z')
})
test('an hour that the clocks leap over becomes a moment near it', () => {
  const leapt = momentOf({ year: 2027, month: 3, day: 28, hour: 2, minute: 30 }, 'Europe/Berlin').getTime()
  expect(Math.abs(leapt - Date.parse('2027-03-28T01:00:00Z'))).toBeLessThanOrEqual(30 * 60_000)
})
test('the field shows the clock of the browser', () => {
  expect(inputValue(new Date('2026-01-05T07:05:00Z'), 'Europe/Tallinn')).toBe('2026-01-05T09:05')
})
