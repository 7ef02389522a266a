import { z } from 'zod'
import { db, type Scope } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { CustomerChange } from './contract.ts'
import { changeCustomer } from './flows/change-customer.ts'
import { customerPanel, findCustomers } from './queries/customers.ts'

const ById = z.object({ id: z.uuid() })
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'customer.see') })

export function customersRoutes(app: Http) {
  app.get('/api/v1/customers', { config: { may: 'customer.see' }, schema: { querystring: z.object({ q: z.string().trim().min(2).max(200) }) } }, async ({ actor, query }) =>
    db().reading(scopeOf(actor), async (tx) => ({ rows: await findCustomers(tx, { words: query.q.replace(/[\\%_]/g, '\\$&'), brandIds: brandsFor(actor, 'customer.see') }) })))

  app.get('/api/v1/customers/:id', { config: { may: 'customer.see' }, schema: { params: ById } }, async ({ actor, params }, reply) =>
    db().reading(scopeOf(actor), async (tx) => {
      const [found] = await customerPanel(tx, { id: params.id })
      if (!found || !may(actor, 'customer.see', { brandId: found.brandId })) throw unknown('customer')
      return marked(reply, found)
    }))

  app.patch('/api/v1/customers/:id', { config: { may: 'customer.change', ifMatch: true }, schema: { params: ById, body: CustomerChange } }, async (request, reply) =>
    marked(reply, await db().transaction(scopeOf(request.actor), (tx) => changeCustomer(tx, request.actor, request.params.id, request.body, seenBy(request)))))
}
