import type { z } from 'zod'
import { db, type Tx } from '#platform/db'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import type { Replayed, ReplayInput, Webhook, WebhookDelivery } from '../contract.ts'
import { deliveriesBetween, deliveriesByIds, deliveriesPage } from '../queries/deliveries.ts'
import { payloadOf, sendOff } from './write-deliveries.ts'
import { scopeOf, webhookToChange } from './webhook-settings.ts'

/** As many as are sent again at once. */
const most = 500

/** Sends again what was sent before, under the same `webhook-id`; each stands in the list anew. */
export const replay = (actor: Actor, id: string, input: z.infer<typeof ReplayInput>): Promise<z.infer<typeof Replayed>> => db().transaction(scopeOf(actor), async (tx) => {
  const webhook = active(await webhookToChange(tx, actor, id))
  if ('deliveryIds' in input) {
    const found = await deliveriesByIds(tx, { webhookId: id, ids: input.deliveryIds })
    if (found.length < new Set(input.deliveryIds).size) throw unknown('delivery')
    await again(tx, webhook, found)
    return { count: found.length, continueFrom: null }
  }
  const found = await deliveriesBetween(tx, { webhookId: id, ...input, limit: most + 1 })
  await again(tx, webhook, found.slice(0, most))
  return { count: Math.min(found.length, most), continueFrom: found[most]?.at ?? null }
})

const again = (tx: Tx, webhook: Webhook, deliveries: WebhookDelivery[]) =>
  sendOff(tx, deliveries.map(({ messageId, verb, payload }) => ({ id: newId(), brandId: webhook.brandId, webhookId: webhook.id, messageId, verb, payload, why: 'replay' as const })))

/** A first sign of life, with nothing in it. */
export const sendTest = (actor: Actor, id: string, now: Date): Promise<WebhookDelivery> => db().transaction(scopeOf(actor), async (tx) => {
  const webhook = active(await webhookToChange(tx, actor, id))
  const deliveryId = newId()
  await sendOff(tx, [{ id: deliveryId, brandId: webhook.brandId, webhookId: id, messageId: `test_${deliveryId}`, verb: 'webhook.test', payload: payloadOf('webhook.test', now, { brandId: webhook.brandId, webhookId: id }), why: 'test' }])
  return (await deliveriesPage(tx, { webhookId: id, state: null, before: null, limit: 1 }))[0]!
})

function active(webhook: Webhook): Webhook {
  if (webhook.state === 'disabled') throw new Refusal('conflict', 'This webhook is disabled. Activate it first.')
  return webhook
}
