import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openBlobs } from '#platform/blobs'
import { connection, openDb, useDb } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres'
import { migrate } from '#platform/migrate'
import { openSecrets } from '#platform/secrets'
import { home } from '../app/home.ts'
import { migrationFolders } from '../app/modules.ts'
import { freePorts } from './mail-servers.ts'
import { until } from './until.ts'

/** A database of its own, and what several processes of one installation share. The test builds in it through `db()`. */
export type Ground = { folder: string; ownerUrl: string; owner: pg.Pool; close: () => Promise<void> }
export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'balie-cluster-'))
  const server = await startEmbeddedPostgres(folder, { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '150' })
  const database = openDb(await migrate(server.ownerUrl, migrationFolders), { max: 4, name: 'balie test' })
  openSecrets(folder)
  openBlobs(folder)
  mkdirSync(join(folder, 'blobs'), { recursive: true })
  useDb(database)
  const owner = new pg.Pool({ ...connection(server.ownerUrl), max: 1 }).on('error', () => {})
  return { folder, ownerUrl: server.ownerUrl, owner, async close() { await database.close(); await owner.end(); await server.stop(); rmSync(folder, { recursive: true, force: true }) } }
}

export type Member = { port: number; /** kill -9. */ kill: () => Promise<void>; /** SIGTERM. @returns what it ended with */ stop: () => Promise<number | null>; said: () => string }
export type Cluster = { url: string; members: Member[]; close: () => Promise<void> }

/** Real processes, started as `npm start` starts them, over one database and behind one address. */
export async function openCluster(ground: Ground, count: number, settings: Record<string, string> = {}): Promise<Cluster> {
  const ports = await freePorts(count)
  const proxy = await openProxy(ports)
  const members = ports.map((port, n) => start(ground, port, n, { ...settings, BALIE_URL: proxy.url, BALIE_ROLES: n === count - 1 ? 'web,worker' : 'web' }))
  const close = async () => { await Promise.all(members.map((each) => each.stop())); await proxy.close() }
  try {
    for (const { port, said } of members) {
      await until(() => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false), Boolean, 60_000).catch(() => { throw new Error(`A process does not start: ${said()}`) })
    }
  } catch (error) {
    await close()
    throw error
  }
  return { url: proxy.url, members, close }
}

function start(ground: Ground, port: number, n: number, settings: Record<string, string>): Member {
  // Each machine has a data folder; the key is the same in all, and the files lie where all reach them.
  const folder = join(ground.folder, `process-${port}-${n}`)
  mkdirSync(folder)
  cpSync(join(ground.folder, 'secret.key'), join(folder, 'secret.key'))
  symlinkSync(join(ground.folder, 'blobs'), join(folder, 'blobs'))
  const others = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BALIE_')))
  const child: ChildProcess = spawn(process.execPath, ['app/start.ts'], {
    cwd: home, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...others, DATABASE_URL: ground.ownerUrl.replace('@/', '@localhost/'), BALIE_DATA: folder, BALIE_PORT: String(port), BALIE_SMTP_PORT: '0', BALIE_LOG_LEVEL: 'warn', ...settings },
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (bytes: Buffer) => { said = (said + String(bytes)).slice(-20_000) })
  const ended = new Promise<number | null>((resolve) => { child.once('exit', (code) => resolve(code)) })
  const end = (signal: NodeJS.Signals) => { if (child.exitCode === null && child.signalCode === null) child.kill(signal); return ended }
  return { port, async kill() { await end('SIGKILL') }, stop: () => end('SIGTERM'), said: () => said }
}

/** Each connection goes to the next process that answers, whoever it is from: no window and no desk needs the same one twice. */
async function openProxy(ports: number[]): Promise<{ url: string; close: () => Promise<void> }> {
  let turn = 0
  const open = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (near) => {
    open.add(near)
    near.on('error', () => {}).on('close', () => open.delete(near))
    const first = turn++
    const tryNext = (tried: number) => {
      if (tried === ports.length) return void near.destroy()
      const far = connect({ port: ports[(first + tried) % ports.length]!, host: '127.0.0.1', allowHalfOpen: true })
      const refused = () => tryNext(tried + 1)
      far.once('error', refused).once('connect', () => {
        far.off('error', refused).on('error', () => near.destroy()).on('close', () => near.destroy())
        near.on('close', () => far.destroy())
        near.pipe(far).pipe(near)
      })
    }
    tryNext(0)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => { for (const each of open) each.destroy(); server.close(() => resolve()) }),
  }
}
