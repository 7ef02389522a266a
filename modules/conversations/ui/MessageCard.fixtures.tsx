import type { Delivery, Message } from '#contracts/conversations'
import { MessageCard } from './MessageCard.tsx'

const received: Message = {
  id: 'm1', conversationId: 'v1', kind: 'in', at: '2026-11-24T09:21:00Z', sentAt: null, author: { kind: 'customer', id: 'k1', name: 'Fatima Öztürk', address: 'fatima@oeztuerk.example' },
  to: [{ address: 'hilfe@fjeld-wald.example', name: 'Fjeld & Wald' }], cc: [], bcc: [], subject: 'Zelt', text: 'Guten Tag,\n\ngestern kam das Zelt an, aber eine Stange ist gebrochen.', hidden: '> Ihre Bestellung ist unterwegs.', writtenHtml: null, hasHtml: false, hasRemoteImages: false, language: 'de',
  assurance: 'authenticated', assuranceReasons: ['aligned', 'known-address'], automatic: false, marks: [], attachments: [], deliveries: [],
}
const delivery = (state: Delivery['state'], detail: string | null = null): Delivery => ({ id: `d-${state}`, direction: 'out', state, channelId: null, recipients: ['fatima@oeztuerk.example'], at: '2026-11-24T09:30:00Z', dueAt: null, attempts: 3, detail })
const answered: Message = { ...received, id: 'm2', kind: 'out', author: { kind: 'person', id: 'p1', name: 'Maren Lindqvist', address: null }, to: [{ address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }], text: 'Die neue Stange geht heute noch raus.', hidden: '', assurance: null, assuranceReasons: [] }
const all = { onTakeBack: () => undefined, onEditResend: () => undefined, onSendAgain: () => undefined, onArrived: () => undefined }

export const customer = <MessageCard message={received} />
export const suspicious = <MessageCard message={{ ...received, assurance: 'suspicious', assuranceReasons: ['reply-to-elsewhere', 'staff-name'] }} />
export const sent = <MessageCard message={{ ...answered, deliveries: [delivery('sent')] }} actions={all} />
export const failed = <MessageCard message={{ ...answered, deliveries: [delivery('failed', '550 5.1.1 mailbox unavailable')] }} actions={all} />
export const doubtful = <MessageCard message={{ ...answered, deliveries: [delivery('doubtful')] }} actions={all} />
export const note = <MessageCard message={{ ...answered, id: 'm3', kind: 'note', text: 'Stange N3-P2 liegt in Flensburg.' }} />
export const noteThatNames = <MessageCard message={{ ...answered, id: 'm4', kind: 'note', text: '@Jonas Eriksen, liegt die Stange bei euch?', writtenHtml: '<p><span data-person="0192f0c1-0000-7000-8000-00000000000a">@Jonas Eriksen</span>, liegt die Stange bei euch?</p>', hasHtml: true }} />
