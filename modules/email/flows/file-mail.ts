import { addCustomer, customerByAddress } from '#modules/customers'
import { caseOfConversation, conversationsOfCase, takeInMessage, type HeldCase } from '#modules/cases'
import { addAttachmentRows, addConversation, addDelivery, addMailIds, addMessageRow, addParticipant, automaticLately, conversationKnown, relativesOf, sentUnder, similarConversation, touchConversation, twinOf } from '#modules/conversations'
import { customerMet } from '#events/customers'
import { messageReceived } from '#events/conversations'
import { blob, keepBlobs } from '#platform/blobs'
import type { Tx } from '#platform/db'
import { announce, type Announcement } from '#platform/events'
import { newId } from '#platform/ids'
import { plain, withoutNul } from '#platform/text'
import { readAuthentication, type Authentication } from '../domain/authentication-results.ts'
import { match, type Match } from '../domain/match.ts'
import { isOurs } from '../domain/message-id.ts'
import type { ParsedMail } from '../domain/parsed-mail.ts'
import { readReplyAddress } from '../domain/reply-token.ts'
import { assureSender } from '../domain/sender-assurance.ts'
import { subjectKey } from '../domain/subject.ts'
import { messageIdKey, replyKey } from './reply-keys.ts'
import { fileBounce } from './file-bounce.ts'
import { screen } from './screen.ts'
import type { Mailroom } from './mailroom.ts'
import { settleLedger, type WaitingMail } from '../queries/ledger.ts'

/** How it ended, for the ledger. */
export type Filed = { state: 'filed' | 'rejected' | 'quarantined'; reason: string; messageId: string | null; caseId: string | null }

/** What others say about a mail: gathered before the transaction, because it may need the network. */
export type Evidence = { /** Only of mail that our own receiver took. */ authentication: Authentication | null; spam: boolean }

/** A parsed mail finds its conversation and case, in the transaction that also settles its ledger row. */
export async function fileMail(tx: Tx, waiting: WaitingMail, mail: ParsedMail, evidence: Evidence, room: Mailroom): Promise<Filed> {
  const filed = await decide(tx, waiting, mail, evidence, room)
  const [settled] = await settleLedger(tx, { id: waiting.id, ...filed, fromAddress: mail.from?.address.slice(0, 320) ?? '', subject: plain(mail.subject).slice(0, 400), rfcMessageId: mail.messageId?.slice(0, 1000) ?? null })
  if (!settled) throw new AlreadyDecided()
  return filed
}

/** Two workers looked at the same moment; the other was first. What this one did is undone. */
export class AlreadyDecided extends Error {}

async function decide(tx: Tx, waiting: WaitingMail, mail: ParsedMail, evidence: Evidence, room: Mailroom): Promise<Filed> {
  const { brandId } = waiting
  const sender = mail.from?.address.toLowerCase() ?? ''
  const [twins, lately, sentByUs] = await Promise.all([
    twinOf(tx, { brandId, rfcMessageId: mail.messageId, contentHash: mail.contentHash }),
    mail.automatic.automatic ? automaticLately(tx, { brandId, sender }) : [],
    mail.messageId && isOurs(mail.messageId, messageIdKey()) ? sentUnder(tx, { brandId, rfcMessageId: mail.messageId }) : [],
  ])
  const screening = screen(mail, { loopMark: room.loopMark, forced: waiting.forced, spam: evidence.spam, senderMails: lately[0]?.n ?? 0 })
  if (screening.verdict === 'bounce') return fileBounce(tx, waiting, mail, room)
  if (screening.verdict === 'reject') return { state: 'rejected', reason: screening.reason, messageId: null, caseId: null }
  if (screening.verdict === 'quarantine') return { state: 'quarantined', reason: screening.reason, messageId: null, caseId: null }
  // The same mail again, by another way or from another mailbox; or our own, back from somebody whom we copied.
  const twin = twins[0] ?? sentByUs[0]
  if (twin && !waiting.forcedCase) {
    const [itsCase] = await caseOfConversation(tx, { conversationId: twin.conversationId })
    await addDelivery(tx, deliveryOf(waiting, twin.messageId))
    return { state: 'filed', reason: 'seen-before', messageId: twin.messageId, caseId: itsCase?.id ?? null }
  }
  return takeIn(tx, waiting, mail, evidence, room, screening.by)
}

async function takeIn(tx: Tx, waiting: WaitingMail, mail: ParsedMail, evidence: Evidence, room: Mailroom, by: 'person' | 'machine'): Promise<Filed> {
  const accountId = waiting.accountId
  const brandId = waiting.brandId
  // A colleague who forwards a customer's mail to the desk is not the customer: the original sender is.
  const staffForward = mail.forwarded?.from && mail.from && room.isStaff(mail.from.address) ? mail.forwarded : null
  const from = staffForward?.from ?? mail.from ?? { address: `unknown-${waiting.id}@invalid`, name: '' }
  const sender = from.address.toLowerCase()
  const subject = plain(staffForward?.subject ?? mail.subject).slice(0, 400)
  const ids = [...new Set([...mail.inReplyTo, ...mail.references])].slice(-60)
  const [knownCustomers, relatives, token] = await Promise.all([
    customerByAddress(tx, { brandId, address: sender }),
    relativesOf(tx, { brandId, ids: mail.messageId ? [...ids, mail.messageId] : ids, sender }),
    tokenOf(tx, mail, waiting, room, sender),
  ])
  const customer = knownCustomers[0]
  const similar = customer && !token ? (await similarConversation(tx, { channelId: waiting.mailboxId!, subjectKey: subjectKey(subject), customerId: customer.customerId }))[0]?.conversationId ?? null : null
  const found: Match = match({ token, inReplyTo: mail.inReplyTo, references: mail.references, messageId: mail.messageId, relatives, similar })
  const assurance = assureSender({ from, replyTo: mail.replyTo, authentication: staffForward ? null : authenticationOf(mail, waiting, evidence, room), knownAddress: !!customer, ownDomains: room.ownDomains, staffNames: room.staffNames })
  const forced = waiting.forcedCase ? (await conversationsOfCase(tx, { caseId: waiting.forcedCase }))[0]?.conversationId ?? null : null
  const joined = forced ?? (found.where === 'conversation' ? found.conversationId : null)
  const news: Announcement[] = []
  const messageId = newId()
  const conversationId = joined ?? newId()
  let customerId = customer?.customerId
  let current: HeldCase | null = null
  const thirdParty = found.where === 'conversation' && found.as === 'third-party'
  if (joined) {
    const [[conversation], [held]] = await Promise.all([conversationKnown(tx, { id: joined, sender }), caseOfConversation(tx, { conversationId: joined })])
    customerId = conversation!.customerId
    current = held ?? null
    await touchConversation(tx, { id: joined })
  } else {
    if (!customerId) {
      customerId = newId()
      await addCustomer(tx, { accountId, brandId, id: customerId, identityId: newId(), name: plain(from.name).slice(0, 160) || sender, address: sender, language: mail.language, verifiedHow: assurance.level === 'authenticated' ? 'authenticated-mail' : 'claimed' })
      news.push(customerMet({ brandId, subjectId: customerId }, { name: plain(from.name).slice(0, 160) || sender }))
    }
    await addConversation(tx, { accountId, brandId, id: conversationId, channelId: waiting.mailboxId!, customerId, subject, subjectKey: subjectKey(subject), address: sender, name: plain(from.name).slice(0, 160) })
  }
  const hidden = mail.text.length > mail.replyText.length ? mail.text.slice(mail.quotedFrom ?? mail.signatureFrom ?? mail.text.length) : ''
  const text = staffForward ? [staffForward.note, staffForward.body].filter(Boolean).join('\n\n') : mail.replyText || mail.text
  const marks = [...token && !token.participant ? ['other-sender'] : [], ...mail.problems, ...mail.automatic.reasons, ...staffForward ? ['forwarded-by-staff'] : []]
  const parts = mail.attachments.slice(0, 1000).map((part, position) => ({ part, position, blob: blob(part.bytes), id: newId() }))
  await Promise.all([
    keepBlobs(tx, parts.map((each) => each.blob)),
    addMessageRow(tx, { accountId, brandId, message: JSON.stringify({
      id: messageId, conversationId, kind: thirdParty ? 'third-party' : 'in', sentAt: mail.sentAt, authorKind: thirdParty ? 'third-party' : 'customer', authorId: thirdParty ? null : customerId,
      authorName: plain(from.name).slice(0, 160), authorAddress: sender, recipients: { to: mail.to.slice(0, 200), cc: mail.cc.slice(0, 200), replyTo: mail.replyTo.slice(0, 5) }, subject,
      text: withoutNul(text), hidden: withoutNul(staffForward ? mail.text : hidden), html: mail.safeHtml === null ? null : withoutNul(mail.safeHtml), hasRemoteImages: mail.hasRemoteImages, language: mail.language,
      assurance: assurance.level, assuranceReasons: assurance.reasons, automatic: by === 'machine', marks, rfcMessageId: mail.messageId, contentHash: mail.contentHash, rawHash: waiting.rawHash,
      inReplyTo: found.where === 'conversation' ? found.answered : null,
    }) }),
    addAttachmentRows(tx, { accountId, brandId, messageId, rows: JSON.stringify(parts.map(({ part, position, blob: { hash }, id }) => ({ id, position, name: part.name, contentType: part.contentType, declaredType: part.declaredType, size: part.size, inline: part.inline, safeInline: part.safeInline, contentId: part.contentId, kind: part.kind, hash }))) }),
    addDelivery(tx, deliveryOf(waiting, messageId)),
    addMailIds(tx, { accountId, brandId, messageId, conversationId, bulk: mail.automatic.isList, ids: [...mail.messageId ? [mail.messageId] : [], ...ids], relations: [...mail.messageId ? ['is'] : [], ...ids.map((id) => (mail.inReplyTo.includes(id) ? 'answers' : 'refers'))] }),
    // Only who is proven to be the customer brings others in: a forged Cc would be a door into the conversation.
    ...(assurance.level === 'authenticated' ? mail.cc : []).slice(0, 50).filter((each) => !room.isOurs(each.address)).map((each) => addParticipant(tx, { accountId, brandId, conversationId, address: each.address, name: plain(each.name).slice(0, 160), role: 'copied' })),
  ])
  const maybeRelatedTo = found.where === 'new' && found.maybeRelatedTo ? (await caseOfConversation(tx, { conversationId: found.maybeRelatedTo }))[0]?.id ?? null : null
  const taken = await takeInMessage(tx, {
    brandId, conversationId, messageId, customerId: customerId!, subject, text, by: by === 'machine' ? 'machine' : thirdParty ? 'third-party' : 'customer', teamId: room.teamOf(waiting.mailboxId), maybeRelatedTo,
    marks: assurance.level === 'suspicious' ? ['suspicious-sender'] : [],
  }, current)
  const about = { brandId, caseId: taken.caseId, teamId: taken.teamId, ownerId: taken.ownerId }
  await announce(tx, by === 'machine' ? { kind: 'system', id: null } : { kind: 'customer', id: customerId! }, [
    ...news, ...taken.news, messageReceived({ ...about, subjectId: messageId }, { conversationId, automatic: by === 'machine', assurance: assurance.level }),
  ], `ledger ${waiting.id}`)
  return { state: 'filed', reason: forced ? 'forced' : current?.status === 'closed' ? 'follow-up' : token && !token.participant ? 'other-sender' : found.where === 'conversation' ? found.by : 'new', messageId, caseId: taken.caseId }
}

/** Of fetched mail only the word of the mailbox's own server counts (RFC 8601); what our receiver took was checked here. */
const authenticationOf = (mail: ParsedMail, waiting: WaitingMail, evidence: Evidence, room: Mailroom) =>
  waiting.source === 'smtp' ? evidence.authentication : readAuthentication(mail.headers, room.trustedBy(waiting.mailboxId), mail.from?.address ?? null)

/** The signed reply address may stand in any field that says where the mail was sent to. */
async function tokenOf(tx: Tx, mail: ParsedMail, waiting: WaitingMail, room: Mailroom, sender: string) {
  const own = room.addressOf(waiting.mailboxId)
  if (!own) return null
  for (const address of [...waiting.envelopeTo, ...mail.deliveredTo, ...mail.to.map((each) => each.address), ...mail.cc.map((each) => each.address)].slice(0, 200)) {
    const read = readReplyAddress(address, own, replyKey)
    if (!read) continue
    const [known] = await conversationKnown(tx, { id: read.conversationId, sender })
    if (known) return { conversationId: known.id, participant: known.participant, participantRole: known.participantRole }
  }
  return null
}

const deliveryOf = (waiting: WaitingMail, messageId: string) => ({
  accountId: waiting.accountId, brandId: waiting.brandId, id: newId(), messageId, channelId: waiting.mailboxId, direction: 'in' as const, state: 'received', recipients: waiting.envelopeTo.slice(0, 50), dueAt: null, detail: null,
})
