import type { Actor, Visibility } from '#platform/permissions'
import type { Standing } from '../domain/standing.ts'

/** Which cases a list is about, as far as an index can find them. The rest are conditions on what it found. */
export type Which = { standings: readonly Standing[]; ownerId: string | null; nobodys: boolean; brandIds: readonly string[] | null; teamId: string | null; customerIds: readonly string[] | null }

/**
 * What a reader sees of a list, in ranges that do not overlap, each of them one stretch of one index: of a brand that they see whole,
 * of a team of theirs, of what they own. Merged in order they are the list; none is read further than the page needs.
 * Which ranges there are follows `caseSight`, which is held against every row as well.
 */
export function rangesFor(actor: Actor, which: Which): { ranges: string[]; values: Record<string, unknown> } {
  const values: Record<string, unknown> = {}
  const value = (given: unknown) => { const name = `range_${Object.keys(values).length}`; values[name] = given; return `:${name}` }
  const brandsSeen = (...how: Visibility[]) => actor.grants.filter((grant) => how.includes(grant.visibility) && (!which.brandIds || which.brandIds.includes(grant.brandId))).map((grant) => grant.brandId)
  const granted = brandsSeen('all', 'team', 'own')
  if (!granted.length) return { ranges: [], values }
  const within = (brandIds: string[]) => `c.brand_id = any(${value(brandIds)}::uuid[])`
  const ranges = which.customerIds ? [`${ofCustomers(value(which.customerIds))} and ${within(granted)}`]
    : which.ownerId ? [`c.owner_id = ${value(which.ownerId)} and ${within(granted)}`]
    : which.teamId ? [`c.team_id = ${value(which.teamId)} and ${within(granted)}`]
    : [...brandsSeen('all').map((brandId) => `c.brand_id = ${value(brandId)}`), ...narrowRanges(actor, brandsSeen('team'), brandsSeen('team', 'own'), which.nobodys, value, within)]
  // What the range was not chosen by is asked of every row in it.
  const rest = [which.ownerId && !ranges[0]?.startsWith('c.owner_id') ? `c.owner_id = ${value(which.ownerId)}` : '', which.teamId && !ranges[0]?.startsWith('c.team_id') ? `c.team_id = ${value(which.teamId)}` : '', which.nobodys ? 'c.owner_id is null' : ''].filter(Boolean)
  // A customer has few cases: they are found by the customer and put in order. Elsewhere the order is the index's, which has one for each standing.
  const standings = which.customerIds ? [`c.standing = any (${value(which.standings)})`] : which.standings.map((standing) => `c.standing = '${standing}'`)
  return { ranges: ranges.flatMap((range) => standings.map((standing) => [range, standing, ...rest].join(' and '))), values }
}

/** Whose cases: those of a customer are also those of everybody who was merged with them. */
export const ofCustomers = (ids: string) => `c.customer_id = any (array(select customers.published_everyone(${ids}::uuid[])))`

/** Of brands of which somebody sees only their own, or their teams' cases. What is both is in the first. */
function narrowRanges(actor: Actor, ofTeams: string[], ofMine: string[], nobodys: boolean, value: (given: unknown) => string, within: (brandIds: string[]) => string): string[] {
  const mine = ofMine.length && !nobodys ? [`c.owner_id = ${value(actor.personId)} and ${within(ofMine)}`] : []
  return ofTeams.length ? [...mine, ...actor.teamIds.map((teamId) => `c.team_id = ${value(teamId)} and ${within(ofTeams)} and c.owner_id is distinct from ${value(actor.personId)}`)] : mine
}
