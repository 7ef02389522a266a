import { Refusal } from '#platform/refusal'
import type { CaseStatus } from '../contract.ts'

/** Where a case may go from where it is. @throws Refusal 'conflict': closed cases are evidence, a new mail opens a follow-up instead. */
export function changeStatus(from: CaseStatus, to: CaseStatus): CaseStatus {
  if (from === 'closed' && to !== 'closed') throw new Refusal('conflict', 'A closed case is kept as evidence and is not opened again. A reply by the customer opens a follow-up.')
  return to
}

/** A case that we answer waits for its customer, unless the agent says otherwise. */
export const statusAfterReply = (from: CaseStatus, wanted: CaseStatus | undefined): CaseStatus => changeStatus(from, wanted ?? 'waiting-customer')
