import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '#platform/config'
import { connection } from '#platform/db'
import { ownerUrlOf } from '#platform/embedded-postgres'
import { runningProcess } from '../only-one.ts'

export type Finding = { what: string; how: 'good' | 'look' | 'bad'; words: string; /** What to do about it. */ advice?: string }

/** Looks at everything that Balie needs, changes nothing, and says what to do. */
export async function examine(config: Config): Promise<Finding[]> {
  const pid = runningProcess(config)
  const database = await lookAtDatabase(config, pid)
  return [lookAtNode(process.versions.node), lookAtFolder(config), await lookAtDisk(config), lookAtKey(config), ...database, ...await lookAtNats(config), ...await lookAtPorts(config, pid)]
}

export function lookAtNode(version: string): Finding {
  const [major = 0] = version.split('.').map(Number)
  return major >= 24 ? { what: 'Node', how: 'good', words: version } : { what: 'Node', how: 'bad', words: `${version} is too old.`, advice: 'Start Balie with “npm start” or “npx balie”: they use the Node 24 that it brings.' }
}

function lookAtFolder({ dataFolder }: Config): Finding {
  try {
    mkdirSync(dataFolder, { recursive: true })
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
    return { what: 'Data folder', how: 'good', words: dataFolder }
  } catch (error) {
    return { what: 'Data folder', how: 'bad', words: `${dataFolder}: ${(error as Error).message}`, advice: 'Give the user who runs Balie the folder, or name another one with BALIE_DATA.' }
  }
}

async function lookAtDisk({ dataFolder }: Config): Promise<Finding> {
  const found = await statfs(dataFolder).catch(() => null)
  if (!found) return { what: 'Disk', how: 'look', words: 'It cannot be seen how full it is.' }
  return disk(found.bavail * found.bsize, found.blocks * found.bsize)
}

export function disk(free: number, all: number): Finding {
  const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
  const words = `${gb(free)} of ${gb(all)} free`
  if (free < 1e9) return { what: 'Disk', how: 'bad', words, advice: 'Make room now: without it PostgreSQL stops taking mail in.' }
  return free < all * 0.1 && free < 20e9 ? { what: 'Disk', how: 'look', words, advice: 'Less than a tenth is left. Make room soon.' } : { what: 'Disk', how: 'good', words }
}

function lookAtKey({ dataFolder }: Config): Finding {
  const file = join(dataFolder, 'secret.key')
  if (!existsSync(file)) return existsSync(join(dataFolder, 'postgres')) ? { what: 'Key', how: 'bad', words: `${file} is not there.`, advice: 'Restore it from a backup: without it the passwords of mailboxes cannot be read.' } : { what: 'Key', how: 'good', words: 'will be made at the first start' }
  return /^[0-9a-f]{64}$/i.test(readFileSync(file, 'utf8').trim()) ? { what: 'Key', how: 'good', words: 'is there; keep a copy of it with your backups' } : { what: 'Key', how: 'bad', words: `${file} does not hold 64 hexadecimal digits.`, advice: 'Restore it from a backup.' }
}

type Health = { now: Date; version: string; accounts: number; failing: number; waiting: number; oldest: number; stuck: number; behind: number; migrations: number }
async function lookAtDatabase(config: Config, pid: number | null): Promise<Finding[]> {
  if (!config.DATABASE_URL && !existsSync(join(config.dataFolder, 'postgres', 'PG_VERSION'))) return [{ what: 'Database', how: 'good', words: 'will be made at the first start' }]
  const client = new pg.Client({ ...connection(config.DATABASE_URL ?? ownerUrlOf(config.dataFolder)), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows: [health] } = await client.query<Health>(healthSql)
    return judgeHealth(health!, new Date())
  } catch (error) {
    const words = (error as Error).message || 'It does not answer.'
    if (!config.DATABASE_URL && !pid) return [{ what: 'Database', how: 'good', words: 'embedded; it starts with Balie, which does not run now' }]
    return [{ what: 'Database', how: 'bad', words, advice: config.DATABASE_URL ? 'Check DATABASE_URL, and whether that server runs and lets you in.' : `Its own words are in ${join(config.dataFolder, 'postgres.log')}.` }]
  } finally {
    await client.end().catch(() => {})
  }
}

const healthSql = `
  select clock_timestamp() as now, current_setting('server_version') as version, (select count(*)::int from accounts.accounts) as accounts,
         (select count(*)::int from email.mailboxes where state = 'failing' and retired_at is null) as failing,
         (select count(*)::int from email.ledger where state = 'waiting') as waiting, (select coalesce(extract(epoch from now() - min(received_at)), 0)::int from email.ledger where state = 'waiting') as oldest,
         (select count(*)::int from platform.outbox where state in ('failed', 'doubtful')) as stuck,
         (select coalesce(max((select count(*)::int from (select from platform.events e where (e.tx, e.seq) > (c.tx, c.seq) limit 10000) each)), 0) from platform.cursors c) as behind,
         (select count(*)::int from public.balie_migrations) as migrations`

export function judgeHealth(health: Health, here: Date): Finding[] {
  const apart = Math.abs(here.getTime() - health.now.getTime()) / 1000
  return [
    { what: 'Database', how: 'good', words: `PostgreSQL ${health.version}, ${health.accounts} ${health.accounts === 1 ? 'account' : 'accounts'}, ${health.migrations} migrations` },
    apart > 5 ? { what: 'Clock', how: 'bad', words: `This machine and the database are ${Math.round(apart)} s apart.`, advice: 'Let both keep the time (NTP): promises, signatures and codes depend on it.' } : { what: 'Clock', how: 'good', words: 'agrees with the database' },
    health.failing ? { what: 'Mailboxes', how: 'bad', words: `${health.failing} do not work.`, advice: 'Channels says which and why; “Test the connection” goes through every step.' } : { what: 'Mailboxes', how: 'good', words: 'none is failing' },
    health.oldest > 600 ? { what: 'Mail in', how: 'look', words: `${health.waiting} mails wait, the oldest for ${Math.round(health.oldest / 60)} min.`, advice: 'If Balie runs and it does not become fewer, add BALIE_INTAKE_WORKERS and look into the log.' } : { what: 'Mail in', how: 'good', words: `${health.waiting} wait to be filed` },
    health.stuck ? { what: 'Mail out', how: 'look', words: `${health.stuck} need somebody.`, advice: 'The outbox and the webhooks’ pages show them; send them again from there.' } : { what: 'Mail out', how: 'good', words: 'nothing is stuck' },
    health.behind > 5_000 ? { what: 'Followers', how: 'look', words: `${health.behind}${health.behind >= 10_000 ? ' or more' : ''} events behind.`, advice: 'Counts and search lag. They catch up while a worker runs.' } : { what: 'Followers', how: 'good', words: `${health.behind} events behind` },
  ]
}

/** Only where one was named. Without it everything works, only later. */
export async function lookAtNats({ BALIE_NATS_URL }: Pick<Config, 'BALIE_NATS_URL'>): Promise<Finding[]> {
  if (!BALIE_NATS_URL) return []
  const [{ connect }, { natsAddress }] = await Promise.all([import('@nats-io/transport-node'), import('#platform/wake-by-nats')])
  const { host } = new URL(BALIE_NATS_URL)
  try {
    const line = await connect({ ...natsAddress(BALIE_NATS_URL), timeout: 5_000, reconnect: false })
    const [ms, version] = [await line.rtt(), line.info?.version ?? '']
    await line.close()
    return [{ what: 'NATS', how: 'good', words: `${version} at ${host} answers within ${Math.max(1, Math.round(ms))} ms` }]
  } catch (error) {
    return [{ what: 'NATS', how: 'bad', words: `${host}: ${(error as Error).message}`, advice: 'Check BALIE_NATS_URL, and whether that server runs and lets you in. Until then processes hear of each other a second or two later; nothing is lost.' }]
  }
}

async function lookAtPorts(config: Config, pid: number | null): Promise<Finding[]> {
  const wanted = [
    ...config.BALIE_ROLES.includes('web') ? [{ what: 'Desk', host: config.BALIE_HOST, port: config.BALIE_PORT, setting: 'BALIE_PORT' }] : [],
    ...config.BALIE_ROLES.includes('worker') ? [{ what: 'SMTP receiver', host: config.BALIE_SMTP_HOST, port: config.BALIE_SMTP_PORT, setting: 'BALIE_SMTP_PORT' }] : [],
  ]
  return Promise.all(wanted.map(async ({ what, host, port, setting }): Promise<Finding> => {
    const answered = await answers(host, port)
    if (pid) return answered ? { what, how: 'good', words: `answers at ${host}:${port} (process ${pid})` } : { what, how: 'bad', words: `Balie runs (process ${pid}), but nothing answers at ${host}:${port}.`, advice: 'It may be starting still, or was started with other settings; otherwise start it again.' }
    return answered ? { what, how: 'bad', words: `Another program has ${host}:${port}.`, advice: `Stop it, or choose another port with ${setting}.` } : { what, how: 'good', words: `${host}:${port} is free; Balie does not run` }
  }))
}

const answers = (host: string, port: number): Promise<boolean> => new Promise((resolve) => {
  const socket = createConnection({ host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port, timeout: 2_000 })
  const end = (found: boolean) => { socket.destroy(); resolve(found) }
  socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false))
})
