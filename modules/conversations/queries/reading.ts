import { z } from 'zod'
import { question } from '#platform/question'
import { questionForEach } from '#platform/question-for-each'

const Row = z.object({
  id: z.uuid(), conversationId: z.uuid(), brandId: z.uuid(), kind: z.enum(['in', 'out', 'note', 'forward', 'third-party']), at: z.date(), sentAt: z.date().nullable(), authorKind: z.enum(['customer', 'person', 'third-party', 'system']),
  authorId: z.uuid().nullable(), authorName: z.string(), authorAddress: z.string().nullable(), recipients: z.record(z.string(), z.unknown()), subject: z.string(), text: z.string(), hidden: z.string(),
  writtenHtml: z.string().nullable(), hasHtml: z.boolean(), hasRemoteImages: z.boolean(), language: z.string().nullable(), assurance: z.enum(['authenticated', 'known', 'unverified', 'suspicious']).nullable(), assuranceReasons: z.array(z.string()),
  automatic: z.boolean(), marks: z.array(z.string()), rfcMessageId: z.string().nullable(), hasRaw: z.boolean(),
  attachments: z.array(z.record(z.string(), z.unknown())), deliveries: z.array(z.record(z.string(), z.unknown())),
})
export type MessageRow = z.infer<typeof Row>

const columns = `
  select m.id, m.conversation_id as "conversationId", m.brand_id as "brandId", m.kind, m.at, m.sent_at as "sentAt", m.author_kind as "authorKind", m.author_id as "authorId", m.author_name as "authorName", m.author_address as "authorAddress",
         m.recipients, m.subject, m.text, m.hidden, case when m.author_kind = 'person' then m.html end as "writtenHtml", m.html is not null as "hasHtml", m.has_remote_images as "hasRemoteImages", m.language, m.assurance, m.assurance_reasons as "assuranceReasons", m.automatic, m.marks,
         m.rfc_message_id as "rfcMessageId", m.raw_hash is not null as "hasRaw",
         coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'contentType', a.content_type, 'size', a.size, 'inline', a.inline, 'contentId', a.content_id, 'kind', a.kind) order by a.position)
                     from conversations.attachments a where a.account_id = m.account_id and a.message_id = m.id), '[]') as attachments,
         coalesce((select json_agg(json_build_object('id', d.id, 'direction', d.direction, 'state', d.state, 'channelId', d.channel_id, 'recipients', d.recipients, 'at', d.at, 'dueAt', d.due_at, 'attempts', d.attempts, 'detail', d.detail) order by d.at)
                     from conversations.deliveries d where d.account_id = m.account_id and d.message_id = m.id), '[]') as deliveries
    from conversations.messages m`

/** The newest 2,000, oldest first: whoever answers a very long thread answers its end. */
export const messagesOfConversations = question<{ conversationIds: string[] }, typeof Row>('messages: of conversations', Row, `select * from (${columns}
   where m.account_id = (select platform.account()) and m.conversation_id = any (:conversationIds::uuid[]) order by m.at desc, m.id desc limit 2000) each order by at, id`)

export const messageById = question<{ id: string }, typeof Row>('messages: by id', Row, `${columns} where m.account_id = (select platform.account()) and m.id = :id`)

const Html = z.object({ html: z.string().nullable(), written: z.boolean(), text: z.string(), rawHash: z.string().nullable() })
export const messageHtml = question<{ id: string }, typeof Html>('messages: html', Html, `
  select html, author_kind = 'person' as written, text || hidden as text, encode(raw_hash, 'hex') as "rawHash" from conversations.messages where account_id = (select platform.account()) and id = :id`)

/** Of a message `m`: was written and taken back before it left, so that it was never said. As published in `published_messages`. */
const takenBack = `(m.kind in ('out', 'forward') and exists (select from conversations.deliveries d where d.account_id = m.account_id and d.message_id = m.id)
       and not exists (select from conversations.deliveries d where d.account_id = m.account_id and d.message_id = m.id and d.state <> 'cancelled'))`

const Last = z.object({ id: z.uuid(), at: z.date(), beginning: z.string(), unansweredSince: z.date().nullable() })
/** What was said last, notes and what was taken back aside, and since when nobody has answered the customer. */
export const lastSaid = question<{ conversationIds: string[] }, typeof Last>('messages: last said', Last, `
  with said as (
    select m.id, m.at, m.kind, m.automatic, left(m.text, 1000) as beginning from conversations.messages m
     where m.account_id = (select platform.account()) and m.conversation_id = any (:conversationIds::uuid[]) and m.kind in ('in', 'out', 'third-party') and not ${takenBack})
  select id, at, beginning, (select min(at) from said where kind = 'in' and not automatic and at > coalesce((select max(at) from said where kind = 'out'), '-infinity')) as "unansweredSince"
    from said order by at desc, id desc limit 1`)

/** What was said in these conversations after a message, notes and what was taken back aside: whoever has not read it should not answer yet. */
export const saidAfter = question<{ conversationIds: string[]; messageId: string | null; personId: string }, z.ZodObject<{ id: z.ZodUUID }>>('messages: said after', z.object({ id: z.uuid() }), `
  select m.id from conversations.messages m
   where m.account_id = (select platform.account()) and m.conversation_id = any (:conversationIds::uuid[]) and m.kind <> 'note' and m.author_id is distinct from :personId
     and not ${takenBack}
     and (m.at, m.id) > (select coalesce(max(s.at), '-infinity'), coalesce((array_agg(s.id))[1], '00000000-0000-0000-0000-000000000000') from conversations.messages s where s.account_id = (select platform.account()) and s.id = :messageId)
   order by m.at, m.id limit 50`)

/** Whether this was written already, and how it leaves. */
export const writtenBefore = questionForEach<{ messageId: string }, z.ZodObject<{ deliveryId: z.ZodNullable<z.ZodUUID>; dueAt: z.ZodNullable<z.ZodDate> }>>('messages: written before', z.object({ deliveryId: z.uuid().nullable(), dueAt: z.date().nullable() }), { messageId: 'uuid' }, `
  select d.id as "deliveryId", d.due_at as "dueAt" from conversations.messages m left join conversations.deliveries d on d.account_id = m.account_id and d.message_id = m.id and d.direction = 'out'
   where m.account_id = (select platform.account()) and m.id = :messageId limit 1`)

const Utterance = z.object({ id: z.uuid(), text: z.string(), authorName: z.string(), files: z.array(z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.number(), safeInline: z.boolean() })) })
/** The words and files of these messages, for who shows them line by line. */
export const utterances = questionForEach<{ ids: string[] }, typeof Utterance>('messages: utterances', Utterance, { ids: 'uuid[]' }, `
  select m.id, m.text, m.author_name as "authorName",
         coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'contentType', a.content_type, 'size', a.size, 'safeInline', a.safe_inline) order by a.position)
                     from conversations.attachments a where a.account_id = m.account_id and a.message_id = m.id), '[]') as files
    from conversations.messages m where m.account_id = (select platform.account()) and m.id = any (:ids::uuid[])`)
