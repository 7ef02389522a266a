import { z } from 'zod'
import { command, question } from '#platform/question'
import { CaseField } from '../contract.ts'

const columns = `select id, brand_id as "brandId", name, kind, choices, position, retired_at is not null as retired, version from cases.fields where account_id = (select platform.account())`
/** Also those that are retired: cases may still have a value in them. */
export const fieldsOfBrands = question<{ brandIds: string[] }, typeof CaseField>('fields: of brands', CaseField, `${columns} and brand_id = any (:brandIds::uuid[]) order by brand_id, retired_at is not null, position, lower(name), id`)
export const fieldForUpdate = question<{ id: string }, typeof CaseField>('fields: for update', CaseField, `${columns} and id = :id for update`)
export const namesake = question<{ brandId: string; name: string; but: string | null }, z.ZodObject<{ id: z.ZodUUID }>>('fields: namesake', z.object({ id: z.uuid() }), `
  select id from cases.fields where account_id = (select platform.account()) and brand_id = :brandId and lower(name) = lower(:name) and retired_at is null and id is distinct from :but`)
export const addField = command<{ accountId: string; brandId: string; id: string; name: string; kind: string; choices: string }>('fields: add', `
  insert into cases.fields (account_id, brand_id, id, name, kind, choices, position)
  values (:accountId, :brandId, :id, :name, :kind, :choices::jsonb, (select coalesce(max(position), 0) + 1 from cases.fields where account_id = :accountId and brand_id = :brandId))`)
export const changeFieldRow = command<{ id: string; name: string; choices: string; retired: boolean }>('fields: change', `
  update cases.fields set name = :name, choices = :choices::jsonb, retired_at = case when :retired then coalesce(retired_at, now()) end, version = version + 1 where account_id = (select platform.account()) and id = :id`)

const Kept = z.object({ fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })
export const fieldsOfCase = question<{ caseId: string }, typeof Kept>('fields: of a case', Kept, 'select fields from cases.cases where account_id = (select platform.account()) and id = :caseId')
/** A value of null takes the field out. */
export const putFields = command<{ caseId: string; values: string }>('fields: put', `
  update cases.cases set fields = jsonb_strip_nulls(fields || :values::jsonb) where account_id = (select platform.account()) and id = :caseId`)
