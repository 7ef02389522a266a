import { attachmentsOfMessage, changeDelivery, channelById, deliveryKnown, draftFiles, lastSaid, messageById, messageHtml } from '#modules/conversations'
import { deliveryChanged } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { believeDone, cancelEffect, retryEffect, wantEffect } from '#platform/outbox'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { firstWords } from '#platform/text'
import type { z } from 'zod'
import type { Draft, MessageSent } from '../contract.ts'
import { standingOf, withStatus } from '../domain/standing.ts'
import { caseStatusChanged } from '../events.ts'
import { keepDraft } from '../queries/beside.ts'
import { caseAsSaid, caseForUpdate, caseOfConversation, conversationsOfCase, setStatus } from '../queries/cases.ts'
import { about, byPerson, mayInConversation } from './case-in-sight.ts'
import { takeBackMacro } from './macros.ts'
import { toldOf } from './leaves-at.ts'

/** The undo: what has not left stays, and its text is a draft again. @throws Refusal 'too-late' when it has left or is leaving. */
export async function takeBack(tx: Tx, actor: Actor, deliveryId: string): Promise<z.infer<typeof Draft>> {
  const { delivery, held: found } = await deliveryInSight(tx, actor, deliveryId)
  if (!await cancelEffect(tx, deliveryId)) throw new Refusal('too-late', 'It has already left and cannot be taken back.')
  await changeDelivery(tx, { id: deliveryId, state: 'cancelled', detail: null, attempts: null, dueAt: null, envelopeId: null })
  const [message] = await messageById(tx, { id: delivery.messageId })
  const recipients = message!.recipients as { to: z.infer<typeof Draft>['to']; cc: z.infer<typeof Draft>['to']; bcc?: z.infer<typeof Draft>['to'] }
  const attachmentIds = (await attachmentsOfMessage(tx, { messageId: delivery.messageId })).map((each) => each.id)
  const [[written], files] = await Promise.all([messageHtml(tx, { id: delivery.messageId }), draftFiles(tx, actor, attachmentIds, (id) => id === delivery.messageId)])
  const { html } = written!
  const kind = message!.kind === 'forward' ? 'forward' as const : 'reply' as const
  // What a text did along with it first: the case is as it is then.
  const macroId = found ? await takeBackMacro(tx, actor, found, deliveryId, new Date()) : null
  const [held] = found && macroId ? await caseForUpdate(tx, { id: found.id }) : [found]
  const draft: z.infer<typeof Draft> = { version: 1, macroId, kind, text: message!.text, html, to: recipients.to, cc: recipients.cc, bcc: recipients.bcc ?? [], subject: message!.subject, attachmentIds, files, savedAt: new Date().toISOString() }
  const news = [deliveryChanged(held ? about(held, deliveryId) : { brandId: delivery.brandId, subjectId: deliveryId }, { deliveryId, state: 'cancelled', detail: null })]
  if (held) {
    const [kept] = await keepDraft(tx, { accountId: actor.accountId, brandId: held.brandId, caseId: held.id, personId: actor.personId, kind, text: draft.text, html, recipients: JSON.stringify({ to: draft.to, cc: draft.cc, bcc: draft.bcc }), subject: draft.subject, attachmentIds, macroId })
    draft.version = kept!.version
    // The case waits for an answer again, unless something else has happened to it since.
    const newest = kind === 'reply' && held.lastMessageId === delivery.messageId && held.status !== 'closed'
    const [said] = newest ? await lastSaid(tx, { conversationIds: (await conversationsOfCase(tx, { caseId: held.id })).map((each) => each.conversationId) }) : []
    if (said) await caseAsSaid(tx, { id: held.id, messageId: said.id, preview: firstWords(said.beginning, 160), waitingSince: said.unansweredSince })
    if (newest && held.status !== 'open') {
      await setStatus(tx, { id: held.id, status: 'open' })
      news.push(caseStatusChanged(about(held), { from: held.status, to: 'open', standing: standingOf(withStatus(held, 'open')) }))
    }
  }
  await announce(tx, byPerson(actor), news)
  return draft
}

/** Sends again what failed or is in doubt, as it is. */
export async function sendAgain(tx: Tx, actor: Actor, deliveryId: string): Promise<z.infer<typeof MessageSent>> {
  const { delivery, held } = await deliveryInSight(tx, actor, deliveryId)
  if (!await retryEffect(tx, deliveryId) && !await sendToTheRest(tx, delivery, held?.id ?? null)) throw new Refusal('conflict', 'Only what failed or is in doubt can be sent again.')
  await changeDelivery(tx, { id: deliveryId, state: 'queued', detail: '', attempts: 0, dueAt: null, envelopeId: null })
  await announce(tx, byPerson(actor), deliveryChanged(held ? about(held, deliveryId) : { brandId: delivery.brandId, subjectId: deliveryId }, { deliveryId, state: 'queued', detail: null }))
  return toldOf({ messageId: delivery.messageId, deliveryId }, null)
}

/** Whom a server refused while it served the others: theirs became a delivery of its own, which never had a place in the outbox. */
async function sendToTheRest(tx: Tx, { id, brandId, state, channelId }: { id: string; brandId: string; state: string; channelId: string | null }, caseId: string | null): Promise<boolean> {
  const [channel] = state === 'failed' && channelId ? await channelById(tx, { id: channelId }) : []
  if (!channel) return false
  await wantEffect(tx, { kind: `${channel.kind}.send`, brandId, subjectId: id, dueAt: new Date(), payload: { caseId } })
  return true
}

/** Somebody found out that a doubtful sending did arrive. */
export async function itArrived(tx: Tx, actor: Actor, deliveryId: string): Promise<void> {
  const { delivery, held } = await deliveryInSight(tx, actor, deliveryId)
  if (delivery.state !== 'doubtful') throw new Refusal('conflict', 'Only a sending in doubt can be marked as arrived.')
  await changeDelivery(tx, { id: deliveryId, state: 'sent', detail: null, attempts: null, dueAt: null, envelopeId: null })
  await believeDone(tx, deliveryId)
  await announce(tx, byPerson(actor), deliveryChanged(held ? about(held, deliveryId) : { brandId: delivery.brandId, subjectId: deliveryId }, { deliveryId, state: 'sent', detail: null }))
}

async function deliveryInSight(tx: Tx, actor: Actor, deliveryId: string) {
  const [delivery] = await deliveryKnown(tx, { id: deliveryId })
  if (!delivery || delivery.direction !== 'out') throw unknown('delivery')
  if (!await mayInConversation(tx, actor, delivery.conversationId, 'case.see')) throw unknown('delivery')
  if (!await mayInConversation(tx, actor, delivery.conversationId, 'case.reply')) throw new Refusal('forbidden', 'You may see this case, but your role does not allow this.')
  const [held] = await caseOfConversation(tx, { conversationId: delivery.conversationId })
  return { delivery, held }
}
