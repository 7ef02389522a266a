import { expect, test } from 'vitest'
import { roles } from '#platform/permissions'
import { grantsBeyond, mayGiveRole, withinReach } from './rank.ts'

test.each([
  ['admin', [...roles]],
  ['manager', ['agent', 'specialist', 'supervisor', 'manager', 'auditor', 'client-viewer']],
  ['supervisor', ['agent', 'specialist', 'supervisor', 'auditor', 'client-viewer']],
  ['agent', ['agent', 'specialist', 'auditor', 'client-viewer']],
  ['client-viewer', ['client-viewer']],
] as const)('the %s may give these roles and no others', (giver, given) => {
  expect(roles.filter((role) => mayGiveRole(giver, role))).toEqual(given)
})

const fjeld = 'fjeld', polder = 'polder'
test.each([
  ['all of a brand that one sees in full', [{ brandId: fjeld, visibility: 'all' }], [], []],
  ['a brand that one has not', [{ brandId: polder, visibility: 'own' }], [], [polder]],
  ['more than one sees oneself', [{ brandId: 'seen-by-team', visibility: 'all' }], [], ['seen-by-team']],
  ['what was there already', [{ brandId: 'seen-by-team', visibility: 'all' }], [{ brandId: 'seen-by-team', visibility: 'all' }], []],
] as const)('giving %s', (_words, wanted, before, refused) => {
  const giver = [{ brandId: fjeld, visibility: 'all' as const }, { brandId: 'seen-by-team', visibility: 'team' as const }]
  expect(grantsBeyond(giver, [...wanted], [...before]).map((grant) => grant.brandId)).toEqual(refused)
})

test.each([
  ['admin', [], [polder], true], ['manager', [fjeld], [polder], false], ['manager', [fjeld], [polder, fjeld], true], ['manager', [fjeld], [], true],
] as const)('the %s of %j finds somebody of %j: %s', (role, own, theirs, found) => {
  const grants = (ids: readonly string[]) => ids.map((brandId) => ({ brandId, visibility: 'all' as const }))
  expect(withinReach({ role, grants: grants(own) }, grants(theirs))).toBe(found)
})
