import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll } from '#platform/question-for-each'

const File = z.object({ id: z.uuid(), brandId: z.uuid().nullable(), messageId: z.uuid().nullable(), uploadedBy: z.uuid().nullable(), name: z.string(), contentType: z.string(), size: z.number(), inline: z.boolean(), safeInline: z.boolean(), contentId: z.string().nullable(), kind: z.string(), hash: z.string() })
const file = `select id, brand_id as "brandId", message_id as "messageId", uploaded_by as "uploadedBy", name, content_type as "contentType", size, inline, safe_inline as "safeInline", content_id as "contentId", kind, encode(blob_hash, 'hex') as hash from conversations.attachments`
export const attachmentById = question<{ id: string }, typeof File>('attachments: by id', File, `${file} where account_id = (select platform.account()) and id = :id`)
export const attachmentsByIds = question<{ ids: string[] }, typeof File>('attachments: by ids', File, `${file} where account_id = (select platform.account()) and id = any (:ids::uuid[]) order by position, id`)
export const attachmentsOfMessage = question<{ messageId: string }, typeof File>('attachments: of a message', File, `${file} where account_id = (select platform.account()) and message_id = :messageId order by position`)

export const addAttachmentRows = commandForAll<{ accountId: string; brandId: string; messageId: string; id: string; position: number; name: string; contentType: string; declaredType: string; size: number; inline: boolean; safeInline: boolean; contentId: string | null; kind: string; hash: string }>(
  'attachments: add', { accountId: 'uuid', brandId: 'uuid', messageId: 'uuid', id: 'uuid', position: 'int', name: 'text', contentType: 'text', declaredType: 'text', size: 'bigint', inline: 'boolean', safeInline: 'boolean', contentId: 'text', kind: 'text', hash: 'text' }, `
  insert into conversations.attachments (account_id, brand_id, id, message_id, position, name, content_type, declared_type, size, inline, safe_inline, content_id, kind, blob_hash)
  select :accountId, :brandId, :id, :messageId, :position, :name, :contentType, :declaredType, :size, :inline, :safeInline, :contentId, :kind, decode(:hash, 'hex') from each`)

/** An upload belongs to whoever made it, until a message takes it. */
export const addUpload = command<{ accountId: string; id: string; personId: string; name: string; contentType: string; declaredType: string; size: number; safeInline: boolean; kind: string; hash: string }>('attachments: add upload', `
  insert into conversations.attachments (account_id, brand_id, id, uploaded_by, name, content_type, declared_type, size, safe_inline, kind, blob_hash)
  values (:accountId, null, :id, :personId, :name, :contentType, :declaredType, :size, :safeInline, :kind, decode(:hash, 'hex'))`)
/** Answers nothing when another message was quicker. */
export const claimUpload = question<{ id: string; brandId: string; messageId: string; position: number; contentId: string | null }, z.ZodObject<{ id: z.ZodUUID }>>('attachments: claim upload', z.object({ id: z.uuid() }), `
  update conversations.attachments set message_id = :messageId, brand_id = :brandId, position = :position, content_id = :contentId, inline = :contentId::text is not null where account_id = (select platform.account()) and id = :id and message_id is null returning id`)
