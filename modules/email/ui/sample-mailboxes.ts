import type { LedgerEntry, Mailbox } from '#contracts/email'
import type { Balance } from './api.ts'

export const mailbox: Mailbox = {
  id: 'x1', brandId: 'b1', address: 'hilfe@fjeld-wald.example', name: 'Fjeld & Wald Kundenservice', teamId: null, how: 'imap', state: 'working', detail: '', lastMailAt: '2026-11-24T09:21:00Z', lastCheckedAt: '2026-11-24T09:59:00Z', inboundUrl: null,
  settings: { receive: { how: 'imap', server: { host: 'imap.fjeld-wald.example', port: 993, security: 'tls', user: 'hilfe@fjeld-wald.example' }, folders: ['INBOX', 'Spam'], from: 'new', trustedAuthservId: 'mx.fjeld-wald.example' }, send: { server: { host: 'smtp.fjeld-wald.example', port: 465, security: 'tls', user: 'hilfe@fjeld-wald.example' }, dkim: { domain: 'fjeld-wald.example', selector: 's1' } } },
}
export const balance: Balance = { day: '2026-11-24', mailboxId: 'x1', mailboxName: 'Fjeld & Wald Kundenservice', seen: 64, filed: 60, rejected: 1, quarantined: 2, failed: 0, waiting: 1 }
export const entry: LedgerEntry = { id: 'l1', brandId: 'b1', mailboxId: 'x1', source: 'imap', receivedAt: '2026-11-24T09:21:00Z', size: 48_120, from: 'fatima@oeztuerk.example', to: 'hilfe@fjeld-wald.example', subject: 'Zelt', messageIdHeader: '<1@oeztuerk.example>', state: 'filed', reason: 'token', caseId: 'c1', reference: 'F-1042', attempts: 1, decidedAt: '2026-11-24T09:21:04Z' }
