import { z } from 'zod'
import { db } from '#platform/db'
import type { Http } from '#platform/http'
import { BulkInput } from './contract.ts'
import { again } from './flows/again.ts'
import { beginBulk, presentBulk, undoBulk } from './flows/bulk-actions.ts'
import { scopeOf } from './flows/case-in-sight.ts'

const ById = z.object({ id: z.uuid() })

/** One deed for many cases: asked for, followed, and taken back as one. */
export function bulkRoutes(app: Http) {
  app.post('/api/v1/bulk-actions', { config: { may: 'case.change' }, schema: { body: BulkInput } }, ({ actor, body }, answer) => again(() => db().transaction(scopeOf(actor), async (tx) => {
    const { id } = await beginBulk(tx, actor, body)
    answer.status(202)
    return presentBulk(tx, actor, id)
  })))
  app.get('/api/v1/bulk-actions/:id', { config: { may: 'case.change' }, schema: { params: ById } }, ({ actor, params }) => db().reading(scopeOf(actor), (tx) => presentBulk(tx, actor, params.id)))
  app.put('/api/v1/bulk-actions/:id/undoing', { config: { may: 'case.change' }, schema: { params: ById } }, ({ actor, params }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await undoBulk(tx, actor, params.id)
    answer.status(202)
    return presentBulk(tx, actor, params.id)
  }))
}
