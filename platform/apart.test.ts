import { expect, test } from 'vitest'
import { apart } from './apart.ts'

test.each([
  ['strangers go together', ['a', 'b', 'c'], ['a', 'b', 'c'], []],
  ['who shares something with an earlier one waits', ['a', 'ab', 'c'], ['a', 'c'], ['ab']],
  ['also with one who waits', ['a', 'ab', 'b'], ['a'], ['ab', 'b']],
  ['who shares nothing with anybody never waits', ['a', '', 'a', ''], ['a', '', ''], ['a']],
])('%s', (_, all, now, later) => {
  expect(apart(all, (one) => [...one])).toEqual({ now, later })
})
