import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { log } from './log.ts'

// A bigint arrives as a number: nothing here counts beyond 2^53. Moments arrive as Date.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Whose rows a transaction may touch. Row-level security holds it to that, whatever the SQL says. */
export type Scope = { accountId: string; brandIds: 'all' | string[] }

/** One transaction. Give it to whatever belongs together; it commits when the work returns and rolls back when it throws. */
export type Tx = {
  scope: Scope | null
  /** Runs one prepared statement. `name` is its name in the logs, in pg_stat_statements and on the server. */
  run: <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) => Promise<Row[]>
  /** Called after the commit, never when it rolled back. */
  afterCommit: (what: () => void) => void
}

export type Db = {
  /** Work for one account (and some of its brands). */
  transaction: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Only reads, and sees one moment of the database throughout. */
  reading: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * Work across accounts, for the few places that must look before they know whose matter it is: sign-in, an arriving mail's
   * recipient, followers of the log. The database role behind it may touch only the tables that say so in their migration.
   */
  acrossAccounts: <T>(why: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** One statement for one account in one round trip: begin, scope, statement and commit leave together (pipelined). */
  once: <Row extends pg.QueryResultRow>(scope: Scope, name: string, text: string, values: unknown[]) => Promise<Row[]>
  pool: pg.Pool
  close: () => Promise<void>
}

/** What the first change of a request is kept together with: in the same transaction, or neither. `state` becomes 'kept' with the commit. */
export const alongside = new AsyncLocalStorage<{ accountId: string; state: 'free' | 'going' | 'kept'; write: (tx: Tx) => Promise<void> }>()

const scopeStatement = { name: 'scope', text: "select set_config('balie.account', $1, true), set_config('balie.brands', $2, true)" }
const scopeValues = (scope: Scope) => [scope.accountId, scope.brandIds === 'all' ? '*' : `{${scope.brandIds.join(',')}}`]

/**
 * Opens the database as the application's role: no superuser, no BYPASSRLS.
 * @param url of the owner; every connection steps down to `balie_app` before it is used.
 */
export function openDb(url: string, options: { max?: number; name?: string } = {}): Db {
  const pool = new pg.Pool({
    ...connection(url), max: options.max ?? 10, idleTimeoutMillis: 30_000, application_name: options.name ?? 'balie', pipeline: true,
    // Planned once on a connection, not with every call: under row-level security planning a page of cases took three times as long as reading it.
    options: '-c role=balie_app -c plan_cache_mode=force_generic_plan -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
  } as pg.PoolConfig)
  let closing = false
  // When the house closes, the database may say good-bye before a connection has: that is no loss.
  pool.on('error', (error) => { if (!closing) log.warn({ error }, 'a database connection was lost') })

  async function inTransaction<T>(opening: (client: pg.PoolClient) => Promise<unknown>[], scope: Scope | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    const after: Array<() => void> = []
    let broken: Error | undefined
    try {
      const opened = Promise.all(opening(client))
      opened.catch(() => {})
      const tx: Tx = {
        scope,
        run: async (name, text, values) => (await client.query({ name, text, values }) as pg.QueryResult).rows,
        afterCommit: (what) => after.push(what),
      }
      const result = await work(tx)
      await opened
      await client.query('commit')
      for (const what of after) what()
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => { broken = failure })
      throw error
    } finally {
      client.release(broken)
    }
  }

  const scoped = (scope: Scope, begin: string) => (client: pg.PoolClient) => [client.query(begin), client.query({ ...scopeStatement, values: scopeValues(scope) })]

  return {
    pool,
    async transaction(scope, work) {
      const rider = alongside.getStore()
      if (rider?.state !== 'free' || rider.accountId !== scope.accountId) return inTransaction(scoped(scope, 'begin'), scope, work)
      rider.state = 'going'
      try {
        return await inTransaction(scoped(scope, 'begin'), scope, async (tx) => {
          tx.afterCommit(() => { rider.state = 'kept' })
          await rider.write(tx)
          return work(tx)
        })
      } finally {
        // Rolled back: the next transaction takes it along.
        if ((rider.state as string) !== 'kept') rider.state = 'free'
      }
    },
    reading: (scope, work) => inTransaction(scoped(scope, 'begin isolation level repeatable read read only'), scope, work),
    acrossAccounts: (_why, work) => inTransaction((client) => [client.query('begin'), client.query('set local role balie_across')], null, work),
    async once(scope, name, text, values) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        const answers = await Promise.allSettled([client.query('begin'), client.query({ ...scopeStatement, values: scopeValues(scope) }), client.query({ name, text, values }), client.query('commit')])
        for (const answer of answers) if (answer.status === 'rejected') throw answer.reason
        return (answers[2] as PromiseFulfilledResult<pg.QueryResult>).value.rows
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => { broken = failure })
        throw error
      } finally {
        client.release(broken)
      }
    },
    close: () => { closing = true; return pool.end() },
  }
}

/** What pg needs to connect, Unix sockets included (`?host=` in the address). */
export function connection(url: string): pg.ClientConfig {
  const parsed = new URL(url.replace('@/', '@localhost/'))
  const socket = parsed.searchParams.get('host')
  if (!socket) return { connectionString: url }
  return { host: socket, user: decodeURIComponent(parsed.username), password: decodeURIComponent(parsed.password), database: parsed.pathname.slice(1) }
}

/** The installation's database, set once at start so that flows need not pass it through every call. */
let current: Db | undefined
const override = new AsyncLocalStorage<Db>()
export const useDb = (db: Db) => { current = db }
export function db(): Db {
  const found = override.getStore() ?? current
  if (!found) throw new Error('The database is not open: call useDb() at start.')
  return found
}
