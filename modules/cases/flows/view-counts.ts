import type { Tx } from '#platform/db'
import { caseSight, type Actor } from '#platform/permissions'
import { prepared } from '#platform/question'
import type { ViewCounts } from '../contract.ts'
import { readSearch } from '../domain/read-search.ts'
import { rangesFor } from '../queries/ranges.ts'
import { viewsFor } from '../queries/saved-views.ts'
import { readFilters, type Meaning } from './read-filters.ts'

type Count = { n: number; more: boolean } | null

/**
 * A view may ask anything, so that its count cannot be kept as those of the built-in views are. It is bounded instead: of each range the
 * newest thousand cases are looked at, and beyond 99 nobody counts. Whoever sees the same gets the same answer for some seconds, so that
 * fifty desks cost what one costs, and no event counts anything.
 */
export async function viewCounts(tx: Tx, actor: Actor, now: Date): Promise<ViewCounts> {
  const counts: ViewCounts['counts'] = {}
  for (const view of await viewsFor(tx, { personId: actor.personId })) if (!view.hidden) counts[view.id] = await remembered(keyOf(actor, view.query), now, () => count(tx, actor, view.query, now))
  return { counts }
}

const [rangeLooked, mostShown, keptMs] = [1_000, 99, 5_000]
const kept = new Map<string, { at: number; count: Count }>()

/** Who sees the same, of whom "me" is not asked, shares an answer. */
function keyOf({ accountId, personId, grants, teamIds, role }: Actor, query: string): string {
  const mine = grants.some((each) => each.visibility !== 'all') || /\b(?:me|mine|unread)\b/i.test(query)
  return JSON.stringify([accountId, query, role === 'client-viewer', mine ? [personId, teamIds, grants] : grants.map((each) => each.brandId).toSorted()])
}

async function remembered(key: string, now: Date, find: () => Promise<Count>): Promise<Count> {
  const known = kept.get(key)
  if (known && now.getTime() - known.at < keptMs) return known.count
  const found = await find()
  kept.delete(key)
  kept.set(key, { at: now.getTime(), count: found })
  for (const oldest of kept.keys()) { if (kept.size <= 5_000) break; kept.delete(oldest) }
  return found
}

async function count(tx: Tx, actor: Actor, query: string, now: Date): Promise<Count> {
  const search = readSearch(query)
  if (search.words || search.beginning || search.without.length) return null
  const meaning = await readFilters(tx, actor, search, now)
  return meaning.problems.length ? { n: 0, more: false } : countMeant(tx, actor, meaning)
}

async function countMeant(tx: Tx, actor: Actor, { which, conditions, values }: Meaning): Promise<Count> {
  const sight = caseSight(actor, 'c')
  const { ranges, values: places } = rangesFor(actor, which)
  if (!ranges.length) return { n: 0, more: false }
  const looked = ranges.map((range) => `(select c.*, row_number() over () as nth from (select * from cases.cases c where c.account_id = :account and ${range} and ${sight.condition} order by c.last_message_at desc, c.id desc limit ${rangeLooked}) c)`)
  const { name, text, values: given } = prepared(`
    select count(*) filter (where fits)::int as n, coalesce(bool_or(nth = ${rangeLooked}), false) as more
      from (select ${conditions.length ? conditions.map((each) => `(${each})`).join(' and ') : 'true'} as fits, c.nth from (${looked.join(' union all ')}) c) each`, { ...sight.values, ...places, ...values, account: actor.accountId })
  const [found] = await tx.run<{ n: number; more: boolean }>(name, text, given)
  return { n: Math.min(found!.n, mostShown), more: found!.more || found!.n > mostShown }
}
