import { expect, test } from 'vitest'
import { row } from './sample-case.ts'
import { selectionStore } from './selection.ts'

const listed = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ ...row, id }))
const at = (id: string) => listed.find((each) => each.id === id)!
const begun = () => { const store = selectionStore(); return { store, chosen: () => [...store.current().rows.keys()] } }

test('one is chosen and let go again; listeners hear of it until they leave', () => {
  const { store, chosen } = begun()
  let heard = 0
  const leave = store.subscribe(() => heard++)
  store.toggle(at('b'))
  store.toggle(at('d'))
  store.toggle(at('b'))
  expect([chosen(), heard]).toEqual([['d'], 3])
  leave()
  expect([store.clear(), store.clear(), chosen(), heard]).toEqual([true, false, [], 3])
})

test.each([['b', 'd', ['b', 'c', 'd']], ['d', 'b', ['d', 'b', 'c']], ['c', 'c', ['c']]])('from %s up to %s: %s', (from, to, expected) => {
  const { store, chosen } = begun()
  store.toggle(at(from))
  store.extend(at(to), listed)
  expect(chosen()).toEqual(expected)
})

test('without a beginning the range is the row itself; one that has left the list breaks nothing', () => {
  const { store, chosen } = begun()
  store.extend(at('c'), listed)
  expect(chosen()).toEqual(['c'])
  store.toggle({ ...row, id: 'gone' })
  store.extend(at('e'), listed)
  expect(chosen()).toEqual(['c', 'gone', 'e'])
})

test('all of the view is meant until one is taken out; what is under way is followed beside it', () => {
  const { store } = begun()
  store.toggle(at('a'))
  store.all()
  store.follow('bulk')
  expect(store.current()).toMatchObject({ whole: true, bulkId: 'bulk' })
  store.toggle(at('b'))
  expect(store.current().whole).toBe(false)
  store.clear()
  expect(store.current().bulkId).toBe('bulk')
})
