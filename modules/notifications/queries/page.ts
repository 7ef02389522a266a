import { z } from 'zod'
import type { Tx } from '#platform/db'
import { brandsFor, caseSight, type Actor } from '#platform/permissions'
import { ask } from '#platform/question'
import { Told, type ToldFilter } from '../contract.ts'

const Row = Told.extend({ micros: z.number() })
type Place = { at: number; id: string }

/** What a person may still see: of a case whoever may see the case, of notes who reads notes, of webhooks who may look at them. */
function inSight(actor: Actor): { from: string; values: Record<string, unknown> } {
  const sight = caseSight(actor, 'c')
  return {
    from: `
      from notifications.notifications n left join cases.published_sights c on c.account_id = n.account_id and c.id = n.case_id
     where n.account_id = (select platform.account()) and n.person_id = :me
       and case when n.case_id is null then n.brand_id = any (:channels::uuid[]) else ${sight.condition} and (:readsNotes or n.kind <> 'mention') end`,
    values: { ...sight.values, me: actor.personId, channels: brandsFor(actor, 'channel.see'), readsNotes: actor.role !== 'client-viewer' },
  }
}

const filters: Record<ToldFilter, string> = { all: '', unread: 'and n.read_at is null', mentions: "and n.kind = 'mention'" }

/** A page of somebody's notifications, newest first. */
export async function pageOf(tx: Tx, actor: Actor, { filter, before, limit }: { filter: ToldFilter; before: Place | null; limit: number }): Promise<Array<Told & { micros: number }>> {
  const { from, values } = inSight(actor)
  const rows = await ask<z.infer<typeof Row>>(tx, `
    with page as (select n.*, (extract(epoch from n.at) * 1e6)::bigint as micros ${from} ${filters[filter]}
       and (:before::float8 is null or (n.at, n.id) < (to_timestamp(:before::float8 / 1e6), :beforeId::uuid)) order by n.at desc, n.id desc limit :limit)
    select n.id, n.kind, n.count, to_json(n.at) #>> '{}' as at, to_json(n.read_at) #>> '{}' as "readAt", n.brand_id as "brandId", n.message_id as "messageId", case when n.kind = 'chat' then n.subject_id end as "talkId", n.micros,
           case when r.id is not null then json_build_object('id', r.id, 'reference', r.reference, 'subject', r.subject) end as "case",
           coalesce(p.name, m.author_name, '') as by, coalesce(left(m.beginning, 200), w.name, '') as words
      from page n
      left join cases.published_references r on r.account_id = n.account_id and r.id = n.case_id
      left join accounts.published_people p on p.account_id = n.account_id and p.id = n.by_person
      left join conversations.published_messages m on m.account_id = n.account_id and m.id = n.last_message_id
      left join webhooks.published_webhooks w on w.account_id = n.account_id and w.id = n.subject_id and n.kind = 'webhook'
     order by n.at desc, n.id desc`, { ...values, before: before?.at ?? null, beforeId: before?.id ?? null, limit })
  return rows
}

export async function unreadOf(tx: Tx, actor: Actor): Promise<number> {
  const { from, values } = inSight(actor)
  const [row] = await ask<{ n: number }>(tx, `select count(*)::int as n from (select ${from} and n.read_at is null limit 1000) each`, values)
  return row!.n
}
