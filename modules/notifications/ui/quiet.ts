import type { Quiet, Settings } from '#contracts/notifications'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const minutesOf = (time: string): number => { const [hours = 0, minutes = 0] = time.split(':').map(Number); return hours * 60 + minutes }

/** The day (1 is Monday) and the minute of it that clocks in a zone show. */
function clockIn(zone: string, at: Date): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)!.value
  return { day: days.indexOf(read('weekday')) + 1, minute: Number(read('hour')) * 60 + Number(read('minute')) }
}

function inHours({ from, to, days: on, zone }: Quiet, now: Date): boolean {
  const { day, minute } = clockIn(zone, now)
  const [begin, end, dayBefore] = [minutesOf(from), minutesOf(to), day === 1 ? 7 : day - 1]
  if (begin === end) return on.includes(day)
  if (begin < end) return on.includes(day) && minute >= begin && minute < end
  // A night belongs to the day on which it began.
  return (on.includes(day) && minute >= begin) || (on.includes(dayBefore) && minute < end)
}

/** Whether nothing may be loud now: paused, or in the quiet hours. */
export const isQuiet = ({ quiet, pausedUntil }: Pick<Settings, 'quiet' | 'pausedUntil'>, now: Date): boolean =>
  (pausedUntil !== null && new Date(pausedUntil) > now) || (quiet !== null && inHours(quiet, now))

export const pauses = ['hour', 'tomorrow'] as const
/** When a pause ends: in an hour, or in the next morning, which before five is this one. */
export function pauseEnds(which: (typeof pauses)[number], now: Date): Date {
  if (which === 'hour') return new Date(now.getTime() + 3_600_000)
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + (now.getHours() < 5 ? 0 : 1), 8)
}
