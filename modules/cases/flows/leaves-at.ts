import type { z } from 'zod'
import { Refusal } from '#platform/refusal'
import type { MessageSent } from '../contract.ts'

/** When something written now leaves: after the undo window, or at the time that was chosen. A year ahead is the furthest. */
export function leavesAt(sendAt: string | undefined, { now, undoSeconds }: { now: Date; undoSeconds: number }): { dueAt: Date; scheduled: boolean } {
  const earliest = new Date(now.getTime() + undoSeconds * 1000)
  if (!sendAt) return { dueAt: earliest, scheduled: false }
  const chosen = new Date(sendAt)
  if (chosen.getTime() <= now.getTime()) throw new Refusal('invalid', 'The time to send at has passed. Choose one that is still to come.')
  if (chosen.getTime() > now.getTime() + 366 * 86_400_000) throw new Refusal('invalid', 'The time to send at is more than a year ahead.')
  return chosen < earliest ? { dueAt: earliest, scheduled: false } : { dueAt: chosen, scheduled: true }
}

/** What is told of something written: until when it can be taken back, if it leaves at all, and how long that is. */
export const toldOf = (written: { messageId: string; deliveryId: string | null }, dueAt: Date | null, now = new Date()): z.infer<typeof MessageSent> =>
  ({ messageId: written.messageId, deliveryId: written.deliveryId, undoUntil: dueAt?.toISOString() ?? null, undoSeconds: dueAt ? Math.max(0, Math.round((dueAt.getTime() - now.getTime()) / 1000)) : 0 })
