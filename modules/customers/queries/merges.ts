import { z } from 'zod'
import { command, question } from '#platform/question'

const Held = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), mergedInto: z.uuid().nullable() })
export type HeldCustomer = z.infer<typeof Held>
const held = 'select id, brand_id as "brandId", name, merged_into as "mergedInto" from customers.customers where account_id = (select platform.account())'
export const customerRow = question<{ id: string }, typeof Held>('customers: row', Held, `${held} and id = :id`)
/** Held in the order of their ids, so that two who want the same ones never wait for each other. */
export const customersForUpdate = question<{ ids: string[] }, typeof Held>('customers: several for update', Held, `${held} and id = any (:ids::uuid[]) order by id for update`)

export const addMerge = command<{ accountId: string; brandId: string; id: string; mergedId: string; intoId: string; byPerson: string }>('merges: add', `
  insert into customers.merges (account_id, brand_id, id, merged_id, into_id, why, by_person) values (:accountId, :brandId, :id, :mergedId, :intoId, 'by-agent', :byPerson)`)
export const endMerge = command<{ mergedId: string }>('merges: end', `
  update customers.merges set undone_at = now() where account_id = (select platform.account()) and merged_id = :mergedId and undone_at is null`)

/** Somebody, and all who were merged into them, lead to another one from now on. */
export const pointToMerged = command<{ id: string; into: string }>('merges: point to merged', `
  update customers.customers set merged_into = :into where account_id = (select platform.account()) and (id = :id or merged_into = :id)`)
/** Somebody is themselves again, and whoever was merged into them leads to them. */
export const pointToThemselves = command<{ id: string }>('merges: point to themselves', `
  with recursive below as (
    select merged_id as id from customers.merges where account_id = (select platform.account()) and into_id = :id and undone_at is null
    union select m.merged_id from customers.merges m join below b on m.into_id = b.id where m.account_id = (select platform.account()) and m.undone_at is null)
  update customers.customers set merged_into = case when id = :id then null else :id::uuid end
   where account_id = (select platform.account()) and (id = :id or id in (select id from below))`)
