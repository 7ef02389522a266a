import { agents, mainAgent } from './agents.ts'
import { brands, operator, teams } from './brands.ts'
import { companies, generateCustomers, pictured } from './people.ts'
import { picturedCases } from './picture.ts'
import { randomFor } from './random.ts'
import type { Random } from './random.ts'
import { hoursBefore, hourMs, peakAt } from './rhythm.ts'
import { danish } from './scenarios/da.ts'
import { german } from './scenarios/de.ts'
import { english } from './scenarios/en.ts'
import { estonian } from './scenarios/et.ts'
import { dutch } from './scenarios/nl.ts'
import { factsFor } from './slots.ts'
import { tell } from './story.ts'
import type { Ending } from './story.ts'
import type { Agent, BrandKey, Company, Customer, Language, Request, Scenario, SeedCase } from './types.ts'

export const scenarios: Scenario[] = [...german, ...danish, ...dutch, ...estonian, ...english]

const casesAtScaleOne = 1500
const pendingAtScaleOne = 150
const unassignedAtScaleOne = 25

/** Emits true so often that the sum of the shares comes out exactly, without looking ahead. */
function quota(random: Random): (share: number) => boolean {
  let owed = random.next()
  return (share) => {
    owed += share
    if (owed < 1) return false
    owed -= 1
    return true
  }
}

function teamFor(scenario: Scenario): string {
  if (scenario.team) return scenario.team
  if (scenario.brand === 'fjeld') return scenario.language === 'de' ? 'fjeld-de' : 'fjeld-da'
  if (scenario.brand === 'polder') return 'polder-service'
  return scenario.kind === 'technical' || scenario.kind === 'question' ? 'valgus-tech' : 'valgus-shop'
}

/** Who may answer: granted the brand, speaks the language; people of the team come first. */
function staffFor(brand: BrandKey, language: Language, team: string, withMain: boolean): { agent: Agent; weight: number }[] {
  return agents
    .filter((agent) => ['agent', 'supervisor', 'specialist'].includes(agent.role) && agent.brands.includes(brand) && agent.languages.includes(language))
    .filter((agent) => withMain || agent.key !== mainAgent)
    .map((agent) => ({ agent, weight: (agent.role === 'agent' ? 4 : 1) * (agent.team === team ? 3 : 1) }))
}

/** How likely a case of this age is still on somebody's desk. */
const pendingAtAge = (daysAgo: number) => 0.9 * Math.exp(-daysAgo / 7) + 0.004

/**
 * Cases one by one, oldest first; the seven of the desk picture come last. Holds the customers in memory, never the cases.
 * The same request always yields the same cases.
 */
export function* generateCases({ now, scale = 1, seed = 1 }: Request): Generator<SeedCase> {
  const handWritten = picturedCases(now)
  const total = Math.max(0, Math.round(casesAtScaleOne * scale) - handWritten.length)
  const groups = new Map<string, Customer[]>()
  for (const customer of generateCustomers({ scale, seed })) {
    // The pictured people keep exactly the stories of the picture.
    if (pictured.includes(customer)) continue
    const key = `${customer.brand} ${customer.language}`
    const group = groups.get(key)
    if (group) group.push(customer)
    else groups.set(key, [customer])
  }
  const hours = hoursBefore(now, total)
  const expected = hours.reduce((sum, { count, daysAgo }) => sum + count * pendingAtAge(daysAgo), 0)
  const pendingShare = (pendingAtScaleOne * scale - handWritten.length) / Math.max(expected, 1)
  const pendingDue = quota(randomFor(seed, 'pending'))
  const unassignedDue = quota(randomFor(seed, 'unassigned'))
  let number = 0
  for (const hour of hours) {
    const moments = randomFor(seed, 'hour', hour.daysAgo)
    const spread = Array.from({ length: hour.count }, () => moments.int(0, hourMs - 60_000)).sort((a, b) => a - b)
    for (const offset of spread) {
      number++
      const random = randomFor(seed, 'case', number)
      const openedAt = new Date(hour.startsAt.getTime() + offset)
      const { brand: brandKey } = random.weighted(hour.weights, ({ weight }) => weight)
      const brand = brands.find(({ key }) => key === brandKey)!
      const peak = peakAt(brandKey, hour.daysAgo)
      const ofBrand = [...groups.keys()].filter((key) => key.startsWith(brandKey))
      const people = groups.get(random.weighted(ofBrand, (key) => groups.get(key)!.length))!
      // Some customers write often, most once or twice.
      const customer = people[Math.floor(random.next() ** 1.6 * people.length)]!
      const scenario = random.weighted(
        scenarios.filter((each) => each.brand === brandKey && each.language === customer.language),
        (each) => (each.kind === 'complaint' ? 0.5 : 1) * (peak && each.peak === peak ? 6 : 1),
      )
      const pending = pendingDue(Math.min(0.97, pendingAtAge(hour.daysAgo) * pendingShare))
      const unassigned = pending && unassignedDue(unassignedAtScaleOne / pendingAtScaleOne)
      const ending: Ending = !pending ? 'resolved' : unassigned ? 'unanswered' : 'pending'
      const team = teamFor(scenario)
      const staff = staffFor(brandKey, customer.language, team, !pending)
      const owner = unassigned ? null : random.weighted(staff, ({ weight }) => weight).agent
      const colleagues = agents.filter((agent) => agent.role === 'agent' && agent.brands.includes(brandKey) && agent !== owner)
      const fill = factsFor(scenario, customer, brand, openedAt, random)
      const told = tell({ scenario, brand: brandKey, customer, owner, colleagues }, ending, openedAt, now, fill, random)
      yield {
        key: `case-${String(number).padStart(6, '0')}`,
        brand: brandKey, customer: customer.key, kind: scenario.kind, subject: told.subject, language: customer.language, status: told.status,
        priority: scenario.priority === 'high' && random.chance(0.15) ? 'urgent' : (scenario.priority ?? 'normal'),
        owner: owner?.key ?? null, team, tags: [...scenario.tags], openedAt, messages: told.messages,
      }
    }
  }
  yield* handWritten.reverse()
}

/** The whole sample company at once; for big scales take `generateCases` and `generateCustomers` instead. */
export function generateCompany(request: Request): Company {
  const { scale = 1, seed = 1 } = request
  return { operator, brands, teams, agents, companies, customers: [...generateCustomers({ scale, seed })], cases: [...generateCases(request)] }
}
