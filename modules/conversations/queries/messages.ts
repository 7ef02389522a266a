import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll, gathered, questionForEach } from '#platform/question-for-each'

/** A message as it is stored. */
export type NewMessage = {
  accountId: string; brandId: string
  id: string; conversationId: string; kind: 'in' | 'out' | 'note' | 'forward' | 'third-party'; sentAt: Date | null
  authorKind: 'customer' | 'person' | 'third-party' | 'system'; authorId: string | null; authorName: string; authorAddress: string | null
  recipients: { to: Array<{ address: string; name: string }>; cc: Array<{ address: string; name: string }>; bcc?: Array<{ address: string; name: string }>; replyTo?: Array<{ address: string; name: string }> }
  subject: string; text: string; hidden: string; html: string | null; hasRemoteImages: boolean; language: string | null
  assurance: string | null; assuranceReasons: string[]; automatic: boolean; marks: string[]
  rfcMessageId: string | null; contentHash: string | null; rawHash: string | null; inReplyTo: string | null
}

export const messageTypes = {
  accountId: 'uuid', brandId: 'uuid', id: 'uuid', conversationId: 'uuid', kind: 'text', sentAt: 'timestamptz', authorKind: 'text', authorId: 'uuid', authorName: 'text', authorAddress: 'text', recipients: 'jsonb',
  subject: 'text', text: 'text', hidden: 'text', html: 'text', hasRemoteImages: 'boolean', language: 'text', assurance: 'text', assuranceReasons: 'text[]', automatic: 'boolean', marks: 'text[]',
  rfcMessageId: 'text', contentHash: 'text', rawHash: 'text', inReplyTo: 'uuid',
}
export const insertMessages = `
    insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, sent_at, author_kind, author_id, author_name, author_address, recipients, subject, text, hidden, html,
           has_remote_images, language, assurance, assurance_reasons, automatic, marks, rfc_message_id, content_hash, raw_hash, in_reply_to)
    select :accountId, :brandId, :id, :conversationId, :kind, :sentAt, :authorKind, :authorId, :authorName, :authorAddress, :recipients, :subject, :text, :hidden, :html,
           :hasRemoteImages, :language, :assurance, :assuranceReasons, :automatic, :marks, :rfcMessageId, decode(:contentHash, 'hex'), decode(:rawHash, 'hex'), :inReplyTo from each`
export const addMessageRow = gathered(commandForAll<NewMessage>('messages: add', messageTypes, insertMessages))

export const addConversation = command<{ accountId: string; brandId: string; id: string; channelId: string; customerId: string; subject: string; subjectKey: string; address: string; name: string }>('conversations: add', `
  with conversation as (
    insert into conversations.conversations (account_id, brand_id, id, channel_id, customer_id, subject, subject_key) values (:accountId, :brandId, :id, :channelId, :customerId, :subject, :subjectKey))
  insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role) values (:accountId, :brandId, :id, lower(:address), :name, 'customer')`)

export const touchConversation = gathered(commandForAll<{ id: string }>('conversations: touch', { id: 'uuid' }, 'update conversations.conversations v set last_message_at = now() from each where v.account_id = (select platform.account()) and v.id = :id'))

export const addParticipants = commandForAll<{ accountId: string; brandId: string; conversationId: string; address: string; name: string; role: string }>(
  'conversations: add participants', { accountId: 'uuid', brandId: 'uuid', conversationId: 'uuid', address: 'text', name: 'text', role: 'text' }, `
  insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role) select :accountId, :brandId, :conversationId, lower(:address), :name, :role from each on conflict do nothing`)

const Relative = z.object({ rfcMessageId: z.string(), relation: z.enum(['is', 'answers', 'refers']), messageId: z.uuid(), conversationId: z.uuid(), channelId: z.uuid(), kind: z.string(), bulk: z.boolean(), participant: z.boolean(), participantRole: z.string().nullable(), sentToSender: z.boolean() })

/** Messages related to the given Message-IDs, within the brand: those that bear one and those that name one as ancestor. */
export const relativesOf = questionForEach<{ brandId: string; ids: string[]; sender: string }, typeof Relative>('conversations: relatives of a mail', Relative, { brandId: 'uuid', ids: 'text[]', sender: 'text' }, `
  select i.rfc_message_id as "rfcMessageId", i.relation, i.message_id as "messageId", i.conversation_id as "conversationId", c.channel_id as "channelId", m.kind, i.bulk,
         p.address is not null as participant, p.role as "participantRole",
         m.kind in ('out', 'forward') and exists (select from conversations.deliveries d where d.account_id = m.account_id and d.message_id = m.id and lower(:sender) = any (d.recipients)) as "sentToSender"
    from conversations.mail_ids i
    join conversations.messages m on m.account_id = i.account_id and m.id = i.message_id
    join conversations.conversations c on c.account_id = i.account_id and c.id = i.conversation_id
    left join conversations.participants p on p.account_id = i.account_id and p.conversation_id = i.conversation_id and p.address = lower(:sender)
   where i.account_id = (select platform.account()) and i.brand_id = :brandId and i.rfc_message_id = any (:ids)
   order by i.message_id desc limit 50`)

const Twin = z.object({ messageId: z.uuid(), conversationId: z.uuid(), kind: z.string() })
/** The same mail, seen before: same id and same content; without an id the content and date decide (both are in the hash). */
export const twinOf = questionForEach<{ brandId: string; rfcMessageId: string | null; contentHash: string }, typeof Twin>('conversations: twin of a mail', Twin, { brandId: 'uuid', rfcMessageId: 'text', contentHash: 'text' }, `
  select id as "messageId", conversation_id as "conversationId", kind from conversations.messages
   where account_id = (select platform.account()) and brand_id = :brandId and content_hash = decode(:contentHash, 'hex') and rfc_message_id is not distinct from :rfcMessageId limit 1`)

const Known = z.object({ id: z.uuid(), brandId: z.uuid(), channelId: z.uuid(), customerId: z.uuid(), subject: z.string(), participant: z.boolean(), participantRole: z.string().nullable() })
export const conversationKnown = questionForEach<{ id: string; sender: string }, typeof Known>('conversations: known', Known, { id: 'uuid', sender: 'text' }, `
  select c.id, c.brand_id as "brandId", c.channel_id as "channelId", c.customer_id as "customerId", c.subject, p.address is not null as participant, p.role as "participantRole"
    from conversations.conversations c left join conversations.participants p on p.account_id = c.account_id and p.conversation_id = c.id and p.address = lower(:sender)
   where c.account_id = (select platform.account()) and c.id = :id`)

const Similar = z.object({ conversationId: z.uuid() })
/** Same sender, same subject, same address within a fortnight: worth a suggestion, never more. */
export const similarConversation = questionForEach<{ channelId: string; subjectKey: string; customerId: string }, typeof Similar>('conversations: similar', Similar, { channelId: 'uuid', subjectKey: 'text', customerId: 'uuid' }, `
  select id as "conversationId" from conversations.conversations
   where account_id = (select platform.account()) and customer_id = :customerId and channel_id = :channelId and subject_key = :subjectKey and :subjectKey <> '' and last_message_at > now() - interval '14 days'
   order by last_message_at desc limit 1`)

export const addDelivery = command<{ accountId: string; brandId: string; id: string; messageId: string; channelId: string | null; direction: 'in' | 'out'; state: string; recipients: string[]; dueAt: Date | null; detail: string | null }>('deliveries: add', `
  insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state, recipients, due_at, detail)
  values (:accountId, :brandId, :id, :messageId, :channelId, :direction, :state, :recipients::text[], :dueAt, :detail)`)

/** How many automatic messages came from an address within the last hour. */
export const automaticLately = question<{ brandId: string; sender: string }, z.ZodObject<{ n: z.ZodNumber }>>('messages: automatic lately', z.object({ n: z.number() }), `
  select count(*)::int as n from (select from conversations.messages where account_id = (select platform.account()) and brand_id = :brandId and author_address = :sender and automatic and at > now() - interval '1 hour' limit 100) each`)

const Sent = z.object({ deliveryId: z.uuid(), messageId: z.uuid(), conversationId: z.uuid(), recipients: z.array(z.string()), state: z.string() })
const sent = `select d.id as "deliveryId", m.id as "messageId", m.conversation_id as "conversationId", d.recipients, d.state
    from conversations.messages m join conversations.deliveries d on d.account_id = m.account_id and d.message_id = m.id and d.direction = 'out'`
/** What we sent under this Message-ID: the ids are random and signed, so that only who received it can name it. */
export const sentUnder = question<{ brandId: string; rfcMessageId: string }, typeof Sent>('messages: sent under an id', Sent, `${sent}
   where m.account_id = (select platform.account()) and m.brand_id = :brandId and m.kind in ('out', 'forward')
     and m.id in (select i.message_id from conversations.mail_ids i where i.account_id = m.account_id and i.brand_id = :brandId and i.rfc_message_id = :rfcMessageId and i.relation = 'is')`)
/** What we last sent to an address in a conversation: for reports that do not say which mail they mean. */
export const lastSentTo = question<{ conversationId: string; address: string }, typeof Sent>('messages: last sent to', Sent, `${sent}
   where m.account_id = (select platform.account()) and m.conversation_id = :conversationId and :address = any (d.recipients) and d.state in ('sent', 'bounced') and m.at > now() - interval '14 days'
   order by m.at desc limit 1`)
