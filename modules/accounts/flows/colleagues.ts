import { db, type Tx } from '#platform/db'
import { unknown } from '#platform/refusal'
import type { Brand } from '../contract.ts'
import { allAccounts } from '../queries/accounts.ts'
import { brandRow } from '../queries/brands.ts'
import { personRow, type PersonRow } from '../queries/people.ts'

/** @throws Refusal 'unknown' */
export async function personById(tx: Tx, id: string): Promise<PersonRow> {
  const [found] = await personRow(tx, { id })
  if (!found) throw unknown('person')
  return found
}

/** @throws Refusal 'unknown' */
export async function brandById(tx: Tx, id: string): Promise<Brand> {
  const [found] = await brandRow(tx, { id })
  if (!found) throw unknown('brand')
  return found
}

/** Every account of the installation, oldest first: for work that goes from one to the next. */
export const allAccountIds = (): Promise<string[]> =>
  db().acrossAccounts('every account in turn', async (tx) => (await allAccounts(tx, {})).map((account) => account.accountId))
