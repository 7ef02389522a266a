import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { plain } from '#platform/text'
import type { z } from 'zod'
import type { LinkInput } from '../contract.ts'
import { caseLinked, caseUnlinked } from '../events.ts'
import { linkCases } from '../queries/cases.ts'
import { endLink, linkBetween } from '../queries/moves.ts'
import { about, byPerson, caseToChange, caseToRead } from './case-in-sight.ts'

/** Two cases have to do with each other, said by a colleague. A suggestion that was there gives way to it. Said twice, it is one link. */
export async function relate(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof LinkInput>): Promise<void> {
  const held = await caseToChange(tx, actor, caseId, 'case.change')
  const other = await caseToRead(tx, actor, input.caseId)
  if (held.id === other.id) throw new Refusal('invalid', 'A case is not linked to itself.')
  if (held.brandId !== other.brandId) throw new Refusal('invalid', 'Cases of two brands cannot be linked: their customers must not learn of each other.')
  const between = await linkBetween(tx, { one: held.id, other: other.id })
  if (between.some((each) => each.kind === 'related')) return
  for (const each of between) await endLink(tx, { id: each.id })
  const reason = plain(input.reason ?? '').trim()
  await linkCases(tx, [{ accountId: actor.accountId, brandId: held.brandId, id: newId(), fromCase: held.id, toCase: other.id, kind: 'related', reason, byPerson: actor.personId }])
  await announce(tx, byPerson(actor), [caseLinked(about(held), { kind: 'related', otherCaseId: other.id, reason }), caseLinked(about(other), { kind: 'related', otherCaseId: held.id, reason })])
}

/** They have nothing to do with each other: also said of what the rules suggested. How a case came about is no suggestion and stays. */
export async function unrelate(tx: Tx, actor: Actor, caseId: string, otherId: string): Promise<void> {
  const held = await caseToChange(tx, actor, caseId, 'case.change')
  const other = await caseToRead(tx, actor, otherId)
  const between = await linkBetween(tx, { one: held.id, other: other.id })
  for (const each of between) {
    await endLink(tx, { id: each.id })
    await announce(tx, byPerson(actor), [caseUnlinked(about(held), { kind: each.kind, otherCaseId: other.id }), caseUnlinked(about(other), { kind: each.kind, otherCaseId: held.id })])
  }
}
