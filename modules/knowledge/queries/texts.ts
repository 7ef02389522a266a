import { z } from 'zod'
import { command, question } from '#platform/question'
import { TextDeed, TextVariant } from '../contract.ts'

const Stored = z.object({ id: z.uuid(), name: z.string(), shortcut: z.string(), variants: z.array(TextVariant), deeds: z.array(TextDeed), brandId: z.uuid().nullable(), ownerId: z.uuid().nullable(), version: z.number().int(), changedAt: z.string() })
export type StoredText = z.infer<typeof Stored>
const columns = `t.id, t.name, t.shortcut, t.variants, t.deeds, t.brand_id as "brandId", t.owner_id as "ownerId", t.version, to_json(t.changed_at) #>> '{}' as "changedAt"`

/** One's own texts before those of a brand, and these before everybody's: so is decided whose shortcut counts. */
export const textsFor = question<{ personId: string }, typeof Stored>('texts: for', Stored, `
  select ${columns} from knowledge.texts t
   where t.account_id = (select platform.account()) and t.retired_at is null and (t.owner_id is null or t.owner_id = :personId)
   order by t.owner_id is null, t.brand_id is null, lower(t.name), t.id`)
export const textForReading = question<{ id: string; personId: string }, typeof Stored>('texts: for reading', Stored, `
  select ${columns} from knowledge.texts t
   where t.account_id = (select platform.account()) and t.id = :id and t.retired_at is null and (t.owner_id is null or t.owner_id = :personId)`)
export const textForUpdate = question<{ id: string; personId: string }, typeof Stored>('texts: for update', Stored, `
  select ${columns} from knowledge.texts t
   where t.account_id = (select platform.account()) and t.id = :id and t.retired_at is null and (t.owner_id is null or t.owner_id = :personId) for update`)

type Kept = { accountId: string; id: string; brandId: string | null; ownerId: string | null; name: string; shortcut: string; variants: string; deeds: string; changedBy: string | null }
export const addText = command<Kept>('texts: add', `
  insert into knowledge.texts (account_id, id, brand_id, owner_id, name, shortcut, variants, deeds, changed_by) values (:accountId, :id, :brandId, :ownerId, :name, :shortcut, :variants::jsonb, :deeds::jsonb, :changedBy)`)
export const changeText = command<Kept>('texts: change', `
  update knowledge.texts set brand_id = :brandId, owner_id = :ownerId, name = :name, shortcut = :shortcut, variants = :variants::jsonb, deeds = :deeds::jsonb, changed_by = :changedBy, changed_at = now(), version = version + 1
   where account_id = :accountId and id = :id`)
export const retireText = command<{ id: string; personId: string }>('texts: retire', `
  update knowledge.texts set retired_at = now(), changed_by = :personId, changed_at = now(), version = version + 1 where account_id = (select platform.account()) and id = :id`)
