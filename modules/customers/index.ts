import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { unknown } from '#platform/refusal'
import type { Customer } from './contract.ts'
import { customerPanel } from './queries/customers.ts'

export { addCustomers, addIdentities, customerByAddress, customerByHandle } from './queries/customers.ts'
export { customersRoutes } from './http.ts'

/** Everything that the panel beside a case shows of a customer. @throws Refusal 'unknown' */
export async function customerFor(tx: Tx, id: string): Promise<z.infer<typeof Customer>> {
  const [found] = await customerPanel(tx, { id })
  if (!found) throw unknown('customer')
  return found
}
