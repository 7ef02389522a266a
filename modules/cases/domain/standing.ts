import { caseStatuses, type CaseStatus } from '../contract.ts'

/** Where a case stands in the lists; the database keeps it beside the status (`cases.standing`, migration 0140). */
export const standings = [...caseStatuses, 'snoozed', 'merged'] as const
export type Standing = (typeof standings)[number]
/** What is in some list or other: whatever was merged is listed where it went. */
export const listed = standings.filter((each) => each !== 'merged')

type Stands = { status: CaseStatus; ownerId: string | null; teamId: string | null; snoozedUntil: Date | null; mergedInto: string | null }

/** Where a case is counted: one that was merged or sleeps is in no view of open work, whatever its status says. */
export const standingOf = ({ status, ownerId, teamId, snoozedUntil, mergedInto }: Stands) =>
  ({ status: mergedInto ? 'merged' as const : snoozedUntil ? 'snoozed' as const : status, ownerId, teamId })

/** Who waits may sleep on; whatever is opened, solved or closed is awake. As `setStatus` does it. */
export const withStatus = <Held extends Stands>(held: Held, status: CaseStatus): Held =>
  ({ ...held, status, snoozedUntil: sleepsOn(status) ? held.snoozedUntil : null })

export const sleepsOn = (status: CaseStatus): boolean => status === 'waiting-customer' || status === 'waiting-third-party'
