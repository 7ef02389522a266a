import { expect, test } from 'vitest'
import { afterReading, endOf, movedBy, noParts, partsFor, rowsIn } from './pages.ts'

test('reading on, a list becomes parts; the last says when there is no more', () => {
  const two = afterReading(noParts, '', 'a')
  expect(two).toEqual({ starts: ['', 'a'], more: true })
  expect([endOf(two, ''), endOf(two, 'a')]).toEqual(['a', undefined])
  const three = afterReading(two, 'a', 'b')
  expect(afterReading(three, 'b', null)).toEqual({ starts: ['', 'a', 'b'], more: false })
})
test('a part that is read again stays; one that has grown too long becomes two', () => {
  const parts = { starts: ['', 'a', 'b'], more: true }
  expect(afterReading(parts, 'a', null)).toBe(parts)
  expect(afterReading(parts, '', 'new')).toEqual({ starts: ['', 'new', 'a', 'b'], more: true })
  expect(afterReading(parts, 'of another list', 'x')).toBe(parts)
})
test('an empty list is one part', () => expect(afterReading(noParts, '', null)).toBe(noParts))
test.each([[0, 9, [0, 0]], [0, 99, [0, 0]], [95, 105, [0, 1]], [150, 160, [1, 1]], [195, 205, [1, 2]], [290, 299, [2, 3]], [500, 520, [3, 3]]])('rows %i to %i of parts of a hundred, the last not read yet, are in parts %j', (from, to, parts) => {
  expect(partsFor([100, 100, 100, 0], from, to)).toEqual(parts)
})
test('each case is shown once, where it stands highest', () => {
  const page = (...ids: string[]) => ({ rows: ids.map((id) => ({ id })) })
  expect(rowsIn([page('c', 'a'), undefined, page('b', 'c', 'd')]).map((each) => each.id)).toEqual(['c', 'a', 'b', 'd'])
})
test.each([
  ['two came in above', ['a', 'b', 'c', 'd'], 1, ['x', 'y', 'a', 'b', 'c', 'd'], null, 2],
  ['the first in sight went to the top', ['a', 'b', 'c', 'd'], 1, ['b', 'a', 'c', 'd'], null, -1],
  ['the one under the pointer counts', ['a', 'b', 'c', 'd'], 0, ['x', 'b', 'c', 'a', 'd'], 'c', 0],
  ['the one under the pointer is gone', ['a', 'b', 'c'], 0, ['x', 'a', 'c'], 'b', 1],
  ['another list', ['a', 'b'], 0, ['x', 'y'], null, 0],
])('%s', (_, before, from, after, held, moved) => expect(movedBy(before, from, after, held)).toBe(moved))
