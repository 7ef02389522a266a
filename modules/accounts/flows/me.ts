import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { may, permissions, type Actor } from '#platform/permissions'
import { plain, withoutNul } from '#platform/text'
import type { Me, MyChange } from '../contract.ts'
import { personChanged } from '../events.ts'
import { accountRow } from '../queries/accounts.ts'
import { brandsWithin, teamsOfAccount } from '../queries/brands.ts'
import { secondFactors } from '../queries/logins.ts'
import { changePersonRow } from '../queries/people.ts'
import { forgetActors } from './actor-memory.ts'
import { personById } from './colleagues.ts'
import { inRole } from './in-role.ts'

/** Who is signed in, read afresh: the desk asks for it when something about them has changed. */
export async function me(tx: Tx, actor: Actor): Promise<Me> {
  const person = await personById(tx, actor.personId)
  const [account] = await accountRow(tx, { accountId: actor.accountId })
  const factors = person.loginId ? await inRole(tx, 'balie_sign_in', (inside) => secondFactors(inside, { loginIds: [person.loginId!] })) : []
  const current: Actor = { ...actor, role: person.role, grants: person.grants, teamIds: person.teamIds }
  return {
    personId: person.id, accountId: actor.accountId, accountName: account!.name, name: person.name, email: person.email, role: person.role, language: person.language, signature: person.signature,
    permissions: permissions.filter((permission) => may(current, permission)),
    brands: await brandsWithin(tx, { brandIds: person.grants.map((grant) => grant.brandId) }),
    teams: (await teamsOfAccount(tx, {})).filter((team) => person.teamIds.includes(team.id)),
    secondFactor: !!factors[0]?.secondFactor,
  }
}

export async function changeMe(tx: Tx, actor: Actor, wanted: z.infer<typeof MyChange>): Promise<Me> {
  const change = { ...wanted, name: wanted.name && plain(wanted.name), signature: wanted.signature && withoutNul(wanted.signature) }
  const before = await personById(tx, actor.personId)
  const changed = (['name', 'language', 'signature'] as const).filter((field) => change[field] !== undefined && change[field] !== before[field])
  if (changed.length) {
    await changePersonRow(tx, { id: actor.personId, name: change.name ?? null, language: change.language ?? null, signature: change.signature ?? null, role: null, status: null })
    await announce(tx, { kind: 'person', id: actor.personId }, personChanged({ brandId: null, subjectId: actor.personId }, { changed }))
    tx.afterCommit(forgetActors)
  }
  return me(tx, actor)
}
