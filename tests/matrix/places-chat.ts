import { randomUUID } from 'node:crypto'
import type { Places } from './places.ts'
import type { Corner } from './world.ts'

const talk = { id: ({ talkId }: Corner) => talkId, sight: 'case', changes: true } as const
const visitor = { id: ({ visitorId }: Corner) => visitorId, sight: 'brand', changes: true } as const
const line = (attachmentIds: string[] = []) => ({ clientId: randomUUID(), text: 'Ich schaue nach', attachmentIds })

export const chatPlaces: Places = {
  'GET /api/v1/chats': { may: 'case.see', ok: 200, lists: 'case' },
  'GET /api/v1/chats/counts': { may: 'case.see', ok: 200 },
  'PUT /api/v1/chats/availability': { may: 'case.reply', ok: 200, body: () => ({ available: true, capacity: 50 }) },
  'GET /api/v1/talks/{id}': { may: 'case.see', id: ({ talkId }) => talkId, sight: 'case', ok: 200, lists: 'case' },
  'POST /api/v1/talks/{id}/lines': { ...talk, may: 'case.reply', ok: 201, body: () => line(), inside: { attachmentIds: ({ attachmentId }) => line([attachmentId]) } },
  'PUT /api/v1/talks/{id}/taking': { ...talk, may: 'case.take', ok: (corner, person) => (corner.ownerId === null || corner.ownerId === person.actor.personId ? 200 : 409) },
  'PUT /api/v1/talks/{id}/reading': { ...talk, may: 'case.see', ok: 204, body: () => ({ n: 1 }) },
  'POST /api/v1/talks/{id}/typing': { ...talk, may: 'case.reply', ok: 204, body: () => ({ on: true }) },
  'POST /api/v1/talks/{id}/transfer': { ...talk, may: 'case.assign', ok: 200, body: ({ colleagueId }) => ({ personId: colleagueId }), inside: { personId: ({ personId }) => ({ personId }), teamId: ({ teamId }) => ({ teamId }) } },
  'POST /api/v1/talks/{id}/invitation': { ...talk, may: 'case.note', ok: 204, body: ({ colleagueId }) => ({ personId: colleagueId, note: 'Komm bitte dazu.' }), inside: { personId: ({ personId }) => ({ personId }) } },
  'POST /api/v1/talks/{id}/ending': { ...talk, may: 'case.change', ok: 200, body: () => ({}) },
  'GET /api/v1/visitors': { may: 'customer.see', ok: 200, lists: 'brand' },
  'GET /api/v1/visitors/{id}/talks': { may: 'customer.see', id: ({ visitorId }) => visitorId, sight: 'brand', ok: 200 },
  'PUT /api/v1/visitors/{id}/block': { ...visitor, may: 'customer.change', ok: 204 },
  'DELETE /api/v1/visitors/{id}/block': { ...visitor, may: 'customer.change', ok: 204 },
  'POST /api/v1/visitors/{id}/greeting': { ...visitor, may: 'case.reply', ok: 204, body: () => ({ text: 'Kann ich helfen?' }) },
}
