import type { Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { caseById } from '../queries/cases.ts'
import { reviewsWithFile } from '../queries/reviews.ts'
import { maySeeReview } from './reviews.ts'

/** Whether somebody may see another's upload because it stands in a draft that both of them look at. */
export async function maySeeSharedFile(tx: Tx, actor: Actor, fileId: string): Promise<boolean> {
  for (const review of await reviewsWithFile(tx, { fileId })) {
    const [itsOwn] = await caseById(tx, { id: review.caseId })
    const [held] = itsOwn?.mergedInto ? await caseById(tx, { id: itsOwn.mergedInto }) : [itsOwn]
    if (held && maySeeReview(actor, review, held)) return true
  }
  return false
}
