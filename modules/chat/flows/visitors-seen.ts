import { db } from '#platform/db'
import { may, type Actor } from '#platform/permissions'
import type { z } from 'zod'
import type { VisitorsSign } from '../contract.ts'
import { visitorsByIds, type VisitorRow } from '../queries/desk.ts'
import { presentVisitor } from './present-talks.ts'

/** These visitors as each of these people may see them now. One reading for all; who has left is said by the id alone. */
export async function visitorsAsSeen(accountId: string, ids: string[], people: Actor[]): Promise<Array<z.infer<typeof VisitorsSign>>> {
  const rows = await db().reading({ accountId, brandIds: 'all' }, (tx) => visitorsByIds(tx, { ids }))
  return people.map((actor) => {
    const [here, left] = [true, false].map((online) => rows.filter((each) => each.online === online && may(actor, 'customer.see', { brandId: each.brandId }))) as [VisitorRow[], VisitorRow[]]
    return { here: here.map((each) => presentVisitor(each, actor)), left: left.map((each) => each.id), more: false }
  })
}
