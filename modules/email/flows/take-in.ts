import { addCustomers } from '#modules/customers'
import { takeInMessages } from '#modules/cases'
import { addArrivals, addAttachmentRows, addParticipants, type Arrival } from '#modules/conversations'
import { customerMet } from '#events/customers'
import { messageReceived } from '#events/conversations'
import { blob, keepBlobs } from '#platform/blobs'
import type { Tx } from '#platform/db'
import { announceAll } from '#platform/events'
import { newId } from '#platform/ids'
import { plain, withoutNul } from '#platform/text'
import type { MailPart } from '../domain/parsed-mail.ts'
import { subjectKey } from '../domain/subject.ts'
import { showsPicture } from '../domain/with-pictures.ts'
import type { Accepted, Filed } from './decide.ts'

/**
 * Writes down what was decided about mails that have nothing to do with each other, and announces it. Statements leave one behind
 * the other; nothing waits for an answer that it does not need. @returns how each ended, in their order
 */
export async function takeIn(tx: Tx, all: Accepted[]): Promise<Filed[]> {
  if (!all.length) return []
  // In this order nobody who takes several conversations at once waits for somebody who waits for them.
  const entries = all.map(entryOf).sort((a, b) => (a.arrival.conversationId < b.arrival.conversationId ? -1 : 1))
  const written = [
    addCustomers(tx, entries.flatMap((each) => each.met ?? [])),
    keepBlobs(tx, entries.flatMap((each) => each.files.map((file) => file.kept))),
    addArrivals(tx, entries.map((each) => each.arrival)),
    addAttachmentRows(tx, entries.flatMap((each) => each.files.map((file) => file.row))),
    addParticipants(tx, entries.flatMap((each) => each.copied)),
  ]
  const [reached] = await Promise.all([takeInMessages(tx, entries.map((each) => each.said)), ...written])
  await announceAll(tx, entries.map(({ accepted: { opened: { waiting }, by, writer }, arrival, met, customerId }, index) => {
    const { caseId, teamId, ownerId, news } = reached[index]!
    const about = { brandId: waiting.brandId, caseId, teamId, ownerId }
    return {
      actor: by === 'machine' ? { kind: 'system', id: null } : { kind: 'customer', id: customerId }, cause: `ledger ${waiting.id}`,
      announcements: [
        ...met ? [customerMet({ brandId: waiting.brandId, subjectId: met.id }, { name: met.name })] : [], ...news,
        messageReceived({ ...about, subjectId: arrival.id }, { conversationId: arrival.conversationId, automatic: by === 'machine', assurance: writer.assurance.level }),
      ],
    }
  }))
  const ends = new Map(entries.map(({ accepted, arrival }, index) => [accepted, { state: 'filed' as const, reason: accepted.place.reason, messageId: arrival.id, caseId: reached[index]!.caseId }]))
  return all.map((each) => ends.get(each)!)
}

/** Everything that one mail leads to, before any of it is written. */
function entryOf(accepted: Accepted) {
  const { opened: { waiting, mail }, writer, place: { joined, maybeRelatedTo }, by, room } = accepted
  const { accountId, brandId } = waiting
  const [messageId, conversationId] = [newId(), joined?.conversationId ?? newId()]
  const known = joined?.customerId ?? writer.customerId
  const authenticated = writer.assurance.level === 'authenticated'
  const met = known ? null : { accountId, brandId, id: newId(), identityId: newId(), name: writer.name || writer.address, address: writer.address, language: mail.language, verifiedHow: authenticated ? 'authenticated-mail' : 'claimed' }
  const customerId = known ?? met!.id
  const arrival = arrivalOf(accepted, { messageId, conversationId, customerId })
  return {
    accepted, arrival, met, customerId,
    files: mail.attachments.slice(0, 1000).map((part, position) => fileOf(part, position, mail.safeHtml, { accountId, brandId, messageId })),
    // Only who is proven to be the customer brings others in: a forged Cc would be a door into the conversation.
    copied: (authenticated ? mail.cc : []).slice(0, 50).filter((each) => !room.isOurs(each.address)).map((each) => ({ accountId, brandId, conversationId, address: each.address, name: plain(each.name).slice(0, 160), role: 'copied' })),
    said: {
      brandId, conversationId, messageId, customerId, subject: arrival.subject, text: arrival.text, by: by === 'machine' ? 'machine' as const : joined?.asThirdParty ? 'third-party' as const : 'customer' as const,
      teamId: room.teamOf(waiting.mailboxId), maybeRelatedTo, marks: writer.assurance.level === 'suspicious' ? ['suspicious-sender'] : [], current: joined?.held ?? null,
    },
  }
}

function arrivalOf({ opened: { waiting, mail }, writer, place, by }: Accepted, { messageId, conversationId, customerId }: { messageId: string; conversationId: string; customerId: string }): Arrival {
  const { passedOn } = writer
  const thirdParty = place.joined?.asThirdParty ?? false
  const subject = plain(passedOn?.subject ?? mail.subject).slice(0, 400)
  const folded = mail.text.length > mail.replyText.length ? mail.text.slice(mail.quotedFrom ?? mail.signatureFrom ?? mail.text.length) : ''
  const text = passedOn ? [passedOn.note, passedOn.body].filter(Boolean).join('\n\n') : mail.replyText || mail.text
  return {
    accountId: waiting.accountId, brandId: waiting.brandId, id: messageId, conversationId, kind: thirdParty ? 'third-party' : 'in', sentAt: mail.sentAt, authorKind: thirdParty ? 'third-party' : 'customer', authorId: thirdParty ? null : customerId,
    authorName: writer.name, authorAddress: writer.address, recipients: { to: mail.to.slice(0, 200), cc: mail.cc.slice(0, 200), replyTo: mail.replyTo.slice(0, 5) }, subject,
    text: withoutNul(text), hidden: withoutNul(passedOn ? mail.text : folded), html: mail.safeHtml === null ? null : withoutNul(mail.safeHtml), hasRemoteImages: mail.hasRemoteImages, language: mail.language,
    assurance: writer.assurance.level, assuranceReasons: writer.assurance.reasons, automatic: by === 'machine',
    marks: [...place.otherSender ? ['other-sender'] : [], ...mail.problems, ...mail.automatic.reasons, ...passedOn ? ['forwarded-by-staff'] : []],
    rfcMessageId: mail.messageId, contentHash: mail.contentHash, rawHash: waiting.rawHash, inReplyTo: place.joined?.answered ?? null,
    begins: place.joined ? null : { customerId, subjectKey: subjectKey(subject), address: writer.address, name: writer.name },
    deliveryId: newId(), channelId: waiting.mailboxId, arrivedFor: waiting.envelopeTo.slice(0, 50), bulk: mail.automatic.isList,
    ids: [...mail.messageId ? [mail.messageId] : [], ...place.ancestors], relations: [...mail.messageId ? ['is' as const] : [], ...place.ancestors.map((id) => (mail.inReplyTo.includes(id) ? 'answers' as const : 'refers' as const))],
  }
}

/** Inline is what the text shows in its place; a picture that only calls itself inline stands among the files, or nobody would see it. */
function fileOf(part: MailPart, position: number, html: string | null, of: { accountId: string; brandId: string; messageId: string }) {
  const kept = blob(part.bytes)
  const { name, contentType, declaredType, size, safeInline, contentId, kind } = part
  return { kept, row: { ...of, id: newId(), position, name, contentType, declaredType, size, inline: part.inline && safeInline && showsPicture(html, contentId), safeInline, contentId, kind, hash: kept.hash } }
}
