import type { Places } from './places.ts'
import type { Corner } from './world.ts'

const ofCase = (corner: Corner) => corner.case.id
const ofDelivery = (corner: Corner) => corner.deliveryId
const ofMessage = (corner: Corner) => corner.messageId
const to = [{ address: 'fatima@kunde.example', name: '' }]
const later = () => new Date(Date.now() + 3_600_000).toISOString()
const draft = { text: 'Ich schaue nach', to: [], cc: [], bcc: [], subject: '', attachmentIds: [] }
const aField = (brandId: string) => ({ brandId, name: crypto.randomUUID(), kind: 'text' })
const replyTo = (corner: Corner) => ({ text: 'Sie bekommen eine neue Stange.', to, seenMessageId: corner.noteId, sendAt: later() })

export const casePlaces: Places = {
  'GET /api/v1/cases': { may: 'case.see', query: () => '?limit=100', ok: 200, lists: 'case' },
  'GET /api/v1/cases/counts': { may: 'case.see', ok: 200, lists: 'case' },
  'POST /api/v1/cases': {
    may: 'case.open', ok: 201, body: (corner) => ({ channelId: corner.mailboxId, to: { address: `neu-${crypto.randomUUID()}@kunde.example`, name: 'Neu' }, subject: 'Ihr Zelt', text: 'Es ist da.' }),
    inside: {
      channelId: (foreign) => ({ channelId: foreign.mailboxId, to: to[0], subject: 'x', text: 'x' }),
      attachmentIds: (foreign, own) => ({ channelId: own.mailboxId, to: to[0], subject: 'x', text: 'x', attachmentIds: [foreign.attachmentId] }),
    },
  },
  'GET /api/v1/cases/{id}': { may: 'case.see', id: ofCase, sight: 'case', ok: 200, lists: 'case' },
  'PATCH /api/v1/cases/{id}': { may: 'case.change', id: ofCase, sight: 'case', ok: 200, changes: true, body: ({ fieldId }) => ({ priority: 'high', fields: { [fieldId]: 'sieben' } }), inside: { fields: ({ fieldId }) => ({ fields: { [fieldId]: 'x' } }) } },
  'PUT /api/v1/cases/{id}/assignment': {
    may: 'case.assign', id: ofCase, sight: 'case', ok: 200, changes: true, body: ({ ownerId }, { actor }) => ({ ownerId: actor.personId, expectedOwnerId: ownerId }),
    inside: { ownerId: (foreign, own) => ({ ownerId: foreign.personId, expectedOwnerId: own.ownerId }), teamId: (foreign, own) => ({ ownerId: own.ownerId, teamId: foreign.teamId, expectedOwnerId: own.ownerId }) },
  },
  // Somebody else's case is not taken by the way: it is given.
  'PUT /api/v1/cases/{id}/taking': { may: 'case.take', id: ofCase, sight: 'case', ok: ({ whose }) => whose === 'others' ? 409 : 200, changes: true },
  'PUT /api/v1/cases/{id}/status': { may: 'case.change', id: ofCase, sight: 'case', ok: 200, changes: true, body: () => ({ status: 'solved' }) },
  // It is open: there is nothing to take back, and nothing is.
  'DELETE /api/v1/cases/{id}/closing': { may: 'case.change', id: ofCase, sight: 'case', ok: 200 },
  // A case is not merged into, nor linked to, itself; two that may be are in cases/moves.test.ts.
  'PUT /api/v1/cases/{id}/merging': { may: 'case.change', id: ofCase, sight: 'case', ok: 409, body: (corner) => ({ into: corner.case.id }), inside: { into: (foreign) => ({ into: foreign.case.id }) } },
  'DELETE /api/v1/cases/{id}/merging': { may: 'case.change', id: ofCase, sight: 'case', ok: 200 },
  'POST /api/v1/cases/{id}/splits': { may: 'case.change', id: ofCase, sight: 'case', ok: 201, changes: true, body: (corner) => ({ messageId: corner.sentId }), inside: { messageId: (foreign) => ({ messageId: foreign.messageId }) } },
  'PUT /api/v1/cases/{id}/links': { may: 'case.change', id: ofCase, sight: 'case', ok: 422, body: (corner) => ({ caseId: corner.case.id }), inside: { caseId: (foreign) => ({ caseId: foreign.case.id }) } },
  'DELETE /api/v1/cases/{id}/links': { may: 'case.change', id: ofCase, sight: 'case', ok: 204, query: (corner) => `?caseId=${corner.case.id}` },
  'PUT /api/v1/cases/{id}/snooze': { may: 'case.change', id: ofCase, sight: 'case', ok: 200, changes: true, body: () => ({ until: later() }) },
  'DELETE /api/v1/cases/{id}/snooze': { may: 'case.change', id: ofCase, sight: 'case', ok: 200 },
  'PUT /api/v1/cases/{id}/reading': { may: 'case.see', id: ofCase, sight: 'case', ok: 204 },
  'PUT /api/v1/cases/{id}/following': { may: 'case.see', id: ofCase, sight: 'case', ok: 204 },
  'DELETE /api/v1/cases/{id}/following': { may: 'case.see', id: ofCase, sight: 'case', ok: 204 },
  'POST /api/v1/cases/{id}/replies': {
    may: 'case.reply', id: ofCase, sight: 'case', ok: 201, changes: true, body: replyTo,
    inside: { attachmentIds: (foreign, own) => ({ ...replyTo(own), attachmentIds: [foreign.attachmentId] }) },
  },
  'POST /api/v1/cases/{id}/notes': {
    may: 'case.note', id: ofCase, sight: 'case', ok: 201, changes: true, body: () => ({ text: 'Sie hat zweimal angerufen.' }),
    inside: { attachmentIds: (foreign) => ({ text: 'x', attachmentIds: [foreign.attachmentId] }) },
  },
  'POST /api/v1/cases/{id}/forwards': {
    may: 'case.reply', id: ofCase, sight: 'case', ok: 201, changes: true, body: (corner) => ({ text: 'Bitte prüfen.', to, messageId: corner.messageId, sendAt: later() }),
    inside: { messageId: (foreign) => ({ text: 'x', to, messageId: foreign.messageId, sendAt: later() }), attachmentIds: (foreign, own) => ({ text: 'x', to, messageId: own.messageId, attachmentIds: [foreign.attachmentId], sendAt: later() }) },
  },
  'PUT /api/v1/cases/{id}/drafts/{kind}': { may: 'case.note', id: ofCase, sight: 'case', ok: 200, body: () => draft },
  'DELETE /api/v1/cases/{id}/drafts/{kind}': { may: 'case.note', id: ofCase, sight: 'case', ok: 204 },
  // An upload is a form: it is tried in conversations/uploads.test.ts. Without one it is refused for what it is.
  'POST /api/v1/uploads': { may: 'case.note', ok: 406, body: () => ({}) },
  // What the corners sent has left long ago, in doubt: that it cannot be taken back any more is told only to who sees it.
  'DELETE /api/v1/deliveries/{id}': { may: 'case.reply', id: ofDelivery, sight: 'case', ok: 409 },
  'POST /api/v1/deliveries/{id}/retries': { may: 'case.reply', id: ofDelivery, sight: 'case', ok: 409 },
  'PUT /api/v1/deliveries/{id}/arrival': { may: 'case.reply', id: ofDelivery, sight: 'case', ok: 204, changes: true },
  'GET /api/v1/messages/{id}/frame': { may: 'case.see', id: ofMessage, sight: 'case', ok: 200 },
  'GET /api/v1/messages/{id}/raw': { may: 'case.see', id: ofMessage, sight: 'case', ok: 200 },
  // Views: what is shared, and with whom, is tried in cases/saved-views.test.ts. Of others' own views nobody learns; the corners have none.
  'GET /api/v1/saved-views': { may: 'case.see', ok: 200, lists: 'brand' },
  'GET /api/v1/saved-views/counts': { may: 'case.see', ok: 200, lists: 'brand' },
  'POST /api/v1/saved-views': { may: 'case.see', ok: 201, body: () => ({ name: 'Mine', icon: 'M', query: 'is:mine' }), inside: { brandId: ({ brandId }) => ({ name: 'x', icon: 'x', query: 'is:open', shared: true, brandId }) } },
  'PUT /api/v1/saved-views/{id}': { may: 'case.see', id: ({ viewId }) => viewId, sight: 'personal', ok: 200, body: () => ({ name: 'Mine', icon: 'M', query: 'is:open' }), inside: { brandId: ({ brandId }) => ({ name: 'x', icon: 'x', query: 'is:open', shared: true, brandId }) } },
  'DELETE /api/v1/saved-views/{id}': { may: 'case.see', id: ({ viewId }) => viewId, sight: 'personal', ok: 204, changes: true },
  'PUT /api/v1/saved-view-order': { may: 'case.see', ok: 200, body: ({ viewId }) => ({ ids: [viewId], hidden: [] }), lists: 'brand' },
  'GET /api/v1/customers': { may: 'customer.see', query: () => '?q=zq', ok: 200, lists: 'brand' },
  'GET /api/v1/customers/{id}': { may: 'customer.see', id: ({ customerId }) => customerId, sight: 'brand', ok: 200, lists: 'case' },
  'PATCH /api/v1/customers/{id}': { may: 'customer.change', id: ({ customerId }) => customerId, sight: 'brand', ok: 200, body: () => ({ note: 'ruft gern an' }) },
  'GET /api/v1/case-fields': { may: 'brand.see', ok: 200, lists: 'brand' },
  'POST /api/v1/case-fields': { may: 'brand.change', ok: 201, body: ({ brandId }) => aField(brandId), inside: { brandId: ({ brandId }) => aField(brandId) } },
  'PATCH /api/v1/case-fields/{id}': { may: 'brand.change', id: ({ fieldId }) => fieldId, sight: 'brand', ok: 200, body: () => ({ name: crypto.randomUUID() }), changes: true },
  'PUT /api/v1/case-fields/{id}/retirement': { may: 'brand.change', id: ({ fieldId }) => fieldId, sight: 'brand', ok: 200, changes: true },
  'DELETE /api/v1/case-fields/{id}/retirement': { may: 'brand.change', id: ({ fieldId }) => fieldId, sight: 'brand', ok: 200, changes: true },
  // One may name cases that one does not see: of those there are none.
  'POST /api/v1/bulk-actions': { may: 'case.change', ok: 202, body: (corner) => ({ caseIds: [corner.case.id], action: { kind: 'tag', add: ['eilig'] } }), inside: { caseIds: (foreign) => ({ caseIds: [foreign.case.id], action: { kind: 'tag', add: ['eilig'] } }) } },
  'GET /api/v1/bulk-actions/{id}': { may: 'case.change', id: ({ bulkId }) => bulkId, sight: 'personal', ok: 200 },
  'PUT /api/v1/bulk-actions/{id}/undoing': { may: 'case.change', id: ({ bulkId }) => bulkId, sight: 'personal', ok: 202 },
  // Nobody is merged into themselves; two who may be are in customers/merging.test.ts.
  'PUT /api/v1/customers/{id}/merging': { may: 'customer.change', id: ({ customerId }) => customerId, sight: 'brand', ok: 409, body: ({ customerId }) => ({ into: customerId }), inside: { into: ({ customerId }) => ({ into: customerId }) } },
  'DELETE /api/v1/customers/{id}/merging': { may: 'customer.change', id: ({ customerId }) => customerId, sight: 'brand', ok: 200 },
  'GET /api/v1/customers/{id}/timeline': { may: 'customer.see', id: ({ customerId }) => customerId, sight: 'brand', ok: 200, lists: 'case' },
}
