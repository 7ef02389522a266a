import { expect, test } from 'vitest'
import { keysFor, type LiveItem } from './live-keys.ts'

const item = (verb: string, caseId: string | null = 'c1'): LiveItem => ({ verb, caseId, brandId: 'b', subjectId: 's1', actorId: null, at: '2026-11-24T10:00:00Z' })
const staleAfter = (verb: string, caseId: string | null = null) => keysFor([item(verb, caseId)]).map((key) => key.join('/'))

test.each([
  ['case.opened', ['cases', 'timeline']], ['case.reopened', ['cases', 'timeline']], ['case.status-changed', ['cases', 'timeline']], ['case.assigned', ['cases', 'timeline']],
  ['case.changed', ['cases', 'timeline']], ['case.linked', ['cases', 'timeline']],
  ['message.received', ['cases', 'timeline', 'ledger', 'talks']], ['message.written', ['cases', 'timeline', 'outbox', 'talks']], ['delivery.changed', ['cases', 'timeline', 'outbox']],
  ['customer.met', ['case', 'cases/list', 'timeline']], ['customer.changed', ['case', 'cases/list', 'timeline']],
  ['ledger.changed', ['ledger']], ['view.changed', ['saved-views']], ['text.changed', ['texts']], ['mailbox.changed', ['mailboxes']],
  ['talk.began', ['talks', 'visitors', 'talk-counts']], ['visitor.identified', ['talks', 'visitors']], ['widget.changed', ['widgets']],
  ['notification.told', ['notifications']], ['notification.read', ['notifications']], ['notification.settings-changed', ['notifications']],
  ['person.mentioned', []], ['person.joined', ['people', 'colleagues', 'me']], ['invitation.made', ['invitations']], ['team.changed', ['teams', 'colleagues', 'people', 'me']], ['brand.changed', ['brands', 'people', 'me']],
])('%s makes stale: %j', (verb, stale) => { expect(staleAfter(verb)).toEqual(stale) })

test('an event of a case makes the open case stale as well', () => {
  expect(staleAfter('case.assigned', 'c7')).toContain('case/c7')
})
test('many happenings of one case are read again only once', () => {
  expect(keysFor([item('case.assigned'), item('case.status-changed'), item('case.changed')])).toEqual([['case', 'c1'], ['cases'], ['timeline']])
})
test('a verb of a newer server changes nothing that has no case', () => {
  expect(staleAfter('survey.answered')).toEqual([])
})
