import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../database.ts'

let house: TestDatabase
beforeAll(async () => { house = await testDatabase() })
afterAll(() => house.close())

const ours = "n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'pg_toast')"
const namesOf = async (sql: string) => (await house.owner.query<{ name: string }>(sql)).rows.map((row) => row.name)

test('the application is neither superuser nor may it pass row-level security', async () => {
  const { rows: [me] } = await house.db.pool.query('select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user')
  expect(me).toEqual({ name: 'balie_app', rolsuper: false, rolbypassrls: false })
})

test('every table has row-level security, and every tenant table forces it on its owner', async () => {
  const tables = await namesOf(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours}`)
  expect(tables.length).toBeGreaterThan(25)
  const open = await namesOf(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours}
    and not (c.relrowsecurity and (c.relforcerowsecurity or n.nspname = 'public'))`)
  expect(open, 'call platform.wall(…) for these tables in their migration').toEqual([])
  const withoutPolicy = await namesOf(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${ours} and n.nspname <> 'public' and not exists (select from pg_policy p where p.polrelid = c.oid)`)
  expect(withoutPolicy).toEqual([])
})

test('every tenant table leads with account_id in its primary key', async () => {
  const astray = await namesOf(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where c.relkind = 'r' and ${ours} and n.nspname not in ('public', 'sign_in') and c.relname <> 'cursors' and a.attname <> 'account_id'`)
  expect(astray).toEqual([])
})

test('every foreign key between tenant tables carries account_id, so that a link across accounts cannot exist', async () => {
  const keys = `from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace where f.contype = 'f' and ${ours} and n.nspname <> 'sign_in'`
  expect(Number((await house.owner.query(`select count(*) as n ${keys}`)).rows[0].n)).toBeGreaterThan(30)
  expect(await namesOf(`select f.conrelid::regclass::text || ': ' || f.conname as name ${keys} and not exists (select from pg_attribute a where a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname = 'account_id')`)).toEqual([])
})

test('behind every foreign key stands an index', async () => {
  const bare = await namesOf(`select f.conrelid::regclass::text || ': ' || f.conname as name from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
    where f.contype = 'f' and ${ours} and not exists (select from pg_index i where i.indrelid = f.conrelid
      and (select array_agg(k order by k) from unnest(f.conkey) k) <@ (select array_agg(k) from unnest((i.indkey::int2[])[0:cardinality(f.conkey) - 1 + case when f.conkey[1] = i.indkey[0] then 1 else 0 end]) k))
    and not exists (select from pg_index i where i.indrelid = f.conrelid and f.conkey[cardinality(f.conkey)] = i.indkey[1] and f.conkey[1] = i.indkey[0])`)
  expect(bare, 'deleting or looking up from the other side would read the whole table').toEqual([])
})

test('nobody in the application may change or delete an event', async () => {
  for (const statement of ['update platform.events set verb = verb', 'delete from platform.events', 'truncate platform.events']) {
    await expect(house.db.pool.query(statement)).rejects.toThrow(/permission denied/)
  }
})

test('without a scope nothing is seen and nothing can be written', async () => {
  const account = '01900000-0000-7000-8000-000000000001'
  await house.db.transaction({ accountId: account, brandIds: 'all' }, (tx) => tx.run('', "insert into accounts.accounts (account_id, name) values ($1, 'Hers')", [account]))
  expect((await house.db.pool.query('select * from accounts.accounts')).rows).toEqual([])
  await expect(house.db.pool.query("insert into accounts.accounts (account_id, name) values ($1, 'Mine')", ['01900000-0000-7000-8000-000000000002'])).rejects.toThrow(/row-level security/)
  const other = await house.db.transaction({ accountId: '01900000-0000-7000-8000-000000000002', brandIds: 'all' }, (tx) => tx.run('', 'select * from accounts.accounts', []))
  expect(other).toEqual([])
})
