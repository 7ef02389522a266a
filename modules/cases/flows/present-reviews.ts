import { peopleOfAccount, teamsOfBrands } from '#modules/accounts'
import { draftFiles } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { may, type Actor, type Thing } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import type { Review } from '../contract.ts'
import { partIn } from '../domain/second-eyes.ts'
import { draftToRead } from '../queries/beside.ts'
import { openReviewsFor, remarksOf, reviewById, type StoredReview } from '../queries/reviews.ts'
import { presentDraft } from './present-draft.ts'

type NameOf = (id: string) => string

/** The drafts of a case that somebody is asked to look over, as far as they concern the reader: their own, and those that they are asked about. */
export async function reviewsFor(tx: Tx, actor: Actor, caseId: string, thing: Thing, known?: { nameOf: NameOf; teamNameOf: NameOf }): Promise<Review[]> {
  if (!may(actor, 'case.reply', thing)) return []
  const open = await openReviewsFor(tx, { caseId, personId: actor.personId, teamIds: actor.teamIds })
  return open.length ? present(tx, actor, open, known ?? await names(tx, thing.brandId)) : []
}

/** One of them. @throws Refusal 'unknown' */
export async function presentReview(tx: Tx, actor: Actor, id: string): Promise<Review> {
  const [stored] = await reviewById(tx, { id })
  const [review] = stored && partIn(stored, actor) ? await present(tx, actor, [stored], await names(tx, stored.brandId)) : []
  if (!review) throw unknown('review')
  return review
}

async function names(tx: Tx, brandId: string): Promise<{ nameOf: NameOf; teamNameOf: NameOf }> {
  const [people, teams] = [new Map((await peopleOfAccount(tx, {})).map((each) => [each.id, each.name])), new Map((await teamsOfBrands(tx, { brandIds: [brandId] })).map((each) => [each.id, each.name]))]
  return { nameOf: (id) => people.get(id) ?? '', teamNameOf: (id) => teams.get(id) ?? '' }
}

async function present(tx: Tx, actor: Actor, reviews: StoredReview[], { nameOf, teamNameOf }: { nameOf: NameOf; teamNameOf: NameOf }): Promise<Review[]> {
  const remarks = await remarksOf(tx, { reviewIds: reviews.map((each) => each.id) })
  const presented: Review[] = []
  for (const review of reviews) {
    const [draft] = await draftToRead(tx, { caseId: review.caseId, personId: review.authorId, kind: review.kind })
    if (!draft) continue
    // Each file was somebody's who wrote here, or of a message that they could read, when it was put in.
    const files = await draftFiles(tx, actor, draft.attachmentIds, () => true, true)
    presented.push({
      id: review.id, caseId: review.caseId, kind: review.kind, state: review.state, mine: review.authorId === actor.personId, at: review.at.toISOString(), author: { id: review.authorId, name: nameOf(review.authorId) },
      asked: { personId: review.askedPerson, teamId: review.askedTeam, name: review.askedPerson ? nameOf(review.askedPerson) : teamNameOf(review.askedTeam!) }, decidedBy: review.decidedBy ? { id: review.decidedBy, name: nameOf(review.decidedBy) } : null,
      approvedVersion: review.approvedVersion, forwardOf: review.forwardOf, withFiles: review.withFiles, draft: presentDraft(draft, files),
      remarks: remarks.filter((each) => each.reviewId === review.id).map((each) => ({ by: nameOf(each.personId), text: each.text, at: each.at.toISOString() })),
    })
  }
  return presented
}
