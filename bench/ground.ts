import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { openBlobs } from '#platform/blobs'
import { openDb, useDb, type Db } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres'
import { migrate } from '#platform/migrate'
import { openSecrets } from '#platform/secrets'
import { migrationFolders } from '../app/modules.ts'
import { home } from '../app/home.ts'

export type Ground = { folder: string; url: string; ownerUrl: string; db: Db; close: () => Promise<void> }

/** A database of its own, durable as in service: every commit waits for the disk. `--cache-mb=4096`: as BALIE_DATABASE_CACHE_MB has it. */
export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'balie-bench-'))
  const server = await startEmbeddedPostgres(folder, { shared_buffers: `${option('cache-mb', '128')}MB` })
  const url = await migrate(server.ownerUrl, migrationFolders)
  const db = openDb(url, { max: 12, name: 'bench' })
  useDb(db)
  openBlobs(folder)
  openSecrets(folder)
  return { folder, url, ownerUrl: server.ownerUrl, db, async close() { await db.close(); await server.stop(); rmSync(folder, { recursive: true, force: true }) } }
}

/** CPU seconds of this process with its threads, and of every process of the database in this folder. */
export function cpuSeconds(folder: string): { node: number; database: number } {
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1e6, database: familyOf(postmaster(folder)).reduce((sum, pid) => sum + ticksOf(pid), 0) / 100 }
}

/** Ticks of a process and of its children that ended: backends come and go. */
export function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])
  } catch { return 0 }
}
export const postmaster = (folder: string): number => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
export function familyOf(root: number): number[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => {
    try { return [Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')[1])] as const } catch { return [0, 0] as const }
  })
  const children = (pid: number): number[] => parents.filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...children(child)])
  return [root, ...children(root)]
}

/** Proportional set size in MiB: shared pages count once over all who share them. */
export function pssMiB(pids: number[]): number {
  const kilobytes = pids.map((pid) => { try { return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) } catch { return 0 } })
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024)
}

export const percentile = (values: number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
export const round = (value: number, digits = 1): number => Number(value.toFixed(digits))

/** Prints what was measured and keeps it as JSON, with the machine it was measured on. */
export function report(name: string, rows: Array<Record<string, string | number>>, note = '') {
  console.log(`\n${name}`)
  console.table(rows)
  if (note) console.log(note)
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, memoryGiB: Math.round(totalmem() / 2 ** 30), load: loadavg().map((each) => round(each)), node: process.version, at: new Date().toISOString() }
  mkdirSync(join(home, 'bench', 'results'), { recursive: true })
  writeFileSync(join(home, 'bench', 'results', `${name}.json`), `${JSON.stringify({ name, machine, note, rows }, null, 2)}\n`)
}

/** `--name=value` from the command line. */
export const option = (name: string, otherwise: string): string => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise
