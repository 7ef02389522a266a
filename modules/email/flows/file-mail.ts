import { caseOfConversation } from '#modules/cases'
import { addDelivery, automaticLately, sentUnder, twinOf } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { plain } from '#platform/text'
import type { Authentication } from '../domain/authentication-results.ts'
import { isOurs } from '../domain/message-id.ts'
import type { ParsedMail } from '../domain/parsed-mail.ts'
import { settleLedger, type WaitingMail } from '../queries/ledger.ts'
import { fileBounce } from './file-bounce.ts'
import { findConversation } from './find-conversation.ts'
import { identify } from './identify.ts'
import type { Mailroom } from './mailroom.ts'
import { messageIdKey } from './reply-keys.ts'
import { screen } from './screen.ts'
import { takeIn } from './take-in.ts'

/** How it ended, for the ledger. */
export type Filed = { state: 'filed' | 'rejected' | 'quarantined'; reason: string; messageId: string | null; caseId: string | null }

/** What others say about a mail: gathered before the transaction, because it may need the network. */
export type Evidence = { /** Only of mail that our own receiver took. */ authentication: Authentication | null; spam: boolean }

/** Two workers looked at the same moment; the other was first. What this one did is undone. */
export class AlreadyDecided extends Error {}

/** A parsed mail finds its conversation and case, in the transaction that also settles its ledger row: screen → match → identify → take in → announce. */
export async function fileMail(tx: Tx, waiting: WaitingMail, mail: ParsedMail, evidence: Evidence, room: Mailroom): Promise<Filed> {
  const filed = await decide(tx, waiting, mail, evidence, room)
  const [settled] = await settleLedger(tx, { id: waiting.id, ...filed, fromAddress: mail.from?.address.slice(0, 320) ?? '', subject: plain(mail.subject).slice(0, 400), rfcMessageId: mail.messageId?.slice(0, 1000) ?? null })
  if (!settled) throw new AlreadyDecided()
  return filed
}

async function decide(tx: Tx, waiting: WaitingMail, mail: ParsedMail, evidence: Evidence, room: Mailroom): Promise<Filed> {
  const { brandId } = waiting
  const [twins, lately, sentByUs, writer] = await Promise.all([
    twinOf(tx, { brandId, rfcMessageId: mail.messageId, contentHash: mail.contentHash }),
    mail.automatic.automatic ? automaticLately(tx, { brandId, sender: mail.from?.address.toLowerCase() ?? '' }) : [],
    mail.messageId && isOurs(mail.messageId, messageIdKey()) ? sentUnder(tx, { brandId, rfcMessageId: mail.messageId }) : [],
    identify(tx, waiting, mail, evidence, room),
  ])
  const screening = screen(mail, { loopMark: room.loopMark, forced: waiting.forced, spam: evidence.spam, senderMails: lately[0]?.n ?? 0 })
  if (screening.verdict === 'bounce') return fileBounce(tx, waiting, mail, room)
  if (screening.verdict === 'reject') return { state: 'rejected', reason: screening.reason, messageId: null, caseId: null }
  if (screening.verdict === 'quarantine') return { state: 'quarantined', reason: screening.reason, messageId: null, caseId: null }
  // The same mail again, by another way or from another mailbox; or our own, back from somebody whom we copied.
  const twin = twins[0] ?? sentByUs[0]
  if (twin && !waiting.forcedCase) return seenBefore(tx, waiting, twin)
  const place = await findConversation(tx, waiting, mail, writer, room)
  return takeIn(tx, waiting, mail, { writer, place, by: screening.by, room })
}

/** One message, one more arrival. */
async function seenBefore(tx: Tx, waiting: WaitingMail, twin: { messageId: string; conversationId: string }): Promise<Filed> {
  const [itsCase] = await caseOfConversation(tx, { conversationId: twin.conversationId })
  await addDelivery(tx, { accountId: waiting.accountId, brandId: waiting.brandId, id: newId(), messageId: twin.messageId, channelId: waiting.mailboxId, direction: 'in', state: 'received', recipients: waiting.envelopeTo.slice(0, 50), dueAt: null, detail: null })
  return { state: 'filed', reason: 'seen-before', messageId: twin.messageId, caseId: itsCase?.id ?? null }
}
