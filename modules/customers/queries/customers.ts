import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll, questionForEach } from '#platform/question-for-each'

const Known = z.object({ customerId: z.uuid(), address: z.string(), name: z.string(), verifiedHow: z.string() })

/** Whose address this is within the brand: also of one who was merged, so that what comes in stays theirs when the merge is undone. */
export const customerByAddress = questionForEach<{ brandId: string; address: string }, typeof Known>('customers: by address', Known, { brandId: 'uuid', address: 'text' }, `
  select c.id as "customerId", i.value as address, c.name, i.verified_how as "verifiedHow"
    from customers.identities i
    join customers.customers c on c.account_id = i.account_id and c.id = i.customer_id
   where i.account_id = (select platform.account()) and i.brand_id = :brandId and i.kind = 'email' and i.value = lower(:address) and i.retired_at is null`)

/** New customers and the addresses they wrote from; a visitor's is their own id, what a site signed for is a handle. Claimed, not proven: a From line is only a claim. */
export const addCustomers = commandForAll<{ accountId: string; brandId: string; id: string; identityId: string; name: string; address: string; language: string | null; verifiedHow: string; kind?: 'email' | 'handle' | 'visitor' }>(
  'customers: add', { accountId: 'uuid', brandId: 'uuid', id: 'uuid', identityId: 'uuid', name: 'text', address: 'text', language: 'text', verifiedHow: 'text', kind: 'text' }, `
  with customer as (
    insert into customers.customers (account_id, brand_id, id, name, language) select :accountId, :brandId, :id, :name, :language from each)
  insert into customers.identities (account_id, brand_id, id, customer_id, kind, value, verified_how, verified_at)
  select :accountId, :brandId, :identityId, :id, coalesce(:kind, 'email'), case when :kind = 'handle' then :address else lower(:address) end, :verifiedHow, case when :verifiedHow = 'claimed' then null else now() end from each`)

/** Another identity of somebody who is known; it stays whose it is when two come at once. */
export const addIdentities = commandForAll<{ accountId: string; brandId: string; id: string; customerId: string; kind: 'handle' | 'visitor'; value: string; verifiedHow: string }>(
  'customers: add identities', { accountId: 'uuid', brandId: 'uuid', id: 'uuid', customerId: 'uuid', kind: 'text', value: 'text', verifiedHow: 'text' }, `
  insert into customers.identities (account_id, brand_id, id, customer_id, kind, value, verified_how, verified_at)
  select :accountId, :brandId, :id, :customerId, :kind, :value, :verifiedHow, case when :verifiedHow = 'claimed' then null else now() end from each on conflict do nothing`)
export const customerByHandle = question<{ brandId: string; value: string }, z.ZodObject<{ customerId: z.ZodUUID }>>('customers: by handle', z.object({ customerId: z.uuid() }), `
  select customer_id as "customerId" from customers.identities where account_id = (select platform.account()) and brand_id = :brandId and kind = 'handle' and value = :value and retired_at is null`)

const Panel = z.object({
  id: z.uuid(), brandId: z.uuid(), name: z.string(), language: z.string().nullable(), timeZone: z.string().nullable(), note: z.string(), createdAt: z.string(),
  company: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  identities: z.array(z.object({ id: z.uuid(), kind: z.enum(['email', 'phone', 'handle', 'visitor']), value: z.string(), verifiedHow: z.enum(['claimed', 'authenticated-mail', 'one-time-link', 'by-agent', 'imported', 'signed-by-site']), verifiedAt: z.string().nullable() })),
  merged: z.array(z.object({ id: z.uuid(), name: z.string(), note: z.string() })),
})
const panel = `
  select c.id, c.brand_id as "brandId", c.name, c.language, c.time_zone as "timeZone", c.note, to_json(c.created_at) #>> '{}' as "createdAt",
         (select json_build_object('id', o.id, 'name', o.name) from customers.companies o where o.account_id = c.account_id and o.id = c.company_id) as company,
         coalesce((select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'value', i.value, 'verifiedHow', i.verified_how, 'verifiedAt', i.verified_at) order by i.created_at)
                     from customers.identities i where i.account_id = c.account_id and i.customer_id = any (array(select customers.published_selves(c.id))) and i.retired_at is null), '[]') as identities,
         coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name, 'note', m.note) order by m.name, m.id) from customers.customers m where m.account_id = c.account_id and m.merged_into = c.id), '[]') as merged
    from customers.customers c`
export const holdCustomer = command<{ id: string }>('customers: hold', 'select from customers.customers where account_id = (select platform.account()) and id = :id for update')
/** Of one who was merged: whom they are known as now. */
export const customerPanel = question<{ id: string }, typeof Panel>('customers: panel', Panel, `${panel}
   where c.account_id = (select platform.account()) and c.id = (select coalesce(k.merged_into, k.id) from customers.customers k where k.account_id = (select platform.account()) and k.id = :id)`)

const Hit = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), address: z.string().nullable() })
/** Of one who was merged, whom they are known as. */
const hits = (those: string) => `
  select r.id, r.brand_id as "brandId", r.name, min(i.value) as address
    from (${those}) each
    join customers.customers c on c.account_id = (select platform.account()) and c.id = each.id
    join customers.customers r on r.account_id = c.account_id and r.id = coalesce(c.merged_into, c.id)
    left join customers.identities i on i.account_id = c.account_id and i.customer_id = c.id and i.retired_at is null
   where :after::uuid is null or (r.name, r.id) > (select l.name, l.id from customers.customers l where l.account_id = (select platform.account()) and l.id = :after)
   group by r.id, r.brand_id, r.name order by r.name, r.id limit :limit`
type Finding = { words: string; brandIds: string[]; after: string | null; limit: number }
const Mention = z.object({ id: z.uuid().nullable() })
/** Whose name or address this is a part of, found by parts (0190-parts-of-many.sql). Null among them: of more than the bound. */
export const customersByPart = question<{ words: string; brandIds: string[] }, typeof Mention>('customers: by part', Mention, 'select customer_id as id from customers.published_found(:words, :brandIds::uuid[], 500)')
export const customersAmong = question<{ ids: string[]; after: string | null; limit: number }, typeof Hit>('customers: among', Hit, hits('select unnest(:ids::uuid[]) as id'))
/** For what is part of very many names: the names are walked in their order, and soon there are enough. */
export const customersInOrder = question<Finding, typeof Hit>('customers: in order', Hit, `
  select c.id, c.brand_id as "brandId", c.name, (select min(i.value) from customers.identities i where i.account_id = c.account_id and i.customer_id = c.id and i.retired_at is null) as address
    from customers.customers c
   where c.account_id = (select platform.account()) and c.brand_id = any (:brandIds::uuid[]) and c.merged_into is null and c.name ilike '%' || :words || '%'
     and (:after::uuid is null or (c.name, c.id) > (select l.name, l.id from customers.customers l where l.account_id = (select platform.account()) and l.id = :after))
   order by c.name, c.id limit :limit`)

/** Takes the row as it is to be: what may be empty cannot say by being empty that it stays. */
export const changeCustomerRow = command<{ id: string; name: string; note: string; timeZone: string | null; language: string | null }>('customers: change', `
  update customers.customers set name = :name, note = :note, time_zone = :timeZone, language = :language where account_id = (select platform.account()) and id = :id`)
