import { z } from 'zod'
import { db, type Scope } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { CustomerChange, CustomerMerging, CustomerQuery } from './contract.ts'
import { changeCustomer } from './flows/change-customer.ts'
import { mergeCustomers, unmergeCustomers } from './flows/merge-customers.ts'
import { findCustomers } from './flows/find-customers.ts'
import { customerPanel } from './queries/customers.ts'

const ById = z.object({ id: z.uuid() })
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'customer.see') })

export function customersRoutes(app: Http) {
  app.get('/api/v1/customers', { config: { may: 'customer.see' }, schema: { querystring: CustomerQuery } }, async ({ actor, query }) =>
    db().reading(scopeOf(actor), (tx) => findCustomers(tx, actor, query)))

  app.get('/api/v1/customers/:id', { config: { may: 'customer.see' }, schema: { params: ById } }, async ({ actor, params }, reply) =>
    db().reading(scopeOf(actor), async (tx) => {
      const [found] = await customerPanel(tx, { id: params.id })
      if (!found || !may(actor, 'customer.see', { brandId: found.brandId })) throw unknown('customer')
      return marked(reply, found)
    }))

  app.patch('/api/v1/customers/:id', { config: { may: 'customer.change', ifMatch: true }, schema: { params: ById, body: CustomerChange } }, async (request, reply) =>
    marked(reply, await db().transaction(scopeOf(request.actor), (tx) => changeCustomer(tx, request.actor, request.params.id, request.body, seenBy(request)))))

  app.put('/api/v1/customers/:id/merging', { config: { may: 'customer.change', ifMatch: true }, schema: { params: ById, body: CustomerMerging } }, ({ actor, params, body, headers }, reply) => db().transaction(scopeOf(actor), async (tx) => {
    await mergeCustomers(tx, actor, params.id, body.into, seenBy({ headers }))
    return marked(reply, (await customerPanel(tx, { id: params.id }))[0]!)
  }))
  app.delete('/api/v1/customers/:id/merging', { config: { may: 'customer.change', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, reply) => db().transaction(scopeOf(actor), async (tx) => {
    await unmergeCustomers(tx, actor, params.id, seenBy({ headers }))
    return marked(reply, (await customerPanel(tx, { id: params.id }))[0]!)
  }))
}
