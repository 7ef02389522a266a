import { expect, test } from 'vitest'
import { prepare } from './question.ts'

test.each([
  ['select :a, :b, :a', 'select $1, $2, $1', ['a', 'b']], ["select :a::uuid[], ':no', b::text", "select $1::uuid[], ':no', b::text", ['a']],
  ['select 1 -- not :this\n where x = :y', 'select 1 -- not :this\n where x = $1', ['y']], ["select 'it''s :no' || :yes", "select 'it''s :no' || $1", ['yes']],
])('%s', (sql, text, parameters) => {
  expect(prepare(sql)).toEqual({ text, parameters })
})
