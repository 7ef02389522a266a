import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll } from '#platform/question-for-each'

const Held = z.object({
  id: z.uuid(), brandId: z.uuid(), widgetId: z.uuid(), secretHash: z.string(), secretOld: z.boolean(), secretBeforeHash: z.string().nullable(), customerId: z.uuid().nullable(), customerName: z.string().nullable(), externalId: z.string().nullable(),
  claimedName: z.string(), claimedEmail: z.string(), language: z.string().nullable(), blocked: z.boolean(),
})
export type HeldVisitor = z.infer<typeof Held>
/**
 * Visitors, held in the order of their ids, so that nobody who holds several waits for somebody who waits for them. Not against those who only
 * name them: PostgreSQL looks a talk's visitor up again when one transaction changes the talk twice, as an agent's line does, which holds the case
 * that we are about to ask for. A secret is old after a day; the one before is told while it is still taken.
 */
export const visitorsForUpdate = question<{ ids: string[] }, typeof Held>('chat: visitors for update', Held, `
  select v.id, v.brand_id as "brandId", v.widget_id as "widgetId", encode(v.secret_hash, 'hex') as "secretHash", v.secret_since < now() - interval '1 day' as "secretOld",
         case when v.secret_before_until > now() then encode(v.secret_before_hash, 'hex') end as "secretBeforeHash", v.customer_id as "customerId",
         (select n.name from customers.published_names n where n.account_id = v.account_id and n.id = v.customer_id) as "customerName", v.external_id as "externalId",
         v.claimed_name as "claimedName", v.claimed_email as "claimedEmail", v.language, v.blocked_at is not null as blocked
    from chat.visitors v where v.account_id = (select platform.account()) and v.id = any (:ids::uuid[]) order by v.id for no key update of v`)

/** How somebody came in, as it is written down with every coming. */
export type Coming = { accountId: string; brandId: string; widgetId: string; id: string; secretHash: string | null; /** The secret of now was shown, not the one before it. */ secretShown: boolean; language: string | null; timeZone: string | null; browser: string; pageUrl: string; pageTitle: string; referrer: string; attributes: Record<string, string>; addressHash: string }
const coming = { accountId: 'uuid', brandId: 'uuid', widgetId: 'uuid', id: 'uuid', secretHash: 'text', secretShown: 'boolean', language: 'text', timeZone: 'text', browser: 'text', pageUrl: 'text', pageTitle: 'text', referrer: 'text', attributes: 'jsonb', addressHash: 'text' }
export const addVisitors = commandForAll<Coming>('chat: add visitors', coming, `
  insert into chat.visitors (account_id, brand_id, widget_id, id, secret_hash, language, time_zone, browser, page_url, page_title, referrer, attributes, address_hash, online_until)
  select :accountId, :brandId, :widgetId, :id, decode(:secretHash, 'hex'), :language, :timeZone, :browser, :pageUrl, :pageTitle, :referrer, :attributes, decode(:addressHash, 'hex'), now() + interval '75 seconds' from each`)
/** Somebody is here again. With a new secret the one before is taken until the new one was shown once, as its welcome may have been lost, and ten minutes more, for other tabs. A visit begins after half an hour away. */
export const visitorsCameIn = commandForAll<Coming>('chat: visitors came in', coming, `
  update chat.visitors v set secret_hash = coalesce(decode(:secretHash, 'hex'), v.secret_hash), secret_since = case when :secretHash is null then v.secret_since else now() end,
         secret_before_hash = case when :secretHash is null then v.secret_before_hash else v.secret_hash end, secret_before_until = case when :secretHash is not null then 'infinity' when :secretShown then least(v.secret_before_until, now() + interval '10 minutes') else v.secret_before_until end,
         language = :language, time_zone = :timeZone, browser = :browser, page_url = :pageUrl, page_title = :pageTitle, referrer = :referrer, attributes = :attributes, address_hash = decode(:addressHash, 'hex'),
         visits = v.visits + case when v.last_seen_at < now() - interval '30 minutes' then 1 else 0 end, last_seen_at = now(), online_until = now() + interval '75 seconds'
    from each where v.account_id = :accountId and v.id = :id`)

/** Whether somebody from this address was blocked on this widget within the last day: a new visitor from there is no new person. */
export const blockedFrom = question<{ widgetId: string; addressHashes: string[] }, z.ZodObject<{ hash: z.ZodString }>>('chat: blocked addresses', z.object({ hash: z.string() }), `
  select distinct encode(address_hash, 'hex') as hash from chat.visitors
   where account_id = (select platform.account()) and widget_id = :widgetId and blocked_at > now() - interval '1 day' and address_hash = any (array(select decode(h, 'hex') from unnest(:addressHashes::text[]) h))`)

export const keepCustomers = commandForAll<{ accountId: string; id: string; customerId: string }>('chat: visitors are customers', { accountId: 'uuid', id: 'uuid', customerId: 'uuid' }, `
  update chat.visitors v set customer_id = :customerId from each where v.account_id = :accountId and v.id = :id`)
/** What the form before a talk says: claims. */
export const keepClaims = commandForAll<{ accountId: string; id: string; name: string; email: string; fields: Record<string, string>; consent: boolean }>('chat: visitors claim', { accountId: 'uuid', id: 'uuid', name: 'text', email: 'text', fields: 'jsonb', consent: 'boolean' }, `
  update chat.visitors v set claimed_name = case when :name = '' then v.claimed_name else :name end, claimed_email = case when :email = '' then v.claimed_email else :email end, fields = v.fields || :fields,
         consented_at = case when :consent then coalesce(v.consented_at, now()) else v.consented_at end
    from each where v.account_id = :accountId and v.id = :id`)
export const identifyVisitor = command<{ id: string; externalId: string; name: string; email: string; customerId: string | null }>('chat: identify visitor', `
  update chat.visitors set external_id = :externalId, identified_at = now(), customer_id = coalesce(:customerId, customer_id), claimed_name = case when :name = '' then claimed_name else :name end, claimed_email = case when :email = '' then claimed_email else :email end
   where account_id = (select platform.account()) and id = :id`)
export const visitorAtPage = command<{ id: string; url: string; title: string; referrer: string }>('chat: visitor at a page', `
  update chat.visitors set page_url = :url, page_title = :title, referrer = :referrer, last_seen_at = now() where account_id = (select platform.account()) and id = :id`)
/** Those who are still here, told together. */
export const visitorsAreHere = command<{ ids: string[] }>('chat: visitors are here', `
  update chat.visitors set online_until = now() + interval '75 seconds', last_seen_at = now() where account_id = (select platform.account()) and id = any (:ids::uuid[])`)
export const visitorsLeft = command<{ ids: string[] }>('chat: visitors left', `
  update chat.visitors set online_until = null, last_seen_at = now() where account_id = (select platform.account()) and id = any (:ids::uuid[])`)
export const blockVisitor = question<{ id: string; by: string | null; blocked: boolean }, z.ZodObject<{ id: z.ZodUUID }>>('chat: block visitor', z.object({ id: z.uuid() }), `
  update chat.visitors set blocked_at = case when :blocked then coalesce(blocked_at, now()) end, blocked_by = case when :blocked then :by::uuid end where account_id = (select platform.account()) and id = :id returning id`)
