import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { brandsFor, type Actor } from '#platform/permissions'
import type { CasePage, CaseQuery, SearchReading } from '../contract.ts'
import { readSearch, sentenceOf, type Search } from '../domain/read-search.ts'
import { planFor, surelyFew } from '../domain/search-plan.ts'
import { standings } from '../domain/standing.ts'
import { pageWithin, placesOf, presentRow, rowsOf, type List } from '../queries/list.ts'
import { ofCustomers } from '../queries/ranges.ts'
import { customersNamed, queryAndFrequency, rankedPage, saidInCases, type Sought } from '../queries/search.ts'
import { findingsIn } from './findings.ts'
import { escaped, keyOf, readFilters, type Meaning } from './read-filters.ts'
import { askLatest, latestSayings, type Words } from './search-latest.ts'

type Query = z.infer<typeof CaseQuery> & { q: string }

/** Every case that the reader sees and that fits, whatever view is open. How it is looked for follows from how common its words are. */
export async function searchCases(tx: Tx, actor: Actor, query: Query, now: Date): Promise<CasePage> {
  const search = readSearch(query.q)
  const meaning = await readFilters(tx, actor, search, now)
  const reading = (order: SearchReading['order']): SearchReading => ({ filters: search.filters.map(({ of: _, ...each }, n) => ({ ...each, key: keyOf(search.filters[n]!) })), problems: meaning.problems.map((each) => ({ ...each, sentence: sentenceOf(each) })), order })
  // A filter that is still being written says nothing yet; one that makes no sense would find what nobody asked for.
  if (meaning.problems.some((each) => each.code !== 'no-value')) return { rows: [], nextCursor: null, search: reading('sorted') }
  const list = listFor(meaning, query)
  await leaveOut(tx, search, list)
  const words = [search.words, search.beginning].filter(Boolean).join(' ')
  if (!words) return { ...await pageWithin(tx, actor, list), search: reading('sorted') }
  if (search.filters.some((each) => each.key === 'in' && each.value === 'subject')) {
    for (const [n, word] of words.replaceAll('"', ' ').split(/\s+/).filter(Boolean).entries()) { list.conditions.push(`c.subject ilike :subject_${n}`); list.values[`subject_${n}`] = `%${escaped(word)}%` }
    return { ...await pageWithin(tx, actor, list), search: reading('sorted') }
  }
  const [frequency] = await queryAndFrequency(tx, { words: search.words, beginning: search.beginning })
  const sought = { words, query: frequency!.query, kinds: meaning.kinds }
  const way = /^m\.[0-9a-f-]{36}$|^n\./.exec(query.cursor ?? '')?.[0].slice(0, 2)
  if (way === 'n.') return { ...await newestCases(tx, actor, { ...list, sort: 'newest', cursor: query.cursor!.slice(2) }, sought), search: reading('newest') }
  if (way === 'm.') return { ...await latestSayings(tx, actor, list, sought, { before: query.cursor!.slice(2) }), search: reading('newest') }
  if (query.cursor) return { ...await ranked(tx, actor, list, sought), search: reading('best') }
  if (isNarrow(actor, list)) return planFor(frequency!, query.limit) === 'newest' ? { ...await newestCases(tx, actor, { ...list, sort: 'newest' }, sought), search: reading('newest') } : { ...await ranked(tx, actor, list, sought), search: reading('best') }
  // A word that has only begun may go on in many ways, and the statistics know the common ones alone: then the latest messages are asked.
  const asked = frequency!.found > surelyFew || (search.beginning && frequency!.total > surelyFew) ? await askLatest(tx, actor, sought, frequency!.total) : null
  if (asked && planFor(asked, query.limit) === 'newest') return { ...await latestSayings(tx, actor, list, sought, asked), search: reading('newest') }
  return { ...await ranked(tx, actor, list, sought), search: reading('best') }
}

/** Of a narrow list (what is mine, of a team, open, under further filters) few cases can be meant: these are walked, rather than all messages. */
const isNarrow = (actor: Actor, { which, conditions }: List) => !!(which.ownerId || which.nobodys || which.brandIds || which.teamId || which.customerIds || conditions.length) || which.standings.length < standings.length || actor.grants.some((grant) => grant.visibility !== 'all')

const listFor = ({ which, conditions, values }: Meaning, { sort, cursor, until, limit, brandId, teamId, customerId }: Query): List => ({
  which: { ...which, ...brandId ? { brandIds: (which.brandIds ?? [brandId]).filter((each) => each === brandId) } : {}, ...teamId ? { teamId } : {}, ...customerId ? { customerIds: [customerId] } : {} },
  conditions: [...conditions, ...customerId && which.customerIds ? [ofCustomers(':alsoCustomers')] : []], values: { ...values, ...customerId && which.customerIds ? { alsoCustomers: [...which.customerIds] } : {} }, sort, cursor, until, limit,
})

/** Nothing in the whole case may say it. */
async function leaveOut(tx: Tx, search: Search, list: List): Promise<void> {
  for (const [n, word] of search.without.entries()) {
    const [found] = await queryAndFrequency(tx, { words: word, beginning: null })
    if (!found?.query) continue
    list.conditions.push(`not exists (select from cases.case_conversations x join conversations.published_words w on w.account_id = x.account_id and w.conversation_id = x.conversation_id where x.account_id = c.account_id and x.case_id = c.id and x.ended_at is null and w.words @@ :without_${n}::text::tsquery)`)
    list.values[`without_${n}`] = found.query
  }
}

async function ranked(tx: Tx, actor: Actor, list: List, { words, query, kinds }: Words): Promise<CasePage> {
  const brandIds = list.which.brandIds ? brandsFor(actor, 'case.see').filter((each) => list.which.brandIds!.includes(each)) : brandsFor(actor, 'case.see')
  // Whoever looks among notes, or for a phrase, looks for no customer.
  const part = kinds?.join() === 'note' || words.includes('"') ? '' : words
  const customers = part.length >= 2 ? await customersNamed(tx, { part: escaped(part), brandIds, most: 500 }) : []
  const sought: Sought = { query, brandIds, kinds, customerIds: customers.flatMap((each) => each.id ?? []), reference: /^[a-z]{1,4}-\d+$/i.test(part) ? part.toUpperCase() : null }
  if (list.which.customerIds) { list.conditions.push(ofCustomers(':onlyCustomers')); list.values['onlyCustomers'] = [...list.which.customerIds] }
  const found = await rankedPage(tx, actor, list, sought, isNarrow(actor, list))
  const shown = found.slice(0, list.limit)
  const findings = await findingsIn(tx, shown.flatMap((each) => each.messageId ?? []), query)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ score: _, tie: __, messageId, ...row }) => ({ ...presentRow(row), ...messageId && findings.has(messageId) ? { found: findings.get(messageId)! } : {} })),
    nextCursor: found.length > list.limit && last ? `${last.score}.${last.tie}` : null,
  }
}

const [firstLook, longestLook, mostLookedAt] = [500, 2_000, 8_000]

/** Walks the newest cases until a page is full. After many of them it stops and says how far it came: nobody waits for the end of the house. */
async function newestCases(tx: Tx, actor: Actor, list: List, { query, kinds }: Words): Promise<CasePage> {
  const found: Array<{ caseId: string; messageId: string; cursor: string }> = []
  let cursor: string | null = list.cursor ?? null
  for (let looked = 0, look = firstLook; looked < mostLookedAt && found.length <= list.limit; look = Math.min(look * 2, longestLook)) {
    const places = await placesOf(tx, actor, { ...list, cursor: cursor ?? undefined, limit: look - 1 })
    const said = new Map((await saidInCases(tx, { caseIds: places.map((each) => each.id), query, kinds })).map((each) => [each.caseId, each.messageId]))
    found.push(...places.flatMap((place) => said.has(place.id) ? [{ caseId: place.id, messageId: said.get(place.id)!, cursor: place.cursor }] : []))
    looked += places.length
    cursor = places.length < look ? null : places.at(-1)!.cursor
    if (!cursor) break
  }
  const shown = found.slice(0, list.limit)
  const findings = await findingsIn(tx, shown.map((each) => each.messageId), query)
  const rows = await rowsOf(tx, actor, shown.map((each) => each.caseId))
  const next = found.length > list.limit ? shown.at(-1)!.cursor : cursor
  return { rows: rows.map((row) => { const at = shown.find((each) => each.caseId === row.id)!.messageId; return { ...row, ...findings.has(at) ? { found: findings.get(at)! } : {} } }), nextCursor: next ? `n.${next}` : null }
}
