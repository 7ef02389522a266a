import type { z } from 'zod'
import type { OpeningHours } from '../contract.ts'

type Hours = z.infer<typeof OpeningHours>

/** Where somebody's clock stands in a time zone (IANA): day of the week (1 is Monday, ISO 8601) and minutes since midnight. */
function clockIn(timeZone: string, at: Date): { day: number; minutes: number } {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at).map((each) => [each.type, each.value]))
  return { day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday']!) + 1, minutes: Number(parts['hour']) * 60 + Number(parts['minute']) }
}
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether it is open now by the clock on the wall there. Without hours it is always. `22:00`–`06:00` goes over midnight. */
export function isOpen(hours: Hours | null, timeZone: string, at: Date): boolean {
  if (!hours) return true
  const { day, minutes } = clockIn(timeZone, at)
  const before = day === 1 ? 7 : day - 1
  return hours.some(({ day: of, from, to }) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)]
    if (begin < end) return of === day && minutes >= begin && minutes < end
    return (of === day && minutes >= begin) || (of === before && minutes < end)
  })
}

/** When it opens next, within two weeks; null when it never does, or when there are no hours. To the quarter of an hour: summer time comes and goes. */
export function opensAt(hours: Hours | null, timeZone: string, at: Date): Date | null {
  if (!hours?.length || isOpen(hours, timeZone, at)) return null
  const quarter = 15 * 60_000
  const first = Math.ceil((at.getTime() + 1) / quarter) * quarter
  for (let next = first; next < at.getTime() + 14 * 86_400_000; next += quarter) if (isOpen(hours, timeZone, new Date(next))) return openingWithin(hours, timeZone, next - quarter, next)
  return null
}

/** The minute between two moments in which it opens. */
function openingWithin(hours: Hours, timeZone: string, closed: number, open: number): Date {
  for (let minute = Math.floor(closed / 60_000) * 60_000; minute < open; minute += 60_000) if (minute > closed && isOpen(hours, timeZone, new Date(minute))) return new Date(minute)
  return new Date(open)
}
