import { expect, test } from 'vitest'
import { changeStatus, statusAfterReply } from './change-status.ts'

test.each([['open', 'solved'], ['solved', 'open'], ['solved', 'closed'], ['waiting-customer', 'waiting-third-party']] as const)('a case that is %s can become %s', (from, to) => {
  expect(changeStatus(from, to)).toBe(to)
})
test('a closed case stays closed', () => expect(() => changeStatus('closed', 'open')).toThrow(/evidence/))
test('an answer does not close a case: it can still be taken back', () => expect(() => statusAfterReply('open', 'closed')).toThrow(/verified/))
test.each([['open', undefined, 'waiting-customer'], ['open', 'solved', 'solved'], ['waiting-third-party', undefined, 'waiting-customer']] as const)('a case that is %s, answered (%s), is then %s', (from, wanted, then) => {
  expect(statusAfterReply(from, wanted)).toBe(then)
})
