import { readToken, signToken } from '#platform/secrets'
import type { Attachment, Delivery, Message } from '../contract.ts'
import type { MessageRow } from '../queries/reading.ts'

const urlLifetimeMs = 8 * 3_600_000

/** A link to a file that works for this person only, and not for ever. */
export function fileUrl(attachmentId: string, reader: { accountId: string; personId: string }, now: Date): string {
  return `/files/${signToken('file', `${reader.accountId} ${reader.personId} ${attachmentId}`, new Date(now.getTime() + urlLifetimeMs))}`
}

/** A message row as screens and the API see it. */
export function presentMessage(row: MessageRow, reader: { accountId: string; personId: string }, now = new Date()): Message {
  const recipients = row.recipients as { to?: Message['to']; cc?: Message['to']; bcc?: Message['to'] }
  return {
    id: row.id, conversationId: row.conversationId, kind: row.kind, at: row.at.toISOString(), sentAt: row.sentAt?.toISOString() ?? null,
    author: { kind: row.authorKind, id: row.authorId, name: row.authorName, address: row.authorAddress },
    to: recipients.to ?? [], cc: recipients.cc ?? [], bcc: recipients.bcc ?? [], subject: row.subject, text: row.text, hidden: row.hidden, writtenHtml: row.writtenHtml,
    hasHtml: row.hasHtml, hasRemoteImages: row.hasRemoteImages, language: row.language, assurance: row.assurance, assuranceReasons: row.assuranceReasons,
    automatic: row.automatic, marks: row.marks,
    attachments: (row.attachments as Array<Omit<Attachment, 'url'>>).map((file) => ({ ...file, url: fileUrl(file.id, reader, now) })),
    deliveries: row.deliveries as Delivery[],
  }
}

/** Whose link it is and to which file; null when it is forged or too old. Whether they may still see it is asked anew. */
export function readFileUrl(token: string, now: Date): { accountId: string; personId: string; attachmentId: string } | null {
  const [accountId, personId, attachmentId] = readToken('file', token, now)?.split(' ') ?? []
  return accountId && personId && attachmentId ? { accountId, personId, attachmentId } : null
}
