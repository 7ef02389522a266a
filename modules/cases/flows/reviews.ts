import { teamsOfBrands } from '#modules/accounts'
import { messageById } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { announce, type Announcement, type EventSubject } from '#platform/events'
import { newId } from '#platform/ids'
import { may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { withoutNul } from '#platform/text'
import type { z } from 'zod'
import type { DraftInput, Review, ReviewAsked } from '../contract.ts'
import { partIn } from '../domain/second-eyes.ts'
import { draftApproved, draftEdited, draftRemarked, draftReturned, draftShared, draftWithdrawn } from '../events.ts'
import { draftForUpdate, type StoredDraft } from '../queries/beside.ts'
import { caseById, conversationsOfCase, type HeldCase } from '../queries/cases.ts'
import { addRemark, addReview, askAgain, openReviewOf, putReviewState, reviewById, reviewForUpdate, type StoredReview } from '../queries/reviews.ts'
import { about, byPerson, caseToChange, stillOpen } from './case-in-sight.ts'
import { presentReview } from './present-reviews.ts'
import { checkFiles, sameDraft, writeInShared } from './save-draft.ts'
import { reviewersOf } from './second-eyes.ts'

/** A colleague is asked to look over one's draft: a person, or any of a team. Asked again, it is the same review, with what was said about it. */
export async function askForReview(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof ReviewAsked>): Promise<Review> {
  const held = stillOpen(await caseToChange(tx, actor, caseId, 'case.reply'))
  const asked = await whoIsAsked(tx, actor, held, input)
  const [open] = await openReviewOf(tx, { caseId, authorId: actor.personId, kind: input.kind })
  const [draft] = await draftForUpdate(tx, { caseId: open?.caseId ?? caseId, personId: actor.personId, kind: input.kind })
  if (!draft || (!draft.text.trim() && !draft.attachmentIds.length && input.kind === 'reply')) throw new Refusal('conflict', 'There is no draft to look over yet. Write it first.')
  if (!open) await checkFiles(tx, actor, draft.attachmentIds)
  const of = { id: open?.id ?? newId(), askedPerson: input.personId ?? null, askedTeam: input.teamId ?? null, forwardOf: await messageToForward(tx, caseId, input), withFiles: input.withFiles }
  if (open) await askAgain(tx, of)
  else await addReview(tx, { ...of, accountId: actor.accountId, brandId: held.brandId, caseId, authorId: actor.personId, kind: input.kind })
  const [review] = await reviewById(tx, { id: of.id })
  await say(tx, actor, review!, input.remark)
  await announce(tx, byPerson(actor), asked.map((each) => draftShared(about(held, of.id), { personId: each.personId, caseId: held.id, reviewId: of.id, authorId: actor.personId })))
  return presentReview(tx, actor, of.id)
}

async function whoIsAsked(tx: Tx, actor: Actor, held: HeldCase, { personId, teamId }: z.infer<typeof ReviewAsked>): Promise<Actor[]> {
  if (personId === actor.personId) throw new Refusal('invalid', 'A second pair of eyes is somebody else’s.')
  if (teamId && !(await teamsOfBrands(tx, { brandIds: [held.brandId] })).some((each) => each.id === teamId)) throw unknown('team')
  const able = await reviewersOf(tx, actor, held)
  const asked = able.filter((each) => (teamId ? each.teamIds.includes(teamId) : each.personId === personId))
  // Of who may not look over it nothing is told but that.
  if (!asked.length && teamId) throw new Refusal('invalid', 'Nobody in this team may look over an answer in this case.')
  if (!asked.length) throw unknown('colleague who may look over an answer in this case')
  return asked
}

async function messageToForward(tx: Tx, caseId: string, { kind, forwardOf }: z.infer<typeof ReviewAsked>): Promise<string | null> {
  if (kind !== 'forward') return null
  const [message] = forwardOf ? await messageById(tx, { id: forwardOf }) : []
  if (!message || !(await conversationsOfCase(tx, { caseId })).some((each) => each.conversationId === message.conversationId)) throw unknown('message')
  return message.id
}

export type InHand = { review: StoredReview; held: HeldCase; part: 'author' | 'reviewer'; draft: StoredDraft }

/** A review that is open and concerns this person, with its case and its draft, held. Whoever lost sight of the case has lost it too. @throws Refusal */
export async function reviewInHand(tx: Tx, actor: Actor, id: string): Promise<InHand> {
  const [seen] = await reviewById(tx, { id })
  const part = seen && partIn(seen, actor)
  if (!part) throw unknown('review')
  const [itsOwn] = await caseById(tx, { id: seen.caseId })
  const held = await caseToChange(tx, actor, itsOwn?.mergedInto ?? seen.caseId, 'case.reply').catch((error: unknown) => { throw error instanceof Refusal && error.code === 'unknown' ? unknown('review') : error })
  const [review] = await reviewForUpdate(tx, { id })
  const [draft] = await draftForUpdate(tx, { caseId: review!.caseId, personId: review!.authorId, kind: review!.kind })
  if (!['asked', 'returned', 'approved'].includes(review!.state) || !draft) throw new Refusal('conflict', 'This draft was sent or withdrawn in the meantime.')
  return { review: review!, held: stillOpen(held), part, draft }
}

const asReviewer = (inHand: InHand): InHand => {
  if (inHand.part !== 'reviewer') throw new Refusal('forbidden', 'Nobody looks over what they wrote themselves.')
  return inHand
}

type Telling = (subject: EventSubject, facts: { personId: string; caseId: string; reviewId: string; authorId: string }) => Announcement
/** The author hears of what the reviewer does; what the author does, whoever is asked, or of a team who decided last. */
async function tell(tx: Tx, actor: Actor, { review, held, part }: InHand, what: Telling): Promise<void> {
  const others = part === 'reviewer' ? [review.authorId] : [review.askedPerson ?? review.decidedBy].filter((each) => each !== null)
  await announce(tx, byPerson(actor), others.map((personId) => what(about(held, review.id), { personId, caseId: held.id, reviewId: review.id, authorId: review.authorId })))
}

async function say(tx: Tx, actor: Actor, review: StoredReview, text: string): Promise<void> {
  const words = withoutNul(text).trim()
  if (words) await addRemark(tx, { accountId: actor.accountId, brandId: review.brandId, id: newId(), reviewId: review.id, personId: actor.personId, text: words })
}

export async function remarkOnReview(tx: Tx, actor: Actor, id: string, text: string): Promise<Review> {
  const inHand = await reviewInHand(tx, actor, id)
  await say(tx, actor, inHand.review, text)
  await tell(tx, actor, inHand, draftRemarked)
  return presentReview(tx, actor, id)
}

export async function editReviewed(tx: Tx, actor: Actor, id: string, input: z.infer<typeof DraftInput>): Promise<Review> {
  const inHand = await reviewInHand(tx, actor, id)
  const version = await writeInShared(tx, actor, inHand.review, input)
  if (version !== inHand.draft.version && inHand.part === 'reviewer') await tell(tx, actor, inHand, draftEdited)
  return presentReview(tx, actor, id)
}

export async function returnReview(tx: Tx, actor: Actor, id: string, remark: string): Promise<Review> {
  const inHand = asReviewer(await reviewInHand(tx, actor, id))
  await putReviewState(tx, { id, state: 'returned', decidedBy: actor.personId, approvedVersion: null, messageId: null })
  await say(tx, actor, inHand.review, remark)
  await tell(tx, actor, inHand, draftReturned)
  return presentReview(tx, actor, id)
}

/** The author may send it now, as it stands. */
export async function approveReview(tx: Tx, actor: Actor, id: string, version: number): Promise<Review> {
  const inHand = asReviewer(await reviewInHand(tx, actor, id))
  await mayJudge(tx, actor, inHand)
  sameDraft(inHand.draft, version)
  await putReviewState(tx, { id, state: 'approved', decidedBy: actor.personId, approvedVersion: version, messageId: null })
  await tell(tx, actor, inHand, draftApproved)
  return presentReview(tx, actor, id)
}

/** Also at that moment: who was asked may have come to need a second pair of eyes themselves. */
export async function mayJudge(tx: Tx, actor: Actor, { review, held }: InHand): Promise<void> {
  const able = await reviewersOf(tx, { ...actor, personId: review.authorId }, held)
  if (!able.some((each) => each.personId === actor.personId)) throw new Refusal('needs-review', 'Your own letters need a second pair of eyes here: somebody else has to look over this one.')
}

/** Its author asks no more; the draft stays theirs. */
export async function withdrawReview(tx: Tx, actor: Actor, id: string): Promise<void> {
  const inHand = await reviewInHand(tx, actor, id)
  if (inHand.part !== 'author') throw new Refusal('conflict', 'Only whoever wrote it can withdraw it. Hand it back instead.')
  await putReviewState(tx, { id, state: 'ended', decidedBy: null, approvedVersion: null, messageId: null })
  await tell(tx, actor, inHand, draftWithdrawn)
}

/** Whether a person may read a file because it stands in a draft that is shared with them. */
export const maySeeReview = (actor: Actor, review: { authorId: string; askedPerson: string | null; askedTeam: string | null }, held: HeldCase): boolean => partIn(review, actor) !== null && may(actor, 'case.see', held) && may(actor, 'case.reply', held)
