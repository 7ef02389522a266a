import { beforeAll, expect, test } from 'vitest'
import type { CaseHappening } from '#contracts/cases'
import { speak } from '#kit/i18n.ts'
import { happeningWords } from './happening-words.ts'

beforeAll(() => speak('en'))

const names: Record<string, string> = { p1: 'Maren Lindqvist', p2: 'Jonas Brandt' }
const told = (verb: string, facts: CaseHappening['facts'] = {}, actor = { kind: 'person', name: 'Maren Lindqvist' }) => {
  const { who, did, detail } = happeningWords({ id: 'h', at: '2026-11-24T10:00:00Z', verb, actor, facts }, (id) => names[id])
  return `${who} ${did}${detail ? `: ${detail}` : ''}`
}

test.each<[string, CaseHappening['facts'], string]>([
  ['case.opened', { followUpOf: null }, 'Maren Lindqvist opened the case'],
  ['case.opened', { followUpOf: 'c9' }, 'Maren Lindqvist opened the case: as a follow-up'],
  ['case.reopened', { from: 'solved' }, 'Maren Lindqvist reopened the case'],
  ['case.status-changed', { from: 'open', to: 'waiting-customer' }, 'Maren Lindqvist changed the status: Open → Waiting for customer'],
  ['case.status-changed', { from: 'open', to: 'solved' }, 'Maren Lindqvist solved the case'],
  ['case.status-changed', { from: 'solved', to: 'closed' }, 'Maren Lindqvist closed the case'],
  ['case.status-changed', { from: 'closed', to: 'solved', takenBack: true }, 'Maren Lindqvist took the closing back: Solved'],
  ['case.assigned', { from: null, to: 'p2' }, 'Maren Lindqvist assigned the case: Jonas Brandt'],
  ['case.assigned', { from: 'p1', to: 'p2' }, 'Maren Lindqvist assigned the case: Jonas Brandt'],
  ['case.assigned', { from: 'p2', to: 'p1' }, 'Maren Lindqvist took the case: from Jonas Brandt'],
  ['case.assigned', { from: null, to: 'p1' }, 'Maren Lindqvist took the case'],
  ['case.assigned', { from: 'p1', to: null }, 'Maren Lindqvist gave the case back'],
  ['case.assigned', { from: null, to: 'p99' }, 'Maren Lindqvist assigned the case: a colleague'],
  ['case.merged', { role: 'into', otherCaseId: null }, 'Maren Lindqvist merged this case into another'],
  ['case.merged', { role: 'from', otherCaseId: 'c9' }, 'Maren Lindqvist merged another case into this one'],
  ['case.unmerged', { role: 'from', otherCaseId: 'c9' }, 'Maren Lindqvist undid a merge'],
  ['case.woken', { by: 'person' }, 'Maren Lindqvist woke the case'],
  ['case.woken', { by: 'time' }, 'Maren Lindqvist brought the case back at the time chosen'],
  ['case.split', { otherCaseId: 'c9' }, 'Maren Lindqvist split off a case'],
  ['case.changed', { changed: { priority: 'high' } }, 'Maren Lindqvist changed the priority: High'],
  ['case.changed', { changed: { tags: ['tent', 'vip'] } }, 'Maren Lindqvist changed the tags: tent, vip'],
  ['case.changed', { changed: { fields: { Charge: '7-B', Kulanz: true, Anzahl: null } } }, 'Maren Lindqvist filled in: Charge 7-B · Kulanz Yes · Anzahl None'],
  ['case.changed', { changed: { tags: [] } }, 'Maren Lindqvist changed the tags: None'],
  ['case.changed', { changed: { kind: 'complaint', priority: 'urgent' } }, 'Maren Lindqvist changed the case: Kind Complaint · Priority Urgent'],
  ['case.changed', { changed: { colour: 'blue' } }, 'Maren Lindqvist changed the case: colour blue'],
  ['case.changed', {}, 'Maren Lindqvist changed the case'],
  ['case.linked', { kind: 'follow-up-of', otherCaseId: 'c2', reason: '' }, 'Maren Lindqvist linked a case: Follows up'],
  ['message.received', {}, 'Maren Lindqvist wrote'],
  ['message.written', { kind: 'out' }, 'Maren Lindqvist answered'],
  ['message.written', { kind: 'note' }, 'Maren Lindqvist wrote a note'],
  ['message.written', { kind: 'forward' }, 'Maren Lindqvist forwarded a message'],
  ['customer.met', { name: 'Fatima' }, 'Maren Lindqvist wrote for the first time'],
  ['customer.changed', { changed: ['note'] }, 'Maren Lindqvist changed what we know of the customer'],
  ['survey.answered', {}, 'Maren Lindqvist survey answered'],
])('%s with %j', (verb, facts, words) => { expect(told(verb, facts)).toBe(words) })

test('a case that was put off says until when', () => {
  expect(told('case.snoozed', { until: '2024-11-25T08:00:00Z' })).toMatch(/^Maren Lindqvist put the case off: .*2024/)
})

test('a delivery in trouble says what happened and what the server said', () => {
  expect(told('delivery.changed', { state: 'bounced', detail: '550 no such user' }, { kind: 'system', name: '' })).toBe('Balie reports on a delivery: Came back undelivered: 550 no such user')
})
test.each([['system', 'Balie'], ['rule', 'A rule'], ['customer', 'The customer'], ['martian', 'Balie']])('whoever acts without a name (%s) is called “%s”', (kind, who) => {
  expect(told('case.reopened', {}, { kind, name: '' })).toBe(`${who} reopened the case`)
})
