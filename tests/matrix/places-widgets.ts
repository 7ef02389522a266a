import type { Places } from './places.ts'
import type { Corner } from './world.ts'

const ofWidget = (corner: Corner) => corner.widget.id
const widget = (brandId: string, more: object = {}) => ({ brandId, name: 'Butikken', ...more })
const one = { may: 'channel.change', id: ofWidget, sight: 'brand', changes: true } as const

export const widgetPlaces: Places = {
  'GET /api/v1/widgets': { may: 'channel.see', ok: 200, lists: 'brand' },
  'GET /api/v1/widgets/{id}': { may: 'channel.see', id: ofWidget, sight: 'brand', ok: 200, lists: 'brand' },
  'POST /api/v1/widgets': {
    may: 'channel.change', ok: 201, body: ({ brandId }) => widget(brandId),
    inside: { brandId: ({ brandId }) => widget(brandId), teamId: ({ teamId }, own) => widget(own.brandId, { teamId }), department: ({ teamId }, own) => widget(own.brandId, { settings: { departments: [{ key: 'x', name: {}, teamId }] } }), mailboxId: ({ mailboxId }, own) => widget(own.brandId, { settings: { mailboxId } }) },
  },
  'PUT /api/v1/widgets/{id}': { ...one, ok: 200, body: ({ brandId }) => widget(brandId), inside: { brandId: ({ brandId }) => widget(brandId) } },
  'DELETE /api/v1/widgets/{id}': { ...one, ok: 204 },
  'POST /api/v1/widgets/{id}/signing-keys': { ...one, ok: 201 },
  'DELETE /api/v1/widgets/{id}/signing-keys/{keyId}': { ...one, key: ({ widget }) => widget.signingKeyId, ok: 204 },
}
