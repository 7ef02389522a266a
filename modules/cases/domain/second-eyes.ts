import { Refusal } from '#platform/refusal'

type Review = { authorId: string; askedPerson: string | null; askedTeam: string | null; state: string; approvedVersion: number | null }
type Person = { personId: string; teamIds: readonly string[] }

/** What somebody is to a shared draft: whoever wrote it never looks over it, also when their own team was asked. Null: nothing, and it is not there for them. */
export function partIn(review: Pick<Review, 'authorId' | 'askedPerson' | 'askedTeam'>, { personId, teamIds }: Person): 'author' | 'reviewer' | null {
  if (review.authorId === personId) return 'author'
  return review.askedPerson === personId || (review.askedTeam !== null && teamIds.includes(review.askedTeam)) ? 'reviewer' : null
}

/** Whether this version may be sent, and who looked over it. Approved was one version, and no other. @throws Refusal */
export function mayBeSent(review: Review & { decidedBy: string | null }, part: 'author' | 'reviewer', personId: string, version: number): { lookedOverBy: string } {
  if (part === 'reviewer') return { lookedOverBy: personId }
  if (review.state !== 'approved' || review.approvedVersion !== version || !review.decidedBy) throw new Refusal('needs-review', 'Nobody has approved this as it stands. Nothing was sent.')
  return { lookedOverBy: review.decidedBy }
}
