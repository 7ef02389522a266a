import { expect, test } from 'vitest'
import { ApiToken, Grant, Role, type Person, type Team } from '#contracts/accounts'
import { blindBrands, changesOf, granted, grantNames, inTeam, roles, scopes, visibilities, type Access } from './grants.ts'

const teams: Team[] = [{ id: 't1', brandId: 'b1', name: 'Deutsch' }, { id: 't2', brandId: 'b2', name: 'Schade' }]
const access: Access = { role: 'agent', grants: [{ brandId: 'b1', visibility: 'team' }, { brandId: 'b2', visibility: 'all' }], teamIds: ['t1', 't2'] }
const maren: Person = { id: 'p1', name: 'Maren', email: 'm@v.example', language: 'de', status: 'active', secondFactor: false, lastSeenAt: null, ...access }

test('the page offers every role, sight and scope that the server knows', () => {
  expect([roles, visibilities, scopes]).toEqual([Role.options, Grant.shape.visibility.options, ApiToken.shape.scopes.element.options])
})
test('a brand taken away takes its teams along, and no others', () => {
  expect(granted(access, 'b1', '', teams)).toEqual({ role: 'agent', grants: [{ brandId: 'b2', visibility: 'all' }], teamIds: ['t2'] })
})
test('seeing further changes the grant in its place; a new brand comes last', () => {
  expect(granted(access, 'b1', 'all', teams).grants.map((each) => `${each.brandId} ${each.visibility}`)).toEqual(['b1 all', 'b2 all'])
  expect(granted(access, 'b3', 'own', teams).grants.at(-1)).toEqual({ brandId: 'b3', visibility: 'own' })
})
test('joining a team twice is joining it once', () => {
  expect(inTeam(inTeam(access, 't1', true), 't1', true).teamIds.filter((id) => id === 't1')).toHaveLength(1)
  expect(inTeam(access, 't1', false).teamIds).toEqual(['t2'])
})
test('sight of the team without a team is blindness, and said', () => {
  expect(blindBrands(access, teams)).toEqual([])
  expect(blindBrands({ ...access, teamIds: ['t2'] }, teams)).toEqual(['b1'])
})
test('brands that the reader does not see are not named', () => {
  const brand = { id: 'b2', name: 'Polder', referencePrefix: 'P', language: 'nl' as const, timeZone: 'Europe/Amsterdam', signature: '' }
  expect(grantNames(maren, [brand])).toEqual([{ name: 'Polder', visibility: 'all' }])
})
test('only what was changed is sent', () => {
  expect(changesOf(maren, { name: 'Maren ', ...access, grants: access.grants.toReversed(), teamIds: ['t2', 't1'] })).toEqual({})
  expect(changesOf(maren, { name: 'Maren L.', ...access, role: 'supervisor' })).toEqual({ name: 'Maren L.', role: 'supervisor' })
  expect(changesOf(maren, { name: 'Maren', ...access, teamIds: [] })).toEqual({ teamIds: [] })
  expect(changesOf(maren, { name: 'Maren', ...granted(access, 'b1', 'own', teams) })).toEqual({ grants: [{ brandId: 'b1', visibility: 'own' }, { brandId: 'b2', visibility: 'all' }] })
})
