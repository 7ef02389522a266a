import { z } from 'zod'
import type { Tx } from '#platform/db'
import { caseSight, type Actor } from '#platform/permissions'
import { prepared, question } from '#platform/question'
import { readPlaceInList } from '../domain/place-in-list.ts'
import { rowColumns, rowJoins, type List, type ListedRow } from './list.ts'
import { ofCustomers } from './ranges.ts'

const Frequency = z.object({ query: z.string(), found: z.number(), total: z.number() })
/** What was typed as the database reads it, and how many messages it probably finds. */
export const queryAndFrequency = question<{ words: string; beginning: string | null }, typeof Frequency>('search: query and frequency', Frequency, `
  select q.query::text as query, f.found, f.total from conversations.published_query(:words, :beginning) as q (query) cross join lateral conversations.published_frequency(q.query) f`)

const FoundCustomer = z.object({ id: z.uuid() })
export const customersNamed = question<{ part: string; brandIds: string[]; most: number }, typeof FoundCustomer>('search: customers named', FoundCustomer, `
  select customer_id as id from customers.published_found(:part, :brandIds::uuid[], :most)`)

/** Which cases hold one of these values of a field. */
export const casesWithValues = question<{ candidates: string[]; brandIds: string[]; most: number }, typeof FoundCustomer>('search: cases with values', FoundCustomer, `
  select case_id as id from cases.published_found(:candidates::text[]::jsonb[], :brandIds::uuid[], :most)`)

export type Found = ListedRow & { score: number; messageId: string | null }
export type Sought = { query: string; brandIds: string[]; kinds: string[] | null; customerIds: string[]; reference: string | null }

const mostRanked = 2_000
const ofKinds = (kinds: string[] | null) => (kinds ? ' join conversations.published_messages pm on pm.account_id = :account and pm.id = f.message_id and pm.kind = any (:kinds)' : '')

/** The best first: a reference that begins so, then a customer of that name, then by how well the words fit; of two alike the newer. */
export function rankedPage(tx: Tx, actor: Actor, list: List, sought: Sought): Promise<Found[]> {
  const sight = caseSight(actor, 'c')
  const place = readPlaceInList(list.cursor)
  const { standings, ownerId, nobodys, teamId } = list.which
  const conditions = ['c.account_id = :account', 'c.brand_id = any (:brandIds::uuid[])', sight.condition, ...list.conditions, 'c.standing = any (:standings)', ...ownerId ? ['c.owner_id = :ownerId'] : [], ...nobodys ? ['c.owner_id is null'] : [], ...teamId ? ['c.team_id = :teamId'] : [], ...place ? ['(b.score, c.id) < (:at::int, :id::uuid)'] : []]
  const statement = prepared(`
  with found as materialized (
    select f.message_id, f.conversation_id, (f.rank * 1e6)::int as score from conversations.published_found(:query::text::tsquery, :brandIds::uuid[], ${mostRanked}) f${ofKinds(sought.kinds)}),
  best as (
    select case_id, max(score) as score, (array_agg(message_id order by score desc, message_id desc) filter (where message_id is not null))[1] as message_id
      from (select x.case_id, f.score, f.message_id from found f join cases.case_conversations x on x.account_id = :account and x.conversation_id = f.conversation_id and x.ended_at is null
            union all select c.id, 2000000, null from cases.cases c where c.account_id = :account and ${ofCustomers(':customerIds')}
            union all select c.id, 3000000, null from cases.cases c where c.account_id = :account and c.brand_id = any (:brandIds::uuid[]) and c.reference >= :reference and c.reference < :reference || 'Z') each
     group by case_id)
  select ${rowColumns('c')}, 0 as place, c.score, c.message_id as "messageId"
    from (select c.*, b.score, b.message_id from best b join cases.cases c on c.account_id = :account and c.id = b.case_id where ${conditions.join(' and ')} order by b.score desc, c.id desc limit :limit) c ${rowJoins('c')}
   order by c.score desc, c.id desc`, {
    ...sight.values, ...list.values, ...sought, account: actor.accountId, me: actor.personId, limit: list.limit + 1, standings, ownerId, teamId, ...place ? { at: place.at, id: place.id } : {},
  })
  return tx.run<Found>(statement.name, statement.text, statement.values)
}

const Said = z.object({ caseId: z.uuid(), messageId: z.uuid() })
/** Of these cases those in which it was said, and where it was said last. */
export const saidInCases = question<{ caseIds: string[]; query: string; kinds: string[] | null }, typeof Said>('search: said in cases', Said, `
  select distinct on (x.case_id) x.case_id as "caseId", w.message_id as "messageId"
    from cases.case_conversations x join conversations.published_words w on w.account_id = x.account_id and w.conversation_id = x.conversation_id
   where x.account_id = (select platform.account()) and x.case_id = any (:caseIds::uuid[]) and x.ended_at is null and w.words @@ :query::text::tsquery
     and (:kinds::text[] is null or exists (select from conversations.published_messages m where m.account_id = w.account_id and m.id = w.message_id and m.kind = any (:kinds)))
   order by x.case_id, w.message_id desc`)
