import type { Actor, Visibility } from '#platform/permissions'
import { caseStatuses, type CaseStatus } from '../contract.ts'

/** Which cases a list is about, as far as an index can find them. The rest are conditions on what it found. */
export type Which = { statuses: readonly CaseStatus[] | null; ownerId: string | null; nobodys: boolean; brandIds: readonly string[] | null; teamId: string | null; customerIds: readonly string[] | null }

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
  const ranges = which.customerIds ? [`c.customer_id = any (${value(which.customerIds)}::uuid[]) and ${within(granted)}`]
    : which.ownerId ? [`c.owner_id = ${value(which.ownerId)} and ${within(granted)}`]
    : which.teamId ? [`c.team_id = ${value(which.teamId)} and ${within(granted)}`]
    : [...brandsSeen('all').map((brandId) => `c.brand_id = ${value(brandId)}`), ...narrowRanges(actor, brandsSeen('team'), brandsSeen('team', 'own'), which.nobodys, value, within)]
  // What the range was not chosen by is asked of every row in it.
  const rest = [which.ownerId && !ranges[0]?.startsWith('c.owner_id') ? `c.owner_id = ${value(which.ownerId)}` : '', which.teamId && !ranges[0]?.startsWith('c.team_id') ? `c.team_id = ${value(which.teamId)}` : '', which.nobodys ? 'c.owner_id is null' : ''].filter(Boolean)
  // A customer has few cases: they are found by the customer and put in order. Elsewhere the order is the index's, which has one for each status.
  const statuses = which.customerIds ? [`c.status = any (${value(which.statuses ?? caseStatuses)})`] : (which.statuses ?? caseStatuses).map((status) => `c.status = '${status}'`)
  return { ranges: ranges.flatMap((range) => statuses.map((status) => [range, status, ...rest].join(' and '))), values }
}

/** Of brands of which somebody sees only their own, or their teams' cases. What is both is in the first. */
function narrowRanges(actor: Actor, ofTeams: string[], ofMine: string[], nobodys: boolean, value: (given: unknown) => string, within: (brandIds: string[]) => string): string[] {
  const mine = ofMine.length && !nobodys ? [`c.owner_id = ${value(actor.personId)} and ${within(ofMine)}`] : []
  return ofTeams.length ? [...mine, ...actor.teamIds.map((teamId) => `c.team_id = ${value(teamId)} and ${within(ofTeams)} and c.owner_id is distinct from ${value(actor.personId)}`)] : mine
}
