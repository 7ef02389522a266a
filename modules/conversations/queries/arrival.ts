import { command } from '#platform/question'

/**
 * A message that came in, with all that lies around it, in one statement: its conversation if it begins one, the delivery by which
 * it came, the ids that it bears and names. One round trip and one plan instead of five; foreign keys are checked at its end.
 */
export const addArrival = command<{ accountId: string; brandId: string; message: string; conversation: string | null; delivery: string; ids: string[]; relations: string[]; bulk: boolean }>('conversations: add arrival', `
  with begun as (
    insert into conversations.conversations (account_id, brand_id, id, channel_id, customer_id, subject, subject_key)
    select :accountId, :brandId, c.id, c."channelId", c."customerId", c.subject, c."subjectKey"
      from jsonb_to_record(:conversation::jsonb) as c (id uuid, "channelId" uuid, "customerId" uuid, subject text, "subjectKey" text) where c.id is not null),
  taking_part as (
    insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role)
    select :accountId, :brandId, c.id, lower(c.address), c.name, 'customer' from jsonb_to_record(:conversation::jsonb) as c (id uuid, address text, name text) where c.id is not null),
  message as (
    select * from jsonb_to_record(:message::jsonb) as m (id uuid, "conversationId" uuid, kind text, "sentAt" timestamptz, "authorKind" text, "authorId" uuid, "authorName" text, "authorAddress" text, recipients jsonb,
         subject text, text text, hidden text, html text, "hasRemoteImages" boolean, language text, assurance text, "assuranceReasons" text[], automatic boolean, marks text[], "rfcMessageId" text, "contentHash" text, "rawHash" text, "inReplyTo" uuid)),
  touched as (
    update conversations.conversations c set last_message_at = now() from message m where c.account_id = :accountId and c.id = m."conversationId"),
  said as (
    insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, sent_at, author_kind, author_id, author_name, author_address, recipients, subject, text, hidden, html,
           has_remote_images, language, assurance, assurance_reasons, automatic, marks, rfc_message_id, content_hash, raw_hash, in_reply_to)
    select :accountId, :brandId, m.id, m."conversationId", m.kind, m."sentAt", m."authorKind", m."authorId", m."authorName", m."authorAddress", m.recipients, m.subject, m.text, m.hidden, m.html,
           m."hasRemoteImages", m.language, m.assurance, m."assuranceReasons", m.automatic, m.marks, m."rfcMessageId", decode(m."contentHash", 'hex'), decode(m."rawHash", 'hex'), m."inReplyTo" from message m),
  known_by as (
    insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation, bulk)
    select :accountId, :brandId, i, m.id, m."conversationId", r, :bulk from message m, unnest(:ids::text[], :relations::text[]) as each (i, r) on conflict do nothing)
  insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state, recipients)
  select :accountId, :brandId, d.id, m.id, d."channelId", 'in', 'received', d.recipients from message m, jsonb_to_record(:delivery::jsonb) as d (id uuid, "channelId" uuid, recipients text[])`)
