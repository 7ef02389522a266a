import type { CaseStatus } from '../contract.ts'

type Standing = { status: CaseStatus; ownerId: string | null; teamId: string | null; snoozedUntil: Date | null; mergedInto: string | null }

/** Where a case is counted: one that was merged or sleeps is in no view of open work, whatever its status says. */
export const standingOf = ({ status, ownerId, teamId, snoozedUntil, mergedInto }: Standing) =>
  ({ status: mergedInto ? 'merged' as const : snoozedUntil ? 'snoozed' as const : status, ownerId, teamId })

/** Who waits may sleep on; whatever is opened, solved or closed is awake. As `setStatus` does it. */
export const withStatus = <Held extends Standing>(held: Held, status: CaseStatus): Held =>
  ({ ...held, status, snoozedUntil: sleepsOn(status) ? held.snoozedUntil : null })

export const sleepsOn = (status: CaseStatus): boolean => status === 'waiting-customer' || status === 'waiting-third-party'
