import type { Brand, Colleague, Me, Person, Team } from '#contracts/accounts'
import type { CaseRow, CaseView } from '#contracts/cases'
import type { Message } from '#contracts/conversations'
import { may, permissions, type Actor, type Role } from '#platform/permissions'

// Fatima and her tent again, with names that the contracts accept.

export const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const now = '2026-11-24T10:00:00Z'

export const fjeld: Brand = { id: id(1), name: 'Fjeld & Wald', referencePrefix: 'F', language: 'de', timeZone: 'Europe/Berlin', signature: '' }
export const polder: Brand = { id: id(2), name: 'Polder Verzekert', referencePrefix: 'P', language: 'nl', timeZone: 'Europe/Amsterdam', signature: '' }
export const team: Team = { id: id(5), brandId: fjeld.id, name: 'Deutsch' }

export const permissionsOf = (role: Role): string[] => permissions.filter((each) => may({ role, grants: [{ brandId: fjeld.id, visibility: 'all' }], scopes: null } as unknown as Actor, each))
const names: Record<string, string> = { agent: 'Maren Lindqvist', manager: 'Annelies Postma', admin: 'Erik Veerhuis' }
/** Somebody who is signed in, with what their role may do. */
export const aMe = (role: Role = 'agent', wish: Partial<Me> = {}): Me => ({ personId: id(10), accountId: id(9), accountName: 'Veerhuis', name: names[role] ?? 'Maren Lindqvist', email: 'maren@veerhuis.example', role, language: 'en', signature: '', permissions: permissionsOf(role), brands: [fjeld, polder], teams: [team], secondFactor: false, ...wish })
export const colleagues: Colleague[] = [
  { id: id(10), name: 'Maren Lindqvist', email: 'maren@veerhuis.example', role: 'agent', brandIds: [fjeld.id, polder.id], teamIds: [team.id] },
  { id: id(11), name: 'Jonas Brandt', email: 'jonas@veerhuis.example', role: 'agent', brandIds: [fjeld.id], teamIds: [] },
  { id: id(12), name: 'Sanne de Wit', email: 'sanne@veerhuis.example', role: 'agent', brandIds: [polder.id], teamIds: [] },
  { id: id(13), name: 'Aud Itor', email: 'aud@veerhuis.example', role: 'auditor', brandIds: [fjeld.id], teamIds: [] },
]
export const people: Person[] = [
  { id: id(10), name: 'Maren Lindqvist', email: 'maren@veerhuis.example', role: 'agent', language: 'en', status: 'active', grants: [{ brandId: fjeld.id, visibility: 'all' }], teamIds: [team.id], secondFactor: true, lastSeenAt: now },
  { id: id(11), name: 'Jonas Brandt', email: 'jonas@veerhuis.example', role: 'agent', language: 'de', status: 'active', grants: [{ brandId: fjeld.id, visibility: 'own' }], teamIds: [], secondFactor: false, lastSeenAt: null },
]

const fatima = { address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }
const ours = { address: 'hilfe@fjeld-wald.example', name: 'Fjeld & Wald' }

export const aRow = (wish: Partial<CaseRow> = {}): CaseRow => ({
  id: id(100), reference: 'F-1042', brandId: fjeld.id, subject: 'Zelt mit gebrochener Stange', channel: 'email', kind: 'return', status: 'open', priority: 'normal', ownerId: null, teamId: null, customer: { id: id(50), name: 'Fatima Öztürk' },
  preview: 'Gestern kam das Zelt an.', lastMessageAt: '2026-11-24T09:21:00Z', waitingSince: '2026-11-24T09:21:00Z', openedAt: '2026-11-24T09:21:00Z', unread: false, tags: [], marks: [], version: 1, snoozedUntil: null, merged: false, fields: {}, ...wish,
})
export const aMessage = (wish: Partial<Message> = {}): Message => ({
  id: id(200), conversationId: id(300), kind: 'in', at: '2026-11-24T09:21:00Z', sentAt: null, author: { kind: 'customer', id: id(50), name: 'Fatima Öztürk', address: fatima.address }, to: [ours], cc: [], bcc: [], subject: 'Zelt mit gebrochener Stange',
  text: 'Eine Stange ist gebrochen.', hidden: '', writtenHtml: null, hasHtml: false, hasRemoteImages: false, language: 'de', assurance: 'authenticated', assuranceReasons: ['aligned'], automatic: false, marks: [], attachments: [], deliveries: [], ...wish,
})
export const aView = (wish: Partial<CaseView> = {}): CaseView => ({
  ...aRow(), followers: [], links: [], messages: [aMessage()], happenings: [], drafts: [], lastMessageId: id(200),
  customerPanel: { id: id(50), brandId: fjeld.id, name: 'Fatima Öztürk', language: 'de', timeZone: 'Europe/Berlin', note: '', company: null, merged: [], createdAt: '2024-06-07T08:00:00Z', identities: [{ id: id(51), kind: 'email', value: fatima.address, verifiedHow: 'authenticated-mail', verifiedAt: null }] },
  recipients: { to: [fatima], cc: [], explained: [{ address: fatima.address, included: 'to', reason: 'sender' }, { address: ours.address, included: 'left-out', reason: 'own-address-left-out' }] },
  closing: null, needsReview: false, reviews: [], lookedOver: [], permissions: permissionsOf('agent'), ...wish,
})
/** What the desk asks for beside whatever a test is about: nothing special is there. */
export const quiet = {
  'GET colleagues': { rows: colleagues }, 'GET teams': { rows: [team] }, 'GET saved-views': { rows: [] }, 'GET case-fields': { rows: [] }, 'GET texts': { rows: [] }, 'GET cases': { rows: [], nextCursor: null },
  'GET cases/counts': { mine: 0, unassigned: 0, all: 0, waiting: 0, snoozed: 0, brands: {} }, 'GET saved-views/counts': { counts: {} }, 'GET customers': { rows: [], nextCursor: null }, 'GET customers/{id}/timeline': { entries: [], nextCursor: null },
  'PUT cases/{id}/reading': null, 'PUT cases/{id}/drafts/{kind}': { version: 1 }, 'DELETE cases/{id}/drafts/{kind}': null,
}
