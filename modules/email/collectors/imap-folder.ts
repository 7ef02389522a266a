import type { ImapFlow, MailboxObject } from 'imapflow'
import { db } from '#platform/db'
import { plain } from '#platform/text'
import { collectBatch, type Collected } from '../flows/collect.ts'
import { beginFolder, cursorOf, moveCursor, type Cursor } from '../queries/folders.ts'
import type { Receive } from '../queries/mailboxes.ts'
import { fetchLoad, loadsOf, type Limits } from './imap-loads.ts'

export type FetchedMailbox = { accountId: string; brandId: string; id: string; address: string }

/** Somebody moved the cursor while we read (a back-fill). Nothing was kept twice; look again where it stands now. */
export class CursorMoved extends Error {}

/**
 * Reads what is new in a folder and keeps it. The state is a cursor, never a flag or a date: what came during an outage comes
 * afterwards, and what others read or mark makes no difference. Nothing is changed in the mailbox.
 * @returns how many mails were new.
 */
export async function readFolder(client: ImapFlow, mailbox: FetchedMailbox, folder: string, box: MailboxObject, receive: Receive, limits: Limits): Promise<number> {
  let cursor = await standing(client, mailbox, folder, box, receive)
  const found = box.exists ? await client.search({ uid: `${cursor.lastUid + 1}:*` }, { uid: true }) : []
  if (!found) throw new Error('The server does not answer the search for new mail.')
  // `n:*` always means at least the last mail, however low its number (RFC 3501, 9).
  const uids = found.filter((uid) => uid > cursor.lastUid).sort((a, b) => a - b)
  let kept = 0
  for (let at = 0; at < uids.length; at += limits.uidsPerBatch) {
    for await (const load of loadsOf(client, uids.slice(at, at + limits.uidsPerBatch), limits)) {
      const mails = await fetchLoad(client, load, limits)
      const next = { uidValidity: cursor.uidValidity, lastUid: load.lastUid }
      const collected = await Promise.all(mails.map((mail) => collectedOf(mailbox, folder, cursor.uidValidity, mail)))
      const ids = await keep(mailbox, folder, collected, cursor, next)
      kept += ids.filter(Boolean).length
      cursor = next
    }
  }
  return kept
}

/** Where we stand in the folder; a folder that was never read begins here, and one that renumbered its mails begins anew. */
async function standing(client: ImapFlow, mailbox: FetchedMailbox, folder: string, box: MailboxObject, receive: Receive): Promise<Cursor> {
  const scope = { accountId: mailbox.accountId, brandIds: [mailbox.brandId] }
  const uidValidity = Number(box.uidValidity)
  const [known] = await db().reading(scope, (tx) => cursorOf(tx, { mailboxId: mailbox.id, folder }))
  if (known?.uidValidity === uidValidity) return known
  const lastUid = known ? await startAfterRenumbering(client, box, receive) : receive.from === 'new' ? box.uidNext - 1 : 0
  return db().transaction(scope, async (tx) => {
    if (!known) await beginFolder(tx, { ...mailbox, mailboxId: mailbox.id, folder, uidValidity, lastUid })
    else await moveCursor(tx, { mailboxId: mailbox.id, folder, beforeValidity: known.uidValidity, beforeUid: known.lastUid, uidValidity, lastUid })
    const [now] = await cursorOf(tx, { mailboxId: mailbox.id, folder })
    if (now!.uidValidity !== uidValidity) throw new CursorMoved()
    return now!
  })
}

/**
 * The numbers of before mean nothing now, so everything is read again and recognised by what it is. Only mail from before we were
 * asked to begin stays out: the first UID since that day (two days of slack for time zones) is where it starts.
 */
async function startAfterRenumbering(client: ImapFlow, box: MailboxObject, receive: Receive): Promise<number> {
  if (receive.from === 'all' || !box.exists) return 0
  const since = await client.search({ since: new Date(Date.parse(receive.startedAt) - 2 * 86_400_000) }, { uid: true })
  if (!since) throw new Error('The server does not answer the search for mail since we began.')
  return since.length ? Math.min(...since) - 1 : box.uidNext - 1
}

async function keep(mailbox: FetchedMailbox, folder: string, mails: Collected[], before: Cursor, next: Cursor): Promise<Array<string | null>> {
  const move = async (tx: Parameters<typeof moveCursor>[0]) => {
    const moved = await moveCursor(tx, { mailboxId: mailbox.id, folder, beforeValidity: before.uidValidity, beforeUid: before.lastUid, ...next })
    if (!moved.length) throw new CursorMoved()
  }
  if (mails.length) return collectBatch(mails, move)
  // All of them vanished before they could be fetched: nothing to keep, and the numbers do not come again.
  await db().transaction({ accountId: mailbox.accountId, brandIds: [mailbox.brandId] }, move)
  return []
}

async function collectedOf(mailbox: FetchedMailbox, folder: string, uidValidity: number, mail: Awaited<ReturnType<typeof fetchLoad>>[number]): Promise<Collected> {
  const sourceKey = `${uidValidity}:${mail.uid}:${folder}`
  const rest = { accountId: mailbox.accountId, brandId: mailbox.brandId, mailboxId: mailbox.id, source: 'imap' as const, raw: mail.raw, envelopeFrom: null, envelopeTo: [mailbox.address], remoteAddress: null, helo: null, trust: { folder, uid: mail.uid, uidValidity } }
  if (!mail.notTaken) return { ...rest, sourceKey }
  // Seldom needed here, and heavy: parsing belongs to the threads of intake.
  const { parseHeaderOnly } = await import('../domain/parse-mail.ts')
  const header = parseHeaderOnly(mail.raw)
  // Under a key of its own: fetched again after the limit was raised, the whole mail is news.
  return { ...rest, sourceKey: `${sourceKey} (${mail.notTaken})`, notTaken: { reason: mail.notTaken, size: mail.size, from: header.from?.address.slice(0, 320) ?? '', subject: plain(header.subject).slice(0, 400), messageId: header.messageId?.slice(0, 1000) ?? null } }
}
