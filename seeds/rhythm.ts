import type { BrandKey, Language, Scenario } from './types.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
export const windowDays = 90

const lastSunday = (year: number, month: number) => {
  const end = new Date(Date.UTC(year, month + 1, 0))
  return Date.UTC(year, month, end.getUTCDate() - end.getUTCDay(), 1)
}

/** The wall clock of the people concerned. Computed by the EU rule, so that no machine's zone data can change the output. */
export function localTime(at: Date, language: Language): Date {
  const year = at.getUTCFullYear()
  const summer = at.getTime() >= lastSunday(year, 2) && at.getTime() < lastSunday(year, 9)
  const standard = language === 'et' ? 2 : 1
  return new Date(at.getTime() + (standard + (summer ? 1 : 0)) * hourMs)
}

// Monday is the day after a weekend of unpacking; Sunday evenings people sit down with their post.
const byWeekday = [0.35, 1.35, 1.1, 1, 1, 0.9, 0.45]
const byHour = [0.15, 0.05, 0.03, 0.03, 0.05, 0.15, 0.5, 1.1, 2.2, 3.4, 3.8, 3.3, 2.4, 2.6, 3, 2.8, 2.4, 1.9, 1.4, 1.4, 1.6, 1.5, 0.9, 0.4]

export const brandWeights: Record<BrandKey, number> = { fjeld: 41, polder: 36, valgus: 23 }

export type Peak = NonNullable<Scenario['peak']>

/** Days that everyone remembers, counted back from now. */
const peaks: { name: Peak; brand: BrandKey; fromDaysAgo: number; toDaysAgo: number; times: number }[] = [
  { name: 'storm', brand: 'polder', fromDaysAgo: 40, toDaysAgo: 37, times: 2.6 },
  { name: 'sale', brand: 'fjeld', fromDaysAgo: 23, toDaysAgo: 20, times: 2.1 },
  { name: 'firmware', brand: 'valgus', fromDaysAgo: 13, toDaysAgo: 11, times: 3 },
]

export const peakAt = (brand: BrandKey, daysAgo: number): Peak | undefined =>
  peaks.find((peak) => peak.brand === brand && daysAgo <= peak.fromDaysAgo && daysAgo >= peak.toDaysAgo)?.name

export interface Bucket {
  startsAt: Date
  daysAgo: number
  count: number
  weights: { brand: BrandKey; weight: number }[]
}

/** Spreads `total` cases over the hours before `now`; the counts add up to exactly `total`. */
export function hoursBefore(now: Date, total: number): Bucket[] {
  const hours = Array.from({ length: windowDays * 24 }, (_, i) => {
    const startsAt = new Date(now.getTime() - windowDays * dayMs + i * hourMs)
    const daysAgo = (now.getTime() - startsAt.getTime()) / dayMs
    const local = localTime(startsAt, 'de')
    const base = byWeekday[local.getUTCDay()]! * byHour[local.getUTCHours()]!
    const weights = (Object.keys(brandWeights) as BrandKey[]).map((brand) => {
      const peak = peaks.find(({ name }) => name === peakAt(brand, daysAgo))
      return { brand, weight: base * brandWeights[brand] * (peak?.times ?? 1) }
    })
    return { startsAt, daysAgo, weights, sum: weights.reduce((sum, { weight }) => sum + weight, 0) }
  })
  const whole = hours.reduce((sum, hour) => sum + hour.sum, 0)
  let passed = 0
  let given = 0
  return hours.map(({ startsAt, daysAgo, weights, sum }, i) => {
    passed += sum
    const until = i === hours.length - 1 ? total : Math.floor((passed / whole) * total)
    const count = until - given
    given = until
    return { startsAt, daysAgo, weights, count }
  })
}

/** Moves a moment into opening hours: Monday to Friday, 8 to 18 by the local clock. */
export function inOfficeHours(at: Date, language: Language): Date {
  const local = localTime(at, language)
  const hour = local.getUTCHours()
  const day = local.getUTCDay()
  if (day >= 1 && day <= 5 && hour >= 8 && hour < 18) return at
  const daysOn = hour >= 18 || day === 0 || day === 6 ? (day === 5 ? 3 : day === 6 ? 2 : 1) : 0
  const minutes = local.getUTCMinutes() + 60 * hour
  // The odd minutes of the old moment are kept, or the whole house would answer at eight sharp.
  return new Date(at.getTime() + daysOn * dayMs - minutes * 60_000 + (8 * 60 + (minutes % 97)) * 60_000)
}
