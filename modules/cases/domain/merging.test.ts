import { expect, test } from 'vitest'
import type { CaseStatus } from '../contract.ts'
import { mayMerge, statusAfterMerge, statusAfterUnmerge } from './merging.ts'

const side = (id: string, change: object = {}) => ({ id, brandId: 'fjeld', reference: `F-${id}`, status: 'open' as CaseStatus, mergedInto: null, ...change })

test.each([
  ['two open cases', side('1'), side('2'), null],
  ['a solved one into a waiting one', side('1', { status: 'solved' }), side('2', { status: 'waiting-customer' }), null],
  ['a circle', side('1'), side('1'), /other case was merged into this one/],
  ['one that was merged', side('1', { mergedInto: '3' }), side('2'), /F-1 was merged already/],
  ['two brands', side('1'), side('2', { brandId: 'polder' }), /two brands/],
  ['a closed one', side('1', { status: 'closed' }), side('2'), /F-1 is closed/],
  ['into a closed one', side('1'), side('2', { status: 'closed' }), /F-2 is closed/],
])('merging %s', (_words, from, into, refused) => {
  if (refused) expect(() => mayMerge(from, into)).toThrow(refused)
  else expect(() => mayMerge(from, into)).not.toThrow()
})
test.each([
  ['open', null, 'solved', 'open'], ['open', null, 'waiting-customer', 'open'], ['solved', null, 'solved', 'solved'], ['waiting-customer', null, 'open', 'open'], ['open', new Date(0), 'solved', 'solved'],
] as const)('%s (asleep until %s) merged into %s: %s', (status, snoozedUntil, into, after) => { expect(statusAfterMerge({ status, snoozedUntil }, { status: into })).toBe(after) })
test.each([['solved', true, 'open'], ['waiting-customer', true, 'open'], ['open', true, 'open'], ['solved', false, 'solved']] as const)('%s, unanswered meanwhile: %s → %s', (status, unanswered, after) => { expect(statusAfterUnmerge(status, unanswered)).toBe(after) })
