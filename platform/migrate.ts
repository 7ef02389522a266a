import { createHash, createHmac } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { connection } from './db.ts'

/** Where migrations stand: `[module, folder]`, lower floors first. The caller knows the modules; the ground does not. */
export type MigrationFolders = Array<[module: string, folder: string]>

/**
 * Brings a database up to date and makes the application's roles. Forward only; a migration that has run and was edited since
 * is refused, because nobody could say what the database looks like then. Several processes may call this at once.
 * @returns the address for the application: its own role, which owns nothing and cannot pass row-level security.
 */
export async function migrate(ownerUrl: string, folders: MigrationFolders): Promise<string> {
  const client = new pg.Client(connection(ownerUrl))
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('balie: migrate'))")
    const password = appPassword(ownerUrl)
    await makeRoles(client, password)
    const done = await alreadyDone(client)
    const waiting = folders.flatMap(([module, folder]) => sqlFiles(folder).map((file) => ({ module, name: file, text: readFileSync(join(folder, file), 'utf8') })))
      .filter(({ module, name, text }) => {
        const before = done.get(`${module}/${name}`)
        if (before && before !== hash(text)) throw new Error(`The migration ${module}/${name} has run on this database and was changed since. Write a new one instead.`)
        return !before
      })
    if (waiting.length) await migrateJobs(ownerUrl)
    for (const migration of waiting) {
      await client.query('begin')
      try {
        await client.query(migration.text)
        await client.query('insert into public.balie_migrations (name, hash) values ($1, $2)', [`${migration.module}/${migration.name}`, hash(migration.text)])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`The migration ${migration.module}/${migration.name} failed and was undone: ${(error as Error).message}`, { cause: error })
      }
    }
    return applicationUrl(ownerUrl, password)
  } finally {
    await client.end()
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const sqlFiles = (folder: string) => existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.sql')).sort() : []

/** Every node that knows the owner's password comes to the same one for the application's role, without a place to keep it. */
function appPassword(ownerUrl: string): string {
  const owner = new URL(ownerUrl.replace('@/', '@localhost/'))
  return createHmac('sha256', decodeURIComponent(owner.password) || 'no password').update(`balie_app at ${owner.pathname}`).digest('hex')
}

export function applicationUrl(ownerUrl: string, password = appPassword(ownerUrl)): string {
  return ownerUrl.replace(/^(postgres(?:ql)?:\/\/)[^@]*@/, `$1balie_app:${password}@`)
}

async function makeRoles(client: pg.Client, password: string) {
  const { rows } = await client.query<{ rolname: string; unsafe: boolean }>("select rolname, (rolsuper or rolbypassrls) as unsafe from pg_roles where rolname in ('balie_app', 'balie_across')")
  if (!rows.some((role) => role.rolname === 'balie_across')) await client.query('create role balie_across nologin noinherit')
  if (!rows.some((role) => role.rolname === 'balie_app')) await client.query('create role balie_app login noinherit')
  const unsafe = rows.find((role) => role.unsafe)
  if (unsafe) throw new Error(`The role ${unsafe.rolname} could pass row-level security. Take SUPERUSER and BYPASSRLS from it.`)
  const { rows: [state] } = await client.query<{ set: boolean }>("select shobj_description(oid, 'pg_authid') = $1 as set from pg_roles where rolname = 'balie_app'", [hash(password).slice(0, 16)])
  if (state?.set) return
  await client.query(`alter role balie_app password ${client.escapeLiteral(password)}`)
  await client.query(`comment on role balie_app is ${client.escapeLiteral(hash(password).slice(0, 16))}`)
  await client.query('grant balie_across to balie_app with inherit false, set true')
}

async function alreadyDone(client: pg.Client): Promise<Map<string, string>> {
  await client.query('create table if not exists public.balie_migrations (name text primary key, hash text not null, at timestamptz not null default now())')
  await client.query('alter table public.balie_migrations enable row level security')
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from public.balie_migrations')
  return new Map(rows.map((row) => [row.name, row.hash]))
}

async function migrateJobs(ownerUrl: string) {
  const { runMigrations } = await import('graphile-worker')
  const pool = new pg.Pool({ ...connection(ownerUrl), max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}
