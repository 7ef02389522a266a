import { z } from 'zod'
import { command, question } from '#platform/question'

export const addVisitorUpload = command<{ accountId: string; brandId: string; id: string; visitorId: string; name: string; contentType: string; declaredType: string; size: number; safeInline: boolean; hash: string }>('chat: add upload', `
  insert into chat.uploads (account_id, brand_id, id, visitor_id, name, content_type, declared_type, size, safe_inline, blob_hash) values (:accountId, :brandId, :id, :visitorId, :name, :contentType, :declaredType, :size, :safeInline, decode(:hash, 'hex'))`)
const Upload = z.object({ id: z.uuid(), visitorId: z.uuid(), name: z.string(), contentType: z.string(), declaredType: z.string(), size: z.number(), safeInline: z.boolean(), hash: z.string() })
export type VisitorUpload = z.infer<typeof Upload>
/** Files that lines want to take with them and that nobody has taken: only those of whoever says the line. */
export const uploadsFor = question<{ ids: string[]; visitorIds: string[] }, typeof Upload>('chat: uploads for lines', Upload, `
  select u.id, u.visitor_id as "visitorId", u.name, u.content_type as "contentType", u.declared_type as "declaredType", u.size, u.safe_inline as "safeInline", encode(u.blob_hash, 'hex') as hash
    from unnest(:ids::uuid[], :visitorIds::uuid[]) each (id, visitor) join chat.uploads u on u.account_id = (select platform.account()) and u.id = each.id and u.visitor_id = each.visitor and u.taken_at is null`)
export const uploadsTaken = command<{ ids: string[] }>('chat: uploads taken', 'update chat.uploads set taken_at = now() where account_id = (select platform.account()) and id = any (:ids::uuid[])')
const Lately = z.object({ n: z.number(), bytes: z.number() })
export const uploadedLately = question<{ visitorId: string }, typeof Lately>('chat: uploaded lately', Lately, `
  select count(*)::int as n, coalesce(sum(size), 0)::bigint as bytes from chat.uploads where account_id = (select platform.account()) and visitor_id = :visitorId and created_at > now() - interval '10 minutes'`)
export const uploadOf = question<{ id: string; visitorId: string }, typeof Upload>('chat: upload of a visitor', Upload, `
  select id, visitor_id as "visitorId", name, content_type as "contentType", declared_type as "declaredType", size, safe_inline as "safeInline", encode(blob_hash, 'hex') as hash
    from chat.uploads where account_id = (select platform.account()) and id = :id and visitor_id = :visitorId`)
