import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { notificationRead } from '../events.ts'
import { ownAmong, readOfCase, readSome, undoReading } from '../queries/told.ts'

/** Whoever reads a case has read what was told of it. In the transaction of that reading. */
export async function readNotificationsOf(tx: Tx, actor: Actor, caseId: string): Promise<void> {
  await tell(tx, actor, (await readOfCase(tx, { personId: actor.personId, caseId, readingId: newId() })).length)
}

/** Some, or all that there are. Kept under a name, by which it can be undone. @throws Refusal 'unknown' */
export async function readNotifications(tx: Tx, actor: Actor, ids: string[] | undefined): Promise<{ id: string; count: number }> {
  if (ids && (await ownAmong(tx, { personId: actor.personId, ids })).length < new Set(ids).size) throw unknown('notification')
  const id = newId()
  const count = (await readSome(tx, { personId: actor.personId, ids: ids ?? null, readingId: id })).length
  await tell(tx, actor, count)
  return { id, count }
}

/** What was read by it is unread again, but for what has gone. @throws Refusal 'unknown' */
export async function unread(tx: Tx, actor: Actor, readingId: string): Promise<void> {
  const { length } = await undoReading(tx, { personId: actor.personId, readingId })
  if (!length) throw unknown('reading')
  await tell(tx, actor, length)
}

async function tell(tx: Tx, actor: Actor, count: number) {
  if (count) await announce(tx, { kind: 'person', id: actor.personId }, notificationRead({ brandId: null, subjectId: actor.personId }, { count }))
}
