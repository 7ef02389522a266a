import { blob, keepBlobs } from '#platform/blobs'
import { db, type Tx } from '#platform/db'
import { newId } from '#platform/ids'
import type { Address } from './contract.ts'
import { addUpload, addAttachmentRows } from './queries/attachments.ts'
import { addChannel } from './queries/channels.ts'
import { addConversation, addDelivery, addMessageRow, type NewMessage } from './queries/messages.ts'

// Builders for everyone's tests: rows as fast as the database takes them, and no events.

const within = <T>(accountId: string, work: (tx: Tx) => Promise<T>) => db().transaction({ accountId, brandIds: 'all' }, work)

/** An address of a brand. It has no mailbox behind it: what is sent from it waits, or fails and says so. */
export async function aChannel(wish: { accountId: string; brandId: string; address?: string; name?: string; teamId?: string | null }): Promise<{ id: string; address: string }> {
  const id = newId()
  const { accountId, brandId, address = `hilfe-${id.slice(-12)}@fjeld-wald.example`, name = 'Fjeld & Wald', teamId = null } = wish
  await within(accountId, (tx) => addChannel(tx, { accountId, brandId, id, kind: 'email', address, name, teamId }))
  return { id, address }
}

export async function aConversation(wish: { accountId: string; brandId: string; channelId: string; customer: { id: string; name: string; address: string }; subject?: string }): Promise<{ id: string }> {
  const id = newId()
  const { accountId, brandId, channelId, customer, subject = 'Mein Zelt' } = wish
  await within(accountId, (tx) => addConversation(tx, { accountId, brandId, id, channelId, customerId: customer.id, subject, subjectKey: '', address: customer.address, name: customer.name }))
  return { id }
}

export type Utterance = {
  kind?: NewMessage['kind']; text?: string; hidden?: string; subject?: string; html?: string | null; language?: string; at?: Date; raw?: string; marks?: string[]
  author?: { id: string | null; name: string; address: string | null }; to?: Address[]; cc?: Address[]; replyTo?: Address[]
  /** How it was sent, for what we said; what came in was received. */
  delivery?: { state: string; recipients?: string[] }
  files?: Array<{ name: string; contentType?: string; bytes?: Buffer; safeInline?: boolean; contentId?: string }>
}
export type Said = { id: string; conversationId: string; deliveryId: string | null; attachmentIds: string[] }

const authorKinds = { 'in': 'customer', 'out': 'person', 'note': 'person', 'forward': 'person', 'third-party': 'third-party' } as const

/** Something that was said in a conversation, with its files and its arrival or sending. */
export async function anUtterance(place: { accountId: string; brandId: string; conversationId: string; channelId: string }, wish: Utterance = {}): Promise<Said> {
  const { accountId, brandId, conversationId, channelId } = place
  const { kind = 'in', text = 'Guten Tag, die Stange ist gebrochen.', author = { id: null, name: 'Fatima Öztürk', address: 'fatima@kunde.example' } } = wish
  const id = newId()
  const files = (wish.files ?? []).map((file) => ({ ...file, id: newId(), blob: blob(file.bytes ?? Buffer.from(`a file called ${file.name}`)) }))
  const raw = wish.raw === undefined ? null : blob(Buffer.from(wish.raw))
  const deliveryId = kind === 'note' ? null : newId()
  await within(accountId, async (tx) => {
    await keepBlobs(tx, [...files.map((each) => each.blob), ...raw ? [raw] : []])
    await addMessageRow(tx, {
      accountId, brandId, id, conversationId, kind, sentAt: null, authorKind: authorKinds[kind], authorId: author.id, authorName: author.name, authorAddress: author.address, recipients: { to: wish.to ?? [], cc: wish.cc ?? [], replyTo: wish.replyTo ?? [] },
      subject: wish.subject ?? 'Mein Zelt', text, hidden: wish.hidden ?? '', html: wish.html ?? null, hasRemoteImages: false, language: wish.language ?? null, assurance: kind === 'in' ? 'unverified' : null, assuranceReasons: [], automatic: false,
      marks: wish.marks ?? [], rfcMessageId: null, contentHash: null, rawHash: raw?.hash ?? null, inReplyTo: null,
    })
    await addAttachmentRows(tx, files.map((file, position) => ({
      accountId, brandId, messageId: id, id: file.id, position, name: file.name, contentType: file.contentType ?? 'application/octet-stream', declaredType: '', size: file.blob.bytes.length, inline: false, safeInline: file.safeInline ?? false, contentId: file.contentId ?? null, kind: 'file', hash: file.blob.hash,
    })))
    if (deliveryId) await addDelivery(tx, { accountId, brandId, id: deliveryId, messageId: id, channelId, direction: kind === 'in' || kind === 'third-party' ? 'in' : 'out', state: wish.delivery?.state ?? (kind === 'in' ? 'received' : 'sent'), recipients: wish.delivery?.recipients ?? [], dueAt: null, detail: null })
    if (wish.at) await tx.run('', 'update conversations.messages set at = $3 where account_id = $1 and id = $2', [accountId, id, wish.at])
  })
  return { id, conversationId, deliveryId, attachmentIds: files.map((each) => each.id) }
}

/** A file that somebody uploaded and has not sent yet. */
export async function anUpload(wish: { accountId: string; personId: string; name?: string; bytes?: Buffer }): Promise<{ id: string }> {
  const id = newId()
  const kept = blob(wish.bytes ?? Buffer.from('a receipt'))
  await within(wish.accountId, async (tx) => {
    await keepBlobs(tx, [kept])
    await addUpload(tx, { accountId: wish.accountId, id, personId: wish.personId, name: wish.name ?? 'quittung.txt', contentType: 'text/plain', declaredType: 'text/plain', size: kept.bytes.length, safeInline: false, kind: 'file', hash: kept.hash })
  })
  return { id }
}
