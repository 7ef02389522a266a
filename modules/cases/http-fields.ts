import { z } from 'zod'
import { db, type Scope } from '#platform/db'
import type { Http } from '#platform/http'
import { brandsFor, type Actor } from '#platform/permissions'
import { CaseFieldChange, CaseFieldInput } from './contract.ts'
import { changeField, defineField, retireField } from './flows/case-fields.ts'
import { fieldsOfBrands } from './queries/fields.ts'

const ById = z.object({ id: z.uuid() })
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'brand.see') })

/** The fields that a brand gives its cases. Their values are written with the case: `PATCH /cases/:id`. */
export function fieldRoutes(app: Http) {
  app.get('/api/v1/case-fields', { config: { may: 'brand.see' } }, ({ actor }) => db().reading(scopeOf(actor), async (tx) => ({ rows: await fieldsOfBrands(tx, { brandIds: brandsFor(actor, 'brand.see') }) })))
  app.post('/api/v1/case-fields', { config: { may: 'brand.change' }, schema: { body: CaseFieldInput } }, ({ actor, body }, answer) => db().transaction(scopeOf(actor), (tx) => { answer.status(201); return defineField(tx, actor, body) }))
  app.patch('/api/v1/case-fields/:id', { config: { may: 'brand.change' }, schema: { params: ById, body: CaseFieldChange } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), (tx) => changeField(tx, actor, params.id, body)))
  app.put('/api/v1/case-fields/:id/retirement', { config: { may: 'brand.change' }, schema: { params: ById } }, ({ actor, params }) => db().transaction(scopeOf(actor), (tx) => retireField(tx, actor, params.id, true)))
  app.delete('/api/v1/case-fields/:id/retirement', { config: { may: 'brand.change' }, schema: { params: ById } }, ({ actor, params }) => db().transaction(scopeOf(actor), (tx) => retireField(tx, actor, params.id, false)))
}
