import { z } from 'zod'
import { db } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { Replayed, ReplayInput, Webhook, WebhookDelivery, WebhookDeliveryPage, WebhookDeliveryQuery, WebhookInput, WebhookMade, WebhookSecret } from './contract.ts'
import { replay, sendTest } from './flows/replay.ts'
import { changeableOf, changeWebhook, listWebhooks, makeWebhook, pauseWebhook, renewSecret, retireWebhook, scopeOf, webhookInSight } from './flows/webhook-settings.ts'
import { deliveriesPage } from './queries/deliveries.ts'

const ById = z.object({ id: z.uuid() })
const may = { may: 'channel.change' } as const
const sees = { may: 'channel.see' } as const
const one = { params: ById, response: { 200: Webhook } }

export function webhookRoutes(app: Http) {
  app.get('/api/v1/webhooks', { config: sees, schema: { summary: 'The webhooks of your brands.', response: { 200: z.object({ rows: z.array(Webhook) }) } } }, async ({ actor }) => ({ rows: await listWebhooks(actor) }))
  app.get('/api/v1/webhooks/:id', { config: sees, schema: { ...one, summary: 'One of them.' } }, async ({ actor, params }, reply) => {
    const found = await db().reading(scopeOf(actor), (tx) => webhookInSight(tx, actor, params.id))
    return marked(reply, found, changeableOf(found))
  })
  app.post('/api/v1/webhooks', { config: may, schema: { summary: 'Make a webhook. Its secret is shown once.', body: WebhookInput, response: { 201: WebhookMade } } }, async ({ actor, body }, reply) => reply.status(201).send(await makeWebhook(actor, body)))
  app.put('/api/v1/webhooks/:id', { config: { ...may, ifMatch: true }, schema: { ...one, summary: 'Change a webhook. From then on it hears what you may hear.', body: WebhookInput } }, async (request, reply) => {
    const changed = await changeWebhook(request.actor, request.params.id, request.body, seenBy(request))
    return marked(reply, changed, changeableOf(changed))
  })
  app.delete('/api/v1/webhooks/:id', { config: may, schema: { summary: 'Retire a webhook.', params: ById, response: { 204: z.undefined() } } }, async ({ actor, params }, reply) => {
    await retireWebhook(actor, params.id)
    return reply.status(204).send()
  })
  app.put('/api/v1/webhooks/:id/pause', { config: may, schema: { ...one, summary: 'Tell it nothing for a while. What happens meanwhile is not told later.' } }, ({ actor, params }) => pauseWebhook(actor, params.id, true))
  app.delete('/api/v1/webhooks/:id/pause', { config: may, schema: { ...one, summary: 'Go on, also after it was disabled.' } }, ({ actor, params }) => pauseWebhook(actor, params.id, false))
  app.post('/api/v1/webhooks/:id/secret', { config: may, schema: { summary: 'A new secret. For a day the old one signs along.', params: ById, response: { 200: WebhookSecret } } }, ({ actor, params }) => renewSecret(actor, params.id))
  app.post('/api/v1/webhooks/:id/tests', { config: may, schema: { summary: 'Send a `webhook.test`.', params: ById, response: { 201: WebhookDelivery } } }, async ({ actor, params }, reply) => reply.status(201).send(await sendTest(actor, params.id, new Date())))

  app.get('/api/v1/webhooks/:id/deliveries', { config: sees, schema: { summary: 'What was sent and what was answered, newest first.', params: ById, querystring: WebhookDeliveryQuery, response: { 200: WebhookDeliveryPage } } }, ({ actor, params, query }) => db().reading(scopeOf(actor), async (tx) => {
    await webhookInSight(tx, actor, params.id)
    const rows = await deliveriesPage(tx, { webhookId: params.id, state: query.state ?? null, before: query.cursor ?? null, limit: query.limit + 1 })
    const shown = rows.slice(0, query.limit)
    return { rows: shown, nextCursor: rows.length > query.limit ? shown.at(-1)!.id : null }
  }))
  app.post('/api/v1/webhooks/:id/replays', { config: may, schema: { summary: 'Send again: some deliveries, or all that failed in a time.', params: ById, body: ReplayInput, response: { 200: Replayed } } }, ({ actor, params, body }) => replay(actor, params.id, body))
}
