import { firstWords, plain, withoutNul } from '#platform/text'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { wantEffect } from '#platform/outbox'
import { Refusal, unknown } from '#platform/refusal'
import type { Address } from '../contract.ts'
import { picturesIn, readWritten } from '#platform/written-html'
import { addAttachmentRows, attachmentsByIds, claimUpload } from '../queries/attachments.ts'
import { addDelivery, addMessageRow, addParticipants, touchConversation } from '../queries/messages.ts'

export type Writing = {
  /** Chosen before, so that the same attempt is not written twice. */
  id?: string
  brandId: string; conversationId: string; kind: 'out' | 'note' | 'forward'; subject: string; text: string
  /** With its looks; its words replace `text`. */
  html?: string | null
  /** Whom a note may name. */
  names?: (personId: string) => boolean
  /** Without an id: the house itself, such as when it sends a talk by mail. */
  author: { id: string | null; name: string; address: string | null }
  to: Address[]; cc: Address[]; bcc: Address[]; attachmentIds: string[]
  /** Files of other messages that the writer may see, besides their own uploads. */
  maySee: (messageId: string) => Promise<boolean>
  /** Uploads of others go along: of a draft that several wrote in, each of which was checked when it was put there. */
  shared?: boolean
  inReplyTo: string | null
  /** Null for notes, which never leave the house. */
  delivery: { channelId: string; channelKind: string; dueAt: Date; scheduled: boolean; payload?: Record<string, unknown> } | null
}

/**
 * Keeps what a colleague wrote, and puts its sending into the outbox in the same transaction: it cannot be kept without being
 * sent, nor sent without being kept.
 */
export async function writeMessage(tx: Tx, asWritten: Writing): Promise<{ messageId: string; deliveryId: string | null; text: string }> {
  const writing = await keepable(asWritten)
  const accountId = tx.scope!.accountId
  const messageId = writing.id ?? newId()
  await addMessageRow(tx, {
    accountId, brandId: writing.brandId, id: messageId, conversationId: writing.conversationId, kind: writing.kind, sentAt: null, authorKind: writing.author.id ? 'person' : 'system', authorId: writing.author.id, authorName: writing.author.name, authorAddress: writing.author.address,
    recipients: { to: writing.to, cc: writing.cc, bcc: writing.bcc }, subject: writing.subject, text: writing.text, hidden: '', html: writing.html ?? null, hasRemoteImages: false, language: null,
    assurance: null, assuranceReasons: [], automatic: false, marks: [], rfcMessageId: null, contentHash: null, rawHash: null, inReplyTo: writing.inReplyTo,
  })
  await attach(tx, writing, messageId)
  await touchConversation(tx, { id: writing.conversationId })
  if (!writing.delivery) return { messageId, deliveryId: null, text: writing.text }
  const deliveryId = newId()
  const recipients = [...writing.to, ...writing.cc, ...writing.bcc].map((each) => each.address.toLowerCase())
  await addDelivery(tx, { accountId, brandId: writing.brandId, id: deliveryId, messageId, channelId: writing.delivery.channelId, direction: 'out', state: writing.delivery.scheduled ? 'scheduled' : 'undoable', recipients, dueAt: writing.delivery.dueAt, detail: null })
  const role = writing.kind === 'forward' ? 'third-party' : 'copied'
  await addParticipants(tx, [...writing.to, ...writing.cc].map((each) => ({ accountId, brandId: writing.brandId, conversationId: writing.conversationId, address: each.address, name: firstWords(each.name, 160), role })))
  await wantEffect(tx, { kind: `${writing.delivery.channelKind}.send`, brandId: writing.brandId, subjectId: deliveryId, dueAt: writing.delivery.dueAt, payload: writing.delivery.payload })
  return { messageId, deliveryId, text: writing.text }
}

/** Without what the database cannot keep, and without what hides or turns around text in lines that are one line. */
async function keepable(writing: Writing): Promise<Writing> {
  const named = (list: Address[]) => list.map(({ address, name }) => ({ address, name: plain(name) }))
  const written = writing.html ? await readWritten(writing.html, writing.kind === 'note' ? writing.names : undefined) : { text: withoutNul(writing.text), html: null }
  if (!written.text.trim() && !writing.attachmentIds.length && writing.kind !== 'forward') throw new Refusal('invalid', 'There is nothing to send.')
  return { ...writing, ...written, subject: plain(writing.subject), to: named(writing.to), cc: named(writing.cc), bcc: named(writing.bcc) }
}

/** Own uploads are taken; files of other messages are written down again for this one, which shares their bytes. */
async function attach(tx: Tx, writing: Writing, messageId: string) {
  if (!writing.attachmentIds.length) return
  const files = await attachmentsByIds(tx, { ids: writing.attachmentIds })
  const shown = picturesIn(writing.html ?? null)
  for (const [position, id] of [...new Set(writing.attachmentIds)].entries()) {
    const file = files.find((each) => each.id === id)
    if (!file) throw unknown('attachment')
    // A file keeps the name by which the text shows it, also where it is written down again under another id.
    const contentId = file.safeInline && shown.has(file.contentId ?? id) ? file.contentId ?? id : null
    if (file.messageId === null) {
      if (!writing.shared && file.uploadedBy !== writing.author.id) throw unknown('attachment')
      if ((await claimUpload(tx, { id, brandId: writing.brandId, messageId, position, contentId })).length) continue
      // Another message of the same writer has taken it at this moment: both have it.
    } else if (file.brandId !== writing.brandId || !await writing.maySee(file.messageId)) throw unknown('attachment')
    const { hash, name, contentType, size, safeInline, kind } = file
    await addAttachmentRows(tx, [{ accountId: tx.scope!.accountId, brandId: writing.brandId, messageId, id: newId(), position, name, contentType, declaredType: contentType, size, inline: contentId !== null, safeInline, contentId, kind, hash }])
  }
}
