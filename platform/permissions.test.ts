import { expect, test } from 'vitest'
import { brandsFor, caseSight, may, permissions, roles, type Actor, type Permission, type Role, type TokenScope, type Visibility } from './permissions.ts'

const who = (role: Role, visibility: Visibility = 'all', scopes: TokenScope[] | null = null): Actor => ({ kind: 'person', accountId: 'a', personId: 'me', name: '', email: '', role, language: 'en', grants: [{ brandId: 'fjeld', visibility }], teamIds: ['tents'], scopes })

test.each<[Permission, Role[]]>([
  ['case.reply', ['agent', 'specialist', 'supervisor', 'manager', 'admin']], ['case.take', ['agent', 'supervisor', 'manager', 'admin']], ['ledger.see', ['supervisor', 'manager', 'admin', 'auditor']],
  ['ledger.act', ['supervisor', 'manager', 'admin']], ['people.change', ['manager', 'admin']], ['people.see', ['agent', 'specialist', 'supervisor', 'manager', 'admin', 'auditor']], ['case.see', [...roles]],
])('%s is for %o', (permission, expected) => {
  expect(roles.filter((role) => may(who(role), permission)).sort()).toEqual([...expected].sort())
})
test('an auditor and a client change nothing at all', () => {
  for (const role of ['auditor', 'client-viewer'] as const) expect(permissions.filter((each) => may(who(role), each) && !each.endsWith('.see'))).toEqual([])
})
test.each<[Visibility, { ownerId: string | null; teamId: string | null }, boolean]>([
  ['all', { ownerId: 'jonas', teamId: 'stoves' }, true], ['team', { ownerId: 'jonas', teamId: 'tents' }, true], ['team', { ownerId: 'jonas', teamId: 'stoves' }, false],
  ['team', { ownerId: 'me', teamId: 'stoves' }, true], ['team', { ownerId: null, teamId: null }, false], ['own', { ownerId: 'me', teamId: null }, true], ['own', { ownerId: null, teamId: 'tents' }, false],
])('who sees %s: a case of %o is seen: %s', (visibility, thing, seen) => {
  expect(may(who('agent', visibility), 'case.see', { brandId: 'fjeld', ...thing })).toBe(seen)
})
test('without a grant of the brand there is nothing', () => {
  expect(may(who('admin'), 'case.see', { brandId: 'polder', ownerId: 'me', teamId: 'tents' })).toBe(false)
  expect(brandsFor({ ...who('admin'), grants: [] }, 'case.see')).toEqual([])
})
test.each<[TokenScope[], Permission, boolean]>([[['read'], 'case.see', true], [['read'], 'case.reply', false], [['write'], 'people.change', false], [['manage'], 'people.change', true]])('a token that may %o: %s is %s', (scopes, permission, allowed) => {
  expect(may(who('admin', 'all', scopes), permission)).toBe(allowed)
})
test('the condition of a list says the same as may(): parameters, never words of a request', () => {
  const mixed: Actor = { ...who('agent'), grants: [{ brandId: 'b1', visibility: 'all' }, { brandId: 'b2', visibility: 'team' }, { brandId: 'b3', visibility: 'own' }] }
  const { condition, values } = caseSight(mixed, 'c')
  expect(values).toEqual({ sight_all: ['b1'], sight_team: ['b2'], sight_teams: ['tents'], sight_own: ['b3'], sight_me: 'me' })
  expect(condition).not.toMatch(/b1|b2|b3|tents/)
  expect(caseSight({ ...mixed, grants: [] }, 'c').condition).toBe('false')
})
