import { createReadStream, existsSync } from 'node:fs'
import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { z } from 'zod'
import { accountsOfInstallation } from '#modules/accounts'
import { blob, keepBlobs } from '#platform/blobs'
import { connection, db, type Tx } from '#platform/db'
import { followerNames } from '#platform/followers'
import { Refusal } from '#platform/refusal'
import { openSecrets } from '#platform/secrets'
import { progress, type Screen } from '../commands/progress.ts'
import { archivedTables, migrationsOf, signInTables, type ArchivedTable, type Manifest } from './tables.ts'

export type ImportWish = { folder: string; ownerUrl: string; dataFolder: string; screen?: Screen }

const rowsAtOnce = 500
const ManifestShape = z.object({ format: z.literal('balie-account'), version: z.literal(1), accountId: z.uuid(), name: z.string(), at: z.string(), migrations: z.array(z.string()), rows: z.record(z.string(), z.number()), blobs: z.number(), key: z.boolean() })

/**
 * An account out of its archive, into an installation that is empty: all of it in one transaction, or nothing. Numbers of events stay;
 * followers begin behind them, as what they fold came along and what they did must not be done twice.
 */
export async function importAccount({ folder, ownerUrl, dataFolder, screen }: ImportWish): Promise<Manifest> {
  const manifest = await readManifest(folder)
  if ((await accountsOfInstallation()).length) throw new Refusal('conflict', 'This installation has an account already. An archive goes into an empty one: name another folder with BALIE_DATA.')
  const owner = new pg.Client(connection(ownerUrl))
  await owner.connect()
  try {
    const here = await migrationsOf(owner)
    const strange = manifest.migrations.filter((each) => !here.includes(each))
    if (strange.length) throw new Refusal('conflict', `The archive is of a newer Balie (${strange[0]}). Install that one first.`)
    const tables = await archivedTables(owner)
    if (manifest.key) await takeKey(folder, dataFolder)
    await db().transaction({ accountId: manifest.accountId, brandIds: 'all' }, async (tx) => {
      await tx.run('', 'set local statement_timeout = 0', [])
      await tx.run('', 'set local idle_in_transaction_session_timeout = 0', [])
      // What was merged into or split off from a row that comes later is looked at when all are there.
      await tx.run('', 'set constraints all deferred', [])
      await tx.run('', "select set_config('role', 'balie_sign_in', true)", [])
      for (const { name } of signInTables) await readTable(tx, folder, manifest, name)
      await tx.run('', "select set_config('role', 'balie_app', true)", [])
      for (const table of tables) {
        if (table.name === 'platform.blobs') await readBlobFiles(tx, folder, manifest, screen)
        else await readTable(tx, folder, manifest, table.name, table, screen)
      }
      await beginBehind(tx)
    })
    await owner.query("select setval(pg_get_serial_sequence('platform.events', 'seq'), greatest((select max(seq) from platform.events), 1))")
    return manifest
  } finally {
    await owner.end()
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => { throw new Refusal('invalid', `There is no manifest.json in ${folder}: that is no archive of an account, or not all of one.`) })
  const read = ManifestShape.safeParse(JSON.parse(text))
  if (!read.success) throw new Refusal('invalid', 'This archive is of a form that this Balie does not know.')
  return read.data
}

/** Passwords of mailboxes and secrets of webhooks open only with the key they were sealed with, and reply addresses out there are signed with it. */
async function takeKey(folder: string, dataFolder: string) {
  await copyFile(join(folder, 'secret.key'), join(dataFolder, 'secret.key'))
  openSecrets(dataFolder)
}

const fileOf = (folder: string, name: string) => join(folder, 'tables', `${name.replaceAll('"', '')}.jsonl`)

async function readTable(tx: Tx, folder: string, manifest: Manifest, name: string, table?: ArchivedTable, screen?: Screen): Promise<void> {
  // A table that the archive's Balie did not have yet begins empty.
  if (!existsSync(fileOf(folder, name))) return
  const shown = progress(name, manifest.rows[name] ?? 0, screen)
  let [written, batch, columns]: [number, string[], string] = [0, [], '']
  const write = async () => {
    if (!batch.length) return
    columns ||= columnsOf(batch[0]!, name, table)
    await tx.run('', `insert into ${name} (${columns}) ${table ? 'overriding system value' : ''} select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [`[${batch.join(',')}]`])
    shown.at(written += batch.length)
    batch = []
  }
  for await (const line of createInterface({ input: createReadStream(fileOf(folder, name)), crlfDelay: Infinity })) {
    if (line) batch.push(line)
    if (batch.length >= rowsAtOnce) await write()
  }
  await write()
  if (written !== (manifest.rows[name] ?? 0)) throw new Refusal('invalid', `${name} should hold ${manifest.rows[name] ?? 0} rows and holds ${written}: the archive is not whole.`)
  if (screen) shown.end(`${name}: ${written}`)
}

/** What the archive names and the table has. Names come from the catalogue, never from a file that somebody may have written. */
function columnsOf(line: string, name: string, table: ArchivedTable | undefined): string {
  const told = Object.keys(JSON.parse(line) as object)
  const known = table ? table.columns.filter((each) => !table.own.includes(each)) : told.filter((each) => /^[A-Za-z]+$/.test(each))
  const strange = told.filter((each) => !known.includes(each))
  if (strange.length) throw new Refusal('invalid', `${name} has no ${strange.join(', ')}.`)
  return known.filter((each) => told.includes(each)).map((each) => `"${each}"`).join(', ')
}

async function readBlobFiles(tx: Tx, folder: string, manifest: Manifest, screen?: Screen): Promise<void> {
  const shown = progress('Files', manifest.blobs, screen)
  let count = 0
  for await (const line of createInterface({ input: createReadStream(fileOf(folder, 'platform.blobs')), crlfDelay: Infinity })) {
    const { hash, stored_at: storedAt } = JSON.parse(line) as { hash: string; stored_at: string }
    const named = hash.replace(/^\\x/, '')
    if (!/^[0-9a-f]{64}$/.test(named)) throw new Refusal('invalid', 'A file of the archive has a name that is no hash.')
    const kept = blob(await readFile(join(folder, 'blobs', named.slice(0, 2), named)))
    if (kept.hash !== named) throw new Refusal('invalid', `The file ${named} of the archive is not what it was.`)
    await keepBlobs(tx, [kept])
    await tx.run('', "update platform.blobs set stored_at = $3::timestamptz where account_id = $1 and hash = decode($2, 'hex')", [tx.scope!.accountId, named, storedAt])
    shown.at(count += 1)
  }
  if (count !== manifest.blobs) throw new Refusal('invalid', 'Not all files are in the archive.')
  if (screen) shown.end(`Files: ${count}`)
}

/** Every follower stands behind what was imported, in the very transaction. */
async function beginBehind(tx: Tx) {
  await tx.run('', "select set_config('role', 'balie_across', true)", [])
  await tx.run('', `
    insert into platform.cursors (name, tx, seq) select name, pg_current_xact_id(), (select coalesce(max(seq), 0) from platform.events) from unnest($1::text[]) as each (name)
    on conflict (name) do update set tx = excluded.tx, seq = excluded.seq`, [followerNames()])
}
