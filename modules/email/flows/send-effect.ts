import { caseById, caseOfConversation, conversationsOfCase } from '#modules/cases'
import { changeDelivery, deliveryKnown, keepSentBytes, markSent, splitDelivery } from '#modules/conversations'
import { deliveryChanged } from '#events/conversations'
import { blob, keepBlobs } from '#platform/blobs'
import { db, type Scope, type Tx } from '#platform/db'
import { announce, theSystem, type EventSubject } from '#platform/events'
import { newId } from '#platform/ids'
import { backOff, type Effect, type EffectDoer, type Outcome } from '#platform/outbox'
import { compose, giveMessageId, signed } from './compose.ts'
import { handOver, type HandedOver, type Refused } from './hand-over.ts'
import { sendSettings } from './send-settings.ts'

/** With the back-off of the outbox this is about two days, after which mail is told to be undeliverable (RFC 5321, 4.5.4.1 advises four to five; customers do not wait so long). */
const mostAttempts = 30

/** Sending a letter: composed from what is stored, signed, kept as it left, handed over. */
export const sendEffect: EffectDoer = {
  async perform(effect, handingOver) {
    const scope: Scope = { accountId: effect.accountId, brandIds: 'all' }
    const prepared = await db().transaction(scope, async (tx) => {
      await giveMessageId(tx, effect.subjectId)
      const letter = await compose(tx, effect.subjectId)
      if (!letter) return null
      const settings = await sendSettings(tx, letter.channelId)
      await changeDelivery(tx, { id: effect.subjectId, state: 'sending', detail: null, attempts: effect.attempts, dueAt: null, envelopeId: null })
      return { letter, settings }
    })
    if (!prepared) return { state: 'failed', detail: 'What should be sent does not exist any more.' }
    const { letter, settings } = prepared
    if (!settings) return { state: 'failed', detail: 'This channel has no sending server. Set one under Channels, then send again.' }
    if (!letter.recipients.length) return { state: 'failed', detail: 'There is nobody to send to.' }
    const bytes = settings.dkim ? await signed(letter.bytes, settings.dkim) : letter.bytes
    const kept = blob(bytes)
    await db().transaction(scope, async (tx) => {
      await keepBlobs(tx, [kept])
      await keepSentBytes(tx, { messageId: letter.messageId, hash: kept.hash })
    })
    return outcomeOf(await handOver(settings, { ...letter, bytes }, handingOver), effect)
  },

  async settled(tx, effect, outcome) {
    const [delivery] = await deliveryKnown(tx, { id: effect.subjectId })
    if (!delivery) return
    const about = await subjectOf(tx, effect, delivery.conversationId)
    const refused = ((outcome.state === 'done' ? outcome.facts?.['refused'] : null) ?? []) as Refused[]
    const state = outcome.state === 'done' ? 'sent' : outcome.state
    await changeDelivery(tx, { id: effect.subjectId, state, detail: outcome.detail.slice(0, 600), attempts: effect.attempts, dueAt: outcome.state === 'retrying' ? outcome.at : null, envelopeId: outcome.state === 'done' ? String(outcome.facts?.['serverId'] ?? '') || null : null })
    await announce(tx, theSystem, deliveryChanged({ ...about, subjectId: effect.subjectId }, { deliveryId: effect.subjectId, state, detail: outcome.state === 'done' ? null : outcome.detail.slice(0, 300) }))
    if (outcome.state !== 'done') return
    await markSent(tx, { messageId: delivery.messageId })
    await tellRefused(tx, effect, about, refused)
  },
}

/** Accepted for some, refused for others: theirs is a delivery of its own, which failed, so that nobody believes it arrived. */
async function tellRefused(tx: Tx, effect: Effect, about: EventSubject, refused: Refused[]) {
  if (!refused.length) return
  const id = newId()
  const words = refused.map((each) => `${each.address}: ${each.words}`).join(' ').slice(0, 600)
  await splitDelivery(tx, { id: effect.subjectId, newId: id, refused: refused.map((each) => each.address), state: 'failed', detail: words })
  await announce(tx, theSystem, deliveryChanged({ ...about, subjectId: id }, { deliveryId: id, state: 'failed', detail: words.slice(0, 300) }))
}

function outcomeOf(handed: HandedOver, effect: Effect): Outcome {
  switch (handed.ended) {
    case 'accepted': return { state: 'done', detail: handed.words, facts: { refused: handed.refused, serverId: handed.serverId } }
    case 'never': return { state: 'failed', detail: handed.words }
    case 'lost': return { state: 'doubtful', detail: handed.words }
    case 'not-now': return effect.attempts >= mostAttempts ? { state: 'failed', detail: `Given up after ${effect.attempts} attempts. ${handed.words}` } : { state: 'retrying', detail: handed.words, at: backOff(effect.attempts) }
  }
}

/** The case whose sending it is, as it stands now: that decides who hears of it. */
async function subjectOf(tx: Tx, { brandId, payload, subjectId }: Effect, conversationId: string): Promise<EventSubject> {
  const caseId = typeof payload['caseId'] === 'string' ? payload['caseId'] : null
  const [named] = caseId ? await caseById(tx, { id: caseId }) : []
  // Merged or split since it was written: then it belongs to where its conversation is worked on now.
  const there = named && !named.mergedInto && (await conversationsOfCase(tx, { caseId: named.id })).some((each) => each.conversationId === conversationId)
  const [held] = named && !there ? await caseOfConversation(tx, { conversationId }) : [named]
  return { brandId, subjectId, caseId: held?.id ?? caseId, teamId: held?.teamId ?? null, ownerId: held?.ownerId ?? null }
}
