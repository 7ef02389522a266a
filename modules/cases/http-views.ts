import { z } from 'zod'
import { db } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { SavedViewInput, ViewOrder } from './contract.ts'
import { scopeOf } from './flows/case-in-sight.ts'
import { removeView, savedViews, saveView } from './flows/saved-views.ts'
import { viewCounts } from './flows/view-counts.ts'
import { placeViews } from './queries/saved-views.ts'

const ById = z.object({ id: z.uuid() })

export function savedViewRoutes(app: Http) {
  app.get('/api/v1/saved-views', { config: { may: 'case.see' } }, ({ actor }) => db().reading(scopeOf(actor), async (tx) => ({ rows: await savedViews(tx, actor) })))
  app.get('/api/v1/saved-views/counts', { config: { may: 'case.see' } }, ({ actor }) => db().reading(scopeOf(actor), (tx) => viewCounts(tx, actor, new Date())))
  app.post('/api/v1/saved-views', { config: { may: 'case.see' }, schema: { body: SavedViewInput } }, ({ actor, body }, answer) => db().transaction(scopeOf(actor), async (tx) => marked(answer.status(201), await saveView(tx, actor, null, body))))
  app.put('/api/v1/saved-views/:id', { config: { may: 'case.see', ifMatch: true }, schema: { params: ById, body: SavedViewInput } }, ({ actor, params, body, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => marked(answer, await saveView(tx, actor, params.id, body, seenBy({ headers })))))
  app.delete('/api/v1/saved-views/:id', { config: { may: 'case.see', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => { await removeView(tx, actor, params.id, seenBy({ headers })); answer.status(204) }))
  app.put('/api/v1/saved-view-order', { config: { may: 'case.see' }, schema: { body: ViewOrder } }, ({ actor, body }) => db().transaction(scopeOf(actor), async (tx) => {
    await placeViews(tx, { accountId: actor.accountId, personId: actor.personId, ...body })
    return { rows: await savedViews(tx, actor) }
  }))
}
