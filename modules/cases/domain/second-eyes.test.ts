import { expect, test } from 'vitest'
import { mayBeSent, partIn } from './second-eyes.ts'

const ofJonas = { authorId: 'ida', askedPerson: 'jonas', askedTeam: null }
const ofTeam = { authorId: 'ida', askedPerson: null, askedTeam: 'tents' }
test.each([
  [ofJonas, 'ida', [], 'author'], [ofJonas, 'jonas', [], 'reviewer'], [ofJonas, 'maren', ['tents'], null], [ofTeam, 'maren', ['tents'], 'reviewer'], [ofTeam, 'maren', ['boats'], null], [ofTeam, 'ida', ['tents'], 'author'],
] as const)('%j: to %s of %j it is %s', (review, personId, teamIds, part) => expect(partIn(review, { personId, teamIds })).toBe(part))

const asked = { ...ofJonas, state: 'asked', approvedVersion: null, decidedBy: null }
const approved = { ...asked, state: 'approved', approvedVersion: 3, decidedBy: 'jonas' }
test('the reviewer sends what they see', () => expect(mayBeSent(asked, 'reviewer', 'jonas', 7)).toEqual({ lookedOverBy: 'jonas' }))
test('the author sends what was approved', () => expect(mayBeSent(approved, 'author', 'ida', 3)).toEqual({ lookedOverBy: 'jonas' }))
test.each([['not approved', asked, 3], ['handed back', { ...approved, state: 'returned' }, 3], ['changed since', approved, 4]] as const)('%s: the author does not send it', (_, review, version) => {
  expect(() => mayBeSent(review, 'author', 'ida', version)).toThrow('Nobody has approved this as it stands')
})
