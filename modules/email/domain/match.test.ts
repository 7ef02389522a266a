import { expect, test } from 'vitest'
import { match, type Clues, type Relative } from './match.ts'

const nothing: Clues = { token: null, inReplyTo: [], references: [], messageId: '<new@fatima.example>', relatives: [], similar: null }
const ourAnswer: Relative = { relation: 'is', rfcMessageId: '<answer@fjeld-wald.example>', messageId: 'm1', conversationId: 'tent', kind: 'out', bulk: false, participant: true, participantRole: 'customer', sentToSender: true }

test('Fatima answers our mail: her tent', () => {
  expect(match({ ...nothing, inReplyTo: ['<answer@fjeld-wald.example>'], relatives: [ourAnswer] })).toMatchObject({ where: 'conversation', conversationId: 'tent', by: 'references' })
})
test('a stranger who guessed or stole the reference gets a new conversation, linked as a suggestion', () => {
  const seen = { ...ourAnswer, participant: false, participantRole: null, sentToSender: false }
  expect(match({ ...nothing, inReplyTo: [seen.rfcMessageId], relatives: [seen] })).toEqual({ where: 'new', maybeRelatedTo: 'tent' })
})
test('only the oldest reference is known: it suffices', () => {
  expect(match({ ...nothing, inReplyTo: ['<relay@elsewhere>'], references: ['<answer@fjeld-wald.example>', '<relay@elsewhere>'], relatives: [ourAnswer] })).toMatchObject({ conversationId: 'tent' })
})
test('the signed reply address comes before references', () => {
  expect(match({ ...nothing, token: { conversationId: 'stove', participant: true, participantRole: 'customer' }, inReplyTo: [ourAnswer.rfcMessageId], relatives: [ourAnswer] })).toMatchObject({ conversationId: 'stove', by: 'token' })
})
test('somebody else writes to the signed address: a conversation of their own, linked as a suggestion', () => {
  expect(match({ ...nothing, token: { conversationId: 'tent', participant: false, participantRole: null }, inReplyTo: [ourAnswer.rfcMessageId], relatives: [{ ...ourAnswer, participant: false, sentToSender: false }] })).toEqual({ where: 'new', maybeRelatedTo: 'tent' })
})
test('two readers of one newsletter do not meet', () => {
  expect(match({ ...nothing, inReplyTo: [ourAnswer.rfcMessageId], relatives: [{ ...ourAnswer, bulk: true }] })).toEqual({ where: 'new', maybeRelatedTo: null })
})
test('the supplier answers a forward: into the case, but not as the customer', () => {
  expect(match({ ...nothing, inReplyTo: [ourAnswer.rfcMessageId], relatives: [{ ...ourAnswer, kind: 'forward', participantRole: 'third-party' }] })).toMatchObject({ as: 'third-party' })
})
test('a mail that comes after its own answer joins it', () => {
  const answer = { ...ourAnswer, relation: 'answers' as const, rfcMessageId: '<new@fatima.example>', kind: 'in' }
  expect(match({ ...nothing, relatives: [answer] })).toMatchObject({ conversationId: 'tent', by: 'late-ancestor' })
})
test('the same subject only suggests', () => expect(match({ ...nothing, similar: 'tent' })).toEqual({ where: 'new', maybeRelatedTo: 'tent' }))
