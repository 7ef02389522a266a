import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { registerCases } from '#modules/cases'
import { connection, db, openDb, useDb } from '#platform/db'
import { newId } from '#platform/ids'
import { job, runJobs, wantJob } from '#platform/jobs'
import { anOperator, fillCases } from './fill.ts'
import { openGround, percentile, report, round } from './ground.ts'

/**
 * Small durable writes. A case write is what a note does: message, touched conversation, event, and the case's row, in one statement and
 * one round trip with begin, scope and commit. Jobs: from the wish to the doing, and how fast a heap of them is worked off.
 */
export async function run() {
  const ground = await openGround()
  const rows: Array<Record<string, string | number>> = []
  try {
    const operator = await anOperator(1)
    await fillCases(ground.ownerUrl, operator, 0, 10_000)
    await ground.db.close()
    const wide = openDb(ground.url, { max: 8 })
    useDb(wide)
    const cases = await wide.transaction({ accountId: operator.accountId, brandIds: 'all' }, (tx) => tx.run<{ id: string; conversation: string }>('', 'select case_id as id, conversation_id as conversation from cases.case_conversations limit 2000', []))
    const scope = { accountId: operator.accountId, brandIds: 'all' as const }
    const write = (n: number) => { const each = cases[n % cases.length]!; return db().once(scope, 'bench: case write', caseWrite, [operator.accountId, operator.brandIds[0], newId(), each.conversation, each.id, 'A note of some words, as they are written all day long.']) }
    await many(400, write)
    const seconds = await many(8000, write)
    rows.push({ what: 'case writes, 8 connections', 'per second': round(8000 / seconds, 0), 'p50 ms': '', 'p99 ms': '' })
    const limit = await bareWrites(ground.ownerUrl)
    rows.push({ what: 'of the bare one-statement limit', 'per second': `${round((8000 / seconds / limit) * 100, 0)} % of ${round(limit, 0)}`, 'p50 ms': '', 'p99 ms': '' })

    registerCases()
    let done = 0
    const waits: number[] = []
    job('bench', async ({ at }) => { done++; if (typeof at === 'number') waits.push(performance.now() - at) })
    const runner = await runJobs(ground.ownerUrl)
    await pause(500)
    for (let n = 0; n < 200; n++) {
      // The clock starts with the commit: until then there is no job.
      await db().transaction(scope, async (tx) => { await wantJob(tx, 'bench', { at: performance.now() + 0.001 }) })
      await pause(10)
    }
    rows.push({ what: 'job pick-up, idle queue', 'per second': '', 'p50 ms': round(percentile(waits, 0.5)), 'p99 ms': round(percentile(waits, 0.99)) })
    await runner.stop()
    const heap = 20_000
    await pgQuery(ground.ownerUrl, `select graphile_worker.add_job('bench', json_build_object('n', n)) from generate_series(1, ${heap}) n`)
    done = 0
    const began = performance.now()
    const again = await runJobs(ground.ownerUrl)
    while (done < heap) await pause(20)
    rows.push({ what: 'jobs worked off', 'per second': round(heap / ((performance.now() - began) / 1000), 0), 'p50 ms': '', 'p99 ms': '' })
    await again.stop()
    await wide.close()
  } finally {
    await ground.close().catch(() => {})
  }
  report('writes', rows)
}

const caseWrite = `
  with said as (
    insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, author_kind, text) values ($1, $2, $3, $4, 'note', 'person', $6)),
  touched as (
    update cases.cases set last_message_id = $3, last_message_at = now(), preview = $6, version = version + 1 where account_id = $1 and id = $5)
  insert into platform.events (account_id, brand_id, actor_kind, verb, subject_id, case_id, data) values ($1, $2, 'person', 'message.written', $3, $5, '{"kind": "note"}')`

/** Runs `count` of them on eight hands. @returns seconds */
async function many(count: number, what: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const began = performance.now()
  await Promise.all(Array.from({ length: 8 }, async () => { for (let n = next++; n < count; n = next++) await what(n) }))
  return (performance.now() - began) / 1000
}

async function bareWrites(ownerUrl: string): Promise<number> {
  const pool = new pg.Pool({ ...connection(ownerUrl), max: 8 })
  await pool.query('create schema bare; create table bare.messages (id uuid primary key, conversation uuid, text text, at timestamptz default now()); create index on bare.messages (conversation, at); create table bare.events (seq bigint generated always as identity primary key, subject uuid, data jsonb)')
  const write = () => pool.query({ name: 'bare', text: 'with m as (insert into bare.messages (id, conversation, text) values ($1, $1, $2)) insert into bare.events (subject, data) values ($1, $3)', values: [newId(), 'A note of some words, as they are written all day long.', '{"kind": "note"}'] })
  await many(400, write)
  const seconds = await many(8000, write)
  await pool.end()
  return 8000 / seconds
}

async function pgQuery(ownerUrl: string, text: string) {
  const client = new pg.Client(connection(ownerUrl))
  await client.connect()
  try { return await client.query(text) } finally { await client.end() }
}
