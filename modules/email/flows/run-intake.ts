import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { db } from '#platform/db'
import { log } from '#platform/log'
import { onWake, wake } from '#platform/wake'
import { tooSlowToParse } from '../queries/ledger.ts'

/** A mail that takes longer than this to parse has ended its thread; it is read by its header only when it is tried again. */
const parseLimitMs = 10_000

export type IntakeSettings = { url: string; dataFolder: string; evidence: { mta: string; spamd: string | undefined } }
type AtMail = { accountId: string; id: string }
export type FromThread = { kind: 'at'; mail: AtMail | null } | { kind: 'filed' }

/** Threads that file mail, each with connections of its own. One that is brought to a halt is ended and replaced; the mail is marked. */
export function runIntake(options: IntakeSettings & { threads: number }): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const threads = Array.from({ length: options.threads }, () => keepAlive(options, stopping.signal))
  return { async stop() { stopping.abort(); await Promise.all(threads) } }
}

async function keepAlive(options: Parameters<typeof runIntake>[0], stop: AbortSignal) {
  while (!stop.aborted) {
    const ended = await oneThread(options, stop)
    if (stop.aborted) return
    if (ended.stuckOn) {
      const { accountId, id } = ended.stuckOn
      log.error({ ledger: id }, 'a mail could not be parsed in time; its thread was replaced')
      await db().transaction({ accountId, brandIds: 'all' }, (tx) => tooSlowToParse(tx, { id })).catch((error: Error) => log.warn({ error }, 'the mail could not be marked'))
    } else {
      log.error({ words: ended.words }, 'a thread of intake ended and is replaced')
      await pause(1_000)
    }
  }
}

async function oneThread(options: Parameters<typeof runIntake>[0], stop: AbortSignal): Promise<{ stuckOn: AtMail | null; words: string }> {
  const thread = new Worker(new URL('./intake-thread.ts', import.meta.url), { workerData: { url: options.url, dataFolder: options.dataFolder, evidence: options.evidence } satisfies IntakeSettings })
  let at: { mail: AtMail; since: number } | null = null
  let words = ''
  const off = onWake('mail', () => thread.postMessage('look'))
  const watch = setInterval(() => { if (at && Date.now() - at.since > parseLimitMs) void thread.terminate() }, 500)
  thread.on('message', (told: FromThread) => {
    if (told.kind === 'at') at = told.mail ? { mail: told.mail, since: Date.now() } : null
    if (told.kind === 'filed') wake('events')
  })
  thread.on('error', (error) => { words = error.message })
  const end = () => thread.postMessage('stop')
  stop.addEventListener('abort', end, { once: true })
  await new Promise((resolve) => thread.once('exit', resolve))
  clearInterval(watch)
  off()
  stop.removeEventListener('abort', end)
  return { stuckOn: (at as { mail: AtMail } | null)?.mail ?? null, words }
}
