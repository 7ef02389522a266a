import { Refusal } from '#platform/refusal'
import type { CaseStatus } from '../contract.ts'

/** Where a case may go from where it is. @throws Refusal 'conflict': closed cases are evidence, a new mail opens a follow-up instead. */
export function changeStatus(from: CaseStatus, to: CaseStatus): CaseStatus {
  if (from === 'closed' && to !== 'closed') throw new Refusal('conflict', 'A closed case is kept as evidence and is not opened again. A reply by the customer opens a follow-up.')
  return to
}

/** A case that we answer waits for its customer, unless the agent says otherwise. */
export function statusAfterReply(from: CaseStatus, wanted: CaseStatus | undefined): CaseStatus {
  // What has not left yet can still be taken back, and a closed case takes no draft any more.
  if (wanted === 'closed') throw new Refusal('invalid', 'A case is closed when its outcome was verified, not with an answer that is still to leave. Solve it instead.')
  return changeStatus(from, wanted ?? 'waiting-customer')
}
