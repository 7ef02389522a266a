import { conversationToAnswer, saidAfter, writeMessage } from '#modules/conversations'
import { messageWritten } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { firstWords } from '#platform/text'
import type { z } from 'zod'
import type { MessageSent, ReplyInput } from '../contract.ts'
import { statusAfterReply } from '../domain/change-status.ts'
import { sleepsOn, standingOf, withStatus } from '../domain/standing.ts'
import { caseStatusChanged } from '../events.ts'
import { markRead } from '../queries/beside.ts'
import { casesHaveMessages, type HeldCase } from '../queries/cases.ts'
import { beginWriting } from './begin-writing.ts'
import { about, byPerson } from './case-in-sight.ts'
import { checkRecipients } from './check-recipients.ts'
import { leavesAt, toldOf } from './leaves-at.ts'
import { liveChannel } from './live-channels.ts'
import { macroInHand, runMacro } from './macros.ts'
import { mayReadMessage } from './read-message.ts'
import { forgetDraft } from './save-draft.ts'
import { maySendAlone } from './second-eyes.ts'

/** Four eyes: by whom it was written, and who looked over it. */
export type LookedOver = { writtenBy: string; lookedOverBy: string }

/**
 * An agent answers. Something that came in unread stops it: the answer was written without knowing it. Otherwise it is kept, and
 * waits out its undo window in the outbox.
 */
export async function reply(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof ReplyInput>, clock: { now: Date; undoSeconds: number }, over?: LookedOver): Promise<z.infer<typeof MessageSent>> {
  const begun = await beginWriting(tx, actor, caseId, 'case.reply', input.attempt)
  if (begun.before) return begun.before
  const { held, messageId, conversationIds } = begun
  if (!over) await maySendAlone(tx, actor, held.brandId)
  const unread = await saidAfter(tx, { conversationIds, messageId: input.seenMessageId, personId: actor.personId })
  if (unread.length) throw new Refusal('stale-reply', 'Something came in while you were writing. Nothing was sent.', { messageIds: unread.map((each) => each.id) })
  const [talk] = await conversationToAnswer(tx, { conversationIds })
  if (!talk) throw new Refusal('conflict', 'This case has no conversation that could be answered.')
  const live = liveChannel(talk.channelKind)
  if (live && input.sendAt) throw new Refusal('invalid', 'What is said in a chat is there at once: it cannot wait for a time.')
  if (!live && !input.to.length) throw new Refusal('invalid', 'Say to whom it goes.')
  if (!live) checkRecipients([...input.to, ...input.cc, ...input.bcc])
  const macro = input.macroId ? await macroInHand(tx, actor, held, input.macroId, over?.writtenBy) : null
  const leaving = leavesAt(input.sendAt, clock)
  const sent = await writeMessage(tx, {
    id: messageId, brandId: held.brandId, conversationId: talk.conversationId, kind: 'out', subject: input.subject ?? talk.subject, text: input.text, html: input.html, author: { id: actor.personId, name: actor.name, address: talk.channelAddress },
    ...live ? { to: [], cc: [], bcc: [] } : { to: input.to, cc: input.cc, bcc: input.bcc }, attachmentIds: input.attachmentIds, inReplyTo: talk.answeredId, maySee: maySeeMessage(tx, actor), shared: over !== undefined,
    delivery: live ? null : { channelId: talk.channelId, channelKind: talk.channelKind, ...leaving, payload: { caseId, statusBefore: held.status } },
  })
  await live?.(tx, { accountId: actor.accountId, brandId: held.brandId, caseId, conversationId: talk.conversationId, messageId: sent.messageId, personId: actor.personId, personName: actor.name })
  // A talk goes on: it waits for nobody's letter.
  const wanted = input.thenStatus ?? macro?.status
  const status = live && !wanted ? held.status : statusAfterReply(held.status, wanted)
  await casesHaveMessages(tx, [{ id: caseId, messageId: sent.messageId, preview: firstWords(sent.text, 160), status, fromOutside: false, wakes: !sleepsOn(status), marks: [] }])
  await afterWriting(tx, actor, held, 'reply')
  await announce(tx, byPerson(actor), [
    messageWritten(about(held, sent.messageId), { conversationId: talk.conversationId, kind: 'out', ...over }),
    ...status === held.status && (sleepsOn(status) || !held.snoozedUntil) ? [] : [caseStatusChanged(about(held), { from: held.status, to: status, standing: standingOf(withStatus(held, status)) })],
  ])
  if (macro) await runMacro(tx, actor, held, macro, clock.now, sent.deliveryId)
  return toldOf(sent, live ? null : leaving.dueAt, clock.now)
}

/** What is written is no draft any more, and who writes has read. */
export async function afterWriting(tx: Tx, actor: Actor, held: HeldCase, kind: 'reply' | 'note' | 'forward') {
  await forgetDraft(tx, { caseId: held.id, personId: actor.personId, kind })
  await markRead(tx, { caseId: held.id, personId: actor.personId })
}

export const maySeeMessage = (tx: Tx, actor: Actor) => (messageId: string): Promise<boolean> => mayReadMessage(tx, actor, messageId)
