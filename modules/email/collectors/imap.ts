import type { Config } from '#platform/config'
import { db } from '#platform/db'
import { log } from '#platform/log'
import { gauge } from '#platform/metrics'
import { onWake } from '#platform/wake'
import { mailboxesToFetch } from '../queries/mailboxes.ts'
import { limitsOf, type Limits } from './imap-loads.ts'
import { runImapMailbox, usualPace, type Pace } from './imap-runner.ts'
import { mailboxLocks } from './mailbox-locks.ts'

const running = gauge('balie_imap_mailboxes', 'Mailboxes that this process fetches from.')

type Runner = { version: number; stop: () => Promise<void> }

/**
 * Fetches from every IMAP mailbox of the installation: one runner each, started, restarted and stopped as the settings say.
 * @param options pace and limits are for tests, which are in a hurry.
 */
export function startImapCollectors({ config, pace = usualPace, limits, lookEveryMs = 10_000 }: { config: Pick<Config, 'BALIE_MAX_MAIL_MB'>; pace?: Pace; limits?: Partial<Limits>; lookEveryMs?: number }): { stop: () => Promise<void> } {
  const runners = new Map<string, Runner>()
  const allLimits = { ...limitsOf(config.BALIE_MAX_MAIL_MB), ...limits }
  let stopped = false
  const locks = mailboxLocks(() => { for (const id of [...runners.keys()]) void end(id) })

  async function end(id: string) {
    const runner = runners.get(id)
    runners.delete(id)
    await runner?.stop()
    await locks.give(id)
    running.set(runners.size)
  }

  function begin(mailbox: { accountId: string; brandId: string; id: string; version: number }) {
    const ending = new AbortController()
    const { version, ...known } = mailbox
    const run = runImapMailbox(known, allLimits, pace, ending.signal).catch((error) => log.error({ error, mailbox: mailbox.id }, 'the runner of a mailbox ended with a bug'))
    runners.set(mailbox.id, { version, stop: async () => { ending.abort(); await run } })
    running.set(runners.size)
  }

  async function look() {
    const wanted = new Map((await db().acrossAccounts('mailboxes to fetch from', (tx) => mailboxesToFetch(tx, {}))).map((each) => [each.id, each]))
    // One that is slow to stop holds up nobody: each is ended and begun on its own.
    await Promise.all([...runners].filter(([id, runner]) => wanted.get(id)?.version !== runner.version).map(([id]) => end(id)))
    for (const mailbox of wanted.values()) if (!stopped && !runners.has(mailbox.id) && await locks.take(mailbox.id)) begin(mailbox)
  }

  let looking: Promise<void> = Promise.resolve()
  let again = false
  const lookSoon = () => {
    if (again || stopped) return
    again = true
    looking = looking.then(() => { again = false; return stopped ? undefined : look() }).catch((error) => log.warn({ error }, 'the mailboxes could not be looked up; we try again'))
  }
  lookSoon()
  const timer = setInterval(lookSoon, lookEveryMs)
  const deaf = onWake('mailboxes', lookSoon)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      deaf()
      await looking
      await Promise.all([...runners.keys()].map(end))
      await locks.close()
    },
  }
}
