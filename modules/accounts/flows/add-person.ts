import type { Tx } from '#platform/db'
import { announce, theSystem, type EventActor } from '#platform/events'
import { newId } from '#platform/ids'
import type { BrandGrant, Role } from '#platform/permissions'
import { plain } from '#platform/text'
import { personJoined } from '../events.ts'
import { addGrants, addMemberships, insertPerson } from '../queries/people.ts'
import { addLogin, hashPassword, noPassword } from './logins.ts'

export type NewPerson = {
  name: string
  email: string
  /** null: they come in by a password reset. `passwordHash` spares the work where many share one (the sample company). */
  password: string | null
  passwordHash?: string
  role: Role
  grants?: BrandGrant[]
  teamIds?: string[]
  language?: string
}

/** Somebody new in the account of the transaction, with a login. Who may add whom is for the caller to decide. @returns the person's id */
export async function addPerson(tx: Tx, person: NewPerson, by: EventActor = theSystem): Promise<string> {
  const id = newId()
  const name = plain(person.name)
  const passwordHash = person.passwordHash ?? (person.password === null ? noPassword() : await hashPassword(person.password))
  const loginId = await addLogin(tx, { name, email: person.email, passwordHash })
  await insertPerson(tx, { accountId: tx.scope!.accountId, id, loginId, name, email: person.email, role: person.role, language: person.language ?? 'en' })
  await giveGrants(tx, id, person.grants ?? [])
  if (person.teamIds?.length) await addMemberships(tx, { personId: id, teamIds: person.teamIds })
  await announce(tx, by.id === null ? { kind: 'person', id } : by, personJoined({ brandId: null, subjectId: id }, { name, role: person.role }))
  return id
}

export const giveGrants = (tx: Tx, personId: string, grants: BrandGrant[]) =>
  addGrants(tx, { personIds: grants.map(() => personId), brandIds: grants.map((grant) => grant.brandId), visibilities: grants.map((grant) => grant.visibility) })
