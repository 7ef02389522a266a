import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll } from '#platform/question-for-each'
import { WebhookDelivery } from '../contract.ts'

export type NewDelivery = { id: string; brandId: string; webhookId: string; messageId: string; verb: string; payload: string; why: 'event' | 'test' | 'replay' }
export const addDeliveries = commandForAll<NewDelivery>('webhook deliveries: add', { id: 'uuid', brandId: 'uuid', webhookId: 'uuid', messageId: 'text', verb: 'text', payload: 'text', why: 'text' }, `
  insert into webhooks.deliveries (account_id, brand_id, id, webhook_id, message_id, verb, payload, why, due_at) select (select platform.account()), :brandId, :id, :webhookId, :messageId, :verb, :payload, :why, now() from each`)

const Sending = z.object({ id: z.uuid(), webhookId: z.uuid(), messageId: z.string(), payload: z.string() })
export const deliveryToSend = question<{ id: string }, typeof Sending>('webhook deliveries: to send', Sending, `
  select id, webhook_id as "webhookId", message_id as "messageId", payload from webhooks.deliveries where account_id = (select platform.account()) and id = :id`)

export const deliveryTried = command<{ id: string; state: string; attempts: number; status: number | null; answer: string; tookMs: number | null; dueAt: Date | null }>('webhook deliveries: tried', `
  update webhooks.deliveries set state = :state, attempts = :attempts, status = :status, answer = :answer, took_ms = :tookMs, due_at = :dueAt, tried_at = now() where account_id = (select platform.account()) and id = :id`)

const columns = `
  select id, message_id as "messageId", verb, why, state, attempts, payload, status, answer, took_ms as "tookMs", to_json(at) #>> '{}' as at, to_json(tried_at) #>> '{}' as "triedAt", to_json(due_at) #>> '{}' as "dueAt"
    from webhooks.deliveries where account_id = (select platform.account()) and webhook_id = :webhookId`
/** Newest first; ids are made in the order of time. */
export const deliveriesPage = question<{ webhookId: string; state: string | null; before: string | null; limit: number }, typeof WebhookDelivery>('webhook deliveries: page', WebhookDelivery, `
  ${columns} and (:state::text is null or state = :state) and (:before::uuid is null or id < :before) order by id desc limit :limit`)
export const deliveriesByIds = question<{ webhookId: string; ids: string[] }, typeof WebhookDelivery>('webhook deliveries: by ids', WebhookDelivery, `${columns} and id = any (:ids::uuid[]) order by id`)
/** Of a time, oldest first. What was replayed already is replayed by its first telling. */
export const deliveriesBetween = question<{ webhookId: string; from: string; to: string; onlyFailed: boolean; limit: number }, typeof WebhookDelivery>('webhook deliveries: between', WebhookDelivery, `
  ${columns} and why = 'event' and at >= :from::timestamptz and at < :to::timestamptz and (not :onlyFailed or state = 'failed') order by at, id limit :limit`)
