import { z } from 'zod'
import { db, type Scope } from '#platform/db'
import { announce } from '#platform/events'
import type { Http } from '#platform/http'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { CustomerChange } from './contract.ts'
import { customerChanged } from './events.ts'
import { changeCustomerRow, customerPanel, findCustomers } from './queries/customers.ts'

const ById = z.object({ id: z.uuid() })
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'customer.see') })

export function customersRoutes(app: Http) {
  app.get('/api/v1/customers', { config: { may: 'customer.see' }, schema: { querystring: z.object({ q: z.string().trim().min(2).max(200) }) } }, async ({ actor, query }) =>
    db().reading(scopeOf(actor), async (tx) => ({ rows: await findCustomers(tx, { words: query.q.replace(/[\\%_]/g, '\\$&'), brandIds: brandsFor(actor, 'customer.see') }) })))

  app.get('/api/v1/customers/:id', { config: { may: 'customer.see' }, schema: { params: ById } }, async ({ actor, params }) =>
    db().reading(scopeOf(actor), async (tx) => {
      const [found] = await customerPanel(tx, { id: params.id })
      if (!found || !may(actor, 'customer.see', { brandId: found.brandId })) throw unknown('customer')
      return found
    }))

  app.patch('/api/v1/customers/:id', { config: { may: 'customer.change' }, schema: { params: ById, body: CustomerChange } }, async ({ actor, params, body }) =>
    db().transaction(scopeOf(actor), async (tx) => {
      const [before] = await customerPanel(tx, { id: params.id })
      if (!before || !may(actor, 'customer.change', { brandId: before.brandId })) throw unknown('customer')
      await changeCustomerRow(tx, { id: params.id, name: body.name ?? null, note: body.note ?? null, timeZone: body.timeZone ?? null, language: body.language ?? null })
      await announce(tx, { kind: 'person', id: actor.personId }, customerChanged({ brandId: before.brandId, subjectId: params.id }, { changed: Object.keys(body) }))
      return (await customerPanel(tx, { id: params.id }))[0]!
    }))
}
