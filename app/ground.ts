import type pg from 'pg'
import { openBlobs } from '#platform/blobs'
import type { Config } from '#platform/config'
import { openDb, useDb } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres'
import { migrate } from '#platform/migrate'
import { openNetwork } from '#platform/network'
import { keyFor, openSecrets } from '#platform/secrets'
import { connectWake, type Carry } from '#platform/wake'
import { byPostgres } from '#platform/wake-by-postgres'
import { migrationFolders } from './modules.ts'
import { runningProcess } from './only-one.ts'

export type Opened = <T extends { stop: () => Promise<unknown> }>(name: string, part: T) => T
export type Ground = { ownerUrl: string; url: string; alone: boolean }

/** Database, secrets, files: what everything stands on. */
export async function openGround(config: Config, opened: Opened): Promise<Ground> {
  const embedded = config.DATABASE_URL ? null : await startEmbeddedPostgres(config.dataFolder, { shared_buffers: `${config.BALIE_DATABASE_CACHE_MB}MB` })
  const beside = embedded && !embedded.started
  // Whoever came beside a running Balie leaves its database running; so does whoever one came beside.
  if (embedded) opened('database', { stop: async () => { if (!runningProcess(config)) await embedded.stop() } })
  const ownerUrl = config.DATABASE_URL ?? embedded!.ownerUrl
  const url = await migrate(ownerUrl, migrationFolders)
  openSecrets(config.dataFolder)
  openBlobs(config.dataFolder)
  openNetwork({ allowPrivate: config.BALIE_PRIVATE_NETWORK })
  const db = openDb(url, { max: 12 })
  opened('connections', { stop: () => db.close() })
  useDb(db)
  const wake = await connectWake(await carrierOf(config, url, db.pool))
  opened('wake', { stop: wake.close })
  return { ownerUrl, url, alone: embedded !== null && !(beside && runningProcess(config)) }
}

/** What few need is imported when it is needed. */
async function carrierOf({ BALIE_NATS_URL }: Config, url: string, pool: pg.Pool): Promise<Carry> {
  if (!BALIE_NATS_URL) return byPostgres(url, pool)
  const { byNats } = await import('#platform/wake-by-nats')
  return byNats(BALIE_NATS_URL, `balie.${keyFor('nats subject').toString('hex').slice(0, 32)}`)
}

/** Opens the ground for one piece of work at the command line, also beside a Balie that runs, and closes it again. */
export async function onGround<T>(config: Config, work: (ground: Ground) => Promise<T>): Promise<T> {
  const parts: Array<{ stop: () => Promise<unknown> }> = []
  try {
    return await work(await openGround(config, (_, part) => { parts.push(part); return part }))
  } finally {
    for (const part of parts.toReversed()) await part.stop()
  }
}
