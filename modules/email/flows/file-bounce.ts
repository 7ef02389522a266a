import { caseOfConversation } from '#modules/cases'
import { changeDelivery, lastSentTo, sentUnder, splitDelivery } from '#modules/conversations'
import { deliveryChanged } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce, theSystem, type Announcement } from '#platform/events'
import { newId } from '#platform/ids'
import { isOurs } from '../domain/message-id.ts'
import type { BounceRecipient, ParsedMail } from '../domain/parsed-mail.ts'
import { readReplyAddress } from '../domain/reply-token.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import type { Filed } from './decide.ts'
import type { Mailroom } from './mailroom.ts'
import { messageIdKey, replyKey } from './reply-keys.ts'

type Sent = { deliveryId: string; messageId: string; conversationId: string; recipients: string[]; state: string }

/**
 * A report about something we sent (RFC 3464) is told on that very message. It is believed only when it names a Message-ID of ours
 * or came to a signed reply address, and only about people whom that message was sent to: anybody can write a bounce.
 */
export async function fileBounce(tx: Tx, waiting: WaitingMail, mail: ParsedMail, room: Mailroom): Promise<Filed> {
  const bounce = mail.bounce!
  const deliveries = await whatWeSent(tx, waiting, mail, room)
  const [first] = deliveries
  if (!first) return { state: 'rejected', reason: 'bounce-unknown', messageId: null, caseId: null }
  const [held] = await caseOfConversation(tx, { conversationId: first.conversationId })
  const told = bounce.recipients.length ? bounce.recipients : first.recipients.length === 1 ? [{ address: first.recipients[0]!, permanent: bounce.permanent, status: bounce.status, diagnostic: bounce.diagnostic }] : []
  const news: Announcement[] = []
  for (const sent of deliveries) {
    const failed = told.filter((each) => sent.recipients.includes(each.address.toLowerCase()))
    if (!failed.length || sent.state === 'cancelled') continue
    const lost = failed.filter((each) => each.permanent)
    const deliveryId = lost.length ? await markLost(tx, sent, lost) : await markLate(tx, sent, failed)
    const about = held ? { brandId: waiting.brandId, subjectId: deliveryId, caseId: held.id, teamId: held.teamId, ownerId: held.ownerId } : { brandId: waiting.brandId, subjectId: deliveryId }
    news.push(deliveryChanged(about, { deliveryId, state: lost.length ? 'bounced' : 'late', detail: wordsOf(failed[0]!) }))
  }
  await announce(tx, theSystem, news, `ledger ${waiting.id}`)
  return news.length ? { state: 'filed', reason: 'bounce', messageId: first.messageId, caseId: held?.id ?? null } : { state: 'rejected', reason: 'bounce-unknown', messageId: null, caseId: null }
}

async function whatWeSent(tx: Tx, waiting: WaitingMail, mail: ParsedMail, room: Mailroom): Promise<Sent[]> {
  for (const id of [mail.bounce!.originalMessageId, ...mail.inReplyTo, ...mail.references]) {
    if (!id || !isOurs(id, messageIdKey())) continue
    const found = await sentUnder(tx, { brandId: waiting.brandId, rfcMessageId: id })
    if (found.length) return found
  }
  const own = room.addressOf(waiting.mailboxId)
  for (const address of own ? [...waiting.envelopeTo, ...mail.deliveredTo, ...mail.to.map((each) => each.address)] : []) {
    const token = readReplyAddress(address, own!, replyKey)
    if (!token) continue
    for (const recipient of mail.bounce!.recipients) {
      const found = await lastSentTo(tx, { conversationId: token.conversationId, address: recipient.address.toLowerCase() })
      if (found.length) return found
    }
  }
  return []
}

/** Some of several recipients: theirs becomes a delivery of its own, so that the others' stays sent. @returns the delivery that bounced. */
async function markLost(tx: Tx, sent: Sent, lost: BounceRecipient[]): Promise<string> {
  const detail = wordsOf(lost[0]!)
  const addresses = lost.map((each) => each.address.toLowerCase())
  if (sent.recipients.every((each) => addresses.includes(each))) {
    await changeDelivery(tx, { id: sent.deliveryId, state: 'bounced', detail, attempts: null, dueAt: null, envelopeId: null })
    return sent.deliveryId
  }
  const id = newId()
  await splitDelivery(tx, { id: sent.deliveryId, newId: id, refused: addresses, state: 'bounced', detail })
  return id
}

/** Not there yet, says the other server, which still tries: worth knowing, no failure. */
async function markLate(tx: Tx, sent: Sent, late: BounceRecipient[]): Promise<string> {
  await changeDelivery(tx, { id: sent.deliveryId, state: sent.state, detail: wordsOf(late[0]!), attempts: null, dueAt: null, envelopeId: null })
  return sent.deliveryId
}

const wordsOf = ({ address, status, diagnostic }: BounceRecipient) => [address, status, diagnostic].filter(Boolean).join(': ').slice(0, 600)
