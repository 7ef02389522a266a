import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import type { z } from 'zod'
import type { MessageSent, ReviewSending } from '../contract.ts'
import { mayBeSent, partIn } from '../domain/second-eyes.ts'
import { draftSent } from '../events.ts'
import { caseById } from '../queries/cases.ts'
import { putReviewState, reviewById } from '../queries/reviews.ts'
import { beginWriting } from './begin-writing.ts'
import { about, byPerson } from './case-in-sight.ts'
import { forward } from './forward.ts'
import { presentDraft } from './present-draft.ts'
import { reply, type LookedOver } from './reply.ts'
import { mayJudge, reviewInHand } from './reviews.ts'
import { forgetDraft, sameDraft } from './save-draft.ts'

/**
 * A draft that was looked over leaves: by its author, if this version was approved; or by who looked over it, in the author's stead. What is
 * sent is the draft as it is kept, never the words of the request, so that nothing leaves that nobody has seen.
 */
export async function sendReviewed(tx: Tx, actor: Actor, id: string, { version, attempt, ...how }: z.infer<typeof ReviewSending>, clock: { now: Date; undoSeconds: number }): Promise<z.infer<typeof MessageSent>> {
  const before = await sentBefore(tx, actor, id, attempt)
  if (before) return before
  const inHand = await reviewInHand(tx, actor, id)
  const { review, held, part, draft } = inHand
  sameDraft(draft, version)
  const { lookedOverBy } = mayBeSent(review, part, actor.personId, version)
  if (part === 'reviewer') await mayJudge(tx, actor, inHand)
  const { text, html, to, cc, bcc, subject, attachmentIds, macroId } = presentDraft(draft, [])
  const words = { text, html, to, cc, bcc, attachmentIds, attempt, sendAt: how.sendAt, ...subject.trim() ? { subject } : {} }
  if (!to.length) throw new Refusal('invalid', 'It is addressed to nobody.')
  const over: LookedOver = { writtenBy: review.authorId, lookedOverBy }
  const sent = review.kind === 'forward' ? await forward(tx, actor, held.id, { ...words, messageId: review.forwardOf!, includeAttachments: review.withFiles }, clock, over)
    : await reply(tx, actor, held.id, { ...words, seenMessageId: how.seenMessageId, thenStatus: how.thenStatus, macroId }, clock, over)
  await putReviewState(tx, { id, state: 'sent', decidedBy: lookedOverBy, approvedVersion: null, messageId: sent.messageId })
  await forgetDraft(tx, { caseId: review.caseId, personId: review.authorId, kind: review.kind })
  if (part === 'reviewer') await announce(tx, byPerson(actor), draftSent(about(held, id), { personId: review.authorId, caseId: held.id, reviewId: id, authorId: review.authorId }))
  return sent
}

/** The same attempt again, because its answer was lost: the review is over by then, and the letter is told of once more. */
async function sentBefore(tx: Tx, actor: Actor, id: string, attempt: string | undefined): Promise<z.infer<typeof MessageSent> | null> {
  const [review] = await reviewById(tx, { id })
  if (!review || !partIn(review, actor)) throw unknown('review')
  if (!attempt || review.state !== 'sent') return null
  const [itsOwn] = await caseById(tx, { id: review.caseId })
  return (await beginWriting(tx, actor, itsOwn?.mergedInto ?? review.caseId, 'case.reply', attempt)).before
}
