/**
 * Who may do what. One table of permissions per role and one function that decides; routes, lists, counts, search,
 * live feed and exports all ask it. What one may not see does not exist (404, not counted, not in a feed).
 */
export const roles = ['agent', 'specialist', 'supervisor', 'manager', 'admin', 'auditor', 'client-viewer'] as const
export type Role = (typeof roles)[number]

/** How far somebody sees within a granted brand: only their own cases, their teams' cases, or all. */
export const visibilities = ['own', 'team', 'all'] as const
export type Visibility = (typeof visibilities)[number]

export const permissions = [
  'case.see', 'case.reply', 'case.note', 'case.take', 'case.assign', 'case.change', 'case.open',
  'customer.see', 'customer.change',
  'ledger.see', 'ledger.act',
  'channel.see', 'channel.change',
  'people.see', 'people.change',
  'brand.see', 'brand.change',
  'events.see',
  'view.share', 'text.share',
] as const
export type Permission = (typeof permissions)[number]

const reading = ['case.see', 'customer.see', 'brand.see', 'people.see'] as const
const answering = [...reading, 'case.reply', 'case.note', 'case.take', 'case.assign', 'case.change', 'case.open', 'customer.change'] as const
const leading = [...answering, 'ledger.see', 'ledger.act', 'channel.see', 'events.see', 'view.share', 'text.share'] as const

const granted: Record<Role, readonly Permission[]> = {
  'agent': answering,
  // A specialist answers what was handed over to them, and hands it back.
  'specialist': [...reading, 'case.reply', 'case.note', 'case.change', 'case.assign'],
  'supervisor': leading,
  'manager': [...leading, 'brand.change', 'channel.change', 'people.change'],
  'admin': [...leading, 'brand.change', 'channel.change', 'people.change'],
  // Auditors read everything, also what was rejected, and change nothing.
  'auditor': [...reading, 'ledger.see', 'channel.see', 'events.see'],
  // The client of an outsourcer sees its own brand's work and nothing about who else is here.
  'client-viewer': ['case.see', 'customer.see', 'brand.see'],
}

/** What an API token may do of what its person may do. */
export const tokenScopes = ['read', 'write', 'manage'] as const
export type TokenScope = (typeof tokenScopes)[number]

const scopeOf = (permission: Permission): TokenScope =>
  permission.endsWith('.see') ? 'read' : /^(people|brand|channel)\./.test(permission) ? 'manage' : 'write'

export type BrandGrant = { brandId: string; visibility: Visibility }

/** A person who acts, as known after sign-in. `scopes` is null for a session and a list for an API token. */
export type Actor = {
  kind: 'person'
  accountId: string
  personId: string
  name: string
  email: string
  role: Role
  language: string
  grants: BrandGrant[]
  teamIds: string[]
  scopes: TokenScope[] | null
}

/** What is asked about. A case has a team and an owner; a brand's other things only their brand. */
export type Thing = { brandId: string; teamId?: string | null; ownerId?: string | null }

/** May this person do this (to that)? Without a thing: may they do it anywhere at all? */
export function may(actor: Actor, permission: Permission, thing?: Thing): boolean {
  if (!granted[actor.role].includes(permission)) return false
  if (actor.scopes && !actor.scopes.includes(scopeOf(permission))) return false
  if (!thing) return true
  const grant = actor.grants.find((each) => each.brandId === thing.brandId)
  if (!grant) return false
  // Only cases carry an owner and a team; for everything else of the brand the grant suffices.
  if (!('ownerId' in thing) && !('teamId' in thing)) return true
  return withinSight(actor, grant.visibility, thing)
}

function withinSight(actor: Actor, visibility: Visibility, thing: Thing): boolean {
  switch (visibility) {
    case 'all': return true
    case 'team': return thing.ownerId === actor.personId || (!!thing.teamId && actor.teamIds.includes(thing.teamId))
    case 'own': return thing.ownerId === actor.personId
  }
}

/** May this person share something with who works for a brand, or (null) with everybody? What everybody gets, also clients of other brands, is for who runs the house. */
export const mayShare = (actor: Actor, permission: 'view.share' | 'text.share', brandId: string | null): boolean =>
  brandId ? may(actor, permission, { brandId }) : may(actor, permission) && may(actor, 'brand.change')

/** The brands in which this person may do this. Row-level security gets the same list. */
export const brandsFor = (actor: Actor, permission: Permission): string[] =>
  may(actor, permission) ? actor.grants.map((grant) => grant.brandId) : []

/**
 * The same decision as `may(actor, 'case.see', …)` for a whole table, as a condition over an alias with `brand_id`,
 * `team_id` and `owner_id`. The ids come from the database, never from a request, and go in as parameters `:sight_…`.
 */
export function caseSight(actor: Actor, alias: string): { condition: string; values: Record<string, unknown> } {
  if (!may(actor, 'case.see')) return { condition: 'false', values: {} }
  const of = (visibility: Visibility) => actor.grants.filter((grant) => grant.visibility === visibility).map((grant) => grant.brandId)
  const [all, team, own] = [of('all'), of('team'), of('own')]
  const conditions: string[] = []
  const values: Record<string, unknown> = {}
  if (all.length) {
    conditions.push(`${alias}.brand_id = any(:sight_all::uuid[])`)
    values.sight_all = all
  }
  if (team.length) {
    conditions.push(`(${alias}.brand_id = any(:sight_team::uuid[]) and (${alias}.owner_id = :sight_me or ${alias}.team_id = any(:sight_teams::uuid[])))`)
    Object.assign(values, { sight_team: team, sight_teams: actor.teamIds, sight_me: actor.personId })
  }
  if (own.length) {
    conditions.push(`(${alias}.brand_id = any(:sight_own::uuid[]) and ${alias}.owner_id = :sight_me)`)
    Object.assign(values, { sight_own: own, sight_me: actor.personId })
  }
  return { condition: conditions.length ? `(${conditions.join(' or ')})` : 'false', values }
}
