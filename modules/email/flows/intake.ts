import { readBlobs } from '#platform/blobs'
import { db, type Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { asAccount } from '#platform/in-account'
import { log } from '#platform/log'
import { parseHeaderOnly, parseMail } from '../domain/parse-mail.ts'
import { ledgerChanged } from '../events.ts'
import { nextWaiting, postponeLedger, stillWaiting, waitingMail, type WaitingMail } from '../queries/ledger.ts'
import type { OpenedMail } from './decide.ts'
import { AlreadyDecided, fileMails } from './file-mails.ts'
import { gatherEvidence } from './gather-evidence.ts'

type Trouble = (waiting: WaitingMail, error: Error) => void
/** Told before each mail is parsed and after the last: a watcher outside ends a thread that a mail has brought to a halt. */
export type Watch = (mail: Pick<WaitingMail, 'accountId' | 'id'> | null) => void

const attemptsUntilFailed = 8

/**
 * Files the next waiting mails: claim, parse, gather evidence, file, one commit. The claim ends with that commit, so that a crash
 * at any moment gives the mails back, and nothing is filed twice.
 * @returns how many mails were looked at.
 */
export async function fileNextMails(limit: number, watch: Watch = () => {}): Promise<number> {
  const troubled: Array<{ waiting: WaitingMail; error: Error }> = []
  const trouble: Trouble = (waiting, error) => troubled.push({ waiting, error })
  const count = await db().acrossAccounts('intake', async (tx) => {
    const claimed = await nextWaiting(tx, { limit })
    if (!claimed.length) return 0
    const opened = await open(tx, claimed, watch, trouble)
    for (const [accountId, mails] of Map.groupBy(opened, (each) => each.waiting.accountId)) {
      await asAccount(tx, accountId, async (scoped) => { for (let rest = mails; rest.length;) rest = await fileRound(scoped, rest, trouble) })
    }
    return claimed.length
  })
  for (const { waiting, error } of troubled) await alone(waiting, error, watch)
  return count
}

/** Small mails travel together; where one breaks something, each goes once more alone. @returns those that are still to be filed. */
async function fileRound(tx: Tx, mails: OpenedMail[], trouble: Trouble): Promise<OpenedMail[]> {
  await tx.run('', 'savepoint mails', [])
  try {
    return await fileMails(tx, mails)
  } catch (error) {
    await tx.run('', 'rollback to savepoint mails', [])
    for (const { waiting } of mails) trouble(waiting, error as Error)
    return []
  }
}

/** Once more by itself: two workers that met the same new customer or the same mail at the same moment only have to look again. */
async function alone(waiting: WaitingMail, first: Error, watch: Watch) {
  const scope = { accountId: waiting.accountId, brandIds: 'all' as const }
  try {
    await db().acrossAccounts('intake, one mail alone', async (tx) => {
      const [claimed] = await waitingMail(tx, { id: waiting.id })
      if (!claimed) return
      const [opened] = await open(tx, [claimed], watch, (_, error) => { throw error })
      if (opened) await asAccount(tx, waiting.accountId, (scoped) => fileMails(scoped, [opened]))
    })
  } catch (error) {
    if (error instanceof AlreadyDecided) return
    log.warn({ error, first: first.message, ledger: waiting.id }, 'a mail could not be filed and waits for another try')
    const lastTry = waiting.attempts + 1 >= attemptsUntilFailed
    await db().transaction(scope, async (tx) => {
      await postponeLedger(tx, { id: waiting.id, words: String((error as Error).message).slice(0, 300), waitSeconds: Math.min(15 * 2 ** waiting.attempts, 3600), lastTry })
      await announce(tx, theSystem, ledgerChanged({ brandId: waiting.brandId, subjectId: waiting.id }, { state: lastTry ? 'failed' : 'waiting' }), `ledger ${waiting.id}`)
    })
  }
}

async function open(tx: Tx, claimed: WaitingMail[], watch: Watch, trouble: Trouble): Promise<OpenedMail[]> {
  const [still, raws] = await Promise.all([stillWaiting(tx, { ids: claimed.map((each) => each.id) }), readBlobs(tx, claimed.map((each) => ({ accountId: each.accountId, hash: each.rawHash })))])
  const parsed: Array<Omit<OpenedMail, 'evidence'> & { raw: Buffer }> = []
  for (const waiting of claimed.filter((each) => still.some(({ id }) => id === each.id))) {
    const raw = raws.get(waiting.rawHash)
    if (!raw) { trouble(waiting, new Error('The raw mail is not in the blob store.')); continue }
    watch(waiting)
    // One that brought a thread to a halt before is kept with its header and source only.
    const mail = waiting.reason === 'too-slow-to-parse' ? parseHeaderOnly(raw) : await parseMail(raw)
    parsed.push({ waiting, raw, mail })
  }
  watch(null)
  return Promise.all(parsed.map(async ({ waiting, raw, mail }) => ({ waiting, mail, evidence: await gatherEvidence(waiting, raw, mail.headers) })))
}
