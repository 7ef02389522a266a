import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { generateCases, generateCompany, scenarios } from './company.ts'
import { dayMs, windowDays } from './rhythm.ts'

const now = new Date('2026-11-24T10:30:00Z')
const company = generateCompany({ now })
const { agents, brands, teams, customers, companies, cases } = company
const agentByKey = new Map(agents.map((agent) => [agent.key, agent]))
const customerByKey = new Map(customers.map((customer) => [customer.key, customer]))
const isPending = ({ status }: { status: string }) => status === 'open' || status.startsWith('waiting')
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

describe('the same request', () => {
  test('gives the same bytes', () => {
    expect(digest(generateCompany({ now: new Date(now) }))).toBe(digest(company))
  })
  test('with another seed gives other cases', () => {
    expect(digest(generateCompany({ now, seed: 2 }).cases)).not.toBe(digest(cases))
  })
})

describe('how much there is', () => {
  test('1,500 cases and 300 customers', () => {
    expect(cases).toHaveLength(1500)
    expect(customers).toHaveLength(300)
  })
  test.each([1, 2, 3])('with seed %i about 150 are pending, 25 of them unassigned', (seed) => {
    const some = [...generateCases({ now, seed })]
    expect(some.filter(isPending).length).toBeGreaterThan(140)
    expect(some.filter(isPending).length).toBeLessThan(160)
    expect(some.filter(({ owner }) => owner === null).length).toBeGreaterThanOrEqual(22)
    expect(some.filter(({ owner }) => owner === null).length).toBeLessThanOrEqual(28)
  })
  test('scale 3 gives three times as many', () => {
    const big = [...generateCases({ now, scale: 3 })]
    expect(big).toHaveLength(4500)
    expect(new Set(big.map(({ key }) => key)).size).toBe(4500)
  })
  test('at least thirty scenarios, and nearly every case begins in its own words', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(30)
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length)
    expect(new Set(cases.map(({ messages }) => messages[0]!.text)).size).toBeGreaterThan(1450)
  })
  test('every role is there', () => {
    expect(new Set(agents.map(({ role }) => role))).toEqual(new Set(['agent', 'specialist', 'supervisor', 'manager', 'admin', 'auditor', 'client-viewer']))
  })
})

test('a hundredfold company streams: the first cases come before the rest exists', () => {
  const stream = generateCases({ now, scale: 100 })
  const first = Array.from({ length: 20 }, () => stream.next().value!)
  stream.return(undefined)
  expect(first.map(({ key }) => key)).toContain('case-000020')
})

test('keys are unique and mail addresses belong to one customer', () => {
  for (const list of [agents, brands, teams, customers, companies, cases]) {
    expect(new Set(list.map(({ key }) => key)).size).toBe(list.length)
  }
  const addresses = customers.flatMap(({ emails }) => emails)
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const address of addresses) expect(address).toMatch(/^[a-z0-9.-]+@[a-z-]+\.example$/)
  for (const phone of customers.flatMap(({ phones }) => phones)) expect(phone).toMatch(/^\+[1-9]\d{7,14}$/)
})

test('everyone named in a case exists and belongs there', () => {
  for (const each of cases) {
    const brand = brands.find(({ key }) => key === each.brand)!
    const customer = customerByKey.get(each.customer)!
    expect(customer.brand).toBe(brand.key)
    // The purchase order of the desk picture is in English, as its EDI partner sends it.
    if (each.key !== 'case-maren-einkauf') expect(brand.languages).toContain(each.language)
    expect(teams.find(({ key }) => key === each.team)!.brand).toBe(brand.key)
    if (each.owner) {
      expect(agentByKey.get(each.owner)!.brands).toContain(brand.key)
      expect(agentByKey.get(each.owner)!.languages).toContain(each.language)
    }
    for (const message of each.messages) {
      if (message.direction === 'in') expect(message.author).toBe(each.customer)
      else {
        expect(agentByKey.get(message.author)!.brands).toContain(brand.key)
        expect(agentByKey.get(message.author)!.languages).toContain(message.language)
      }
    }
  }
  for (const { company: key } of customers) if (key) expect(companies.map((one) => one.key)).toContain(key)
  for (const key of companies.map((one) => one.key)) expect(customers.some((customer) => customer.company === key)).toBe(true)
})

test('messages follow each other within the window', () => {
  for (const { messages, openedAt } of cases) {
    expect(messages.length).toBeGreaterThanOrEqual(1)
    expect(messages.length).toBeLessThanOrEqual(8)
    const times = messages.map(({ at }) => at.getTime())
    expect(times[0]).toBe(openedAt.getTime())
    expect(times[0]).toBeGreaterThanOrEqual(now.getTime() - windowDays * dayMs)
    expect(times.at(-1)).toBeLessThanOrEqual(now.getTime())
    times.reduce((before, time) => { expect(time).toBeGreaterThan(before); return time })
  }
})

test('texts are finished: no slot, no mark, no doubled stop, no empty line of thought', () => {
  for (const { subject, messages } of cases) {
    for (const text of [subject, ...messages.map((message) => message.text)]) {
      expect(text).not.toMatch(/[{}]|undefined|NaN|\|| {2}|kr\.\.|^\s|\s$/)
      expect(text.length).toBeGreaterThan(3)
    }
  }
})

test('the status agrees with the last word', () => {
  for (const { status, owner, messages, key } of cases) {
    const last = messages.filter(({ direction }) => direction !== 'note').at(-1)!
    if (status === 'open') expect(last.direction, key).toBe('in')
    if (status.startsWith('waiting')) expect(last.direction, key).toBe('out')
    if (status === 'solved' || status === 'closed') expect(messages.some(({ direction }) => direction === 'out'), key).toBe(true)
    if (status === 'closed') expect(last.at.getTime()).toBeLessThan(now.getTime() - 7 * dayMs)
    if (owner === null) expect(messages.every(({ direction }) => direction !== 'out'), key).toBe(true)
  }
})

test("Maren's desk is the one of the picture", () => {
  const hers = cases.filter((each) => each.owner === 'maren' && isPending(each))
  const byLastWord = hers.toSorted((a, b) => b.messages.at(-1)!.at.getTime() - a.messages.at(-1)!.at.getTime())
  expect(byLastWord.map(({ subject }) => subject)).toEqual([
    'Zelt mit gebrochener Stange, bitte um Ersatz', 'Hvor er min ordre F-20417?', 'Klacht over afhandeling waterschade', 'Kõrvaklappide ühendamine arvutiga',
    'Purchase order 4500018833, two unknown items', 'Voicemail, 0:42', 'Refusion på gavekort',
  ])
})
