import { expect, test } from 'vitest'
import { blank, cameIn, explain, forwardable, forwardInput, isEmpty, obstacle, readAddresses, recipientLine, replyInput, subjectOf, untouched, withAddresses, type Writing } from './composer.ts'
import { message, view } from './sample-case.ts'

const fatima = { address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }
const lone = { address: 'lone@holm.example', name: '' }
const writing = (patch: Partial<Writing> = {}): Writing => ({ ...blank, ...patch })

test.each([
  ['reply', 'Hallo', [fatima], [], null], ['reply', '  ', [fatima], [], 'composer.empty'], ['reply', '', [fatima], ['a1'], null], ['reply', 'Hallo', [], [], 'composer.no-recipient'],
  ['note', 'Hallo', [], [], null], ['note', '', [], ['a1'], 'composer.empty'], ['forward', '', [lone], [], null], ['forward', 'Hallo', [], [], 'composer.no-recipient'],
] as const)('a %s with "%s" to %j and files %j: %s', (kind, text, to, attachmentIds, why) => {
  expect(obstacle(kind, writing({ text, to: [...to], attachmentIds: [...attachmentIds] }))).toBe(why)
})
test('a gap that a text left is not sent to anybody outside; in a note it may stand, and braces of other kinds everywhere', () => {
  const said = (kind: 'reply' | 'note' | 'forward', text: string, html: string | null = null) => obstacle(kind, writing({ text, html, to: [fatima] }))
  expect([said('reply', 'Hallo {{customer.first-name}}'), said('forward', 'x', '<p><a href="{{ today }}">x</a></p>'), said('note', '{{today}}'), said('reply', 'if (x) {{ return }; }'), said('reply', '{{…}} {x}')]).toEqual(['composer.unfilled', 'composer.unfilled', null, null, null])
})
test('nothing leaves while a file is still on its way', () => {
  expect(obstacle('reply', writing({ text: 'Hallo', to: [fatima] }), true)).toBe('composer.still-uploading')
})

test.each([
  ['a@b.example', ['a@b.example'], []],
  ['Fatima <f@o.example>, lone@holm.example; x@y.example', ['f@o.example', 'lone@holm.example', 'x@y.example'], []],
  ['"Öztürk, Fatima" <f@o.example>', ['f@o.example'], []],
  ['a@b.example\nc@d.example\n', ['a@b.example', 'c@d.example'], []],
  ['Jonas, a@b.example', ['a@b.example'], ['Jonas']],
  ['a@b', [], ['a@b']], ['a b@c.example', [], ['a b@c.example']], ['', [], []],
] as const)('"%s" pasted as recipients', (text, addresses, rejected) => {
  const read = readAddresses(text)
  expect([read.addresses.map((each) => each.address), read.rejected]).toEqual([addresses, rejected])
})
test('a name in quotes loses its quotes, not its comma', () => {
  expect(readAddresses('"Öztürk, Fatima" <f@o.example>').addresses[0]!.name).toBe('Öztürk, Fatima')
})
test('nobody is written to twice, however the address is spelled', () => {
  expect(withAddresses([fatima], [{ ...fatima, address: 'FATIMA@oeztuerk.example' }, lone, lone])).toEqual([fatima, lone])
})

test('each recipient says why it is there, and who was left out is named as well', () => {
  const reply = untouched('reply', view.recipients)
  expect(explain({ ...reply, bcc: [lone] }, view.recipients)).toEqual([
    { address: fatima.address, field: 'to', reason: 'sender' }, { address: lone.address, field: 'bcc', reason: 'added' }, { address: 'hilfe@fjeld-wald.example', field: 'left-out', reason: 'own-address-left-out' },
  ])
})
test('our own address, added in spite of all, counts as added', () => {
  expect(explain(writing({ to: [{ address: 'HILFE@fjeld-wald.example', name: '' }] }), view.recipients)[0]).toMatchObject({ field: 'to', reason: 'added' })
})

test('a note and a forward begin without recipients', () => {
  expect([untouched('note', view.recipients).to, untouched('forward', view.recipients).to, untouched('reply', view.recipients).to]).toEqual([[], [], view.recipients.to])
})
test.each([[blank, true], [writing({ text: ' \n' }), true], [writing({ to: [fatima] }), true], [writing({ attachmentIds: ['a'] }), false], [writing({ text: 'x' }), false]])('writing %# is worth keeping or not', (given, empty) => {
  expect(isEmpty(given)).toBe(empty)
})

test('what came in after the last message that was seen, notes of colleagues apart', () => {
  const messages = [message, { ...message, id: 'm2', kind: 'note' as const }, { ...message, id: 'm3' }]
  expect(cameIn({ messages }, 'm1').map((each) => each.id)).toEqual(['m3'])
  expect(cameIn({ messages }, 'm3')).toEqual([])
})

test('a reply tells which message was seen, and nothing that was not chosen', () => {
  expect(replyInput(writing({ text: 'Hallo', to: [fatima] }), 'm1')).toEqual({ text: 'Hallo', html: null, to: [fatima], cc: [], bcc: [], attachmentIds: [], seenMessageId: 'm1' })
  expect(replyInput(writing({ text: 'Hallo', to: [fatima], subject: 'Zelt' }), 'm1', { sendAt: '2026-11-25T08:00:00Z', thenStatus: 'solved' })).toMatchObject({ subject: 'Zelt', sendAt: '2026-11-25T08:00:00Z', thenStatus: 'solved' })
})
test('a forward without words is still a forward, and never changes the status', () => {
  const input = forwardInput(writing({ to: [lone] }), 'm1', false, { thenStatus: 'solved' })
  expect(input).toMatchObject({ messageId: 'm1', includeAttachments: false })
  expect(input.text.length).toBeGreaterThan(0)
  expect(input).not.toHaveProperty('thenStatus')
})
test('a forward begins with the message that was asked for, else with the newest that is no note', () => {
  const messages = [message, { ...message, id: 'm2' }, { ...message, id: 'm3', kind: 'note' as const }]
  expect(forwardable(messages, 'm1').chosen?.id).toBe('m1')
  expect(forwardable(messages, null).chosen?.id).toBe('m2')
  expect(forwardable(messages, 'm3').chosen?.id).toBe('m2')
  expect(forwardable([], null).chosen).toBeNull()
})
test('two names are told, the others are counted', () => {
  expect(recipientLine({ to: [fatima], cc: [lone], bcc: [{ address: 'x@y.example', name: '' }] })).toEqual({ names: 'Fatima Öztürk, lone@holm.example', more: 1 })
  expect(recipientLine(blank)).toEqual({ names: '', more: 0 })
})

test('the subject of an answer is that under which the talk began in which the customer wrote last', () => {
  const said = (id: string, conversationId: string, subject: string, kind: 'in' | 'out' = 'in') => ({ ...message, id, conversationId, subject, kind })
  expect(subjectOf({ subject: 'Fall', messages: [said('1', 'a', 'AW: Zelt'), said('2', 'b', 'Boot'), said('3', 'a', 'noch etwas'), said('4', 'b', 'Ihre Stange', 'out')] })).toBe('Re: Zelt')
  expect([subjectOf({ subject: 'Fall', messages: [] }), subjectOf({ subject: 'Fall', messages: [said('1', 'a', '')] })]).toEqual(['Re: Fall', 'Re: Fall'])
})
test('a subject and a text’s deeds go with an answer only where there are any', () => {
  expect(replyInput(writing({ text: 'x' }), 'm1')).not.toHaveProperty('subject')
  expect(replyInput(writing({ text: 'x', subject: 'Ihre Stange', macroId: 't1' }), 'm1')).toMatchObject({ subject: 'Ihre Stange', macroId: 't1' })
})
