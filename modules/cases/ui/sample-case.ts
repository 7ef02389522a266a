import type { CaseView } from '#contracts/cases'
import type { Message } from '#contracts/conversations'
import type { Row } from './api.ts'

/** Fatima and her tent, as the fixtures and the tests know them. */
export const row: Row = {
  id: 'c1', reference: 'F-1042', brandId: 'b1', subject: 'Zelt mit gebrochener Stange, bitte um Ersatz', channel: 'email', kind: 'return', status: 'open', priority: 'normal', ownerId: 'p1', teamId: null,
  customer: { id: 'k1', name: 'Fatima Öztürk' }, preview: 'Guten Tag, gestern kam das Zelt an, aber eine Stange ist gebrochen', lastMessageAt: '2026-11-24T09:21:00Z', waitingSince: '2026-11-24T09:21:00Z',
  openedAt: '2026-11-24T09:21:00Z', unread: false, tags: ['spare-part'], marks: [], version: 1, snoozedUntil: null, merged: false, fields: {},
}

const email = { address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }
const ours = { address: 'hilfe@fjeld-wald.example', name: 'Fjeld & Wald' }

export const message: Message = {
  id: 'm1', conversationId: 'v1', kind: 'in', at: '2026-11-24T09:21:00Z', sentAt: null, author: { kind: 'customer', id: 'k1', name: 'Fatima Öztürk', address: email.address },
  to: [ours], cc: [], bcc: [], subject: row.subject, text: 'Guten Tag,\n\ngestern kam das Zelt an, aber eine Stange ist gebrochen.', hidden: '', writtenHtml: null, hasHtml: false, hasRemoteImages: false, language: 'de',
  assurance: 'authenticated', assuranceReasons: ['aligned', 'known-address'], automatic: false, marks: [], attachments: [], deliveries: [],
}

export const view: CaseView = {
  ...row, closing: null, needsReview: false, reviews: [], lookedOver: [], followers: [], links: [], messages: [message], happenings: [], drafts: [], lastMessageId: 'm1',
  customerPanel: { id: 'k1', brandId: 'b1', name: 'Fatima Öztürk', language: 'de', timeZone: 'Europe/Berlin', note: 'Fährt jedes Jahr in den Harz.', company: null, merged: [], createdAt: '2024-06-07T08:00:00Z',
    identities: [{ id: 'i1', kind: 'email', value: email.address, verifiedHow: 'authenticated-mail', verifiedAt: '2024-06-07T08:00:00Z' }, { id: 'i2', kind: 'phone', value: '+49 151 5550 1832', verifiedHow: 'claimed', verifiedAt: null }] },
  recipients: { to: [email], cc: [], explained: [{ address: email.address, included: 'to', reason: 'sender' }, { address: ours.address, included: 'left-out', reason: 'own-address-left-out' }] },
  permissions: ['case.see', 'case.reply', 'case.note', 'case.take', 'case.assign', 'case.change', 'customer.see', 'customer.change'],
}
