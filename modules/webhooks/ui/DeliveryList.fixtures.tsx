import type { WebhookDelivery } from '#contracts/webhooks'
import { DeliveryList } from './DeliveryList.tsx'

const one: WebhookDelivery = { id: 'd1', messageId: 'evt_9f2_104', verb: 'team.formed', why: 'event', state: 'sent', attempts: 1, payload: '{"type":"team.formed","data":{}}', status: 204, answer: '', tookMs: 41, at: '2026-11-24T09:58:00Z', triedAt: '2026-11-24T09:58:00Z', dueAt: null }
const now = new Date('2026-11-24T10:00:00Z')
export const some = <DeliveryList now={now} onReplay={() => undefined} rows={[one, { ...one, id: 'd2', verb: 'webhook.test', why: 'test', state: 'queued', attempts: 0, status: null, tookMs: null, triedAt: null }, { ...one, id: 'd3', state: 'retrying', attempts: 3, status: 503, answer: 'Inventur', dueAt: '2026-11-24T10:30:00Z' }, { ...one, id: 'd4', why: 'replay', state: 'failed', attempts: 10, status: null, answer: 'There was no answer in time.' }]} />
export const readOnly = <DeliveryList now={now} onReplay={null} rows={[one]} />
