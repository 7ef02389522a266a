import { expect, test } from 'vitest'
import { takeInReply } from './take-in-reply.ts'

test.each([['open', 'append'], ['waiting-customer', 'reopen'], ['waiting-third-party', 'reopen'], ['solved', 'reopen'], ['closed', 'open-follow-up']] as const)(
  'a reply to a case that is %s: %s', (status, effect) => { expect(takeInReply(status, 'customer')).toBe(effect) })

test.each(['open', 'waiting-customer', 'solved'] as const)('an absence notice does not wake a case that is %s', (status) => {
  expect(takeInReply(status, 'machine')).toBe('append')
})
test('not even a machine writes to a closed case', () => expect(takeInReply('closed', 'machine')).toBe('open-follow-up'))
