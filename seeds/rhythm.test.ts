import { expect, test } from 'vitest'
import { hoursBefore, inOfficeHours, localTime } from './rhythm.ts'

const now = new Date('2026-11-24T10:30:00Z')

test.each([0, 7, 1493, 149_993])('%i cases are spread without losing one', (total) => {
  expect(hoursBefore(now, total).reduce((sum, { count }) => sum + count, 0)).toBe(total)
})

test('mornings are busier than nights, Mondays than Sundays', () => {
  const hours = hoursBefore(now, 150_000)
  const sumWhere = (holds: (local: Date) => boolean) =>
    hours.filter(({ startsAt }) => holds(localTime(startsAt, 'de'))).reduce((sum, { count }) => sum + count, 0)
  expect(sumWhere((local) => local.getUTCHours() === 10)).toBeGreaterThan(20 * sumWhere((local) => local.getUTCHours() === 3))
  expect(sumWhere((local) => local.getUTCDay() === 1)).toBeGreaterThan(2 * sumWhere((local) => local.getUTCDay() === 0))
})

test.each([
  ['2026-10-24T12:00:00Z', 'de', 14], ['2026-10-26T12:00:00Z', 'de', 13], ['2026-03-30T12:00:00Z', 'et', 15],
] as const)('%s is %s hour %i on the wall', (at, language, hour) => {
  expect(localTime(new Date(at), language).getUTCHours()).toBe(hour)
})

test.each([
  ['2026-11-20T21:10:00Z', 1], ['2026-11-21T09:00:00Z', 1], ['2026-11-22T23:30:00Z', 1], ['2026-11-24T03:00:00Z', 2], ['2026-11-24T10:00:00Z', 2],
])('%s is moved to a working hour', (at, weekday) => {
  const moved = localTime(inOfficeHours(new Date(at), 'de'), 'de')
  expect(moved.getUTCDay()).toBe(weekday)
  expect(moved.getUTCHours()).toBeGreaterThanOrEqual(8)
  expect(moved.getUTCHours()).toBeLessThan(18)
})
