import { z } from 'zod'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { SigningKeyMade, Widget, WidgetInput } from '../contract.ts'
import { changeWidget, dropSigningKey, listWidgets, makeSigningKey, makeWidget, retireWidget, widgetInSight } from '../flows/widget-settings.ts'

const ById = z.object({ id: z.uuid() })
const sees = { may: 'channel.see' } as const
const may = { may: 'channel.change' } as const
const one = { params: ById, response: { 200: Widget } }

/** What a brand decides about the widgets on its sites. */
export function widgetRoutes(app: Http, known: { url: string }) {
  app.get('/api/v1/widgets', { config: sees, schema: { response: { 200: z.object({ rows: z.array(Widget) }) } } }, async ({ actor }) => ({ rows: await listWidgets(actor, known) }))
  app.get('/api/v1/widgets/:id', { config: sees, schema: one }, async ({ actor, params }, reply) => marked(reply, await widgetInSight(actor, params.id, known)))
  app.post('/api/v1/widgets', { config: may, schema: { body: WidgetInput, response: { 201: Widget } } }, async ({ actor, body }, reply) => reply.status(201).send(marked(reply, await makeWidget(actor, body, known))))
  app.put('/api/v1/widgets/:id', { config: { ...may, ifMatch: true }, schema: { ...one, body: WidgetInput } }, async (request, reply) => marked(reply, await changeWidget(request.actor, request.params.id, request.body, known, seenBy(request))))
  app.delete('/api/v1/widgets/:id', { config: may, schema: { params: ById, response: { 204: z.undefined() } } }, async ({ actor, params }, reply) => {
    await retireWidget(actor, params.id)
    return reply.status(204).send()
  })
  app.post('/api/v1/widgets/:id/signing-keys', { config: may, schema: { params: ById, response: { 201: SigningKeyMade } } }, async ({ actor, params }, reply) => reply.status(201).send(await makeSigningKey(actor, params.id)))
  app.delete('/api/v1/widgets/:id/signing-keys/:keyId', { config: may, schema: { params: ById.extend({ keyId: z.uuid() }), response: { 204: z.undefined() } } }, async ({ actor, params }, reply) => {
    await dropSigningKey(actor, params.id, params.keyId)
    return reply.status(204).send()
  })
}
