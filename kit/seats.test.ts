import { expect, test } from 'vitest'
import type { Present } from './presence.ts'
import { seatStore } from './seats.ts'

const jonas: Present = { personId: 'p2', name: 'Jonas', doing: 'looking' }

test('a list that is shown is said, again after a gap, and that it is gone', () => {
  const said: object[] = []
  const store = seatStore()
  const leave = store.watch()
  store.connect((each) => said.push(each))
  const leaveOther = store.watch()
  leaveOther()
  store.connect(null)
  store.connect((each) => said.push(each))
  leave()
  expect(said).toEqual([{ type: 'list', on: true }, { type: 'list', on: true }, { type: 'list', on: false }])
})
test('what changed is changed, the rest stays; a whole telling replaces all', () => {
  const store = seatStore()
  store.hear([{ caseId: 'c1', people: [jonas] }, { caseId: 'c2', people: [jonas] }], true)
  store.hear([{ caseId: 'c1', people: [] }], false)
  expect([store.at('c1'), store.at('c2')]).toEqual([[], [jonas]])
  store.hear([{ caseId: 'c3', people: [jonas] }], true)
  expect([store.at('c2'), store.at('c3')]).toEqual([[], [jonas]])
})
test('while the line is cut nobody is known to be anywhere', () => {
  const store = seatStore()
  store.connect(() => undefined)
  store.hear([{ caseId: 'c1', people: [jonas] }], true)
  store.connect(null)
  expect(store.at('c1')).toEqual([])
})
