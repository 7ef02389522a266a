import { addCustomer } from '#modules/customers'
import { takeInMessage } from '#modules/cases'
import { addArrival, addAttachmentRows, addParticipant, type NewMessage } from '#modules/conversations'
import { customerMet } from '#events/customers'
import { messageReceived } from '#events/conversations'
import { blob, keepBlobs } from '#platform/blobs'
import type { Tx } from '#platform/db'
import { announce, type Announcement } from '#platform/events'
import { newId } from '#platform/ids'
import { plain, withoutNul } from '#platform/text'
import type { MailPart, ParsedMail } from '../domain/parsed-mail.ts'
import { subjectKey } from '../domain/subject.ts'
import { showsPicture } from '../domain/with-pictures.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import type { Filed } from './file-mail.ts'
import type { Place } from './find-conversation.ts'
import type { Writer } from './identify.ts'
import type { Mailroom } from './mailroom.ts'

type Decided = { writer: Writer; place: Place; by: 'person' | 'machine'; room: Mailroom }

/** Writes down what was decided, and announces it. Statements leave one behind the other; nothing waits for an answer that it does not need. */
export async function takeIn(tx: Tx, waiting: WaitingMail, mail: ParsedMail, { writer, place, by, room }: Decided): Promise<Filed> {
  const { accountId, brandId } = waiting
  const { joined } = place
  const [messageId, conversationId] = [newId(), joined?.conversationId ?? newId()]
  const subject = plain(writer.passedOn?.subject ?? mail.subject).slice(0, 400)
  const news: Announcement[] = []
  const writes: Array<Promise<unknown>> = []
  let customerId = joined?.customerId ?? writer.customerId
  if (!customerId) {
    customerId = newId()
    const name = writer.name || writer.address
    writes.push(addCustomer(tx, { accountId, brandId, id: customerId, identityId: newId(), name, address: writer.address, language: mail.language, verifiedHow: writer.assurance.level === 'authenticated' ? 'authenticated-mail' : 'claimed' }))
    news.push(customerMet({ brandId, subjectId: customerId }, { name }))
  }
  const message = messageOf(mail, waiting, { writer, place, by, room }, { messageId, conversationId, customerId, subject })
  const begun = joined ? null : { id: conversationId, channelId: waiting.mailboxId, customerId, subject, subjectKey: subjectKey(subject), address: writer.address, name: writer.name }
  const parts = mail.attachments.slice(0, 1000).map((part, position) => ({ part, position, kept: blob(part.bytes) }))
  if (parts.length) writes.push(keepBlobs(tx, parts.map((each) => each.kept)))
  writes.push(addArrival(tx, {
    accountId, brandId, message: JSON.stringify(message), conversation: begun && JSON.stringify(begun), bulk: mail.automatic.isList,
    delivery: JSON.stringify({ id: newId(), channelId: waiting.mailboxId, recipients: waiting.envelopeTo.slice(0, 50) }),
    ids: [...mail.messageId ? [mail.messageId] : [], ...place.ancestors], relations: [...mail.messageId ? ['is'] : [], ...place.ancestors.map((id) => (mail.inReplyTo.includes(id) ? 'answers' : 'refers'))],
  }))
  if (parts.length) writes.push(addAttachmentRows(tx, { accountId, brandId, messageId, rows: JSON.stringify(parts.map(({ part, position, kept }) => attachmentOf(part, position, kept.hash, mail.safeHtml))) }))
  // Only who is proven to be the customer brings others in: a forged Cc would be a door into the conversation.
  for (const each of (writer.assurance.level === 'authenticated' ? mail.cc : []).slice(0, 50)) {
    if (!room.isOurs(each.address)) writes.push(addParticipant(tx, { accountId, brandId, conversationId, address: each.address, name: plain(each.name).slice(0, 160), role: 'copied' }))
  }
  const [taken] = await Promise.all([takeInMessage(tx, {
    brandId, conversationId, messageId, customerId, subject, text: message.text, by: by === 'machine' ? 'machine' : joined?.asThirdParty ? 'third-party' : 'customer',
    teamId: room.teamOf(waiting.mailboxId), maybeRelatedTo: place.maybeRelatedTo, marks: writer.assurance.level === 'suspicious' ? ['suspicious-sender'] : [],
  }, joined?.held ?? null), ...writes])
  const about = { brandId, caseId: taken.caseId, teamId: taken.teamId, ownerId: taken.ownerId }
  await announce(tx, by === 'machine' ? { kind: 'system', id: null } : { kind: 'customer', id: customerId }, [
    ...news, ...taken.news, messageReceived({ ...about, subjectId: messageId }, { conversationId, automatic: by === 'machine', assurance: writer.assurance.level }),
  ], `ledger ${waiting.id}`)
  return { state: 'filed', reason: place.reason, messageId, caseId: taken.caseId }
}

function messageOf(mail: ParsedMail, waiting: WaitingMail, { writer, place, by }: Decided, ids: { messageId: string; conversationId: string; customerId: string; subject: string }): NewMessage {
  const { passedOn } = writer
  const thirdParty = place.joined?.asThirdParty ?? false
  const folded = mail.text.length > mail.replyText.length ? mail.text.slice(mail.quotedFrom ?? mail.signatureFrom ?? mail.text.length) : ''
  const text = passedOn ? [passedOn.note, passedOn.body].filter(Boolean).join('\n\n') : mail.replyText || mail.text
  return {
    id: ids.messageId, conversationId: ids.conversationId, kind: thirdParty ? 'third-party' : 'in', sentAt: mail.sentAt, authorKind: thirdParty ? 'third-party' : 'customer', authorId: thirdParty ? null : ids.customerId,
    authorName: writer.name, authorAddress: writer.address, recipients: { to: mail.to.slice(0, 200), cc: mail.cc.slice(0, 200), replyTo: mail.replyTo.slice(0, 5) }, subject: ids.subject,
    text: withoutNul(text), hidden: withoutNul(passedOn ? mail.text : folded), html: mail.safeHtml === null ? null : withoutNul(mail.safeHtml), hasRemoteImages: mail.hasRemoteImages, language: mail.language,
    assurance: writer.assurance.level, assuranceReasons: writer.assurance.reasons, automatic: by === 'machine',
    marks: [...place.otherSender ? ['other-sender'] : [], ...mail.problems, ...mail.automatic.reasons, ...passedOn ? ['forwarded-by-staff'] : []],
    rfcMessageId: mail.messageId, contentHash: mail.contentHash, rawHash: waiting.rawHash, inReplyTo: place.joined?.answered ?? null,
  }
}

/** Inline is what the text shows in its place; a picture that only calls itself inline stands among the files, or nobody would see it. */
const attachmentOf = (part: MailPart, position: number, hash: string, html: string | null) => ({ id: newId(), position, name: part.name, contentType: part.contentType, declaredType: part.declaredType, size: part.size, inline: part.inline && part.safeInline && showsPicture(html, part.contentId), safeInline: part.safeInline, contentId: part.contentId, kind: part.kind, hash })
