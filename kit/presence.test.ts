import { expect, test } from 'vitest'
import { presenceStore, type Present } from './presence.ts'

const jonas: Present = { personId: 'p2', name: 'Jonas', doing: 'looking' }
function aWindow() {
  const said: unknown[] = []
  const seen = { now: true }
  const store = presenceStore(() => seen.now)
  return { store, said, seen, connect: () => store.connect((sign) => said.push(sign)) }
}

test('where one is is said when one comes, changes what one does, and goes; not twice', () => {
  const { store, said, connect } = aWindow()
  connect()
  store.at('c1', 'looking')
  store.at('c1', 'looking')
  store.at('c1', 'replying')
  store.leave('c1')
  expect(said).toEqual([{ type: 'at', caseId: 'c1', doing: 'looking' }, { type: 'at', caseId: 'c1', doing: 'replying' }, { type: 'at', caseId: null, doing: 'looking' }])
})
test('after a gap the line hears where one is', () => {
  const { store, said, connect } = aWindow()
  store.at('c1', 'noting')
  connect()
  expect(said).toEqual([{ type: 'at', caseId: 'c1', doing: 'noting' }])
})
test('a window that nobody looks at is nowhere', () => {
  const { store, said, seen, connect } = aWindow()
  connect()
  store.at('c1', 'looking')
  seen.now = false
  store.again()
  expect(said.at(-1)).toEqual({ type: 'at', caseId: null, doing: 'looking' })
})
test('others are those of this case, and nobody while the line is cut', () => {
  const { store, connect } = aWindow()
  connect()
  store.at('c1', 'looking')
  store.hear('c2', [jonas])
  expect(store.others('c1')).toEqual([])
  store.hear('c1', [jonas])
  expect(store.others('c1')).toEqual([jonas])
  store.connect(null)
  expect(store.others('c1')).toEqual([])
})
test('leaving one case for another: the old pane’s goodbye does not take the new one away', () => {
  const { store, said, connect } = aWindow()
  connect()
  store.at('c1', 'looking')
  store.at('c2', 'looking')
  store.leave('c1')
  expect(said.at(-1)).toEqual({ type: 'at', caseId: 'c2', doing: 'looking' })
})
