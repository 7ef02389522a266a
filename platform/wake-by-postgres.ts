import pg from 'pg'
import { connection } from './db.ts'
import type { Carry } from './wake.ts'

/** NOTIFY and LISTEN of the database on which all stand: nothing else to run. One connection listens; what is said goes by any. */
export const byPostgres = (url: string, pool: pg.Pool): Carry => async (hear, missed) => {
  let closed = false
  let listener: pg.Client | undefined

  async function listen(waitMs: number): Promise<void> {
    if (closed) return
    const client = new pg.Client({ ...connection(url), application_name: 'balie wake' })
    client.on('error', () => {})
    client.on('end', () => { if (!closed) setTimeout(() => void listen(Math.min(waitMs * 2, 30_000)), waitMs).unref() })
    client.on('notification', ({ payload }) => hear(payload ?? ''))
    try {
      await client.connect()
      await client.query('listen balie')
      listener = client
      missed()
    } catch {
      await client.end().catch(() => {})
    }
  }
  await listen(250)
  return { say: (words) => pool.query({ name: 'wake', text: "select pg_notify('balie', $1)", values: [words] }), async close() { closed = true; await listener?.end() } }
}
