import { expect, test } from 'vitest'
import type { Review } from '#contracts/cases'
import { review } from './sample-review.ts'
import { againOf, isApproved, sendingWay, withPictures } from './reviews.ts'

const approved: Review = { ...review, state: 'approved', approvedVersion: 3 }
test.each<[string, boolean, Review | undefined, number | undefined, string]>([
  ['who needs nobody sends', false, undefined, 1, 'send'], ['also while somebody looks', false, review, 3, 'send'], ['who needs somebody hands over', true, undefined, 1, 'hand-over'], ['and waits', true, review, 3, 'waits'],
  ['handed back, it is handed over again', true, { ...review, state: 'returned' }, 3, 'hand-over'], ['approved, it is sent', true, approved, 3, 'send-approved'], ['changed since, it is handed over', true, approved, 4, 'hand-over'], ['not saved yet, it is not what was approved', true, approved, undefined, 'hand-over'],
])('%s', (_, needsReview, given, version, way) => expect(sendingWay({ needsReview }, given, version)).toBe(way))
test('approved is one version', () => expect([isApproved(approved, 3), isApproved(approved, 4), isApproved(undefined, 3)]).toEqual([true, false, false]))
test('asked again is who was asked', () => {
  expect(againOf(review)).toEqual({ personId: 'p2', withFiles: true })
  expect(againOf({ ...review, asked: { personId: null, teamId: 't1', name: 'Zelte' }, forwardOf: 'm1' })).toEqual({ teamId: 't1', forwardOf: 'm1', withFiles: true })
})
test('pictures are shown by their links; an unknown one stays a name', () => {
  expect(withPictures('<p><img data-cid="a" alt="x"><img data-cid="b"></p>', [{ contentId: 'a', url: '/files/t' }])).toBe('<p><img data-cid="a" src="/files/t" alt="x"><img data-cid="b"></p>')
})
