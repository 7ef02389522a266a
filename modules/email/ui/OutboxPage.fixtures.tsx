import type { Waiting } from './api.ts'
import { OutboxRows } from './OutboxPage.tsx'

const row: Waiting = { deliveryId: 'd1', messageId: 'm1', caseId: 'c1', reference: 'F-1042', subject: 'Zelt', recipients: ['fatima@oeztuerk.example'], state: 'scheduled', dueAt: '2026-11-25T08:00:00Z', attempts: 0, detail: null }
export const waiting = <OutboxRows now={new Date('2026-11-24T10:00:00Z')} rows={[row, { ...row, deliveryId: 'd2', state: 'retrying', attempts: 2, detail: '451 greylisted' }, { ...row, deliveryId: 'd3', state: 'failed', attempts: 5, dueAt: null, detail: '550 5.1.1 mailbox unavailable' }]} />
