import type pg from 'pg'
import { db } from '#platform/db'
import { log } from '#platform/log'

export type MailboxLocks = { take: (mailboxId: string) => Promise<boolean>; give: (mailboxId: string) => Promise<void>; close: () => Promise<void> }

/**
 * One process fetches from a mailbox, whoever got there first: advisory locks of PostgreSQL, all on one connection. They end with the
 * process, however it ends. They save work; that no mail is lost or doubled does not hang on them but on the cursor's transaction.
 * @param lost called when the connection and with it all locks are gone.
 */
export function mailboxLocks(lost: () => void): MailboxLocks {
  let held: Promise<pg.PoolClient> | undefined
  const connection = () => held ??= db().pool.connect().then((client) => {
    const gone = (error?: Error) => {
      held = undefined
      client.release(error ?? true)
      log.warn('the connection that holds the locks of mailboxes was lost')
      lost()
    }
    client.once('error', gone)
    return client
  }, (error) => { held = undefined; throw error })
  const ask = async (what: string, mailboxId: string): Promise<boolean> => {
    const client = await connection()
    const { rows: [row] } = await client.query<{ done: boolean }>(`select ${what}(hashtextextended('imap ' || $1, 0)) as done`, [mailboxId])
    return row!.done
  }
  return {
    take: (mailboxId) => ask('pg_try_advisory_lock', mailboxId).catch(() => false),
    give: async (mailboxId) => { if (held) await ask('pg_advisory_unlock', mailboxId).catch(() => {}) },
    async close() {
      const client = await held?.catch(() => undefined)
      held = undefined
      if (!client) return
      client.removeAllListeners('error')
      await client.query('select pg_advisory_unlock_all()').then(() => client.release(), (error: Error) => client.release(error))
    },
  }
}
