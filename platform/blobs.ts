import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Tx } from './db.ts'
import { newId } from './ids.ts'

/** The name of some bytes: SHA-256, hexadecimal. */
export type BlobHash = string
export type Blob = { hash: BlobHash; bytes: Uint8Array }

/**
 * Up to this size bytes live in PostgreSQL: they commit with the rows that name them, in the same write to disk
 * (a file of its own costs a second one, 2 to 4 ms each on the measured machine). Larger ones become files.
 */
const inDatabaseUpTo = 256 * 1024

let folder: string | undefined
export const openBlobs = (dataFolder: string) => { folder = join(dataFolder, 'blobs') }

export const hashOf = (bytes: Uint8Array): BlobHash => createHash('sha256').update(bytes).digest('hex')
export const blob = (bytes: Uint8Array): Blob => ({ hash: hashOf(bytes), bytes })

/** Keeps bytes so that they are there when the transaction is. Bytes that are there already are not written again. */
export async function keepBlobs(tx: Tx, blobs: Blob[]): Promise<void> {
  if (!blobs.length) return
  const accountId = tx.scope!.accountId
  const distinct = [...new Map(blobs.map((each) => [each.hash, each])).values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))
  // The rows leave first: whoever sends a row that names them right behind (pipelined, not awaited) finds them there.
  const rows = tx.run('blobs: keep', `
    insert into platform.blobs (account_id, hash, size, bytes)
    select $1::uuid, decode(h, 'hex'), s, b from unnest($2::text[], $3::bigint[], $4::bytea[]) as each (h, s, b)
    on conflict do nothing`,
  [accountId, distinct.map((each) => each.hash), distinct.map((each) => each.bytes.length), distinct.map((each) => each.bytes.length > inDatabaseUpTo ? null : Buffer.from(each.bytes.buffer, each.bytes.byteOffset, each.bytes.length))])
  rows.catch(() => {})
  for (const each of distinct) if (each.bytes.length > inDatabaseUpTo) await writeFileDurably(pathOf(accountId, each.hash), each.bytes)
  await rows
}

/** @returns the bytes, or null when there are none of that name in this account. */
export async function readBlob(tx: Tx, hash: BlobHash): Promise<Buffer | null> {
  const [row] = await tx.run<{ bytes: Buffer | null }>('blobs: read', "select bytes from platform.blobs where account_id = (select platform.account()) and hash = decode($1, 'hex')", [hash])
  if (!row) return null
  return row.bytes ?? await readFile(pathOf(tx.scope!.accountId, hash))
}

/** Several at once, for work that takes mails in batches. What is missing is missing in the answer. */
export async function readBlobs(tx: Tx, wanted: Array<{ accountId: string; hash: BlobHash }>): Promise<Map<BlobHash, Buffer>> {
  const rows = await tx.run<{ hash: string; bytes: Buffer | null; accountId: string }>('blobs: read many', `
    select encode(b.hash, 'hex') as hash, b.bytes, b.account_id as "accountId" from platform.blobs b
      join unnest($1::uuid[], $2::text[]) as each (account_id, hash) on b.account_id = each.account_id and b.hash = decode(each.hash, 'hex')`,
  [wanted.map((each) => each.accountId), wanted.map((each) => each.hash)])
  const found = new Map<BlobHash, Buffer>()
  for (const row of rows) {
    const bytes = row.bytes ?? await readFile(pathOf(row.accountId, row.hash)).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'ENOENT') throw error })
    if (bytes) found.set(row.hash, bytes)
  }
  return found
}

function pathOf(accountId: string, hash: BlobHash): string {
  if (!folder) throw new Error('The blob store is not open: call openBlobs() at start.')
  return join(folder, accountId, hash.slice(0, 2), hash)
}

/** Complete and on disk under its final name, or not there at all. */
async function writeFileDurably(path: string, bytes: Uint8Array) {
  if (await stat(path).then((found) => found.size === bytes.length, () => false)) return
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${newId()}`
  try {
    const file = await open(unfinished, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
    const parent = await open(dirname(path), 'r')
    try { await parent.sync() } finally { await parent.close() }
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
