import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain, withoutNul } from '#platform/text'
import type { Customer, CustomerChange } from '../contract.ts'
import { customerChanged } from '../events.ts'
import { changeCustomerRow, customerPanel, holdCustomer } from '../queries/customers.ts'

/** What an agent writes down about a customer. @throws Refusal 'unknown' */
export async function changeCustomer(tx: Tx, actor: Actor, namedId: string, wanted: z.infer<typeof CustomerChange>, seen?: Seen): Promise<Customer> {
  // Of one who was merged, it is said of whom they are known as.
  const [known] = await customerPanel(tx, { id: namedId })
  const id = known?.id ?? namedId
  await holdCustomer(tx, { id })
  const [before] = await customerPanel(tx, { id })
  if (!before || !may(actor, 'customer.change', { brandId: before.brandId })) throw unknown('customer')
  holdToWhatWasSeen(seen, before)
  const change = { ...wanted, ...wanted.name === undefined ? {} : { name: nameIn(wanted.name) }, ...wanted.note === undefined ? {} : { note: withoutNul(wanted.note) } }
  const changed = (['name', 'note', 'timeZone', 'language'] as const).filter((field) => change[field] !== undefined && change[field] !== before[field])
  if (!changed.length) return before
  const { name, note, timeZone, language } = { ...before, ...Object.fromEntries(changed.map((field) => [field, change[field]])) } as Customer
  await changeCustomerRow(tx, { id, name, note, timeZone, language })
  await announce(tx, { kind: 'person', id: actor.personId }, customerChanged({ brandId: before.brandId, subjectId: id }, { changed }))
  return (await customerPanel(tx, { id }))[0]!
}

function nameIn(words: string): string {
  const name = plain(words).trim()
  if (!name) throw new Refusal('invalid', 'A name has letters that can be seen.', { fields: [{ field: 'name', problem: 'empty' }] })
  return name
}
