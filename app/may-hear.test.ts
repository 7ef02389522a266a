import { expect, test } from 'vitest'
import type { LoggedEvent } from '#platform/events'
import type { Actor, Role, Visibility } from '#platform/permissions'
import { mayHear } from './may-hear.ts'

const maren: Actor = { kind: 'person', accountId: 'a', personId: 'maren', name: 'Maren', email: '', role: 'agent', language: 'de', grants: [], teamIds: ['tents'], scopes: null }
const who = (visibility: Visibility, role: Role = 'agent'): Actor => ({ ...maren, role, grants: [{ brandId: 'fjeld', visibility }] })
const event = (change: Partial<LoggedEvent>): LoggedEvent => ({ accountId: 'a', brandId: 'fjeld', seq: 1, tx: '1', at: new Date(0), actor: { kind: 'system', id: null }, verb: 'message.received', subjectId: 's', caseId: 'c', teamId: null, ownerId: 'jonas', facts: {}, cause: null, ...change })

test('who sees all of a brand hears of all its cases', () => expect(mayHear(who('all'), event({}))).toBe(true))
test('another brand is not heard of', () => expect(mayHear(who('all'), event({ brandId: 'polder' }))).toBe(false))
test('who sees only own cases hears nothing of a colleague’s', () => expect(mayHear(who('own'), event({}))).toBe(false))
test('a case of the team is heard of', () => expect(mayHear(who('team'), event({ teamId: 'tents' }))).toBe(true))
test('a case that was given away is heard of by who had it', () => {
  expect(mayHear(who('own'), event({ verb: 'case.assigned', facts: { from: 'maren', to: 'jonas' } }))).toBe(true)
})
test('an agent hears nothing of the ledger, a supervisor does', () => {
  expect([mayHear(who('all'), event({ verb: 'ledger.changed', caseId: null })), mayHear(who('all', 'supervisor'), event({ verb: 'ledger.changed', caseId: null }))]).toEqual([false, true])
})
test('a client hears nothing of the people here', () => expect(mayHear(who('all', 'client-viewer'), event({ verb: 'person.joined', brandId: null }))).toBe(false))
test('a client hears of answers, not of notes', () => {
  const written = (kind: string) => mayHear(who('all', 'client-viewer'), event({ verb: 'message.written', facts: { kind } }))
  expect([written('out'), written('note')]).toEqual([true, false])
})
test('of the texts hears who answers there, and of everybody’s who answers anywhere', () => {
  const changed = (actor: Actor, brandId: string | null) => mayHear(actor, event({ verb: 'text.changed', brandId, caseId: null, ownerId: null }))
  expect([changed(who('own'), 'fjeld'), changed(who('own'), null), changed(who('own'), 'polder'), changed(who('all', 'auditor'), 'fjeld'), changed(who('all', 'client-viewer'), null)]).toEqual([true, true, false, false, false])
})
test('that somebody was named in a note hears who sees its case, and no client', () => {
  const mentioned = (actor: Actor) => mayHear(actor, event({ verb: 'person.mentioned', subjectId: 'maren', facts: { kind: 'note', messageId: 'm' } }))
  expect([mentioned(who('all')), mentioned(who('own')), mentioned(who('all', 'client-viewer'))]).toEqual([true, false, false])
})
test('what somebody is told hears nobody else, whatever they may see, and they themselves in any role', () => {
  const notified = (actor: Actor, verb: string) => mayHear(actor, event({ verb, brandId: null, caseId: null, ownerId: null, subjectId: 'maren' }))
  for (const verb of ['notification.told', 'notification.read', 'notification.settings-changed']) expect([notified(who('own'), verb), notified(who('all', 'client-viewer'), verb), notified({ ...who('all', 'admin'), personId: 'geert' }, verb)]).toEqual([true, true, false])
})
test('of a talk and its visitor hears who sees the case, of a widget who sees channels', () => {
  const hears = (actor: Actor) => ['talk.began', 'talk.ended', 'visitor.blocked', 'widget.changed'].map((verb) => mayHear(actor, event({ verb, ...verb === 'widget.changed' ? { caseId: null, ownerId: null } : {} })))
  expect(hears(who('all', 'supervisor'))).toEqual([true, true, true, true])
  expect(hears(who('own'))).toEqual([false, false, false, false])
  expect(hears({ ...who('all', 'admin'), grants: [] })).toEqual([false, false, false, false])
})
test('a kind of news that nobody has placed is heard by nobody', () => expect(mayHear(who('all', 'admin'), event({ verb: 'secret.told' }))).toBe(false))
