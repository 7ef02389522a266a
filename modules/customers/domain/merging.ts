import { Refusal } from '#platform/refusal'

type Side = { id: string; brandId: string; name: string; mergedInto: string | null }

/** Whether one customer may be taken for another. `into` is where its own chain of merges ends. @throws Refusal, in words for the agent */
export function mayMerge(from: Side, into: Side): void {
  if (from.id === into.id) throw new Refusal('conflict', 'The other customer was merged into this one. Undo that first, or merge the other way round.')
  if (from.mergedInto) throw new Refusal('conflict', `${from.name} was merged already. Undo that merge first.`)
  if (from.brandId !== into.brandId) throw new Refusal('invalid', 'Customers of two brands cannot be merged: neither brand may learn of the other.')
}
