import type { Webhook } from '#contracts/webhooks'
import { WebhookCard } from './WebhooksPage.tsx'

const hook: Webhook = { id: 'h1', brandId: 'b1', name: 'Lager', url: 'https://lager.example/balie', patterns: ['case.*', 'message.received'], state: 'active', detail: '', failingSince: null, lastSuccessAt: '2026-11-24T09:58:00Z', personId: 'p1', createdAt: '2026-11-01T09:00:00Z', oldSecretUntil: null }
const shared = { may: true, onOpen: () => undefined, now: new Date('2026-11-24T10:00:00Z') }
export const works = <ul><WebhookCard {...shared} webhook={hook} /></ul>
export const failing = <ul><WebhookCard {...shared} webhook={{ ...hook, failingSince: '2026-11-23T22:00:00Z' }} /></ul>
export const disabled = <ul><WebhookCard {...shared} webhook={{ ...hook, state: 'disabled', detail: 'gone', lastSuccessAt: null }} /></ul>
export const paused = <ul><WebhookCard {...shared} may={false} webhook={{ ...hook, state: 'paused', patterns: ['*'] }} /></ul>
