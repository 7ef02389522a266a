import type { Place, Places } from './places.ts'
import type { Corner } from './world.ts'

const ofWebhook = (corner: Corner) => corner.webhookId
const hook = (brandId: string) => ({ brandId, name: 'Lager', url: 'https://192.0.2.1/hook', patterns: ['case.*'] })
/** A webhook hears everything of its brand: whoever sees less than all of it can have none. */
const forWhoSeesAll = (ok: number): Place['ok'] => (_, { visibility }) => (visibility === 'all' ? ok : 403)
const one = { may: 'channel.change', id: ofWebhook, sight: 'brand' } as const

export const webhookPlaces: Places = {
  'GET /api/v1/webhooks': { may: 'channel.see', ok: 200, lists: 'brand' },
  'GET /api/v1/webhooks/{id}': { may: 'channel.see', id: ofWebhook, sight: 'brand', ok: 200, lists: 'brand' },
  'POST /api/v1/webhooks': { may: 'channel.change', ok: forWhoSeesAll(201), body: ({ brandId }) => hook(brandId), inside: { brandId: ({ brandId }) => hook(brandId) } },
  'PUT /api/v1/webhooks/{id}': { ...one, ok: forWhoSeesAll(200), changes: true, body: ({ brandId }) => hook(brandId), inside: { brandId: ({ brandId }) => hook(brandId) } },
  'DELETE /api/v1/webhooks/{id}': { ...one, ok: forWhoSeesAll(204), changes: true },
  'PUT /api/v1/webhooks/{id}/pause': { ...one, ok: forWhoSeesAll(200), changes: true },
  'DELETE /api/v1/webhooks/{id}/pause': { ...one, ok: forWhoSeesAll(200), changes: true },
  'POST /api/v1/webhooks/{id}/secret': { ...one, ok: forWhoSeesAll(200), changes: true },
  'POST /api/v1/webhooks/{id}/tests': { ...one, ok: forWhoSeesAll(201), changes: true },
  'GET /api/v1/webhooks/{id}/deliveries': { may: 'channel.see', id: ofWebhook, sight: 'brand', ok: 200, lists: 'brand' },
  'POST /api/v1/webhooks/{id}/replays': {
    ...one, ok: forWhoSeesAll(200), changes: true, body: ({ webhookDeliveryId }) => ({ deliveryIds: [webhookDeliveryId] }),
    inside: { deliveryIds: ({ webhookDeliveryId }) => ({ deliveryIds: [webhookDeliveryId] }) },
  },
}
