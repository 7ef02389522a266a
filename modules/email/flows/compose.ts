import { randomBytes } from 'node:crypto'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import { brandById, personById } from '#modules/accounts'
import { attachmentsOfMessage, fixMessageId, idsBefore, letterToSend, messageToQuote } from '#modules/conversations'
import type { Address } from '#contracts/conversations'
import { readBlob } from '#platform/blobs'
import type { Tx } from '#platform/db'
import { domainOf, isValidAddress } from '../domain/address.ts'
import { isSafeHeaderValue, oneSafeLine } from '../domain/header-safety.ts'
import { letterHtml } from '../domain/letter-html.ts'
import { mintMessageId } from '../domain/message-id.ts'
import { forwardedHtml, forwardedText, quotedHtml, quotedText, textAsHtml } from '../domain/quote-history.ts'
import { signReplyAddress } from '../domain/reply-token.ts'
import { replySubject, subjectKey } from '../domain/subject.ts'
import { loopMark } from './mailroom.ts'
import { currentReplyKey, messageIdKey, replyKey } from './reply-keys.ts'

/** A letter, ready to be handed over. `from` is the envelope's sender, to whom bounces go. */
export type Letter = { messageId: string; conversationId: string; channelId: string; from: string; recipients: string[]; bytes: Buffer }
export type Dkim = { domain: string; selector: string; privateKey: string }

/** Fixes the Message-ID of a letter, once and for all tries, in a transaction of its own. */
export async function giveMessageId(tx: Tx, deliveryId: string): Promise<void> {
  const [letter] = await letterToSend(tx, { deliveryId })
  if (!letter || letter.rfcMessageId) return
  const rfcMessageId = mintMessageId({ key: messageIdKey(), random: randomBytes(16), domain: domainOf(letter.channelAddress) })
  await fixMessageId(tx, { accountId: tx.scope!.accountId, brandId: letter.brandId, messageId: letter.messageId, conversationId: letter.conversationId, rfcMessageId })
}

/**
 * Writes the letter: text and HTML with the message that it answers quoted below, the signatures of agent and brand, and a signed
 * reply address. Bcc stands in the envelope only. Notes are never quoted, and colleagues' own addresses never appear.
 */
export async function compose(tx: Tx, deliveryId: string): Promise<Letter | null> {
  const [letter] = await letterToSend(tx, { deliveryId })
  if (!letter?.rfcMessageId) return null
  const [brand, author, files, [quoted], before] = await Promise.all([
    brandById(tx, letter.brandId), letter.authorId ? personById(tx, letter.authorId) : null, attachmentsOfMessage(tx, { messageId: letter.messageId }),
    letter.inReplyTo ? messageToQuote(tx, { id: letter.inReplyTo }) : [], idsBefore(tx, { conversationId: letter.conversationId, messageId: letter.messageId, thirdParty: letter.kind === 'forward' }),
  ])
  const timeZone = brand?.timeZone ?? 'UTC'
  const signature = [author?.signature, brand?.signature].map((each) => each?.trim()).filter(Boolean).join('\n\n')
  const own = signature ? `${letter.text.trimEnd()}\n\n-- \n${signature}` : letter.text.trimEnd()
  const ownHtml = `${letter.html === null ? textAsHtml(letter.text.trimEnd()) : letterHtml(letter.html)}${signature ? `<div style="color:#555">-- <br>${textAsHtml(signature)}</div>` : ''}`
  const history = quoted ? historyOf(letter.kind, quoted, letter.language, timeZone) : null
  const recipients = letter.recipients as { to?: Address[]; cc?: Address[] }
  const subject = oneSafeLine(letter.kind === 'out' && quoted && !renamed(letter, quoted) ? replySubject(letter.subject) : letter.subject)
  const composer = new MailComposer({
    from: { name: headerText(letter.channelName), address: letter.channelAddress },
    to: addresses(recipients.to), cc: addresses(recipients.cc), subject,
    replyTo: { name: headerText(letter.channelName), address: signReplyAddress({ key: replyKey(currentReplyKey)!, keyNumber: currentReplyKey, mailbox: letter.channelAddress, conversationId: letter.conversationId }) },
    messageId: `<${letter.rfcMessageId}>`, date: new Date(),
    // A forward begins a thread of its own with the third party; it does not tell them the ids of the customer's.
    ...letter.kind === 'forward' ? {} : { inReplyTo: quoted?.rfcMessageId ? `<${quoted.rfcMessageId}>` : undefined, references: before.map((each) => `<${each.rfcMessageId}>`).filter(isSafeHeaderValue) },
    headers: { 'X-Balie-Loop': loopMark() },
    text: history ? `${own}\n\n${history.text}\n` : `${own}\n`, html: history ? `${ownHtml}${history.html}` : ownHtml,
    attachments: await Promise.all(files.map(async (file) => ({ filename: file.name, contentType: file.contentType, ...file.inline && file.contentId ? { cid: file.contentId, contentDisposition: 'inline' as const } : {}, content: await readBlob(tx, file.hash) ?? Buffer.alloc(0) }))),
    disableFileAccess: true, disableUrlAccess: true, newline: 'win',
  })
  return { messageId: letter.messageId, conversationId: letter.conversationId, channelId: letter.channelId, from: letter.channelAddress, recipients: letter.envelope, bytes: await composer.compile().build() }
}

/** Whoever answers under another subject means it as it is written; the thread holds by its headers. */
const renamed = (letter: { subject: string; talkSubject: string }, quoted: { subject: string }): boolean => ![letter.talkSubject, quoted.subject].some((each) => subjectKey(each) === subjectKey(letter.subject))

function historyOf(kind: string, quoted: Parameters<typeof quotedText>[0] & { subject: string; recipients: Record<string, unknown> }, language: string | null, timeZone: string) {
  if (kind !== 'forward') return { text: quotedText(quoted, language, timeZone), html: quotedHtml(quoted, language, timeZone) }
  const to = ((quoted.recipients as { to?: Address[] }).to ?? []).map((each) => each.address).join(', ')
  return { text: forwardedText({ ...quoted, to }, language, timeZone), html: forwardedHtml({ ...quoted, to }, language, timeZone) }
}

/** Objects, never joined text: a line break in an address would become a recipient of its own (a real attack on mail libraries). */
const addresses = (list: Address[] | undefined) => (list ?? []).filter((each) => isValidAddress(each.address)).map((each) => ({ name: headerText(each.name), address: each.address }))
const headerText = (text: string) => oneSafeLine(text, 200)

/** Signs the letter for its domain (RFC 6376). */
export async function signed(bytes: Buffer, { domain, selector, privateKey }: Dkim): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of new DKIM({ domainName: domain, keySelector: selector, privateKey }).sign(bytes)) chunks.push(Buffer.from(chunk as Buffer))
  return Buffer.concat(chunks)
}
