import { z } from 'zod'
import { joinConversation, type HeldCase } from '#modules/cases'
import { addConversation, channelsOfAccount, utterances, writeMessage } from '#modules/conversations'
import { messageWritten } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { newId } from '#platform/ids'
import { letterOf, type MailedLine } from '../domain/mail-words.ts'
import { aboutMail } from '../queries/by-mail.ts'
import type { LineRow, TalkRow } from '../queries/talks.ts'

const Address = z.email().max(320)
export const isAddress = (text: string): boolean => Address.safeParse(text).success

/**
 * Lines of a talk leave as one letter from the brand's mailbox, in the mail conversation of the same case: the answer to it comes back
 * there. @returns that conversation; null when the brand has no mailbox or there is no address.
 */
export async function writeLetter(tx: Tx, kind: 'answer' | 'transcript', talk: TalkRow, held: HeldCase, rows: LineRow[], to: string | null): Promise<string | null> {
  const [about] = await aboutMail(tx, { talkId: talk.id })
  const address = to ?? about?.email ?? ''
  const mailboxes = (await channelsOfAccount(tx, {})).filter((each) => each.kind === 'email' && each.brandId === talk.brandId)
  const mailbox = mailboxes.find((each) => each.id === about?.mailboxId) ?? mailboxes[0]
  if (!about || !mailbox || !isAddress(address)) return null
  const said = new Map((await utterances(tx, { ids: rows.flatMap((each) => each.messageId ?? []) })).map((each) => [each.id, each]))
  const lines = rows.flatMap((row): MailedLine[] => {
    const words = row.messageId ? said.get(row.messageId) : undefined
    return row.by === 'system' || !words ? [] : [{ by: row.by, name: words.authorName, at: row.at, text: words.text, files: words.files.map((file) => file.name) }]
  })
  const letter = letterOf(kind, lines, { brand: about.brandName, language: about.language ?? about.brandLanguage, timeZone: about.timeZone })
  const accountId = tx.scope!.accountId
  const conversationId = talk.mailConversationId ?? newId()
  if (!talk.mailConversationId) {
    await addConversation(tx, { accountId, brandId: talk.brandId, id: conversationId, channelId: mailbox.id, customerId: about.customerId ?? held.customerId, subject: letter.subject, subjectKey: '', address, name: about.name })
    await joinConversation(tx, { accountId, brandId: talk.brandId, caseId: held.id, conversationId })
  }
  // The files of what agents said go along; those of the visitor are with the visitor.
  const files = kind === 'answer' ? rows.flatMap((row) => row.by === 'agent' && row.messageId ? said.get(row.messageId)?.files.map((file) => file.id) ?? [] : []) : []
  const { messageId } = await writeMessage(tx, {
    brandId: talk.brandId, conversationId, kind: 'out', subject: letter.subject, text: letter.text, author: { id: null, name: about.brandName, address: mailbox.address }, to: [{ address, name: about.name }], cc: [], bcc: [],
    attachmentIds: files, maySee: async () => true, inReplyTo: null, delivery: { channelId: mailbox.id, channelKind: 'email', dueAt: new Date(), scheduled: false, payload: { caseId: held.id, statusBefore: held.status } },
  })
  await announce(tx, theSystem, messageWritten({ brandId: talk.brandId, subjectId: messageId, caseId: held.id, teamId: held.teamId, ownerId: held.ownerId }, { conversationId, kind: 'out' }))
  return conversationId
}
