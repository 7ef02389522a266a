import { language, t } from './i18n.ts'

/** Dates as the reader's own region writes them, when the browser tells one that fits the language spoken. English alone means 24 hours, day first. */
export function region(spoken: string = language(), wishes: readonly string[] = typeof navigator === 'undefined' ? [] : navigator.languages): string {
  return wishes.find((wish) => wish.includes('-') && wish.split('-')[0] === spoken) ?? (spoken === 'en' ? 'en-GB' : spoken)
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const cache = new Map<string, Intl.DateTimeFormat>()
function format(options: Intl.DateTimeFormatOptions, locale: string, zone?: string): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options])
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  cache.set(key, made)
  return made
}

/** 'sv-SE' writes ISO dates: two moments are on one day in a zone when these agree. */
const dayKey = (at: Date, zone?: string) => format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE', zone).format(at)

export const timeOfDay = (at: Date | string, zone?: string, locale: string = region()) => format({ hour: '2-digit', minute: '2-digit' }, locale, zone).format(new Date(at))

/** Time today, weekday within a week, then the date; the year only when it is another one. */
export function moment(at: Date | string, now: Date = new Date(), zone?: string, locale: string = region()): string {
  const then = new Date(at)
  if (dayKey(then, zone) === dayKey(now, zone)) return timeOfDay(then, zone, locale)
  const distance = Math.abs(now.getTime() - then.getTime())
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  if (distance < 6 * day) return format({ weekday: 'short', ...clock }, locale, zone).format(then)
  const sameYear = dayKey(then, zone).slice(0, 4) === dayKey(now, zone).slice(0, 4)
  return format(sameYear ? { day: 'numeric', month: 'short', ...clock } : { day: 'numeric', month: 'short', year: 'numeric' }, locale, zone).format(then)
}

/** The whole date and time with its zone: for titles, and wherever a promise is made. */
export const fullMoment = (at: Date | string, zone?: string, locale: string = region()) =>
  format({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }, locale, zone).format(new Date(at))

export const shortDate = (at: Date | string, zone?: string, locale: string = region()) => format({ day: 'numeric', month: 'short', year: 'numeric' }, locale, zone).format(new Date(at))

/** A day of a balance ('2026-11-24') is a day, not a moment: no zone may move it. */
export const dayName = (isoDay: string, locale: string = region()) => format({ weekday: 'short', day: 'numeric', month: 'short' }, locale, 'UTC').format(new Date(`${isoDay}T12:00:00Z`))

const unitNames = { day: 'day', hour: 'hour', minute: 'minute' } as const
const amount = (value: number, unit: keyof typeof unitNames, locale: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: unitNames[unit], unitDisplay: 'short' }).format(value)

/** How long something has lasted: "4 min", "3 hrs", "12 days". Short words of the reader's language. */
export function lasting(since: Date | string, now: Date = new Date(), locale: string = region()): string {
  const passed = Math.max(0, now.getTime() - new Date(since).getTime())
  if (passed < hour) return amount(Math.max(1, Math.round(passed / minute)), 'minute', locale)
  return passed < day ? amount(Math.round(passed / hour), 'hour', locale) : amount(Math.round(passed / day), 'day', locale)
}

/** How long ago, for lists: as it lasts within a week, then the date. */
export function age(at: Date | string, now: Date = new Date(), locale: string = region()): string {
  const then = new Date(at)
  if (now.getTime() - then.getTime() < 7 * day) return lasting(then, now, locale)
  const sameYear = then.getFullYear() === now.getFullYear()
  return format({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }, locale).format(then)
}

/** "5 minutes ago", "in 2 hours": for sentences. */
export function relative(at: Date | string, now: Date = new Date(), locale: string = region()): string {
  const distance = new Date(at).getTime() - now.getTime()
  const [unit, length] = Math.abs(distance) < hour ? ['minute', minute] as const : Math.abs(distance) < day ? ['hour', hour] as const : ['day', day] as const
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(distance / length), unit)
}

/** Bytes in the units that mail programs use: 1 kB = 1000 bytes, one decimal below ten. */
export function fileSize(bytes: number, locale: string = region()): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step]!, unitDisplay: 'short', maximumFractionDigits: step > 0 && value < 10 ? 1 : 0 }).format(value)
}

export const number = (value: number, locale: string = region()) => new Intl.NumberFormat(locale).format(value)

/** At most two letters: the first of the first and of the last word, without what stands in brackets. Grapheme-wise, so that no sign is cut in half. */
export function initials(name: string): string {
  const words = (name.replace(/\(.*?\)/g, ' ').trim() || name).replace(/[^\p{L}\p{N}\s'-]/gu, ' ').trim().split(/\s+/).filter(Boolean)
  const first = (text: string | undefined) => (text ? [...text][0]! : '')
  const letters = words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0])
  return letters.toLocaleUpperCase() || '?'
}

/** The head over entries of one day: today, yesterday, then the date. */
export function dayOf(at: Date | string, now: Date = new Date(), zone?: string, locale: string = region()): string {
  const then = new Date(at)
  if (dayKey(then, zone) === dayKey(now, zone)) return t('today')
  if (dayKey(then, zone) === dayKey(new Date(now.getTime() - day), zone)) return t('yesterday')
  const sameYear = dayKey(then, zone).slice(0, 4) === dayKey(now, zone).slice(0, 4)
  return format({ weekday: 'short', day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }, locale, zone).format(then)
}
