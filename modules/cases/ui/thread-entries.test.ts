import { expect, test } from 'vitest'
import type { CaseHappening } from '#contracts/cases'
import type { Message } from '#contracts/conversations'
import { threadEntries } from './thread-entries.ts'

const happening = (verb: string, at: string): CaseHappening => ({ id: verb, at, verb, actor: { kind: 'person', name: 'Maren' }, facts: {} })
const message = { id: 'm1', at: '2026-11-24T10:00:00.000Z' } as Message

test('happenings stand between the messages, by time and not by how the moment is written', () => {
  const entries = threadEntries({ messages: [message], happenings: [happening('case.solved', '2026-11-24T12:00:00+01:00'), happening('case.opened', '2026-11-24T10:00:00Z')] })
  expect(entries.map((each) => (each.kind === 'message' ? each.message.id : each.happening.verb))).toEqual(['m1', 'case.opened', 'case.solved'])
})
test('that a message came is not told twice, but a failed delivery is', () => {
  const entries = threadEntries({ messages: [], happenings: [happening('message.received', message.at), happening('delivery.sent', message.at), happening('delivery.failed', message.at)] })
  expect(entries).toHaveLength(1)
})
