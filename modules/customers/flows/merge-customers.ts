import type { Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { mayMerge } from '../domain/merging.ts'
import { customerMerged, customerUnmerged } from '../events.ts'
import { customerPanel } from '../queries/customers.ts'
import { addMerge, customerRow, customersForUpdate, endMerge, pointToMerged, pointToThemselves, type HeldCustomer } from '../queries/merges.ts'

/** Two customers are one person: addresses, cases and timeline of both show under the second. Nothing is moved, so that it can be undone. */
export async function mergeCustomers(tx: Tx, actor: Actor, id: string, wantedId: string, seen?: Seen): Promise<void> {
  const [wanted] = await customerRow(tx, { id: wantedId })
  const end = inSight(actor, wanted).mergedInto ?? wantedId
  const held = await customersForUpdate(tx, { ids: [...new Set([id, wantedId, end])] })
  const of = (each: string) => held.find((one) => one.id === each)
  const from = inSight(actor, of(id))
  let into = of(of(wantedId)?.mergedInto ?? wantedId)
  // Merged on while it was waited for: one more step.
  if (!into) [into] = await customersForUpdate(tx, { ids: [of(wantedId)!.mergedInto!] })
  const target = inSight(actor, into)
  holdToWhatWasSeen(seen, (await customerPanel(tx, { id }))[0]!)
  if (from.mergedInto === target.id) return
  mayMerge(from, target)
  await addMerge(tx, { accountId: actor.accountId, brandId: from.brandId, id: newId(), mergedId: from.id, intoId: target.id, byPerson: actor.personId })
  await pointToMerged(tx, { id: from.id, into: target.id })
  await tell(tx, actor, customerMerged, from, target.id)
}

/** Two people again, each with what they had; what came in meanwhile is with whom its address belongs to, for nothing was ever moved. */
export async function unmergeCustomers(tx: Tx, actor: Actor, id: string, seen?: Seen): Promise<void> {
  const [known] = await customerRow(tx, { id })
  const into = inSight(actor, known).mergedInto
  if (!into) return
  const from = (await customersForUpdate(tx, { ids: [id, into] })).find((each) => each.id === id)!
  holdToWhatWasSeen(seen, (await customerPanel(tx, { id }))[0]!)
  if (!from.mergedInto) return
  await endMerge(tx, { mergedId: id })
  await pointToThemselves(tx, { id })
  await tell(tx, actor, customerUnmerged, from, from.mergedInto)
}

function inSight(actor: Actor, found: HeldCustomer | undefined): HeldCustomer {
  if (!found || !may(actor, 'customer.see', { brandId: found.brandId })) throw unknown('customer')
  if (!may(actor, 'customer.change', { brandId: found.brandId })) throw new Refusal('forbidden', 'You may see this customer, but your role does not allow this.')
  return found
}

/** Told of both: each may be open beside a case somewhere. */
async function tell(tx: Tx, actor: Actor, happening: typeof customerMerged, { id, brandId }: HeldCustomer, otherId: string) {
  await announce(tx, { kind: 'person', id: actor.personId }, [happening({ brandId, subjectId: id }, { role: 'into', otherId }), happening({ brandId, subjectId: otherId }, { role: 'from', otherId: id })])
}
