import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { addPerson } from '#modules/accounts'
import { connection, db } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { loadConfig } from '#platform/config'
import { createServer } from '../app/server.ts'
import { anOperator, fillCases, type Filled } from './fill.ts'
import { cpuSeconds, openGround, option, percentile, report, round, type Ground } from './ground.ts'

/**
 * The inbox list, its counts and a case, as an agent's desk asks for them, over HTTP with the permission filter: server time of one
 * request after another, then as many as the machine takes. `--cases=1000000`
 */
export async function run() {
  const size = Number(option('cases', '100000'))
  const ground = await openGround()
  try {
    const operator = await anOperator()
    for (let from = 0; from < size; from += 250_000) await fillCases(ground.ownerUrl, operator, from, Math.min(size, from + 250_000))
    await keepCounts(ground.ownerUrl, operator)
    const rows = []
    for (const [who, brands, visibility] of [['supervisor, 5 brands', 5, 'all'], ['agent, 2 brands', 2, 'all'], ['agent of a team', 5, 'team']] as const) rows.push(...await asSomebody(ground, operator, who, brands, visibility, size))
    report('list', rows, `${size} cases, a tenth of them open. Server time as the server measures it; load: a second thread keeps 16 requests under way.`)
  } finally {
    await ground.close()
  }
}

/** What the follower of the log would have folded. A fifth of the open cases belong to people, a third to a team. */
async function keepCounts(ownerUrl: string, { accountId, brandIds }: Filled) {
  const client = new pg.Client(connection(ownerUrl))
  await client.connect()
  await client.query(`insert into accounts.teams (account_id, brand_id, id, name) select $1, b, gen_random_uuid(), 'Team' from unnest($2::uuid[]) b`, [accountId, brandIds])
  await client.query("update cases.cases c set team_id = t.id, priority = case when hashtext(c.reference) % 20 = 0 then 'urgent' else 'normal' end, waiting_since = opened_at from accounts.teams t where t.account_id = c.account_id and t.brand_id = c.brand_id and c.status = 'open' and hashtext(c.reference) % 3 = 0")
  await client.query('insert into cases.counts (account_id, brand_id, team_id, owner_id, status, n) select account_id, brand_id, team_id, owner_id, status, count(*) from cases.cases group by 1, 2, 3, 4, 5')
  await client.query('vacuum analyze cases.cases')
  await client.end()
}

async function asSomebody(ground: Ground, operator: Filled, who: string, brands: number, visibility: 'all' | 'team', size: number) {
  const { accountId } = operator
  const scope = { accountId, brandIds: 'all' as const }
  const email = `${who.replace(/\W/g, '')}@bench.example`
  const teamIds = (await db().transaction(scope, (tx) => tx.run<{ id: string }>('', 'select id from accounts.teams', []))).map((each) => each.id)
  const personId = await db().transaction(scope, (tx) => addPerson(tx, { name: who, email, password: null, role: 'agent', grants: operator.brandIds.slice(0, brands).map((brandId) => ({ brandId, visibility })) }))
  if (visibility === 'team') await db().transaction(scope, (tx) => tx.run('', 'insert into accounts.memberships (account_id, person_id, team_id) select $1, $2, t from unnest($3::uuid[]) t', [accountId, personId, teamIds.slice(0, 2)]))
  await db().transaction(scope, (tx) => tx.run('', "update cases.cases set owner_id = $1 where account_id = $2 and status = 'open' and owner_id is null and hashtext(reference) % 40 = $3", [personId, accountId, brands]))
  const actor: Actor = { kind: 'person', accountId, personId, name: who, email, role: 'agent', language: 'en', grants: operator.brandIds.slice(0, brands).map((brandId) => ({ brandId, visibility })), teamIds: visibility === 'team' ? teamIds.slice(0, 2) : [], scopes: null }
  const app = await createServer(loadConfig({}, ground.folder), { authenticate: async () => ({ actor, by: 'session' }) })
  let took = 0
  app.addHook('onResponse', async (_request, reply) => { took = reply.elapsedTime })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const get = async <Body>(path: string): Promise<Body> => (await (await fetch(`${url}/api/v1/${path}`)).json()) as Body
  type Page = { rows: Array<{ id: string }>; nextCursor: string | null }
  // A thousand pages of 50 on; where there are fewer, nine tenths down.
  const [{ cursor: deep }] = await db().transaction(scope, (tx) => tx.run<{ cursor: string }>('', `select (extract(epoch from last_message_at) * 1e6)::bigint || '.' || id as cursor from cases.cases where status = 'open' and brand_id = any ($1) order by last_message_at desc, id desc
    offset (select least(49950, count(*) * 9 / 10) from cases.cases where status = 'open' and brand_id = any ($1)) limit 1`, [operator.brandIds.slice(0, brands)])) as [{ cursor: string }]
  const [firstCase] = (await get<Page>('cases?view=all')).rows
  const rows = []
  for (const [what, path] of [['open, page 1', 'cases?view=all'], ['open, page 1,000', `cases?view=all&cursor=${deep}`], ['mine', 'cases?view=mine'], ['unassigned', 'cases?view=unassigned'], ['closed', 'cases?view=closed'], ['open, waiting longest', 'cases?view=all&sort=waiting'], ['open, most urgent', 'cases?view=all&sort=priority'], ['counts', 'cases/counts'], ['a case', `cases/${firstCase!.id}`]] as const) {
    for (let n = 0; n < 40; n++) await get(path)
    const times = []
    for (let n = 0; n < 300; n++) { await get(path); times.push(took) }
    const before = cpuSeconds(ground.folder)
    const load = what === 'open, page 1' || what === 'open, page 1,000' ? await hammer(`${url}/api/v1/${path}`, 4000) : null
    const after = cpuSeconds(ground.folder)
    rows.push({ who, what, 'p50 ms': round(percentile(times, 0.5), 2), 'p95 ms': round(percentile(times, 0.95), 2), 'p99 ms': round(percentile(times, 0.99), 2), 'requests/s': load ? round(load, 0) : '', 'CPU ms a request': load ? round(((after.node + after.database - before.node - before.database) * 1000) / 4000, 2) : '', 'cases': size })
  }
  await app.close()
  return rows
}

/** @returns requests a second, kept under way by a thread of its own. */
const hammer = (url: string, count: number): Promise<number> => new Promise((resolve, reject) => {
  const worker = new Worker(`
    const { parentPort, workerData: { url, count } } = require('node:worker_threads')
    const { Agent, request } = require('node:http')
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    let sent = 0, done = 0
    const began = performance.now()
    const next = () => { if (sent++ >= count) return; request(url, { agent }, (answer) => { answer.resume(); answer.on('end', () => { if (++done === count) parentPort.postMessage(count / ((performance.now() - began) / 1000)); else next() }) }).end() }
    for (let n = 0; n < 16; n++) next()`, { eval: true, workerData: { url, count } })
  worker.once('message', (perSecond: number) => { void worker.terminate(); resolve(perSecond) })
  worker.once('error', reject)
})
