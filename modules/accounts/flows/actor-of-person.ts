import { db, type Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { actingAmong, actingForReading } from '../queries/people.ts'
import { actorOf } from './authenticate.ts'

/** Somebody whom a signed link names, with the rights that they have now; null when they may not come in any more. */
export async function actorOfPerson(accountId: string, personId: string): Promise<Actor | null> {
  const [person] = await db().reading({ accountId, brandIds: 'all' }, (tx) => actingForReading(tx, { id: personId }))
  return person?.status === 'active' ? actorOf(person, null) : null
}

/** Those of these people (null: of everybody) who may come in, with the rights that they have now; within a transaction that is open already. */
export const actorsAmong = async (tx: Tx, ids: string[] | null): Promise<Actor[]> =>
  (await actingAmong(tx, { ids })).filter((each) => each.status === 'active').map((each) => actorOf(each, null))
