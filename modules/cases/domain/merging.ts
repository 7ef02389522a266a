import { Refusal } from '#platform/refusal'
import type { CaseStatus } from '../contract.ts'
import { sleepsOn } from './standing.ts'

type Side = { id: string; brandId: string; reference: string; status: CaseStatus; mergedInto: string | null }

/** Whether one case may become part of another. `into` is where its own chain of merges ends. @throws Refusal, in words for the agent */
export function mayMerge(from: Side, into: Side): void {
  if (from.id === into.id) throw new Refusal('conflict', 'The other case was merged into this one. Undo that first, or merge the other way round.')
  if (from.mergedInto) throw new Refusal('conflict', `${from.reference} was merged already. Undo that merge first.`)
  if (from.brandId !== into.brandId) throw new Refusal('invalid', 'Cases of two brands cannot be merged: their customers must not learn of each other.')
  for (const each of [from, into]) if (each.status === 'closed') throw new Refusal('conflict', `${each.reference} is closed and kept as evidence. Link the two instead.`)
}

/** An open question stays open: the case that takes it in may not go on waiting or sleeping over it. */
export const statusAfterMerge = (from: { status: CaseStatus; snoozedUntil: Date | null }, into: { status: CaseStatus }): CaseStatus =>
  from.status === 'open' && !from.snoozedUntil ? 'open' : into.status

/** As it was before, unless its customer has written since and nobody answered: then it asks for an answer. */
export const statusAfterUnmerge = (status: CaseStatus, unanswered: boolean): CaseStatus =>
  unanswered && (sleepsOn(status) || status === 'solved') ? 'open' : status
