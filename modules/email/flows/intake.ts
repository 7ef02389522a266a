import { readBlobs } from '#platform/blobs'
import { db, type Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { asAccount } from '#platform/in-account'
import { log } from '#platform/log'
import { parseHeaderOnly, parseMail } from '../domain/parse-mail.ts'
import type { ParsedMail } from '../domain/parsed-mail.ts'
import { ledgerChanged } from '../events.ts'
import { nextWaiting, postponeLedger, waitingMail, type WaitingMail } from '../queries/ledger.ts'
import { AlreadyDecided, fileMail, type Evidence } from './file-mail.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { mailroomOf } from './mailroom.ts'

type Opened = { waiting: WaitingMail; mail: ParsedMail; evidence: Evidence }
/** Told before a mail is parsed and after: a watcher outside ends a thread that a mail has brought to a halt. */
export type Watch = (mail: Pick<WaitingMail, 'accountId' | 'id'> | null) => void

const attemptsUntilFailed = 8

/**
 * Files the next waiting mails: claim, parse, gather evidence, file, one commit. The claim ends with that commit, so that a crash
 * at any moment gives the mails back, and nothing is filed twice.
 * @returns how many mails were looked at.
 */
export async function fileNextMails(limit: number, watch: Watch = () => {}): Promise<number> {
  const troubled: Array<{ waiting: WaitingMail; error: Error }> = []
  const count = await db().acrossAccounts('intake', async (tx) => {
    const claimed = await nextWaiting(tx, { limit })
    if (!claimed.length) return 0
    const opened = await open(tx, claimed, watch)
    for (const [accountId, mails] of byAccount(opened)) {
      await asAccount(tx, accountId, async (scoped) => {
        for (const mail of mails) await fileOne(scoped, mail).catch((error: Error) => { if (!(error instanceof AlreadyDecided)) troubled.push({ waiting: mail.waiting, error }) })
      })
    }
    return claimed.length
  })
  for (const { waiting, error } of troubled) await alone(waiting, error, watch)
  return count
}

/** Small mails travel together; what a mail breaks, it breaks alone. */
async function fileOne(tx: Tx, { waiting, mail, evidence }: Opened) {
  await tx.run('', 'savepoint one_mail', [])
  try {
    const filed = await fileMail(tx, waiting, mail, evidence, await mailroomOf(tx, waiting.mailboxId))
    await tellLedger(tx, waiting, filed.state)
  } catch (error) {
    await tx.run('', 'rollback to savepoint one_mail', [])
    throw error
  }
}

/** Once more by itself: two workers that met the same new customer or the same mail at the same moment only have to look again. */
async function alone(waiting: WaitingMail, first: Error, watch: Watch) {
  const scope = { accountId: waiting.accountId, brandIds: 'all' as const }
  try {
    await db().acrossAccounts('intake, one mail alone', async (tx) => {
      const [claimed] = await waitingMail(tx, { id: waiting.id })
      if (!claimed) return
      const [opened] = await open(tx, [claimed], watch)
      await asAccount(tx, waiting.accountId, async (scoped) => fileOne(scoped, opened!))
    })
  } catch (error) {
    if (error instanceof AlreadyDecided) return
    log.warn({ error, first: first.message, ledger: waiting.id }, 'a mail could not be filed and waits for another try')
    const lastTry = waiting.attempts + 1 >= attemptsUntilFailed
    await db().transaction(scope, async (tx) => {
      await postponeLedger(tx, { id: waiting.id, words: String((error as Error).message).slice(0, 300), waitSeconds: Math.min(15 * 2 ** waiting.attempts, 3600), lastTry })
      await tellLedger(tx, waiting, lastTry ? 'failed' : 'waiting')
    })
  }
}

async function open(tx: Tx, claimed: WaitingMail[], watch: Watch): Promise<Opened[]> {
  const raws = await readBlobs(tx, claimed.map((each) => ({ accountId: each.accountId, hash: each.rawHash })))
  const parsed: Array<{ waiting: WaitingMail; raw: Buffer; mail: ParsedMail }> = []
  for (const waiting of claimed) {
    const raw = raws.get(waiting.rawHash)
    if (!raw) throw new Error(`The raw mail of ledger row ${waiting.id} is not in the blob store.`)
    watch(waiting)
    // One that brought a thread to a halt before is kept with its header and source only.
    const mail = waiting.reason === 'too-slow-to-parse' ? parseHeaderOnly(raw) : await parseMail(raw)
    watch(null)
    parsed.push({ waiting, raw, mail })
  }
  return Promise.all(parsed.map(async ({ waiting, raw, mail }) => ({ waiting, mail, evidence: await gatherEvidence(waiting, raw, mail.headers) })))
}

/** Only what a person may have to look at is announced; what was filed tells of itself by its message. */
const tellLedger = (tx: Tx, waiting: WaitingMail, state: string) => state === 'filed' ? undefined
  : announce(tx, theSystem, ledgerChanged({ brandId: waiting.brandId, subjectId: waiting.id }, { state }), `ledger ${waiting.id}`)

function byAccount(opened: Opened[]): Map<string, Opened[]> {
  const groups = new Map<string, Opened[]>()
  for (const each of opened) groups.set(each.waiting.accountId, [...groups.get(each.waiting.accountId) ?? [], each])
  return groups
}
