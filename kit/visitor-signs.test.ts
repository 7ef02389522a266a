import { expect, test } from 'vitest'
import { visitorSignStore, type VisitorsTold } from './visitor-signs.ts'

test('that somebody looks is said once, again after a gap, and that nobody does any more', () => {
  const said: object[] = []
  const store = visitorSignStore()
  const leave = store.watch(() => undefined)
  const leaveOther = store.watch(() => undefined)
  store.connect((each) => said.push(each))
  leave()
  store.connect(null)
  store.connect((each) => said.push(each))
  leaveOther()
  expect(said).toEqual([{ type: 'visitors', on: true }, { type: 'visitors', on: true }, { type: 'visitors', on: false }])
})
test('everybody who looks hears it, and who left the page hears nothing', () => {
  const heard: VisitorsTold[] = []
  const store = visitorSignStore()
  const leave = store.watch((told) => heard.push(told))
  store.watch((told) => heard.push(told))
  store.hear({ here: [{ id: 'v1' }], left: [], more: false })
  leave()
  store.hear({ here: [], left: ['v1'], more: false })
  expect(heard.map((each) => [each.here.length, each.left.length])).toEqual([[1, 0], [1, 0], [0, 1]])
})
