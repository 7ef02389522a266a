import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce, type Announcement } from '#platform/events'
import { may, type Actor, type BrandGrant } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { Person, PersonChange } from '../contract.ts'
import { grantsBeyond, mayGiveRole, withinReach } from '../domain/rank.ts'
import { invitationWithdrawn, personChanged, personSignedOut, personSuspended } from '../events.ts'
import { holdAccount } from '../queries/accounts.ts'
import { teamsOfAccount } from '../queries/brands.ts'
import { withdrawInvitationsBy } from '../queries/invitations.ts'
import { endSessionsOfLogin, secondFactors } from '../queries/logins.ts'
import { actingForUpdate, addMemberships, changePersonRow, clearGrants, clearMemberships, dropIdleMemberships, peopleOfAccount, personRow, type Acting, type PersonRow } from '../queries/people.ts'
import { forgetActors } from './actor-memory.ts'
import { giveGrants } from './add-person.ts'
import { actorOf } from './authenticate.ts'
import { inRole } from './in-role.ts'

type Change = z.infer<typeof PersonChange>

/** The people page. Of grants and teams everybody sees those of their own brands. */
export async function peopleFor(tx: Tx, viewer: Actor): Promise<Person[]> {
  return present(tx, viewer, (await peopleOfAccount(tx, {})).filter((person) => withinReach(viewer, person.grants)))
}

/** @throws Refusal 'unknown' */
export async function personFor(tx: Tx, viewer: Actor, id: string): Promise<Person> {
  const [found] = (await peopleFor(tx, viewer)).filter((person) => person.id === id)
  if (!found) throw unknown('person')
  return found
}

/** Of a person that which somebody else can change. When they were last here moves by itself. */
export const changeable = ({ id, name, role, status, grants, teamIds }: Person) => ({ id, name, role, status, grants, teamIds })

async function present(tx: Tx, viewer: Actor, people: PersonRow[]): Promise<Person[]> {
  const loginIds = people.flatMap((person) => person.loginId ?? [])
  const factors = await inRole(tx, 'balie_sign_in', (inside) => secondFactors(inside, { loginIds }))
  const withFactor = new Set(factors.filter((login) => login.secondFactor).map((login) => login.id))
  const shared = new Set(viewer.grants.map((grant) => grant.brandId))
  const sharedTeams = new Set((await teamsOfAccount(tx, {})).filter((team) => shared.has(team.brandId)).map((team) => team.id))
  return people.map(({ loginId, signature: _own, ...person }) => ({
    ...person, secondFactor: !!loginId && withFactor.has(loginId),
    grants: person.grants.filter((grant) => shared.has(grant.brandId)), teamIds: person.teamIds.filter((id) => sharedTeams.has(id)),
  }))
}

/** Who acts, as they are at this moment. Held, so that nobody takes away a right while it is being used. */
export async function currentPerson(tx: Tx, actor: Actor): Promise<Acting> {
  const [now] = await actingForUpdate(tx, { id: actor.personId })
  if (now?.status !== 'active' || !may(actorOf(now, actor.scopes), 'people.change')) throw new Refusal('forbidden', 'Your role does not allow this any more.')
  return now
}

export async function changePerson(tx: Tx, actor: Actor, id: string, wanted: Change, seen?: Seen): Promise<Person> {
  const change = { ...wanted, ...(wanted.name === undefined ? {} : { name: plain(wanted.name) }) }
  // One change of who may do what after the other: two administrators who suspend each other at once would leave nobody.
  await holdAccount(tx, {})
  const changer = await currentPerson(tx, actor)
  const [before] = await personRow(tx, { id })
  if (!before || !withinReach(changer, before.grants)) throw unknown('person')
  if (seen !== undefined) {
    const [current] = await present(tx, actor, [before])
    holdToWhatWasSeen(seen, current!, changeable(current!))
  }
  refuseChange(changer, before, change)
  const changed = [
    ...await changeGrants(tx, changer, before, change.grants),
    ...await changeTeams(tx, changer, before, change.teamIds),
    ...(['name', 'role', 'status'] as const).filter((field) => change[field] !== undefined && change[field] !== before[field]),
  ]
  await changePersonRow(tx, { id, name: change.name ?? null, role: change.role ?? null, status: change.status ?? null, language: null, signature: null })
  const news: Announcement[] = []
  if (change.status === 'suspended' && before.status === 'active') {
    if (before.loginId) await inRole(tx, 'balie_sign_in', (inside) => endSessionsOfLogin(inside, { loginId: before.loginId! }))
    news.push(personSuspended({ brandId: null, subjectId: id }, {}), ...(await withdrawInvitationsBy(tx, { invitedBy: id })).map((each) => invitationWithdrawn({ brandId: null, subjectId: each.id }, {})))
  } else if (changed.length) news.push(personChanged({ brandId: null, subjectId: id }, { changed }))
  await announce(tx, { kind: 'person', id: actor.personId }, news)
  tx.afterCommit(forgetActors)
  return (await present(tx, actorOf(changer, null), await personRow(tx, { id })))[0]!
}

/**
 * These rules keep an administrator in office, too: only an active one can change another, and nobody their own role or status,
 * so that whoever changes the last but one is the last.
 */
function refuseChange(changer: Acting, before: PersonRow, change: Change) {
  const self = before.id === changer.personId
  if (!mayGiveRole(changer.role, before.role)) throw new Refusal('forbidden', 'Nobody can change somebody above themselves.')
  if (change.role !== undefined && !mayGiveRole(changer.role, change.role)) throw new Refusal('forbidden', 'Nobody can give a role above their own.')
  const role = change.role !== undefined && change.role !== before.role
  const status = change.status !== undefined && change.status !== before.status
  if (self && (role || status || (change.grants && !sameGrants(before.grants, change.grants)))) throw new Refusal('forbidden', 'Nobody changes their own role, status or brands. Ask somebody else.')
}

const sameGrants = (one: BrandGrant[], other: BrandGrant[]) =>
  one.length === other.length && one.every((grant) => other.some((each) => each.brandId === grant.brandId && each.visibility === grant.visibility))

async function changeGrants(tx: Tx, changer: Acting, before: PersonRow, grants: BrandGrant[] | undefined): Promise<string[]> {
  if (!grants) return []
  refuseGrants(changer.grants, grants, before.grants)
  const brandIds = changer.grants.map((grant) => grant.brandId)
  const within = before.grants.filter((grant) => brandIds.includes(grant.brandId))
  const wanted = grants.filter((grant) => brandIds.includes(grant.brandId))
  if (sameGrants(within, wanted)) return []
  await clearGrants(tx, { personId: before.id, brandIds })
  await giveGrants(tx, before.id, wanted)
  await dropIdleMemberships(tx, { personId: before.id })
  return ['grants']
}

async function changeTeams(tx: Tx, changer: Acting, before: PersonRow, teamIds: string[] | undefined): Promise<string[]> {
  if (!teamIds) return []
  const [now] = await personRow(tx, { id: before.id })
  const brandIds = changer.grants.map((grant) => grant.brandId)
  await refuseTeams(tx, teamIds, now!.grants.filter((grant) => brandIds.includes(grant.brandId)))
  await clearMemberships(tx, { personId: before.id, brandIds })
  await addMemberships(tx, { personId: before.id, teamIds })
  const [after] = await personRow(tx, { id: before.id })
  return after!.teamIds.join() === before.teamIds.join() ? [] : ['teams']
}

/** @throws Refusal 'unknown' for a brand that the giver has not: to them it does not exist */
export function refuseGrants(giver: BrandGrant[], wanted: BrandGrant[], before: BrandGrant[] = []): void {
  if (new Set(wanted.map((grant) => grant.brandId)).size !== wanted.length) throw new Refusal('invalid', 'A brand is named twice.')
  const [beyond] = grantsBeyond(giver, wanted, before)
  if (!beyond) return
  if (!giver.some((grant) => grant.brandId === beyond.brandId)) throw unknown('brand')
  throw new Refusal('forbidden', 'Nobody can give more of a brand than they see of it themselves.')
}

/** Teams belong to brands: one can be in a team only where one is granted the brand. */
export async function refuseTeams(tx: Tx, teamIds: string[], grants: BrandGrant[], otherwise: 'refuse' | 'leave-out' = 'refuse'): Promise<string[]> {
  const open = new Set((await teamsOfAccount(tx, {})).filter((team) => grants.some((grant) => grant.brandId === team.brandId)).map((team) => team.id))
  const good = teamIds.filter((id) => open.has(id))
  if (otherwise === 'refuse' && good.length !== teamIds.length) throw new Refusal('invalid', 'A team is not one of a brand that the person is granted.', { fields: [{ field: 'teamIds', problem: 'not of a granted brand' }] })
  return good
}

export async function endSessionsOf(tx: Tx, actor: Actor, id: string): Promise<void> {
  const changer = await currentPerson(tx, actor)
  const [person] = await personRow(tx, { id })
  if (!person || !withinReach(changer, person.grants)) throw unknown('person')
  if (!mayGiveRole(changer.role, person.role)) throw new Refusal('forbidden', 'Nobody can change somebody above themselves.')
  if (person.loginId) await inRole(tx, 'balie_sign_in', (inside) => endSessionsOfLogin(inside, { loginId: person.loginId! }))
  await announce(tx, { kind: 'person', id: actor.personId }, personSignedOut({ brandId: null, subjectId: id }, {}))
  tx.afterCommit(forgetActors)
}
