import type { Places } from './places.ts'
import type { Corner } from './world.ts'

const ofReview = ({ reviewId }: Corner) => reviewId
const draft = { text: 'Ich schaue nach', to: [{ address: 'fatima@kunde.example', name: '' }], cc: [], bcc: [], subject: '', attachmentIds: [], version: 1 }
/** Somebody of the corner wrote it, and asked whoever calls: of nobody else's review does anybody learn. */
const one = { may: 'case.reply', id: ofReview, sight: 'personal', changes: true } as const

export const reviewPlaces: Places = {
  'GET /api/v1/cases/{id}/reviews': { may: 'case.reply', id: (corner) => corner.case.id, sight: 'case', ok: 200, lists: 'case' },
  // Whoever calls has written nothing there; that a draft is shared is tried in cases/reviews.test.ts.
  'POST /api/v1/cases/{id}/reviews': { may: 'case.reply', id: (corner) => corner.case.id, sight: 'case', ok: 409, body: ({ colleagueId }) => ({ personId: colleagueId }), inside: { personId: ({ personId }) => ({ personId }), teamId: ({ teamId }) => ({ teamId }) } },
  'PUT /api/v1/reviews/{id}/draft': { ...one, ok: 200, body: () => draft, inside: { attachmentIds: ({ attachmentId }) => ({ ...draft, attachmentIds: [attachmentId] }) } },
  'POST /api/v1/reviews/{id}/remarks': { ...one, ok: 201, body: () => ({ text: 'Passt.' }) },
  'PUT /api/v1/reviews/{id}/return': { ...one, ok: 200, body: () => ({}) },
  'PUT /api/v1/reviews/{id}/approval': { ...one, ok: 200, body: () => ({ version: 1 }) },
  'POST /api/v1/reviews/{id}/sending': { ...one, ok: 201, body: (corner) => ({ version: 1, seenMessageId: corner.noteId, sendAt: new Date(Date.now() + 3_600_000).toISOString() }) },
  // Who is asked hands it back; withdrawn it is by its author.
  'DELETE /api/v1/reviews/{id}': { ...one, ok: 409 },
  'GET /api/v1/second-eyes': { may: 'brand.change', ok: 200, lists: 'brand' },
  'PUT /api/v1/second-eyes/{id}': { may: 'brand.change', id: ({ brandId }) => brandId, sight: 'brand', ok: 200, body: () => ({}), inside: { personIds: ({ personId }) => ({ personIds: [personId] }) } },
}
