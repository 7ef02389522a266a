import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import pg from 'pg'
import { accountsOfInstallation } from '#modules/accounts'
import { readBlob } from '#platform/blobs'
import { connection, db, type Tx } from '#platform/db'
import { runFollowers } from '#platform/followers'
import { Refusal } from '#platform/refusal'
import { progress, type Screen } from '../commands/progress.ts'
import { archivedTables, migrationsOf, signInTables, type ArchivedTable, type Manifest } from './tables.ts'

export type ExportWish = { accountId: string; folder: string; ownerUrl: string; dataFolder: string; withKey: boolean; screen?: Screen }

const rowsAtOnce = 500

/**
 * One account as files: a table a file of JSON lines, in the order of its key, and its bytes under their names. Everything of one moment,
 * with no follower behind, so that counts and search fit what they count. What one writes here is all there is: keep it like a backup.
 */
export async function exportAccount({ accountId, folder, ownerUrl, dataFolder, withKey, screen }: ExportWish): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length) throw new Refusal('conflict', `${folder} is not empty. Name a new folder.`)
  const account = (await accountsOfInstallation()).find((each) => each.accountId === accountId)
  if (!account) throw new Refusal('unknown', 'There is no such account.')
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 })
  await mkdir(join(folder, 'blobs'), { recursive: true, mode: 0o700 })
  const owner = new pg.Client(connection(ownerUrl))
  await owner.connect()
  try {
    const tables = await archivedTables(owner)
    const references = await nextReferences(owner, accountId)
    const manifest: Manifest = { format: 'balie-account', version: 1, accountId, name: account.name, at: new Date().toISOString(), migrations: await migrationsOf(owner), rows: {}, blobs: 0, key: withKey }
    await atRest(accountId, async (tx) => {
      for (const table of tables) manifest.rows[table.name] = await writeTable(tx, folder, table, (row) => (table.name === 'accounts.brands' ? { ...row, next_reference: references.get(String(row['id'])) ?? row['next_reference'] } : row), screen)
      manifest.blobs = await writeBlobs(tx, folder, screen)
      await tx.run('', "select set_config('role', 'balie_sign_in', true)", [])
      for (const { name, of } of signInTables) manifest.rows[name] = await writeLogins(tx, folder, name, of)
    })
    if (withKey) await copyFile(join(dataFolder, 'secret.key'), join(folder, 'secret.key'))
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  } finally {
    await owner.end()
  }
}

/** A moment in which the followers of the log have taken everything: tried for until it comes. */
async function atRest(accountId: string, work: (tx: Tx) => Promise<void>) {
  const followers = runFollowers()
  try {
    for (let tries = 1; ; tries += 1) {
      await followers.settled()
      const done = await db().reading({ accountId, brandIds: 'all' }, async (tx) => {
        await tx.run('', "set local statement_timeout = 0", [])
        if (await behind(tx, accountId)) return false
        await work(tx)
        return true
      })
      if (done) return
      if (tries >= 20) throw new Refusal('unavailable', 'So much is happening that no quiet moment comes. Stop Balie for the export.')
    }
  } finally {
    await followers.stop()
  }
}

async function behind(tx: Tx, accountId: string): Promise<boolean> {
  await tx.run('', "select set_config('role', 'balie_across', true)", [])
  const [row] = await tx.run<{ behind: boolean }>('', 'select exists (select from platform.events e join platform.cursors c on (e.tx, e.seq) > (c.tx, c.seq) where e.account_id = $1) as behind', [accountId])
  await tx.run('', "select set_config('role', 'balie_app', true)", [])
  return !!row?.behind
}

async function writeTable(tx: Tx, folder: string, { name, columns, key, own }: ArchivedTable, carry: (row: Record<string, unknown>) => Record<string, unknown>, screen?: Screen): Promise<number> {
  // Bytes lie in files of their own.
  const kept = columns.filter((each) => !own.includes(each) && !(name === 'platform.blobs' && each === 'bytes'))
  const order = key.map((each) => `"${each}"`).join(', ')
  const total = Number((await tx.run<{ n: number }>('', `select count(*)::int as n from ${name} where account_id = $1`, [tx.scope!.accountId]))[0]!.n)
  const shown = progress(name, total, screen)
  const file = createWriteStream(join(folder, 'tables', `${name.replaceAll('"', '')}.jsonl`), { mode: 0o600 })
  let written = 0
  await tx.run('', `declare archive no scroll cursor for select to_jsonb(t)::text as line from (select ${kept.map((each) => `"${each}"`).join(', ')} from ${name} where account_id = '${tx.scope!.accountId}' order by ${order}) t`, [])
  for (;;) {
    const rows = await tx.run<{ line: string }>('', `fetch ${rowsAtOnce} from archive`, [])
    if (!rows.length) break
    for (const { line } of rows) if (!file.write(`${name === 'accounts.brands' ? JSON.stringify(carry(JSON.parse(line))) : line}\n`)) await once(file, 'drain')
    shown.at(written += rows.length)
  }
  await tx.run('', 'close archive', [])
  file.end()
  await once(file, 'finish')
  if (screen) shown.end(`${name}: ${written}`)
  return written
}

async function writeBlobs(tx: Tx, folder: string, screen?: Screen): Promise<number> {
  const hashes = await tx.run<{ hash: string }>('', "select encode(hash, 'hex') as hash from platform.blobs where account_id = $1 order by hash", [tx.scope!.accountId])
  const shown = progress('Files', hashes.length, screen)
  for (const [index, { hash }] of hashes.entries()) {
    const bytes = await readBlob(tx, hash)
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== hash) throw new Error(`The bytes of ${hash} are not what they were. Look for a backup before anything else.`)
    const inside = join(folder, 'blobs', hash.slice(0, 2))
    await mkdir(inside, { recursive: true })
    await writeFile(join(inside, hash), bytes, { mode: 0o600 })
    shown.at(index + 1)
  }
  if (screen) shown.end(`Files: ${hashes.length}`)
  return hashes.length
}

async function writeLogins(tx: Tx, folder: string, name: string, of: string): Promise<number> {
  const ids = await loginIds(tx)
  const rows = await tx.run<{ line: string }>('', `select to_jsonb(t)::text as line from ${name} t where ${of} = any ($1::text[]) order by id`, [ids])
  await writeFile(join(folder, 'tables', `${name.replaceAll('"', '')}.jsonl`), rows.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 })
  return rows.length
}

async function loginIds(tx: Tx): Promise<string[]> {
  await tx.run('', "select set_config('role', 'balie_app', true)", [])
  const rows = await tx.run<{ id: string }>('', 'select login_id as id from accounts.people where account_id = $1 and login_id is not null', [tx.scope!.accountId])
  await tx.run('', "select set_config('role', 'balie_sign_in', true)", [])
  return rows.map((each) => each.id)
}

/** The number that each brand's next case gets: it stands in a sequence, not in a row. */
async function nextReferences(owner: pg.Client, accountId: string): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ id: string }>('select id from accounts.brands where account_id = $1', [accountId])
  const next = new Map<string, number>()
  for (const { id } of rows) {
    const { rows: [found] } = await owner.query<{ n: string }>(`select last_value + is_called::int as n from brand_references."${id}"`)
    next.set(id, Number(found!.n))
  }
  return next
}
