import { brandById, colleaguesWithin, peopleOfAccount } from '#modules/accounts'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import type { z } from 'zod'
import type { SecondEyes, SecondEyesInput } from '../contract.ts'
import { secondEyesChanged } from '../events.ts'
import type { HeldCase } from '../queries/cases.ts'
import { addSecondEyes, clearSecondEyes, inNeedOfEyes, secondEyesOf } from '../queries/second-eyes.ts'
import { byPerson } from './case-in-sight.ts'

export const needsSecondEyes = async (tx: Tx, actor: Pick<Actor, 'personId' | 'role'>, brandId: string): Promise<boolean> => (await inNeedOfEyes(tx, { brandId, personIds: [actor.personId], roles: [actor.role] })).length > 0

/** Deny by default: what leaves the house under the name of somebody who needs a second pair of eyes leaves by a review alone. @throws Refusal */
export async function maySendAlone(tx: Tx, actor: Actor, brandId: string): Promise<void> {
  if (await needsSecondEyes(tx, actor, brandId)) throw new Refusal('needs-review', 'Your letters need a second pair of eyes. Hand it over to a colleague; nothing was sent.')
}

/** Who may look over what this author writes in this case: whoever may answer there, and needs nobody for it. */
export async function reviewersOf(tx: Tx, author: Actor, held: HeldCase): Promise<Actor[]> {
  // Grants are those within the author's brands, and the brand of the case is one of them.
  const able = (await peopleOfAccount(tx, {})).filter((each) => each.status === 'active' && each.id !== author.personId)
    .map(({ id, status: _, ...person }): Actor => ({ kind: 'person', accountId: author.accountId, personId: id, scopes: null, ...person })).filter((each) => may(each, 'case.reply', held))
  const needy = new Set((await inNeedOfEyes(tx, { brandId: held.brandId, personIds: able.map((each) => each.personId), roles: able.map((each) => each.role) })).map((each) => each.personId))
  return able.filter((each) => !needy.has(each.personId))
}

export const secondEyes = async (tx: Tx, actor: Actor): Promise<SecondEyes[]> => await secondEyesOf(tx, { brandIds: brandsFor(actor, 'brand.change') }) as SecondEyes[]

/** Whose letters need a second pair of eyes in this brand from now on. */
export async function changeSecondEyes(tx: Tx, actor: Actor, brandId: string, { roles, personIds }: z.infer<typeof SecondEyesInput>): Promise<SecondEyes> {
  if (!may(actor, 'brand.change', { brandId })) throw unknown('brand')
  await brandById(tx, brandId)
  const colleagues = await colleaguesWithin(tx, { brandIds: [brandId] })
  if (personIds.some((id) => !colleagues.some((each) => each.id === id))) throw unknown('colleague of this brand')
  await clearSecondEyes(tx, { brandId })
  const row = { accountId: actor.accountId, brandId }
  await addSecondEyes(tx, [...[...new Set(roles)].map((role) => ({ ...row, id: newId(), role, personId: null })), ...[...new Set(personIds)].map((personId) => ({ ...row, id: newId(), role: null, personId }))])
  await announce(tx, byPerson(actor), secondEyesChanged({ brandId, subjectId: brandId }, { roles, personIds }))
  return (await secondEyesOf(tx, { brandIds: [brandId] }))[0] as SecondEyes
}
