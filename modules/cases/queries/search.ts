import { z } from 'zod'
import type { Tx } from '#platform/db'
import { caseSight, type Actor } from '#platform/permissions'
import { prepared, question } from '#platform/question'
import { readPlaceInList } from '../domain/place-in-list.ts'
import { rowColumns, rowJoins, type List, type ListedRow } from './list.ts'

const Frequency = z.object({ query: z.string(), found: z.number(), total: z.number() })
/** What was typed as the database reads it, and how many messages it probably finds. */
export const queryAndFrequency = question<{ words: string; beginning: string | null }, typeof Frequency>('search: query and frequency', Frequency, `
  select q.query::text as query, f.found, f.total from conversations.published_query(:words, :beginning) as q (query) cross join lateral conversations.published_frequency(q.query) f`)

const FoundCustomer = z.object({ id: z.uuid().nullable() })
/** Customers of whose name or address this is a part. Null among them: there were more than could be meant, and they are left out. */
export const customersNamed = question<{ part: string; brandIds: string[]; most: number }, typeof FoundCustomer>('search: customers named', FoundCustomer, `
  select customer_id as id from customers.published_found(:part, :brandIds::uuid[], :most)`)

const FoundCase = z.object({ id: z.uuid() })
/** Which cases hold one of these values of a field. */
export const casesWithValues = question<{ candidates: string[]; brandIds: string[]; most: number }, typeof FoundCase>('search: cases with values', FoundCase, `
  select case_id as id from cases.published_found(:candidates::text[]::jsonb[], :brandIds::uuid[], :most)`)

export type Found = ListedRow & { score: number; tie: string; messageId: string | null }
export type Sought = { query: string; brandIds: string[]; kinds: string[] | null; customerIds: string[]; reference: string | null }

const mostRanked = 2_000
const ofKinds = (kinds: string[] | null) => (kinds ? ' join conversations.published_messages pm on pm.account_id = :account and pm.id = f.message_id and pm.kind = any (:kinds)' : '')

/**
 * The best first: a reference that begins so, then a customer of that name, then by how well the words fit; of two alike the newer.
 * Which case a message belongs to is looked up for the best of them only: of the first few hundred, and of all if those do not fill the page, or if the list is known to be narrow.
 */
export async function rankedPage(tx: Tx, actor: Actor, list: List, sought: Sought, narrow = false): Promise<Found[]> {
  const few = narrow ? mostRanked : list.limit * 4
  const first = await rankedAmong(tx, actor, list, sought, few)
  return first.rows.length > list.limit || first.considered < few || narrow ? first.rows : (await rankedAmong(tx, actor, list, sought, mostRanked)).rows
}

async function rankedAmong(tx: Tx, actor: Actor, list: List, sought: Sought, candidates: number): Promise<{ rows: Found[]; considered: number }> {
  const sight = caseSight(actor, 'c')
  const place = readPlaceInList(list.cursor)
  const { standings, ownerId, nobodys, teamId } = list.which
  const conditions = ['c.account_id = :account', 'c.brand_id = any (:brandIds::uuid[])', sight.condition, ...list.conditions, 'c.standing = any (:standings)', ...ownerId ? ['c.owner_id = :ownerId'] : [], ...nobodys ? ['c.owner_id is null'] : [], ...teamId ? ['c.team_id = :teamId'] : []].join(' and ')
  const beyond = (score: string, tie: string) => (place ? ` and (${score}, ${tie}) < (:at::int, :id::uuid)` : '')
  const referred = 'c.reference >= :reference and c.reference < :reference || \'Z\''
  const statement = prepared(`
  with found as materialized (
    select distinct on (f.conversation_id) f.message_id, f.conversation_id, (f.rank * 1e6)::int as score from conversations.published_found(:query::text::tsquery, :brandIds::uuid[], ${mostRanked}) f${ofKinds(sought.kinds)}
     order by f.conversation_id, f.rank desc, f.message_id desc),
  considered as materialized (
    select * from found f where true${beyond('f.score', 'f.message_id')} order by f.score desc, f.message_id desc limit :candidates),
  named as materialized (select array(select customers.published_everyone(:customerIds::uuid[])) as ids),
  best as (
    select c.*, k.score, k.message_id as tie, k.message_id
      from considered k join cases.case_conversations x on x.account_id = :account and x.conversation_id = k.conversation_id and x.ended_at is null
           join cases.cases c on c.account_id = :account and c.id = x.case_id
     where ${conditions} and not c.customer_id = any ((select ids from named)::uuid[]) and (:reference::text is null or not (${referred}))
       and not coalesce((select bool_or((g.score, g.message_id) > (k.score, k.message_id)) from cases.case_conversations y join found g on g.conversation_id = y.conversation_id
                          where y.account_id = :account and y.case_id = c.id and y.conversation_id <> x.conversation_id and y.ended_at is null), false)
     union all select c.*, 2000000, c.id, null from cases.cases c where ${conditions} and c.customer_id = any ((select ids from named)::uuid[]) and (:reference::text is null or not (${referred}))${beyond('2000000', 'c.id')}
     union all select c.*, 3000000, c.id, null from cases.cases c where ${conditions} and ${referred}${beyond('3000000', 'c.id')}),
  page as materialized (select * from best order by score desc, tie desc limit :limit),
  said as (
    select distinct on (x.case_id) x.case_id, g.message_id
      from page p join cases.case_conversations x on x.account_id = :account and x.case_id = p.id and x.ended_at is null join found g on g.conversation_id = x.conversation_id
     where p.message_id is null order by x.case_id, g.score desc, g.message_id desc)
  select k.considered, each.* from (select count(*)::int as considered from considered) k left join (
    select ${rowColumns('c')}, 0 as place, c.score, c.tie, coalesce(c.message_id, s.message_id) as "messageId" from page c left join said s on s.case_id = c.id ${rowJoins('c')}) each on true
   order by each.score desc, each.tie desc`, {
    ...sight.values, ...list.values, ...sought, account: actor.accountId, me: actor.personId, limit: list.limit + 1, candidates, standings, ownerId, teamId, ...place ? { at: place.at, id: place.id } : {},
  })
  const rows = await tx.run<Found & { considered: number }>(statement.name, statement.text, statement.values)
  return { considered: rows[0]!.considered, rows: rows.filter((each) => each.id).map(({ considered: _, ...row }) => row) }
}

const LatestSaid = z.object({ messageId: z.uuid(), conversationId: z.uuid(), said: z.boolean(), looked: z.number() })
/** Of the messages before this one, the latest first, those that say it; and the last one that was looked at, whether it says it or not. */
export const latestSaid = question<{ query: string; brandIds: string[]; before: string; look: number }, typeof LatestSaid>('search: latest said', LatestSaid, `
  select message_id as "messageId", conversation_id as "conversationId", said, looked from conversations.published_latest(:query::text::tsquery, :brandIds::uuid[], :before, :look)`)

export type LatestRow = ListedRow & { messageId: string }
/** Cases in which these messages are the last to say it, in the order of the messages. One of which a later message says it as well was shown with that. */
export function casesOfSayings(tx: Tx, actor: Actor, { query, kinds }: Pick<Sought, 'query' | 'kinds'>, sayings: Array<{ messageId: string; conversationId: string }>): Promise<LatestRow[]> {
  const sight = caseSight(actor, 'c')
  const of = (alias: string) => (kinds ? ` join conversations.published_messages ${alias} on ${alias}.account_id = :account and ${alias}.id = ${alias === 'km' ? 'k' : 'w'}.message_id and ${alias}.kind = any (:kinds)` : '')
  const { name, text, values } = prepared(`
  select ${rowColumns('c')}, 0 as place, k.message_id as "messageId"
    from unnest(:messageIds::uuid[], :conversationIds::uuid[]) k (message_id, conversation_id)${of('km')}
         join cases.case_conversations x on x.account_id = :account and x.conversation_id = k.conversation_id and x.ended_at is null
         join cases.cases c on c.account_id = :account and c.id = x.case_id${rowJoins('c')}
   where ${sight.condition}
     and not exists (select from cases.case_conversations y join conversations.published_words w on w.account_id = :account and w.conversation_id = y.conversation_id${of('wm')}
                      where y.account_id = :account and y.case_id = x.case_id and y.ended_at is null and w.message_id > k.message_id and w.words @@ :query::text::tsquery)
   order by k.message_id desc`, {
    ...sight.values, account: actor.accountId, me: actor.personId, query, kinds, messageIds: sayings.map((each) => each.messageId), conversationIds: sayings.map((each) => each.conversationId),
  })
  return tx.run<LatestRow>(name, text, values)
}

const Said = z.object({ caseId: z.uuid(), messageId: z.uuid() })
/** Of these cases those in which it was said, and where it was said last. */
export const saidInCases = question<{ caseIds: string[]; query: string; kinds: string[] | null }, typeof Said>('search: said in cases', Said, `
  select distinct on (x.case_id) x.case_id as "caseId", w.message_id as "messageId"
    from cases.case_conversations x join conversations.published_words w on w.account_id = x.account_id and w.conversation_id = x.conversation_id
   where x.account_id = (select platform.account()) and x.case_id = any (:caseIds::uuid[]) and x.ended_at is null and w.words @@ :query::text::tsquery
     and (:kinds::text[] is null or exists (select from conversations.published_messages m where m.account_id = w.account_id and m.id = w.message_id and m.kind = any (:kinds)))
   order by x.case_id, w.message_id desc`)
