import { describe, expect, test } from 'vitest'
import { fold, type Telling } from './fold.ts'
import { readPlace, writePlace } from './place.ts'
import { concernsSomebody, whomToTell, type Heard, type Known } from './whom-to-tell.ts'

const nobody: Known = { ownerId: null, followers: [], snoozedBy: null, writtenBy: null, waiting: [], taking: [], lookingAfter: [] }
const event = (verb: string, facts: object = {}, change: Partial<Heard> = {}): Heard => ({ verb, actorId: null, subjectId: 's', facts: facts as Record<string, unknown>, ...change })
const told = (heard: Heard, known: Partial<Known> = {}) => whomToTell(heard, { ...nobody, ...known }).map(({ personId, kind }) => `${kind} ${personId}`)

describe('whom an event is told to', () => {
  test.each<[string, Heard, Partial<Known>, string[]]>([
    ['somebody was named', event('person.mentioned', { messageId: 'm' }, { actorId: 'maren', subjectId: 'jonas' }), {}, ['mention jonas']],
    ['a case was given', event('case.assigned', { from: null, to: 'jonas' }, { actorId: 'maren' }), {}, ['assigned jonas']],
    ['a case was taken', event('case.assigned', { from: null, to: 'jonas' }, { actorId: 'jonas' }), {}, []],
    ['a case was given back to nobody', event('case.assigned', { from: 'jonas', to: null }, { actorId: 'maren' }), {}, []],
    ['a customer answered', event('message.received', { automatic: false }), { ownerId: 'maren', followers: ['jonas', 'maren'] }, ['answered maren', 'answered jonas']],
    ['a machine answered', event('message.received', { automatic: true }), { ownerId: 'maren' }, []],
    ['a customer wrote first', event('message.received', { automatic: false }), {}, []],
    ['its time had come', event('case.woken', { by: 'time' }), { ownerId: 'maren', snoozedBy: 'maren' }, ['woken maren']],
    ['an answer woke it, of which they hear anyway', event('case.woken', { by: 'reply' }), { ownerId: 'maren', snoozedBy: 'maren' }, []],
    ['an answer woke what is now another’s', event('case.woken', { by: 'reply' }), { ownerId: 'jonas', snoozedBy: 'maren' }, ['woken maren']],
    ['they woke it themselves', event('case.woken', { by: 'person' }, { actorId: 'maren' }), { snoozedBy: 'maren' }, []],
    ['a letter came back', event('delivery.changed', { state: 'bounced' }), { writtenBy: 'maren', ownerId: 'jonas' }, ['undelivered maren']],
    ['a letter is in doubt', event('delivery.changed', { state: 'doubtful' }), { writtenBy: 'maren' }, ['undelivered maren']],
    ['a letter arrived', event('delivery.changed', { state: 'sent' }), { writtenBy: 'maren' }, []],
    ['a letter is tried again', event('delivery.changed', { state: 'retrying' }), { writtenBy: 'maren' }, []],
    ['new work came in', event('case.opened', { standing: { ownerId: null } }), { waiting: ['jonas'] }, ['unassigned jonas']],
    ['new work that somebody has already', event('case.opened', { standing: { ownerId: 'maren' } }), { waiting: ['jonas'] }, []],
    ['a chat began', event('talk.began', { talkId: 't' }), { taking: ['maren', 'jonas'] }, ['chat maren', 'chat jonas']],
    ['a chat began in a case that somebody has', event('talk.began', { talkId: 't' }), { taking: ['maren'], ownerId: 'jonas' }, []],
    ['a chat was handed to a team', event('talk.transferred', { personId: null, teamId: 'x' }, { actorId: 'maren' }), { taking: ['maren', 'jonas'] }, ['chat jonas']],
    ['a chat was handed to somebody', event('talk.transferred', { personId: 'jonas', teamId: null }, { actorId: 'maren' }), { taking: ['jonas'] }, []],
    ['a webhook ended', event('webhook.disabled', { reason: 'gone' }), { lookingAfter: ['annelies', 'geert'] }, ['webhook annelies', 'webhook geert']],
    ['something else happened', event('case.changed', { changed: {} }), { ownerId: 'maren', followers: ['jonas'] }, []],
  ])('%s', (_, heard, known, people) => { expect(told(heard, known)).toEqual(people) })

  test('what nobody could be told of is known without asking', () => {
    expect(['customer.changed', 'case.linked', 'notification.told', 'message.written'].filter((verb) => concernsSomebody(event(verb)))).toEqual([])
  })
})

describe('several at once', () => {
  const telling = (change: Partial<Telling>): Telling => ({ personId: 'maren', kind: 'answered', brandId: 'b', caseId: 'c', subjectId: 's', messageId: 'm1', byPerson: null, at: new Date(1), seq: 1, ...change })
  test('of one case and kind are one: it begins at the first message and shows the last', () => {
    expect(fold([telling({}), telling({ messageId: 'm2', seq: 2, at: new Date(2) }), telling({ messageId: 'm3', seq: 5, at: new Date(3) })])).toEqual([{ personId: 'maren', kind: 'answered', brandId: 'b', caseId: 'c', subjectId: 's', messageId: 'm1', lastMessageId: 'm3', byPerson: null, at: new Date(3), seqs: [1, 2, 5] }])
  })
  test('another case, kind or person stays for itself', () => {
    expect(fold([telling({}), telling({ caseId: 'd' }), telling({ kind: 'mention' }), telling({ personId: 'jonas' }), telling({ caseId: null, subjectId: 'w1' }), telling({ caseId: null, subjectId: 'w2' })])).toHaveLength(6)
  })
})

test('a cursor leads back to its place, and what is none begins anew', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  expect(readPlace(writePlace({ micros: 1764000000123456, id }))).toEqual({ at: 1764000000123456, id })
  expect([readPlace(undefined), readPlace(''), readPlace('1.2'), readPlace(`x.${id}`)]).toEqual([null, null, null, null])
})
