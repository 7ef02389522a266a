import pg from 'pg'

/** A table of tenants as it stands in the catalogue: nothing is written down twice, so that a new module is in the archive by itself. */
export type ArchivedTable = { name: string; columns: string[]; key: string[]; /** Columns that this installation gives itself. */ own: string[] }

/** Not what an account is made of: places in this installation's log, and answers that are kept for a day. */
const leftOut = ['platform.cursors', 'platform.answers']

/** Every table that belongs to an account, each behind those that its foreign keys point to. */
export async function archivedTables(owner: pg.Client | pg.Pool): Promise<ArchivedTable[]> {
  const { rows } = await owner.query<ArchivedTable & { points: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
           array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
           array(select a.attname::text from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k (n, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.n
                  where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexrelid = (select x.indexrelid from pg_index x where x.indrelid = c.oid and x.indisunique and x.indpred is null order by x.indisprimary desc, x.indexrelid limit 1) order by k.place) as key,
           array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'xid8'::regtype and not a.attisdropped) as own,
           array(select distinct format('%I.%I', rn.nspname, r.relname) from pg_constraint f join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as points
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant') order by 1`)
  const waiting = new Map(rows.filter((each) => !leftOut.includes(each.name)).map((each) => [each.name, each]))
  const ordered: ArchivedTable[] = []
  while (waiting.size) {
    const next = [...waiting.values()].find((each) => each.points.every((name) => !waiting.has(name)))
    if (!next) throw new Error(`These tables point to each other in a circle: ${[...waiting.keys()].join(', ')}.`)
    waiting.delete(next.name)
    ordered.push({ name: next.name, columns: next.columns, key: next.key, own: next.own })
  }
  return ordered
}

/** How people sign in. Of these the rows of the account's people alone; whose they are is found by these columns. */
export const signInTables = [{ name: 'sign_in."user"', of: 'id' }, { name: 'sign_in.account', of: '"userId"' }, { name: 'sign_in."twoFactor"', of: '"userId"' }] as const

export type Manifest = { format: 'balie-account'; version: 1; accountId: string; name: string; at: string; migrations: string[]; rows: Record<string, number>; blobs: number; key: boolean }

export async function migrationsOf(owner: pg.Client | pg.Pool): Promise<string[]> {
  return (await owner.query<{ name: string }>('select name from public.balie_migrations order by name')).rows.map((each) => each.name)
}
