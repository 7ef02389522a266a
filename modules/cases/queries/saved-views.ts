import { z } from 'zod'
import { command, question } from '#platform/question'

const Stored = z.object({ id: z.uuid(), name: z.string(), icon: z.string(), query: z.string(), brandId: z.uuid().nullable(), ownerId: z.uuid().nullable(), hidden: z.boolean(), version: z.number().int() })
export type StoredView = z.infer<typeof Stored>
const columns = 'v.id, v.name, v.icon, v.query, v.brand_id as "brandId", v.owner_id as "ownerId", coalesce(p.hidden, false) as hidden, v.version'

/** One's own views and the shared ones, in one's own order. */
export const viewsFor = question<{ personId: string }, typeof Stored>('saved views: for', Stored, `
  select ${columns} from cases.saved_views v left join cases.view_places p on p.account_id = v.account_id and p.person_id = :personId and p.view_id = v.id
   where v.account_id = (select platform.account()) and (v.owner_id is null or v.owner_id = :personId) order by p.position nulls last, lower(v.name), v.id`)
export const viewForUpdate = question<{ id: string; personId: string }, typeof Stored>('saved views: for update', Stored, `
  select ${columns} from cases.saved_views v left join cases.view_places p on p.account_id = v.account_id and p.person_id = :personId and p.view_id = v.id
   where v.account_id = (select platform.account()) and v.id = :id and (v.owner_id is null or v.owner_id = :personId) for update of v`)

export const keepView = command<{ accountId: string; id: string; brandId: string | null; ownerId: string | null; name: string; icon: string; query: string; createdBy: string }>('saved views: keep', `
  insert into cases.saved_views (account_id, id, brand_id, owner_id, name, icon, query, created_by) values (:accountId, :id, :brandId, :ownerId, :name, :icon, :query, :createdBy)
  on conflict (account_id, id) do update set brand_id = excluded.brand_id, owner_id = excluded.owner_id, name = excluded.name, icon = excluded.icon, query = excluded.query, version = saved_views.version + 1`)
export const dropView = command<{ id: string }>('saved views: drop', 'delete from cases.saved_views where account_id = (select platform.account()) and id = :id')

/** In this order; views that are not (any longer) seen are passed over. */
export const placeViews = command<{ accountId: string; personId: string; ids: string[]; hidden: string[] }>('saved views: place', `
  insert into cases.view_places (account_id, person_id, view_id, position, hidden)
  select :accountId, :personId, v.id, min(o.n)::int, v.id = any (:hidden::uuid[]) from unnest(:ids::uuid[]) with ordinality as o (id, n)
    join cases.saved_views v on v.account_id = :accountId and v.id = o.id and (v.owner_id is null or v.owner_id = :personId) group by v.id
  on conflict (account_id, person_id, view_id) do update set position = excluded.position, hidden = excluded.hidden`)
