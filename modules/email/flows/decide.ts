import { caseOfConversation } from '#modules/cases'
import { addDelivery, automaticLately, sentUnder, twinOf } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import type { Authentication } from '../domain/authentication-results.ts'
import { isOurs } from '../domain/message-id.ts'
import type { ParsedMail } from '../domain/parsed-mail.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import { fileBounce } from './file-bounce.ts'
import { findConversation, type Place } from './find-conversation.ts'
import { identify, type Writer } from './identify.ts'
import type { Mailroom } from './mailroom.ts'
import { messageIdKey } from './reply-keys.ts'
import { screen } from './screen.ts'

/** What others say about a mail: gathered before anything is decided, because it may need the network. */
export type Evidence = { /** Only of mail that our own receiver took. */ authentication: Authentication | null; spam: boolean }

/** A mail that waits, opened. */
export type OpenedMail = { waiting: WaitingMail; mail: ParsedMail; evidence: Evidence }

/** How it ended, for the ledger. */
export type Filed = { state: 'filed' | 'rejected' | 'quarantined'; reason: string; messageId: string | null; caseId: string | null }

/** A mail that becomes a message: who wrote it, and where it belongs. */
export type Accepted = { opened: OpenedMail; room: Mailroom; writer: Writer; place: Place; by: 'person' | 'machine' }

/** Screen → match → identify. @returns how the mail ended, or that it is to be taken in. */
export async function decide(tx: Tx, opened: OpenedMail, room: Mailroom): Promise<Filed | Accepted> {
  const { waiting, mail, evidence } = opened
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
  return { opened, room, writer, place: await findConversation(tx, waiting, mail, writer, room), by: screening.by }
}

/** One message, one more arrival. */
async function seenBefore(tx: Tx, waiting: WaitingMail, twin: { messageId: string; conversationId: string }): Promise<Filed> {
  const [itsCase] = await caseOfConversation(tx, { conversationId: twin.conversationId })
  await addDelivery(tx, { accountId: waiting.accountId, brandId: waiting.brandId, id: newId(), messageId: twin.messageId, channelId: waiting.mailboxId, direction: 'in', state: 'received', recipients: waiting.envelopeTo.slice(0, 50), dueAt: null, detail: null })
  return { state: 'filed', reason: 'seen-before', messageId: twin.messageId, caseId: itsCase?.id ?? null }
}
