import type { z } from 'zod'
import { db, type Tx } from '#platform/db'
import { brandsFor, caseSight, type Actor } from '#platform/permissions'
import { prepared } from '#platform/question'
import type { CasePage, CaseQuery, CaseRow } from '../contract.ts'
import { readPlaceInList, writePlaceInList, type PlaceInList } from '../domain/place-in-list.ts'
import { listed } from '../domain/standing.ts'
import { rangesFor, type Which } from './ranges.ts'

type Row = Omit<z.infer<typeof CaseRow>, 'lastMessageAt' | 'waitingSince' | 'openedAt' | 'snoozedUntil' | 'customer'> & { lastMessageAt: Date; waitingSince: Date | null; openedAt: Date; snoozedUntil: Date | null; customerId: string; customerName: string; place: number }
export type Sort = z.infer<typeof CaseQuery>['sort']
/** A list: which cases, what else must hold of them (over the alias `c`), and in which order. */
export type List = { which: Which; conditions: string[]; values: Record<string, unknown>; sort: Sort; cursor: string | undefined; until: string | undefined; limit: number }

/** A row of the list as screens and the API see it: an agent's own row, because "unread" is theirs. */
const present = ({ lastMessageAt, waitingSince, openedAt, snoozedUntil, customerId, customerName, place: _, ...row }: Row): z.infer<typeof CaseRow> =>
  ({ ...row, customer: { id: customerId, name: customerName }, lastMessageAt: lastMessageAt.toISOString(), waitingSince: waitingSince?.toISOString() ?? null, openedAt: openedAt.toISOString(), snoozedUntil: snoozedUntil?.toISOString() ?? null })

/** From a case `c` to its row, once it is known which cases are shown. */
export const rowColumns = (c: string) => `
  ${c}.id, ${c}.reference, ${c}.brand_id as "brandId", ${c}.subject, ${c}.channel, ${c}.kind, ${c}.status, ${c}.priority, ${c}.owner_id as "ownerId", ${c}.team_id as "teamId", u.known_as as "customerId", u.name as "customerName",
         ${c}.preview, ${c}.last_message_at as "lastMessageAt", ${c}.waiting_since as "waitingSince", ${c}.opened_at as "openedAt", ${c}.snoozed_until as "snoozedUntil", ${c}.merged_into is not null as merged, ${c}.fields, (r.read_at is null or r.read_at < ${c}.last_message_at) as unread, ${c}.tags, ${c}.marks, ${c}.version`
export const rowJoins = (c: string) => `
    join customers.published_names u on u.account_id = :account and u.id = ${c}.customer_id
    left join cases.readings r on r.account_id = :account and r.person_id = :me and r.case_id = ${c}.id`
export { present as presentRow, type Row as ListedRow }

/** What sleeps has its own view, and what was merged is in none: whoever searches for words finds it. */
const views: Record<z.infer<typeof CaseQuery>['view'], Pick<Which, 'standings'> & { whose?: 'mine' | 'nobodys' }> = {
  mine: { standings: ['open'], whose: 'mine' }, unassigned: { standings: ['open'], whose: 'nobodys' }, all: { standings: ['open'] },
  waiting: { standings: ['waiting-customer', 'waiting-third-party'] }, snoozed: { standings: ['snoozed'] }, solved: { standings: ['solved'] }, closed: { standings: ['closed'] },
}

/** The list that a view is, narrowed by what was asked. A customer's list is all of their cases, under whatever name they came. */
export function listOfView(actor: Actor, { view, brandId, teamId, customerId, sort, cursor, until, limit }: z.infer<typeof CaseQuery>): List {
  const { standings, whose } = customerId ? { standings: listed, whose: undefined } : views[view]
  const which: Which = { standings, ownerId: whose === 'mine' ? actor.personId : null, nobodys: whose === 'nobodys', brandIds: brandId ? [brandId] : null, teamId: teamId ?? null, customerIds: customerId ? [customerId] : null }
  return { which, conditions: [], values: {}, sort, cursor, until, limit }
}

const columns = 'c.id, c.reference, c.brand_id, c.subject, c.channel, c.kind, c.status, c.priority, c.owner_id, c.team_id, c.customer_id, c.preview, c.last_message_at, c.waiting_since, c.waits_from, c.rank, c.opened_at, c.snoozed_until, c.merged_into, c.fields, c.tags, c.marks, c.version'
const moment = (place: 'at' | 'untilAt') => `to_timestamp(:${place}::float8 / 1e6)`
const sorts: Record<Sort, { keys: string[]; moment: string; way: 'asc' | 'desc' }> = {
  newest: { keys: ['last_message_at', 'id'], moment: 'last_message_at', way: 'desc' }, oldest: { keys: ['last_message_at', 'id'], moment: 'last_message_at', way: 'asc' },
  waiting: { keys: ['waits_from', 'id'], moment: 'waits_from', way: 'asc' }, priority: { keys: ['rank', 'last_message_at', 'id'], moment: 'last_message_at', way: 'desc' },
}

/** One page of a list from a place in it on, as one statement: null when there is nothing that this person sees. Keyset: page 1,000 costs what page 1 costs. */
export function pageStatement(actor: Actor, list: List, what: 'rows' | 'places' = 'rows') {
  const sight = caseSight(actor, 'c')
  const { ranges, values } = rangesFor(actor, list.which)
  if (!ranges.length) return null
  const sort = sortOf(list)
  const [place, until] = [readPlaceInList(list.cursor), readPlaceInList(list.until)]
  const ranked = sort.keys.length === 3
  const beyond = (at: 'at' | 'untilAt', sign: string) => `(${sort.keys.map((key) => `c.${key}`).join(', ')}) ${sign} (${[...ranked ? [at === 'at' ? ':rank' : ':untilRank'] : [], moment(at), at === 'at' ? ':id' : ':untilId'].join(', ')})`
  const [onward, back] = sort.way === 'desc' ? ['<', '>='] : ['>', '<=']
  // Within `coalesce` the sight is held against every row, but the planner neither searches by it nor takes it for rarer than it is: the ranges follow it already.
  const conditions = ['c.account_id = :account', `coalesce(${sight.condition}, false)`, ...list.conditions, ...place ? [beyond('at', onward)] : [], ...until ? [beyond('untilAt', back)] : []].join(' and ')
  const order = sort.keys.map((key) => `${key} ${sort.way}`).join(', ')
  // The number itself: for a limit that it does not know, the planner would not trust the index's order.
  const limit = `limit ${list.limit + 1}`
  const sql = `
  select ${what === 'rows' ? rowColumns('c') : 'c.id, c.priority'}, (extract(epoch from c.${sort.moment}) * 1e6)::bigint as place
    from (select * from (${ranges.map((range) => `(select ${columns} from cases.cases c where ${range} and ${conditions} order by ${order} ${limit})`).join('\n    union all ')}) each
          order by ${order} ${limit}) c ${what === 'rows' ? rowJoins('c') : ''}
   order by ${sort.keys.map((key) => `c.${key} ${sort.way}`).join(', ')}`
  return prepared(sql, {
    ...sight.values, ...values, ...list.values, account: actor.accountId, me: actor.personId,
    ...place ? { at: place.at, id: place.id, rank: place.rank ?? 0 } : {}, ...until ? { untilAt: until.at, untilId: until.id, untilRank: until.rank ?? 0 } : {},
  })
}

/** What has no index in that order is shown newest first. */
const sortOf = ({ sort, which }: List) => sorts[(sort === 'waiting' || sort === 'priority') && which.standings.join() !== 'open' ? 'newest' : sort]

export function presentPage(list: List, rows: Row[]): CasePage {
  const shown = rows.slice(0, list.limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > list.limit && last ? writePlaceInList(placeOf(list, last)) : null
  return { rows: shown.map(present), nextCursor }
}

const rankOf = { low: 0, normal: 1, high: 2, urgent: 3 } as const
const placeOf = (list: List, row: Row): PlaceInList => ({ at: row.place, id: row.id, rank: sortOf(list).keys.length === 3 ? rankOf[row.priority] : null })

/** One page of a view in one round trip. */
export async function casePage(actor: Actor, list: List): Promise<CasePage> {
  const statement = pageStatement(actor, list)
  return presentPage(list, statement ? await db().once<Row>({ accountId: actor.accountId, brandIds: brandsFor(actor, 'case.see') }, statement.name, statement.text, statement.values) : [])
}

/** The same within a transaction. */
export async function pageWithin(tx: Tx, actor: Actor, list: List): Promise<CasePage> {
  const statement = pageStatement(actor, list)
  return presentPage(list, statement ? await tx.run<Row>(statement.name, statement.text, statement.values) : [])
}

/** Places of the list without its rows, for whoever looks through many to show few. */
export async function placesOf(tx: Tx, actor: Actor, list: List): Promise<Array<{ id: string; cursor: string }>> {
  const statement = pageStatement(actor, list, 'places')
  const rows = statement ? await tx.run<Row>(statement.name, statement.text, statement.values) : []
  return rows.map((row) => ({ id: row.id, cursor: writePlaceInList(placeOf(list, row)) }))
}

/** These cases as rows, in the order in which they are named; whoever asks has found them in the reader's sight. */
export async function rowsOf(tx: Tx, actor: Actor, ids: string[]): Promise<z.infer<typeof CaseRow>[]> {
  const sight = caseSight(actor, 'c')
  const { name, text, values } = prepared(`select ${rowColumns('c')}, 0 as place from cases.cases c ${rowJoins('c')} where c.account_id = :account and c.id = any (:ids::uuid[]) and ${sight.condition}`, { ...sight.values, account: actor.accountId, me: actor.personId, ids })
  const rows = new Map((await tx.run<Row>(name, text, values)).map((row) => [row.id, present(row)]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** One case as a row of the list, if the reader may see it. */
export async function caseRowFor(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof CaseRow> | undefined> {
  return (await rowsOf(tx, actor, [id]))[0]
}
