import type { ImapFlow } from 'imapflow'
import { channelById } from '#modules/conversations'
import { db } from '#platform/db'
import { log } from '#platform/log'
import { counter } from '#platform/metrics'
import { reportState } from '../flows/mailbox-state.ts'
import { mailboxById, receiveOf, type MailboxRow, type Receive } from '../queries/mailboxes.ts'
import { connectMailbox } from './imap-connection.ts'
import { CursorMoved, readFolder, type FetchedMailbox } from './imap-folder.ts'
import type { Limits } from './imap-loads.ts'
import { MailboxTrouble, wordsOf } from './imap-words.ts'

export type Pace = { pollMs: number; firstWaitMs: number; longestWaitMs: number }
export const usualPace: Pace = { pollMs: 60_000, firstWaitMs: 1_000, longestWaitMs: 300_000 }

const fetched = counter('balie_imap_mails_total', 'Mails fetched by IMAP.')

/** Fetches from one mailbox until told to stop. Whatever happens to it stays here: nobody else waits for this mailbox. */
export async function runImapMailbox(mailbox: { accountId: string; brandId: string; id: string }, limits: Limits, pace: Pace, signal: AbortSignal): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    let worked = false
    try {
      await fetchUntilItBreaks(mailbox, limits, pace, signal, () => { worked = true })
      if (!signal.aborted) await reportState({ ...mailbox, state: 'connecting', detail: 'The server closed the connection. We connect again.' })
    } catch (error) {
      if (signal.aborted) return
      log.warn({ error: { message: wordsOf(error), code: (error as { code?: string }).code }, mailbox: mailbox.id }, 'fetching from a mailbox ended')
      await reportState({ ...mailbox, state: worked ? 'connecting' : 'failing', detail: worked ? `${wordsOf(error)} We connect again.` : wordsOf(error) })
    }
    failures = worked ? 0 : failures + 1
    await pauseFor(waitBefore(failures, pace), signal)
  }
}

/** Longer each time, and never at the same moment as all the others whose server came back. */
export const waitBefore = (failures: number, pace: Pace, chance = Math.random()) => Math.min(pace.firstWaitMs * 2 ** Math.max(0, failures - 1), pace.longestWaitMs) * (0.5 + chance / 2)

async function fetchUntilItBreaks(known: { accountId: string; brandId: string; id: string }, limits: Limits, pace: Pace, signal: AbortSignal, itWorked: () => void): Promise<void> {
  const { row, receive, address } = await settingsOf(known)
  const client = await connectMailbox(row, receive, limits.maxMailBytes, signal)
  const close = () => client.close()
  signal.addEventListener('abort', close)
  try {
    const news = listenForNews(client)
    while (!signal.aborted && client.usable) {
      const trouble = await readAll(client, { ...known, address }, receive, limits, news)
      itWorked()
      await reportState({ ...known, state: trouble.length ? 'failing' : 'working', detail: trouble.join(' ') })
      await news.wait(pace.pollMs, signal)
    }
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}

async function settingsOf(known: { accountId: string; brandId: string; id: string }): Promise<{ row: MailboxRow; receive: Receive; address: string }> {
  return db().reading({ accountId: known.accountId, brandIds: [known.brandId] }, async (tx) => {
    const [[row], [channel]] = await Promise.all([mailboxById(tx, { id: known.id }), channelById(tx, { id: known.id })])
    const receive = row && receiveOf(row)
    if (!receive || !channel) throw new MailboxTrouble('The mailbox is not fetched from any more.')
    return { row, receive, address: channel.address }
  })
}

/** All folders once. The first of them comes last and stays open: in it we wait for news. A folder that is missing stops no other. */
async function readAll(client: ImapFlow, mailbox: FetchedMailbox, receive: Receive, limits: Limits, news: News): Promise<string[]> {
  const trouble: string[] = []
  for (const folder of [...receive.folders.slice(1), receive.folders[0]!]) {
    try {
      // Opened anew each time, read-only: only then the server says whether it renumbered its mails.
      const box = await client.mailboxOpen(folder, { readOnly: true })
      news.forget()
      fetched.inc(await readFolder(client, mailbox, folder, box, receive, limits))
    } catch (error) {
      if (error instanceof CursorMoved) news.tell()
      else if ((error as { mailboxMissing?: boolean }).mailboxMissing) trouble.push(`There is no folder ${folder}.`)
      else throw error
    }
  }
  return trouble
}

type News = { tell: () => void; forget: () => void; wait: (pollMs: number, signal: AbortSignal) => Promise<void> }

/**
 * IDLE tells of new mail at once, when it does: connections die silently behind address translation, and `exists` is a hint. So the
 * wait ends by the clock too. The next command ends the IDLE, which also keeps it well under the half hour that servers allow.
 */
function listenForNews(client: ImapFlow): News {
  let there = false
  let wakeUp = () => {}
  const tell = () => { there = true; wakeUp() }
  client.on('exists', ({ count, prevCount }: { count: number; prevCount: number }) => { if (count > prevCount) tell() })
  client.on('close', () => wakeUp())
  return {
    tell,
    forget: () => { there = false },
    async wait(pollMs, signal) {
      if (there || !client.usable) return
      const waking = new AbortController()
      wakeUp = () => waking.abort()
      if (client.mailbox) client.idle().catch(() => {})
      await pauseFor(pollMs, AbortSignal.any([signal, waking.signal]))
      wakeUp = () => {}
    },
  }
}

export function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    function done() { clearTimeout(timer); signal.removeEventListener('abort', done); resolve() }
    signal.addEventListener('abort', done)
  })
}
