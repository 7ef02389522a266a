import { z } from 'zod'
import { command, question } from '#platform/question'

const Letter = z.object({
  deliveryId: z.uuid(), messageId: z.uuid(), conversationId: z.uuid(), brandId: z.uuid(), kind: z.string(), subject: z.string(), talkSubject: z.string(), text: z.string(), html: z.string().nullable(), recipients: z.record(z.string(), z.unknown()), envelope: z.array(z.string()),
  authorId: z.uuid().nullable(), rfcMessageId: z.string().nullable(), inReplyTo: z.uuid().nullable(), channelId: z.uuid(), channelAddress: z.string(), channelName: z.string(), language: z.string().nullable(),
})
/** Everything that a letter is made of, but for its quoted history and its files. */
export const letterToSend = question<{ deliveryId: string }, typeof Letter>('sending: letter', Letter, `
  select d.id as "deliveryId", m.id as "messageId", m.conversation_id as "conversationId", m.brand_id as "brandId", m.kind, m.subject, c.subject as "talkSubject", m.text, m.html, m.recipients, d.recipients as envelope, m.author_id as "authorId",
         m.rfc_message_id as "rfcMessageId", m.in_reply_to as "inReplyTo", d.channel_id as "channelId", h.address as "channelAddress", h.name as "channelName",
         coalesce((select i.language from conversations.messages i where i.account_id = m.account_id and i.conversation_id = m.conversation_id and i.kind = 'in' and i.language is not null order by i.at desc limit 1), u.language) as language
    from conversations.deliveries d
    join conversations.messages m on m.account_id = d.account_id and m.id = d.message_id
    join conversations.channels h on h.account_id = d.account_id and h.id = d.channel_id
    join conversations.conversations c on c.account_id = m.account_id and c.id = m.conversation_id
    left join customers.published_names u on u.account_id = c.account_id and u.id = c.customer_id
   where d.account_id = (select platform.account()) and d.id = :deliveryId`)

const Quoted = z.object({ id: z.uuid(), kind: z.string(), authorName: z.string(), authorAddress: z.string().nullable(), at: z.date(), subject: z.string(), text: z.string(), html: z.string().nullable(), recipients: z.record(z.string(), z.unknown()), rfcMessageId: z.string().nullable() })
/** A message as it is quoted: whole, because what was folded away on the screen belongs to it. Never a note. */
export const messageToQuote = question<{ id: string }, typeof Quoted>('sending: to quote', Quoted, `
  select id, kind, author_name as "authorName", author_address as "authorAddress", coalesce(sent_at, at) as at, subject, text || case when hidden = '' then '' else E'\\n\\n' || hidden end as text, html, recipients, rfc_message_id as "rfcMessageId"
    from conversations.messages where account_id = (select platform.account()) and id = :id and kind <> 'note'`)

/** The ids of what was said before, oldest first, as References want them (RFC 5322, 3.6.4). Notes have none; what third parties wrote is not the customer's thread. */
export const idsBefore = question<{ conversationId: string; messageId: string; thirdParty: boolean }, z.ZodObject<{ rfcMessageId: z.ZodString }>>('sending: ids before', z.object({ rfcMessageId: z.string() }), `
  select rfc_message_id as "rfcMessageId" from (
    select rfc_message_id, at, id from conversations.messages
     where account_id = (select platform.account()) and conversation_id = :conversationId and id <> :messageId and rfc_message_id is not null
       and kind = any (case when :thirdParty then array['in', 'out', 'forward', 'third-party'] else array['in', 'out'] end)
     order by at desc, id desc limit 30) each order by at, id`)

/** The Message-ID is fixed before the first try: every later try bears the same one, and receivers can fold them. */
export const fixMessageId = command<{ accountId: string; brandId: string; messageId: string; conversationId: string; rfcMessageId: string }>('sending: fix message id', `
  with fixed as (
    update conversations.messages set rfc_message_id = :rfcMessageId where account_id = :accountId and id = :messageId and rfc_message_id is null)
  insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation) values (:accountId, :brandId, :rfcMessageId, :messageId, :conversationId, 'is') on conflict do nothing`)

export const keepSentBytes = command<{ messageId: string; hash: string }>('sending: keep sent bytes', `
  update conversations.messages set raw_hash = decode(:hash, 'hex') where account_id = (select platform.account()) and id = :messageId`)
export const markSent = command<{ messageId: string }>('sending: mark sent', `
  update conversations.messages set sent_at = coalesce(sent_at, now()) where account_id = (select platform.account()) and id = :messageId`)
