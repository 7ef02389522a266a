import { dayAndMonth, money, weekday } from './formats.ts'
import type { Random } from './random.ts'
import { dayMs } from './rhythm.ts'
import type { Brand, Customer, Scenario } from './types.ts'

/** The facts of one case, drawn once, so that every message of the thread speaks of the same order. */
export type Fill = (text: string, at: Date) => string

function workingDayAfter(at: Date, days: number): Date {
  const day = new Date(at.getTime() + days * dayMs)
  const late = { 0: 1, 6: 2 }[day.getUTCDay()] ?? 0
  return new Date(day.getTime() + late * dayMs)
}

export function factsFor(scenario: Scenario, customer: Customer, brand: Brand, openedAt: Date, random: Random): Fill {
  const { language } = customer
  const digits = (count: number) => Array.from({ length: count }, (_, i) => random.int(i === 0 ? 1 : 0, 9)).join('')
  const before = (days: number) => dayAndMonth(new Date(openedAt.getTime() - days * dayMs), language)
  const products = brand.catalogue.filter(({ category }) => category === scenario.about)
  const product = products.length > 0 ? random.pick(products) : undefined
  const [least, most] = scenario.amount ?? [20, 80]
  // Estimates are round, premiums are not.
  const amount = most >= 200 ? Math.round(random.int(least, most) / 10) * 1000 : random.int(least, most) * 100 + (language === 'nl' || language === 'en' ? random.int(0, 19) * 5 : 0)
  const size = random.int(37, 45)
  const address = customer.addresses[customer.addresses.length - 1]!
  const soonDays = random.int(2, 3)
  const facts: Record<string, string> = {
    order: `${brand.prefix}-${random.int(17, 20)}${digits(3)}`,
    policy: `PV-${digits(7)}`,
    claim: `SCH-${openedAt.getUTCFullYear() % 100}-${digits(5)}`,
    tracking: `${digits(4)} ${digits(4)} ${digits(4)}`,
    serial: digits(3) + digits(3),
    small: String(random.int(12, 38)),
    days: String(random.int(3, 9)),
    size: String(size),
    bigger: String(size + 1),
    street: address.street, postcode: address.postcode, city: address.city,
    boughtOn: before(random.int(12, 24)),
    arrivedOn: before(random.int(1, 5)),
    happenedOn: before(random.int(1, 3)),
    deadlineOn: dayAndMonth(workingDayAfter(openedAt, random.int(12, 20)), language),
    amount: language === 'nl' || language === 'en' ? money(amount, language) : money(amount, 'da').replace(' kr.', ''),
  }
  if (product) {
    facts.product = product.name
    facts.price = money((language === 'da' ? product.prices.DKK : product.prices.EUR)!, language)
  }
  return (text, at) => text
    .replace(/\{(\w+)\}/g, (_, slot: string) => {
      const value = slot === 'soonDay' ? weekday(workingDayAfter(at, soonDays), language) : facts[slot]
      if (value === undefined) throw new Error(`Scenario ${scenario.id} has no fact for {${slot}}`)
      return value
    })
    // "1.249 kr." at the end of a sentence brings its own full stop.
    .replace(/kr\.\./g, 'kr.')
}
