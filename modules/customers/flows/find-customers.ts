import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { brandsFor, type Actor } from '#platform/permissions'
import type { CustomerHits, CustomerQuery } from '../contract.ts'
import { customersAmong, customersByPart, customersInOrder } from '../queries/customers.ts'

/** Customers by a part of their name or address, in the order of their names, page by page. */
export async function findCustomers(tx: Tx, actor: Actor, { q, cursor, limit }: z.infer<typeof CustomerQuery>): Promise<z.infer<typeof CustomerHits>> {
  const sought = { words: q.replace(/[\\%_]/g, '\\$&'), brandIds: brandsFor(actor, 'customer.see') }
  const page = { after: cursor ?? null, limit: limit + 1 }
  const found = await customersByPart(tx, sought)
  const tooMany = found.some((each) => each.id === null)
  const rows = tooMany ? await customersInOrder(tx, { ...sought, ...page }) : await customersAmong(tx, { ids: found.flatMap((each) => each.id ?? []), ...page })
  return { rows: rows.slice(0, limit), nextCursor: rows.length > limit ? rows[limit - 1]!.id : null }
}
