import { Refusal } from '#platform/refusal'
import type { CaseStatus } from '../contract.ts'

/** What a closing ended: kept with the case, so that the way back leads to exactly that. `version`: the one that the closing made. */
export type Closing = { by: string; closedAt: Date; version: number; versionNow: number; followedUp: boolean; status: CaseStatus; snoozedUntil: Date | null; waitingSince: Date | null; solvedAt: Date | null }

const minutes = 10
export const takenBackUntil = ({ closedAt }: Pick<Closing, 'closedAt'>): Date => new Date(closedAt.getTime() + minutes * 60_000)

/** A closed case is evidence. Only a slip of the hand is taken back: soon, by whoever made it, while nothing has come of it. @throws Refusal */
export function mayTakeBackClosing(closing: Closing | undefined, personId: string, now: Date): Closing {
  if (!closing || closing.by !== personId) throw new Refusal('conflict', 'Only whoever closed a case can take that back.')
  if (now > takenBackUntil(closing)) throw new Refusal('too-late', `It was closed more than ${minutes} minutes ago and is kept as evidence.`)
  if (closing.version !== closing.versionNow || closing.followedUp) throw new Refusal('conflict', 'Something has happened since it was closed. It stays closed.')
  return closing
}
