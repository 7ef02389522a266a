import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openBlobs } from '#platform/blobs'
import { connection, openDb, useDb, type Db } from '#platform/db'
import { applicationUrl } from '#platform/migrate'
import { useSecret } from '#platform/secrets'

export type TestDatabase = { db: Db; ownerUrl: string; url: string; owner: pg.Pool; close: () => Promise<void> }

/** A database of its own for one test file, copied from the migrated template that the global set-up made. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = process.env.BALIE_TEST_OWNER
  if (!template) throw new Error('The tests run through vitest, whose global set-up starts PostgreSQL.')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(connection(template.replace('/balie?', '/postgres?')))
  await admin.connect()
  await admin.query(`create database ${name} template balie`)
  await admin.end()
  const ownerUrl = template.replace('/balie?', `/${name}?`)
  // The application's password was derived for the template; roles are shared by the whole server.
  const url = applicationUrl(template).replace('/balie?', `/${name}?`)
  const db = openDb(url, { max: 8, name: 'balie test' })
  const owner = new pg.Pool({ ...connection(ownerUrl), max: 2 })
  useDb(db)
  useSecret(createHash('sha256').update('tests').digest())
  openBlobs(mkdtempSync(join(tmpdir(), 'balie-blobs-')))
  return { db, ownerUrl, url, owner, async close() { await db.close(); await owner.end() } }
}
