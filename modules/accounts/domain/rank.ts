import type { BrandGrant, Role, Visibility } from '#platform/permissions'

/** Who stands above whom when roles are given out. Equals may change one another, nobody anybody above them. */
const ranks: Record<Role, number> = { 'client-viewer': 0, 'auditor': 1, 'specialist': 1, 'agent': 1, 'supervisor': 2, 'manager': 3, 'admin': 4 }
export const mayGiveRole = (giver: Role, role: Role): boolean => ranks[role] <= ranks[giver]

const reach: Record<Visibility, number> = { own: 0, team: 1, all: 2 }

/** Nobody hands out more of a brand than they have of it. What was there before may stay. */
export function grantsBeyond(giver: BrandGrant[], wanted: BrandGrant[], before: BrandGrant[] = []): BrandGrant[] {
  return wanted.filter((grant) => {
    if (before.some((each) => each.brandId === grant.brandId && each.visibility === grant.visibility)) return false
    const own = giver.find((each) => each.brandId === grant.brandId)
    return !own || reach[grant.visibility] > reach[own.visibility]
  })
}

/** Whom somebody finds on the people page: administrators everybody, others those with whom they share a brand or who have none yet. */
export const withinReach = (viewer: { role: Role; grants: BrandGrant[] }, grants: BrandGrant[]): boolean =>
  viewer.role === 'admin' || !grants.length || grants.some((grant) => viewer.grants.some((each) => each.brandId === grant.brandId))
