import { expect, test } from 'vitest'
import type { CaseStatus } from '../contract.ts'
import { standingOf, withStatus } from './standing.ts'

const soon = new Date('2026-11-25T08:00:00Z')
const held = { status: 'open' as CaseStatus, ownerId: 'maren', teamId: null, snoozedUntil: null as Date | null, mergedInto: null as string | null }

test.each([
  ['open', null, null, 'open'], ['waiting-customer', null, null, 'waiting-customer'], ['open', soon, null, 'snoozed'], ['solved', null, 'other', 'merged'], ['open', soon, 'other', 'merged'],
] as const)('a case that is %s, sleeps until %s and was merged into %s is counted as %s', (status, snoozedUntil, mergedInto, counted) => {
  expect(standingOf({ ...held, status, snoozedUntil, mergedInto })).toEqual({ status: counted, ownerId: 'maren', teamId: null })
})
test.each([['open', null], ['solved', null], ['closed', null], ['waiting-customer', soon], ['waiting-third-party', soon]] as const)('a case that sleeps and becomes %s sleeps until %s', (status, until) => {
  expect(withStatus({ ...held, snoozedUntil: soon }, status)).toMatchObject({ status, snoozedUntil: until })
})
