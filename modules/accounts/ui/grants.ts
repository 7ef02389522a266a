import type { Brand, Person, Team } from '#contracts/accounts'
import type { BrandGrant, RoleName } from './api.ts'

/** The contract's lists again, without its schemas: those would weigh more than the page. */
export const roles = ['agent', 'specialist', 'supervisor', 'manager', 'admin', 'auditor', 'client-viewer'] as const satisfies readonly RoleName[]
export const visibilities = ['own', 'team', 'all'] as const satisfies readonly BrandGrant['visibility'][]
export const scopes = ['read', 'write', 'manage'] as const

export type Access = { role: RoleName; grants: BrandGrant[]; teamIds: string[] }

/** A brand is granted, seen further or less far, or taken away; with it go its teams. */
export function granted(access: Access, brandId: string, visibility: BrandGrant['visibility'] | '', teams: readonly Team[]): Access {
  const others = access.grants.filter((each) => each.brandId !== brandId)
  if (!visibility) return { ...access, grants: others, teamIds: access.teamIds.filter((id) => teams.find((team) => team.id === id)?.brandId !== brandId) }
  const known = access.grants.some((each) => each.brandId === brandId)
  return { ...access, grants: known ? access.grants.map((each) => (each.brandId === brandId ? { brandId, visibility } : each)) : [...others, { brandId, visibility }] }
}

export const inTeam = (access: Access, teamId: string, on: boolean): Access => ({ ...access, teamIds: on ? [...access.teamIds.filter((id) => id !== teamId), teamId] : access.teamIds.filter((id) => id !== teamId) })

/** Whoever sees only the cases of their team sees nothing without one: said before it is saved. */
export function blindBrands({ grants, teamIds }: Access, teams: readonly Team[]): string[] {
  return grants.filter((grant) => grant.visibility === 'team' && !teams.some((team) => team.brandId === grant.brandId && teamIds.includes(team.id))).map((grant) => grant.brandId)
}

/** Names of what was granted, in the order of the brands; a brand that the reader does not see is not named. */
export function grantNames(person: Pick<Person, 'grants'>, brands: readonly Brand[]): { name: string; visibility: BrandGrant['visibility'] }[] {
  return brands.flatMap((brand) => { const grant = person.grants.find((each) => each.brandId === brand.id); return grant ? [{ name: brand.name, visibility: grant.visibility }] : [] })
}

/** Only what was changed is sent: two people who change different things do not undo each other. */
export function changesOf(before: Person, after: { name: string } & Access): { name?: string; role?: RoleName; grants?: BrandGrant[]; teamIds?: string[] } {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const sortedGrants = (list: readonly BrandGrant[]) => list.toSorted((one, other) => one.brandId.localeCompare(other.brandId)).map((each) => [each.brandId, each.visibility])
  return {
    ...(after.name.trim() === before.name ? {} : { name: after.name.trim() }), ...(after.role === before.role ? {} : { role: after.role }),
    ...(same(sortedGrants(after.grants), sortedGrants(before.grants)) ? {} : { grants: after.grants }), ...(same(after.teamIds.toSorted(), before.teamIds.toSorted()) ? {} : { teamIds: after.teamIds }),
  }
}
