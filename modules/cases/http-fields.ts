import { z } from 'zod'
import { db, type Scope } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
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
  app.post('/api/v1/case-fields', { config: { may: 'brand.change' }, schema: { body: CaseFieldInput } }, ({ actor, body }, answer) => db().transaction(scopeOf(actor), async (tx) => marked(answer.status(201), await defineField(tx, actor, body))))
  app.patch('/api/v1/case-fields/:id', { config: { may: 'brand.change', ifMatch: true }, schema: { params: ById, body: CaseFieldChange } }, ({ actor, params, body, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => marked(answer, await changeField(tx, actor, params.id, body, seenBy({ headers })))))
  app.put('/api/v1/case-fields/:id/retirement', { config: { may: 'brand.change', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => marked(answer, await retireField(tx, actor, params.id, true, seenBy({ headers })))))
  app.delete('/api/v1/case-fields/:id/retirement', { config: { may: 'brand.change', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => marked(answer, await retireField(tx, actor, params.id, false, seenBy({ headers })))))
}
