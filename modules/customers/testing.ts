import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { addCustomers } from './queries/customers.ts'

/** A customer of a brand, with one address, for everyone's tests. */
export type CustomerMade = { accountId: string; brandId: string; id: string; name: string; address: string }

export async function aCustomer(wish: { accountId: string; brandId: string; name?: string; address?: string; language?: string }): Promise<CustomerMade> {
  const { accountId, brandId, name = 'Fatima Öztürk', language = 'de' } = wish
  const id = newId()
  const address = (wish.address ?? `fatima-${id.slice(-12)}@kunde.example`).toLowerCase()
  await db().transaction({ accountId, brandIds: 'all' }, (tx) => addCustomers(tx, [{ accountId, brandId, id, identityId: newId(), name, address, language, verifiedHow: 'by-agent' }]))
  return { accountId, brandId, id, name, address }
}
