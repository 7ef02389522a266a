import { WidgetSettings, type AgentTalk, type Visitor, type Widget } from '#contracts/chat'
import type { Line } from './talk-lines.ts'

// Fatima again, this time on the shop's page with the tents, as the fixtures and the tests know her.

const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const brandId = id(1)
export const at = '2026-11-24T09:21:00Z'

export const aVisitor = (wish: Partial<Visitor> = {}): Visitor => ({
  id: id(700), brandId, widgetId: id(720), name: 'Fatima Öztürk', claimed: { name: 'Fatima Öztürk', email: 'fatima@oeztuerk.example', fields: { Bestellnummer: '4711' } }, identified: null, customerId: null, online: true,
  page: { url: 'https://fjeld-wald.example/zelte/kuppelzelt', title: 'Kuppelzelt Isfjell 3', referrer: 'https://suche.example/?q=zelt' }, pages: [{ url: 'https://fjeld-wald.example/zelte', title: 'Zelte' }, { url: 'https://fjeld-wald.example/', title: 'Fjeld & Wald' }], language: 'de', timeZone: 'Europe/Berlin', browser: 'Firefox 151 · Linux', attributes: { Warenkorb: '2' },
  visits: 3, firstSeenAt: '2026-11-02T08:00:00Z', lastSeenAt: at, hereSince: '2026-11-24T09:05:00Z', blocked: false, talk: { id: id(710), caseId: id(100), state: 'waiting' }, ...wish,
})

export const aTalk = (wish: Partial<AgentTalk> = {}): AgentTalk => ({
  id: id(710), caseId: id(100), reference: 'F-1042', brandId, widgetName: 'Zelte und mehr', state: 'waiting', visitor: aVisitor(), ownerId: null, ownerName: '', teamId: null, department: '', startedAt: at, waitingSince: at,
  last: { n: 1, by: 'visitor', text: 'Eine Stange ist gebrochen.', at }, unread: 1, visitorRead: 0, visitorGot: 0, peek: '', typing: false, rating: null, ratingWords: '', mailConversation: false, ...wish,
})

export const aLine = (n: number, wish: Partial<Line> = {}): Line => ({ n, id: id(800 + n), clientId: id(900 + n), at, by: 'visitor', name: '', avatar: null, text: `Zeile ${n}`, word: null, files: [], card: null, ...wish })

export const someSettings = WidgetSettings.parse({ origins: ['https://fjeld-wald.example'], title: 'Fjeld & Wald', colour: '#0b5c4a', greeting: { de: 'Moin! Was können wir für Sie tun?', en: 'Hello! What can we do for you?' }, form: { ask: 'always', email: 'required', consent: { en: 'You may keep what I write.' }, fields: [{ key: 'order', label: { en: 'Order number', de: 'Bestellnummer' }, kind: 'text' }] } })
export const aWidget = (wish: Partial<Widget> = {}): Widget => ({ id: id(720), brandId, name: 'Zelte und mehr', teamId: null, siteKey: 'kQ3x', settings: someSettings, signingKeys: [], snippet: '<script async src="https://desk.example/chat/loader.js" data-site="kQ3x"></script>', version: 3, online: 12, ...wish })
