import { z } from 'zod'
import type { Tx } from '#platform/db'
import { caseSight, type Actor } from '#platform/permissions'
import { ask, command } from '#platform/question'
import type { CaseCounts } from '../contract.ts'

/**
 * Takes over where some cases stand now, and moves the counts by the difference. Idempotent: told the same twice, or something older
 * than what is known, nothing moves.
 * Counts may be behind by the moment that a follower needs; they are never counted again and never locked by a write.
 */
export const foldStandings = command<{ accountId: string; standings: string }>('cases: fold standings', `
  with news as (
    select n.* from jsonb_to_recordset(:standings::jsonb) as n (case_id uuid, brand_id uuid, status text, owner_id uuid, team_id uuid, seq bigint)
     where not exists (select from cases.standing s where s.account_id = :accountId and s.case_id = n.case_id and s.seq >= n.seq)),
  before as (
    select s.* from cases.standing s join news n on n.case_id = s.case_id where s.account_id = :accountId),
  stored as (
    insert into cases.standing (account_id, brand_id, case_id, status, owner_id, team_id, seq)
    select :accountId, brand_id, case_id, status, owner_id, team_id, seq from news
    on conflict (account_id, case_id) do update set status = excluded.status, owner_id = excluded.owner_id, team_id = excluded.team_id, seq = excluded.seq),
  moves as (
    select brand_id, team_id, owner_id, status, sum(n)::int as n
      from (select brand_id, team_id, owner_id, status, 1 as n from news union all select brand_id, team_id, owner_id, status, -1 from before) each
     group by 1, 2, 3, 4 having sum(n) <> 0)
  insert into cases.counts (account_id, brand_id, team_id, owner_id, status, n)
  select :accountId, brand_id, team_id, owner_id, status, n from moves order by brand_id, team_id, owner_id, status
  on conflict (account_id, brand_id, team_id, owner_id, status) do update set n = cases.counts.n + excluded.n`)

const Sum = z.object({ brandId: z.uuid(), mine: z.number(), unassigned: z.number(), all: z.number(), waiting: z.number(), snoozed: z.number() })

/** How many cases each view holds for this reader, from the kept counts: a few rows, whatever the number of cases. */
export async function countsFor(tx: Tx, actor: Actor): Promise<z.infer<typeof CaseCounts>> {
  const sight = caseSight(actor, 'c')
  const rows = await ask<z.infer<typeof Sum>>(tx, `
    select c.brand_id as "brandId", coalesce(sum(n) filter (where status = 'open' and owner_id = :me), 0)::int as mine, coalesce(sum(n) filter (where status = 'open' and owner_id is null), 0)::int as unassigned,
           coalesce(sum(n) filter (where status = 'open'), 0)::int as "all", coalesce(sum(n) filter (where status in ('waiting-customer', 'waiting-third-party')), 0)::int as waiting,
           coalesce(sum(n) filter (where status = 'snoozed'), 0)::int as snoozed
      from cases.counts c where c.account_id = (select platform.account()) and ${sight.condition} group by c.brand_id`, { ...sight.values, me: actor.personId })
  const sum = (view: 'mine' | 'unassigned' | 'all' | 'waiting' | 'snoozed') => rows.reduce((total, row) => total + row[view], 0)
  return { mine: sum('mine'), unassigned: sum('unassigned'), all: sum('all'), waiting: sum('waiting'), snoozed: sum('snoozed'), brands: Object.fromEntries(rows.map((row) => [row.brandId, row.all])) }
}
