import type { Places } from './places.ts'

const settings = {
  wishes: Object.fromEntries(['mention', 'assigned', 'answered', 'chat', 'woken', 'undelivered', 'unassigned', 'webhook'].map((kind) => [kind, { page: true, browser: false, sound: false }])),
  contents: 'discreet', volume: 0.3, quiet: { from: '18:00', to: '08:00', days: [1, 2, 3, 4, 5], zone: 'Europe/Berlin' },
}

/** One's own alone, whatever else one may see. */
export const notificationPlaces: Places = {
  'GET /api/v1/notifications': { may: 'case.see', ok: 200, lists: 'case', query: () => '?limit=100' },
  'POST /api/v1/notifications/readings': { may: 'case.see', ok: 201, body: ({ notificationId }) => ({ ids: [notificationId] }), inside: { ids: ({ notificationId }) => ({ ids: [notificationId] }) } },
  'DELETE /api/v1/notifications/readings/{id}': { may: 'case.see', id: ({ readingId }) => readingId, sight: 'personal', ok: 204, changes: true },
  'GET /api/v1/notification-settings': { may: 'case.see', ok: 200 },
  'PUT /api/v1/notification-settings': { may: 'case.see', ok: 200, body: () => settings },
  'PUT /api/v1/notification-settings/pause': { may: 'case.see', ok: 200, body: () => ({ until: new Date(Date.now() + 3_600_000).toISOString() }) },
  'DELETE /api/v1/notification-settings/pause': { may: 'case.see', ok: 200 },
}
