import { attachmentsOfMessage, conversationToAnswer, messageById, writeMessage } from '#modules/conversations'
import { messageWritten } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import type { z } from 'zod'
import type { ForwardInput, MessageSent } from '../contract.ts'
import { beginWriting } from './begin-writing.ts'
import { about, byPerson } from './case-in-sight.ts'
import { checkRecipients } from './check-recipients.ts'
import { leavesAt, toldOf } from './leaves-at.ts'
import { afterWriting, maySeeMessage, type LookedOver } from './reply.ts'
import { maySendAlone } from './second-eyes.ts'

/**
 * Passes a message on to a third party. Their answer comes back into this conversation, marked as theirs, and is never shown to
 * the customer. A note is not passed on: it was written for colleagues only.
 */
export async function forward(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof ForwardInput>, clock: { now: Date; undoSeconds: number }, over?: LookedOver): Promise<z.infer<typeof MessageSent>> {
  const begun = await beginWriting(tx, actor, caseId, 'case.reply', input.attempt)
  if (begun.before) return begun.before
  const { held, messageId, conversationIds } = begun
  if (!over) await maySendAlone(tx, actor, held.brandId)
  checkRecipients([...input.to, ...input.cc, ...input.bcc])
  const [original] = await messageById(tx, { id: input.messageId })
  if (!original || !conversationIds.includes(original.conversationId)) throw unknown('message')
  if (original.kind === 'note') throw new Refusal('forbidden', 'A note is for colleagues and is not passed on.')
  const [talk] = await conversationToAnswer(tx, { conversationIds: [original.conversationId] })
  if (!talk) throw unknown('conversation')
  const leaving = leavesAt(input.sendAt, clock)
  const files = input.includeAttachments ? (await attachmentsOfMessage(tx, { messageId: original.id })).map((each) => each.id) : []
  const sent = await writeMessage(tx, {
    id: messageId, brandId: held.brandId, conversationId: original.conversationId, kind: 'forward', subject: input.subject ?? `Fwd: ${original.subject || talk.subject}`, text: input.text, html: input.html,
    author: { id: actor.personId, name: actor.name, address: talk.channelAddress }, to: input.to, cc: input.cc, bcc: input.bcc,
    attachmentIds: [...input.attachmentIds, ...files], inReplyTo: original.id, maySee: maySeeMessage(tx, actor), shared: over !== undefined,
    delivery: { channelId: talk.channelId, channelKind: talk.channelKind, ...leaving, payload: { caseId, statusBefore: held.status } },
  })
  await afterWriting(tx, actor, held, 'forward')
  await announce(tx, byPerson(actor), messageWritten(about(held, sent.messageId), { conversationId: original.conversationId, kind: 'forward', ...over }))
  return toldOf(sent, leaving.dueAt, clock.now)
}
