import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/config'

export class RunsAlready extends Error {}

/** Marks the data folder as in use. A mark that a dead process left behind is taken over. @throws RunsAlready */
export function onlyOne(config: Config) {
  const file = join(config.dataFolder, 'balie.pid')
  mkdirSync(config.dataFolder, { recursive: true })
  const other = runningOwner(file)
  if (other) throw new RunsAlready(`Balie runs already on ${config.dataFolder} (process ${other}), at ${config.url}. Stop that one first, or give this one another folder with BALIE_DATA.`)
  writeFileSync(file, String(process.pid))
  process.on('exit', () => { if (readNumber(file) === process.pid) rmSync(file, { force: true }) })
}

/** The process that serves this data folder, if there is one and it is not us. */
export const runningProcess = (config: Pick<Config, 'dataFolder'>): number | null => runningOwner(join(config.dataFolder, 'balie.pid'))

function runningOwner(file: string): number | null {
  const pid = readNumber(file)
  if (!pid || pid === process.pid) return null
  try {
    process.kill(pid, 0)
    // After a restart of the machine the number may belong to something else.
    return /node/.test(readlinkSync(`/proc/${pid}/exe`)) ? pid : null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null
  }
}

function readNumber(file: string): number | null {
  try { return Number(readFileSync(file, 'utf8')) || null } catch { return null }
}
