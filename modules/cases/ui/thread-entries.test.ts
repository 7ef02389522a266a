import { expect, test } from 'vitest'
import type { CaseHappening } from '#contracts/cases'
import type { Message } from '#contracts/conversations'
import { threadEntries } from './thread-entries.ts'

const happening = (verb: string, at: string, facts: CaseHappening['facts'] = {}): CaseHappening => ({ id: verb, at, verb, actor: { kind: 'person', name: 'Maren' }, facts })
const message = { id: 'm1', at: '2026-11-24T10:00:00.000Z' } as Message

test('happenings stand between the messages, by time and not by how the moment is written', () => {
  const entries = threadEntries({ messages: [message], happenings: [happening('case.reopened', '2026-11-24T12:00:00+01:00'), happening('case.opened', '2026-11-24T10:00:00Z')] })
  expect(entries.map((each) => (each.kind === 'message' ? each.message.id : each.happening.verb))).toEqual(['m1', 'case.opened', 'case.reopened'])
})
test.each<[string, CaseHappening['facts'], boolean]>([
  ['message.received', {}, false], ['message.written', { kind: 'note' }, false], ['note.written', {}, false],
  ['delivery.changed', { state: 'sent' }, false], ['delivery.changed', { state: 'retrying' }, false], ['delivery.changed', { state: 'cancelled' }, false],
  ['delivery.changed', { state: 'failed' }, true], ['delivery.changed', { state: 'bounced' }, true], ['delivery.changed', { state: 'doubtful' }, true],
  ['case.assigned', {}, true], ['customer.met', {}, true], ['messages.merged', {}, true],
])('%s with %j stands in the thread: %s', (verb, facts, shown) => {
  expect(threadEntries({ messages: [], happenings: [happening(verb, message.at, facts)] })).toHaveLength(shown ? 1 : 0)
})
