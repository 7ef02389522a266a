import type { Tx } from '#platform/db'
import { caseSight, type Actor } from '#platform/permissions'
import { ask } from '#platform/question'
import type { CasePage, CaseQuery, CaseRow } from '../contract.ts'
import type { z } from 'zod'
import { readsNotes } from '../domain/reads-notes.ts'
import { readPlaceInList } from '../domain/place-in-list.ts'

const columns = `
  select c.id, c.reference, c.brand_id as "brandId", c.subject, c.kind, c.status, c.priority, c.owner_id as "ownerId", c.team_id as "teamId",
         json_build_object('id', u.known_as, 'name', u.name) as customer, c.preview, c.last_message_at as "lastMessageAt", c.waiting_since as "waitingSince", c.opened_at as "openedAt", c.snoozed_until as "snoozedUntil", c.merged_into is not null as merged, c.fields,
         (r.read_at is null or r.read_at < c.last_message_at) as unread, c.tags, c.marks, c.version, (extract(epoch from c.last_message_at) * 1e6)::bigint as micros
    from cases.cases c
    join customers.published_names u on u.account_id = c.account_id and u.id = c.customer_id
    left join cases.readings r on r.account_id = c.account_id and r.person_id = :me and r.case_id = c.id`

type Row = Omit<z.infer<typeof CaseRow>, 'lastMessageAt' | 'waitingSince' | 'openedAt' | 'snoozedUntil'> & { lastMessageAt: Date; waitingSince: Date | null; openedAt: Date; snoozedUntil: Date | null; micros: number }

/** A row of the list as screens and the API see it: an agent's own row, because "unread" is theirs. */
const present = ({ lastMessageAt, waitingSince, openedAt, snoozedUntil, micros: _, ...row }: Row): z.infer<typeof CaseRow> =>
  ({ ...row, lastMessageAt: lastMessageAt.toISOString(), waitingSince: waitingSince?.toISOString() ?? null, openedAt: openedAt.toISOString(), snoozedUntil: snoozedUntil?.toISOString() ?? null })

/** What sleeps or was merged is in no view of work; whoever searches finds it. */
const awake = 'c.snoozed_until is null and c.merged_into is null'

const views: Record<z.infer<typeof CaseQuery>['view'], string> = {
  mine: `c.owner_id = :me and c.status = 'open' and ${awake}`,
  unassigned: `c.owner_id is null and c.status = 'open' and ${awake}`,
  all: `c.status = 'open' and ${awake}`,
  waiting: `c.status in ('waiting-customer', 'waiting-third-party') and ${awake}`,
  snoozed: 'c.snoozed_until is not null and c.merged_into is null',
  solved: "c.status = 'solved' and c.merged_into is null",
  closed: "c.status = 'closed'",
}

/** A word that stands only in a note would tell somebody who does not read notes that it does. */
const withoutNotes = " and exists (select from conversations.published_messages m where m.account_id = w.account_id and m.id = w.message_id and m.kind <> 'note')"

/** One page of a view, newest message first, from a place in it on (keyset: page 1,000 costs what page 1 costs). */
export async function casePage(tx: Tx, actor: Actor, query: z.infer<typeof CaseQuery>): Promise<CasePage> {
  const sight = caseSight(actor, 'c')
  const words = query.q?.trim()
  const place = readPlaceInList(query.cursor)
  const conditions = ['c.account_id = (select platform.account())', sight.condition]
  // Whoever searches means every case, not those of the view that happens to be open.
  if (!words) conditions.push(query.customerId ? 'c.merged_into is null' : views[query.view])
  if (query.brandId) conditions.push('c.brand_id = :brandId')
  if (query.teamId) conditions.push('c.team_id = :teamId')
  if (query.customerId) conditions.push('c.customer_id = any (array(select customers.published_selves(:customerId)))')
  if (words) conditions.push(`(c.reference ilike :start or c.subject ilike :inside or u.name ilike :inside or exists (
      select from customers.published_identities i where i.account_id = c.account_id and i.customer_id = c.customer_id and i.value ilike :start)
      or c.id in (select x.case_id from conversations.published_words w join cases.case_conversations x on x.account_id = w.account_id and x.conversation_id = w.conversation_id and x.ended_at is null
                   where w.account_id = (select platform.account()) and w.words @@ any (conversations.queries_of(:words))${readsNotes(actor) ? '' : withoutNotes} order by w.message_id desc limit 2000))`)
  if (place) conditions.push('(c.last_message_at, c.id) < (to_timestamp(:at::float8 / 1e6), :id)')
  const escaped = (words ?? '').replace(/[\\%_]/g, '\\$&')
  const rows = await ask<Row>(tx, `${columns} where ${conditions.join('\n     and ')} order by c.last_message_at desc, c.id desc limit :limit`, {
    ...sight.values, me: actor.personId, brandId: query.brandId, teamId: query.teamId, customerId: query.customerId, words, start: `${escaped}%`, inside: `%${escaped}%`,
    at: place?.at, id: place?.id, limit: query.limit + 1,
  })
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return { rows: shown.map(present), nextCursor: rows.length > query.limit && last ? writeCursor(last) : null }
}

/** One case as a row of the list, if the reader may see it. */
export async function caseRowFor(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof CaseRow> | undefined> {
  const sight = caseSight(actor, 'c')
  const [row] = await ask<Row>(tx, `${columns} where c.account_id = (select platform.account()) and c.id = :id and ${sight.condition}`, { ...sight.values, me: actor.personId, id })
  return row && present(row)
}

// To the microsecond, as PostgreSQL keeps it: within one millisecond there may be a hundred cases.
const writeCursor = (row: Row) => `${row.micros}.${row.id}`
