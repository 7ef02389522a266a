import { z } from 'zod'
import { command, question } from '#platform/question'

const Talk = z.object({ channelId: z.uuid(), customerId: z.uuid(), subject: z.string(), begins: z.uuid().nullable() })
/** A conversation, held until the transaction ends, and its first message that is no note. */
export const conversationToSplit = question<{ id: string }, typeof Talk>('conversations: to split', Talk, `
  select c.channel_id as "channelId", c.customer_id as "customerId", c.subject,
         (select m.id from conversations.messages m where m.account_id = c.account_id and m.conversation_id = c.id and m.kind <> 'note' order by m.at, m.id limit 1) as begins
    from conversations.conversations c where c.account_id = (select platform.account()) and c.id = :id for update`)

/**
 * The messages from one on become a conversation of their own on the same channel, with the same people. What names them (Message-IDs,
 * words for search) goes with them, so that answers to them find it.
 */
export const splitConversation = command<{ id: string; messageId: string; newId: string; subject: string }>('conversations: split', `
  with begun as (
    insert into conversations.conversations (account_id, brand_id, id, channel_id, customer_id, subject, subject_key, split_from)
    select account_id, brand_id, :newId, channel_id, customer_id, :subject, subject_key, id from conversations.conversations where account_id = (select platform.account()) and id = :id),
  taking_part as (
    insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role, since)
    select account_id, brand_id, :newId, address, name, role, since from conversations.participants where account_id = (select platform.account()) and conversation_id = :id),
  moving as (
    select m.id from conversations.messages m join conversations.messages f on f.account_id = m.account_id and f.id = :messageId
     where m.account_id = (select platform.account()) and m.conversation_id = :id and (m.at, m.id) >= (f.at, f.id)),
  named as (update conversations.mail_ids set conversation_id = :newId where account_id = (select platform.account()) and message_id in (select id from moving)),
  indexed as (update conversations.words set conversation_id = :newId where account_id = (select platform.account()) and message_id in (select id from moving))
  update conversations.messages set conversation_id = :newId where account_id = (select platform.account()) and id in (select id from moving)`)

const Part = z.object({ conversationId: z.uuid() })
/** Whether a conversation was split off from another one, at whatever remove. */
export const splitOffFrom = question<{ conversationId: string; from: string }, typeof Part>('conversations: split off from', Part, `
  with recursive above as (
    select id, split_from from conversations.conversations where account_id = (select platform.account()) and id = :conversationId
    union select c.id, c.split_from from conversations.conversations c join above a on a.split_from = c.id where c.account_id = (select platform.account()))
  select :conversationId::uuid as "conversationId" from above where split_from = :from`)
