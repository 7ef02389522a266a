import pg from 'pg'
import { connection, type Tx } from './db.ts'
import { log } from './log.ts'

/** Work that time makes us do. It may run twice (at-least-once): every job asks the database whether there is still something to do. */
export type JobDoer = (payload: Record<string, unknown>) => Promise<void>

const doers = new Map<string, JobDoer>()
const clocks: Array<{ task: string; everyMinutes: number }> = []

export function job(task: string, doIt: JobDoer) { doers.set(task, doIt) }

/** A job that the clock starts. */
export function everyMinutes(minutes: number, task: string, doIt: () => Promise<void>) {
  doers.set(task, doIt)
  clocks.push({ task, everyMinutes: minutes })
}

/** Asks for a job inside a transaction: it exists exactly when the change does. A `key` folds repeated wishes into one. */
export async function wantJob(tx: Tx, task: string, payload: Record<string, unknown>, options: { at?: Date; key?: string; attempts?: number } = {}): Promise<void> {
  await tx.run('jobs: want', 'select platform.add_job($1, $2::json, $3::timestamptz, $4, $5)', [task, JSON.stringify(payload), options.at ?? new Date(0), options.key ?? null, options.attempts ?? 10])
}

/** Runs jobs (graphile-worker in the same database: it listens, so an idle queue picks up in milliseconds). */
export async function runJobs(ownerUrl: string, options: { concurrency?: number } = {}): Promise<{ stop: () => Promise<void> }> {
  const { run, Logger, parseCronItems } = await import('graphile-worker')
  const pool = new pg.Pool({ ...connection(ownerUrl), max: 4, application_name: 'balie jobs' })
  pool.on('error', (error) => log.warn({ error }, 'the job queue lost a connection'))
  pool.on('connect', (client) => client.on('error', () => {}))
  const runner = await run({
    pgPool: pool,
    noHandleSignals: true,
    taskList: Object.fromEntries([...doers].map(([task, doIt]) => [task, async (payload: unknown) => { await doIt(payload as Record<string, unknown>) }])),
    parsedCronItems: parseCronItems(clocks.map(({ task, everyMinutes: minutes }) => ({ task, match: minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`, identifier: task, options: { backfillPeriod: 0 } }))),
    preset: { worker: { concurrentJobs: options.concurrency ?? 24, pollInterval: 2_000, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => { if (level === 'error') log.error({ words: message.slice(0, 300) }, 'jobs') }),
  })
  return { stop: async () => { await runner.stop().catch(() => {}); await pool.end() } }
}
