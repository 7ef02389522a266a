import type { Places } from './places.ts'

const brand = (letters: string) => ({ name: 'Fjeld & Wald', referencePrefix: letters, language: 'de', timeZone: 'Europe/Berlin' })
const letters = () => Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => String.fromCharCode(65 + (byte % 26))).join('')
const anAddress = () => `neu-${crypto.randomUUID()}@veerhuis.example`
const grants = (brandId: string) => [{ brandId, visibility: 'own' }]

export const peoplePlaces: Places = {
  'GET /api/v1/me': { may: 'signed-in', ok: 200, lists: 'brand' },
  'PATCH /api/v1/me': { may: 'signed-in', ok: 200, desk: true, body: () => ({ signature: 'Ihr Team' }), lists: 'brand' },
  'PUT /api/v1/me/password': { may: 'signed-in', ok: 422, desk: true, body: () => ({ current: 'not my password', next: 'a ferry over the Reitdiep' }) },
  'GET /api/v1/me/sessions': { may: 'signed-in', ok: 200, desk: true, lists: 'brand' },
  'DELETE /api/v1/me/sessions/{id}': { may: 'signed-in', id: ({ sessionId }) => sessionId, sight: 'personal', ok: 404, desk: true },
  'POST /api/v1/me/second-factor': { may: 'signed-in', ok: 422, desk: true, body: () => ({ password: 'not my password' }) },
  'PUT /api/v1/me/second-factor': { may: 'signed-in', ok: 422, desk: true, body: () => ({ code: '000000' }) },
  'DELETE /api/v1/me/second-factor': { may: 'signed-in', ok: 422, desk: true, body: () => ({ password: 'not my password' }) },
  'GET /api/v1/api-tokens': { may: 'signed-in', ok: 200, desk: true },
  'POST /api/v1/api-tokens': { may: 'signed-in', ok: 200, desk: true, body: () => ({ name: 'figures', scopes: ['read'], expiresInDays: 1 }) },
  'DELETE /api/v1/api-tokens/{id}': { may: 'signed-in', id: ({ tokenId }) => tokenId, sight: 'personal', ok: 204, desk: true, changes: true },
  'GET /api/v1/brands': { may: 'brand.see', ok: 200, lists: 'brand' },
  'POST /api/v1/brands': { may: 'brand.change', ok: 200, body: () => brand(letters()) },
  'GET /api/v1/brands/{id}': { may: 'brand.see', id: ({ brandId }) => brandId, sight: 'brand', ok: 200, lists: 'brand' },
  'PUT /api/v1/brands/{id}': { may: 'brand.change', id: ({ brandId }) => brandId, sight: 'brand', ok: 200, body: () => brand(letters()) },
  'GET /api/v1/teams': { may: 'signed-in', ok: 200, lists: 'brand' },
  'POST /api/v1/teams': { may: 'people.change', ok: 200, body: ({ brandId }) => ({ brandId, name: letters() }), inside: { brandId: ({ brandId }) => ({ brandId, name: letters() }) } },
  'PATCH /api/v1/teams/{id}': { may: 'people.change', id: ({ teamId }) => teamId, sight: 'brand', ok: 200, body: () => ({ name: letters() }) },
  'DELETE /api/v1/teams/{id}': { may: 'people.change', id: ({ teamId }) => teamId, sight: 'brand', ok: 204, changes: true },
  'GET /api/v1/colleagues': { may: 'signed-in', ok: 200, lists: 'brand' },
  'GET /api/v1/people': { may: 'people.change', ok: 200, lists: 'brand' },
  'GET /api/v1/people/{id}': { may: 'people.change', id: ({ personId }) => personId, sight: 'account', ok: 200, lists: 'brand' },
  'PATCH /api/v1/people/{id}': {
    may: 'people.change', id: ({ personId }) => personId, sight: 'account', ok: 200, changes: true, body: () => ({ name: 'Maren L.' }),
    inside: { grants: ({ brandId }) => ({ grants: grants(brandId) }), teamIds: ({ teamId }) => ({ teamIds: [teamId] }) },
  },
  'DELETE /api/v1/people/{id}/sessions': { may: 'people.change', id: ({ personId }) => personId, sight: 'account', ok: 204, changes: true },
  'GET /api/v1/invitations': { may: 'people.change', ok: 200, lists: 'brand' },
  'POST /api/v1/invitations': {
    may: 'people.change', ok: 200, body: ({ brandId }) => ({ email: anAddress(), name: 'Neu', role: 'agent', grants: grants(brandId) }),
    inside: { grants: ({ brandId }) => ({ email: anAddress(), name: 'Neu', role: 'agent', grants: grants(brandId) }), teamIds: ({ teamId }, own) => ({ email: anAddress(), name: 'Neu', role: 'agent', grants: grants(own.brandId), teamIds: [teamId] }) },
  },
  'DELETE /api/v1/invitations/{id}': { may: 'people.change', id: ({ invitationId }) => invitationId, sight: 'account', ok: 204, changes: true },
}
