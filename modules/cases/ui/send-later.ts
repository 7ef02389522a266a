export type Preset = { key: 'hours' | 'tomorrow' | 'monday'; at: Date }

type Wall = { year: number; month: number; day: number; hour: number; minute: number }

function wallClock(at: Date, zone: string): Wall {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)!.value)
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') }
}

const asUtc = ({ year, month, day, hour, minute }: Wall) => Date.UTC(year, month - 1, day, hour, minute)

/** The moment when clocks in that zone show this. Twice corrected, as the offset at the guess may differ from the one at the goal. */
export function momentOf(wall: Wall, zone: string): Date {
  let guess = asUtc(wall)
  for (let round = 0; round < 2; round++) guess += asUtc(wall) - asUtc(wallClock(new Date(guess), zone))
  return new Date(guess)
}

/** Mornings are the customer's mornings: at nine in their zone, or in the agent's when theirs is not known. */
export function presets(now: Date, zone: string): Preset[] {
  const today = wallClock(now, zone)
  const weekday = new Date(asUtc({ ...today, hour: 0, minute: 0 })).getUTCDay()
  const morning = (days: number) => momentOf({ ...today, day: today.day + days, hour: 9, minute: 0 }, zone)
  const toMonday = (8 - weekday) % 7 || 7
  const list: Preset[] = [{ key: 'hours', at: new Date(Math.ceil((now.getTime() + 3 * 3_600_000) / 900_000) * 900_000) }, { key: 'tomorrow', at: morning(1) }]
  // On Sunday tomorrow is Monday already.
  return toMonday === 1 ? list : [...list, { key: 'monday', at: morning(toMonday) }]
}

/** What `<input type="datetime-local">` holds for a moment: the wall clock of the browser, without a zone. */
export function inputValue(at: Date, zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  const { year, month, day, hour, minute } = wallClock(at, zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}
