import { db } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { actingForReading } from '../queries/people.ts'
import { actorOf } from './authenticate.ts'

/** Somebody whom a signed link names, with the rights that they have now; null when they may not come in any more. */
export async function actorOfPerson(accountId: string, personId: string): Promise<Actor | null> {
  const [person] = await db().reading({ accountId, brandIds: 'all' }, (tx) => actingForReading(tx, { id: personId }))
  return person?.status === 'active' ? actorOf(person, null) : null
}
