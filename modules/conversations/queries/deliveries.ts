import { z } from 'zod'
import { command, question } from '#platform/question'

const Known = z.object({ id: z.uuid(), messageId: z.uuid(), conversationId: z.uuid(), brandId: z.uuid(), direction: z.string(), state: z.string(), recipients: z.array(z.string()), authorId: z.uuid().nullable(), channelId: z.uuid().nullable() })
/** A delivery with the message that it carries, held until the transaction ends: two people must not decide about it at once. */
export const deliveryKnown = question<{ id: string }, typeof Known>('deliveries: known', Known, `
  select d.id, d.message_id as "messageId", m.conversation_id as "conversationId", d.brand_id as "brandId", d.direction, d.state, d.recipients, m.author_id as "authorId", d.channel_id as "channelId"
    from conversations.deliveries d join conversations.messages m on m.account_id = d.account_id and m.id = d.message_id
   where d.account_id = (select platform.account()) and d.id = :id for update of d`)

export const changeDelivery = command<{ id: string; state: string; detail: string | null; attempts: number | null; dueAt: Date | null; envelopeId: string | null }>('deliveries: change', `
  update conversations.deliveries set state = :state, detail = coalesce(:detail, detail), attempts = coalesce(:attempts, attempts), due_at = :dueAt, envelope_id = coalesce(:envelopeId, envelope_id)
   where account_id = (select platform.account()) and id = :id`)

const UnderWay = z.object({ deliveryId: z.uuid(), messageId: z.uuid(), conversationId: z.uuid(), subject: z.string(), recipients: z.array(z.string()), state: z.string(), dueAt: z.date().nullable(), attempts: z.number(), detail: z.string().nullable(), micros: z.number() })
/** What has not left yet, or did not arrive, oldest promise first; from a place on, which is its microsecond (-1 where nothing is promised) and id. */
export const underWay = question<{ limit: number; afterMicros: number; afterId: string }, typeof UnderWay>('deliveries: under way', UnderWay, `
  select d.id as "deliveryId", d.message_id as "messageId", m.conversation_id as "conversationId", m.subject, d.recipients, d.state, d.due_at as "dueAt", d.attempts, d.detail, coalesce((extract(epoch from d.due_at) * 1e6)::bigint, -1) as micros
    from conversations.deliveries d join conversations.messages m on m.account_id = d.account_id and m.id = d.message_id
   where d.account_id = (select platform.account()) and d.direction = 'out' and d.state not in ('sent', 'cancelled', 'received')
     and (coalesce((extract(epoch from d.due_at) * 1e6)::bigint, -1), d.id) > (:afterMicros, :afterId)
   order by coalesce((extract(epoch from d.due_at) * 1e6)::bigint, -1), d.id limit :limit`)

/** Some recipients were refused while others were served: those get a delivery of their own, which failed. */
export const splitDelivery = command<{ id: string; newId: string; refused: string[]; state: string; detail: string }>('deliveries: split', `
  with rest as (
    update conversations.deliveries set recipients = array(select r from unnest(recipients) r where r <> all (:refused::text[]))
     where account_id = (select platform.account()) and id = :id returning *)
  insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state, recipients, attempts, detail)
  select account_id, brand_id, :newId, message_id, channel_id, direction, :state, :refused::text[], attempts, :detail from rest`)
