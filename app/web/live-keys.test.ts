import { expect, test } from 'vitest'
import { keysFor, type LiveItem } from './live-keys.ts'

const item = (verb: string, caseId: string | null = 'c1'): LiveItem => ({ verb, caseId, brandId: 'b', subjectId: 's1', actorId: null, at: '2026-11-24T10:00:00Z' })

test('a message makes its case and the lists stale, nothing of the settings', () => {
  expect(keysFor([item('message.received')])).toEqual([['case', 'c1'], ['cases']])
})
test('many happenings of one case are read again only once', () => {
  expect(keysFor([item('case.assigned'), item('case.solved'), item('case.tagged')])).toEqual([['case', 'c1'], ['cases']])
})
test('a failed delivery shows in the outbox as well', () => {
  expect(keysFor([item('delivery.failed')])).toContainEqual(['outbox'])
})
test('a colleague who joined concerns people, not cases', () => {
  expect(keysFor([item('person.joined', null)])).not.toContainEqual(['cases'])
})
