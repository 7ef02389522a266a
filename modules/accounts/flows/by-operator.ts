import { randomBytes } from 'node:crypto'
import { db, type Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import type { Role, Visibility } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { passwordChanged, personChanged, personSuspended, secondFactorChanged } from '../events.ts'
import { allAccounts } from '../queries/accounts.ts'
import { brandsWithin } from '../queries/brands.ts'
import { brandIdsOfAccount } from '../queries/by-operator.ts'
import { endSecondFactorOfLogin, endSessionsOfLogin, setPasswordOfLogin, voidVerifications } from '../queries/logins.ts'
import { changePersonRow, peopleOfAccount, personByEmail, type PersonRow } from '../queries/people.ts'
import { addPerson } from './add-person.ts'
import { hashPassword } from './logins.ts'
import { inRole } from './in-role.ts'

// What whoever runs the machine does at its command line. They could do it in the database as well; here the log tells of it.

/** The accounts of the installation by name. */
export const accountsOfInstallation = () => db().acrossAccounts('which accounts there are', (tx) => allAccounts(tx, {}))

const within = <T>(accountId: string, work: (tx: Tx) => Promise<T>) => db().transaction({ accountId, brandIds: 'all' }, work)

export const peopleForOperator = (accountId: string): Promise<PersonRow[]> => within(accountId, (tx) => peopleOfAccount(tx, {}))
export const brandsForOperator = (accountId: string) => within(accountId, async (tx) => brandsWithin(tx, { brandIds: (await brandIdsOfAccount(tx, {})).map((each) => each.id) }))

/** A password that can be read out over the telephone. */
export const freshPassword = () => randomBytes(15).toString('base64url').replace(/[-_]/g, 'x')

export async function addByOperator(accountId: string, wish: { name: string; email: string; role: Role; visibility: Visibility; brands: string[] }): Promise<string> {
  const password = freshPassword()
  const known = await brandsForOperator(accountId)
  const granted = wish.brands.length === 0 ? known : wish.brands.map((words) => {
    const found = known.find((each) => [each.id, each.name.toLowerCase(), each.referencePrefix.toLowerCase()].includes(words.toLowerCase()))
    if (!found) throw new Refusal('unknown', `There is no brand “${words}”. There are: ${known.map((each) => each.name).join(', ')}.`)
    return found
  })
  await within(accountId, (tx) => addPerson(tx, { name: wish.name, email: wish.email, password, role: wish.role, grants: granted.map(({ id }) => ({ brandId: id, visibility: wish.visibility })) }))
  return password
}

/** A new password; every session ends, and with `secondFactor` the second step, for whom the telephone was stolen. */
export async function resetByOperator(accountId: string, email: string, { secondFactor }: { secondFactor: boolean }): Promise<string> {
  const password = freshPassword()
  const passwordHash = await hashPassword(password)
  await within(accountId, async (tx) => {
    const person = await personOf(tx, email)
    await inRole(tx, 'balie_sign_in', async (inside) => {
      await setPasswordOfLogin(inside, { loginId: person.loginId!, passwordHash })
      await endSessionsOfLogin(inside, { loginId: person.loginId! })
      await voidVerifications(inside, { loginId: person.loginId! })
      if (secondFactor) await endSecondFactorOfLogin(inside, { loginId: person.loginId! })
    })
    const about = { brandId: null, subjectId: person.id }
    await announce(tx, theSystem, [passwordChanged(about, { how: 'by-reset' }), ...secondFactor ? [secondFactorChanged(about, { on: false })] : []])
  })
  return password
}

/** Lets somebody in no more, at once; or again. */
export const setStatusByOperator = (accountId: string, email: string, status: 'active' | 'suspended'): Promise<void> => within(accountId, async (tx) => {
  const person = await personOf(tx, email)
  if (person.status === status) return
  await changePersonRow(tx, { id: person.id, name: null, role: null, status, language: null, signature: null })
  if (status === 'suspended') await inRole(tx, 'balie_sign_in', (inside) => endSessionsOfLogin(inside, { loginId: person.loginId! }))
  const about = { brandId: null, subjectId: person.id }
  await announce(tx, theSystem, status === 'suspended' ? personSuspended(about, {}) : personChanged(about, { changed: ['status'] }))
})

async function personOf(tx: Tx, email: string): Promise<PersonRow> {
  const [found] = await personByEmail(tx, { email })
  if (!found?.loginId) throw new Refusal('unknown', `Nobody signs in as ${email}.`)
  return found
}
