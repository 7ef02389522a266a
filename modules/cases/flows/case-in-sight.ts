import type { Scope, Tx } from '#platform/db'
import { brandsFor, may, type Actor, type Permission } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { casesOfConversation } from '../queries/beside.ts'
import { caseById, caseForUpdate, type HeldCase } from '../queries/cases.ts'

/** What a transaction for this person may touch: the brands in which they may see cases. */
export const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'case.see') })

/** The case, held for a change that this person may make. Unseen: unknown. Seen, but not theirs to change: forbidden. */
export async function caseToChange(tx: Tx, actor: Actor, id: string, permission: Permission): Promise<HeldCase> {
  const [found] = await caseForUpdate(tx, { id })
  return permitted(found, actor, permission)
}

export async function caseToRead(tx: Tx, actor: Actor, id: string): Promise<HeldCase> {
  const [found] = await caseById(tx, { id })
  return permitted(found, actor, 'case.see')
}

function permitted(found: HeldCase | undefined, actor: Actor, permission: Permission): HeldCase {
  if (!found || !may(actor, 'case.see', found)) throw unknown('case')
  if (!may(actor, permission, found)) throw new Refusal('forbidden', 'You may see this case, but your role does not allow this.')
  return found
}

/** Whether this person may do something with what was said in a conversation: whether they may with one of its cases. */
export async function mayInConversation(tx: Tx, actor: Actor, conversationId: string, permission: Permission): Promise<boolean> {
  return (await casesOfConversation(tx, { conversationId })).some((each) => may(actor, 'case.see', each) && may(actor, permission, each))
}

/** @throws Refusal: a merged case is worked on where it was merged into. */
export function unmerged(held: HeldCase): HeldCase {
  if (held.mergedInto) throw new Refusal('conflict', 'This case was merged into another one. Go on there, or undo the merge.')
  return held
}

/** @throws Refusal: a closed case is never written to again, and a merged one is written to where it was merged into. */
export function stillOpen(held: HeldCase): HeldCase {
  if (held.status === 'closed') throw new Refusal('conflict', 'This case is closed and kept as evidence. Open a new case instead.')
  return unmerged(held)
}

export const byPerson = (actor: Actor) => ({ kind: 'person' as const, id: actor.personId })
/** A case as the subject of an event: whose it is decides who may hear of it. */
export const about = (held: Pick<HeldCase, 'id' | 'brandId' | 'teamId' | 'ownerId'>, subjectId = held.id) => ({ brandId: held.brandId, subjectId, caseId: held.id, teamId: held.teamId, ownerId: held.ownerId })
