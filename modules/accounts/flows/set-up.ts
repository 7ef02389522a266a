import type { z } from 'zod'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { Refusal } from '#platform/refusal'
import { plain } from '#platform/text'
import type { Brand, BrandInput } from '../contract.ts'
import { allAccounts, holdSetUp, insertAccount } from '../queries/accounts.ts'
import { addBrand } from './brands-and-teams.ts'
import { addPerson } from './add-person.ts'
import { inRole } from './in-role.ts'

export type NewAccount = {
  name: string
  owner: { name: string; email: string; password: string | null; passwordHash?: string; language?: string }
  brands: Array<z.input<typeof BrandInput>>
}
export type AccountMade = { accountId: string; ownerId: string; brands: Brand[] }

/** A new account with its owner, who is its first administrator and sees everything of its brands. */
export async function createAccount(account: NewAccount, options: { onlyFirst?: boolean } = {}): Promise<AccountMade> {
  const accountId = newId()
  return db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
    if (options.onlyFirst) await refuseSecondSetUp(tx)
    await insertAccount(tx, { accountId, name: plain(account.name) })
    const ownerId = await addPerson(tx, { ...account.owner, role: 'admin' })
    const brands: Brand[] = []
    for (const brand of account.brands) brands.push(await addBrand(tx, brand, { kind: 'person', id: ownerId }))
    return { accountId, ownerId, brands }
  })
}

/** The first who comes owns the installation; the lock is held until the commit, so that of two who come at once one is second. */
async function refuseSecondSetUp(tx: Parameters<typeof holdSetUp>[0]) {
  await holdSetUp(tx, {})
  if (await inRole(tx, 'balie_across', isSetUp)) throw new Refusal('already-set-up', 'Balie has been set up already. Sign in, or ask whoever did for an invitation.')
}

const isSetUp = async (tx: Parameters<typeof allAccounts>[0]) => (await allAccounts(tx, {})).length > 0

export const setUpNeeded = async () => !await db().acrossAccounts('set-up', isSetUp)
