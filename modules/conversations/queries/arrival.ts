import { commandForAll } from '#platform/question-for-each'
import { insertMessages, messageTypes, type NewMessage } from './messages.ts'

/** A message that came in, with all that lies around it: the conversation that it joins or begins, the delivery by which it came, the ids that it bears and names. */
export type Arrival = NewMessage & {
  /** Null when it joins a conversation that is there. */
  begins: { customerId: string; subjectKey: string; address: string; name: string } | null
  deliveryId: string; channelId: string | null; arrivedFor: string[]
  /** Message-IDs, and beside each what it is to this message. */
  ids: string[]; relations: Array<'is' | 'answers' | 'refers'>; bulk: boolean
}

/**
 * Messages that came in, in one statement. One round trip and one plan for all of them; foreign keys are checked at its end.
 * No two of them may join the same conversation.
 */
export const addArrivals = commandForAll<Arrival>('conversations: add arrivals', { ...messageTypes, begins: 'jsonb', deliveryId: 'uuid', channelId: 'uuid', arrivedFor: 'text[]', ids: 'text[]', relations: 'text[]', bulk: 'boolean' }, `
  with begun as (
    insert into conversations.conversations (account_id, brand_id, id, channel_id, customer_id, subject, subject_key)
    select :accountId, :brandId, :conversationId, :channelId, (:begins ->> 'customerId')::uuid, :subject, :begins ->> 'subjectKey' from each where jsonb_typeof(:begins) = 'object'),
  taking_part as (
    insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role)
    select :accountId, :brandId, :conversationId, lower(:begins ->> 'address'), :begins ->> 'name', 'customer' from each where jsonb_typeof(:begins) = 'object'),
  touched as (
    update conversations.conversations c set last_message_at = now() from each where c.account_id = :accountId and c.id = :conversationId),
  said as (${insertMessages}),
  known_by as (
    insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation, bulk)
    select :accountId, :brandId, named.id, :id, :conversationId, named.relation, :bulk from each, unnest(:ids, :relations) as named (id, relation) on conflict do nothing)
  insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state, recipients)
  select :accountId, :brandId, :deliveryId, :id, :channelId, 'in', 'received', :arrivedFor from each`)
