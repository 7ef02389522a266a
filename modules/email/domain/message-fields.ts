import type { Email } from 'postal-mime'
import { parseAddressList, readAddress } from './address.ts'
import { decodeWords } from './encoded-words.ts'
import { oneSafeLine } from './header-safety.ts'
import type { MailAddress, MailProblem, ParsedMail } from './parsed-mail.ts'

type HeaderFields = Pick<ParsedMail, 'messageId' | 'inReplyTo' | 'references' | 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'bcc' | 'deliveredTo' | 'returnPath' | 'subject' | 'sentAt' | 'headers'>

const maxHeaders = 300
const deliveryFields = new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'x-rcpt-to', 'x-forwarded-to', 'apparently-to', 'resent-to', 'x-real-to'])

/** The header of a mail, decoded. */
export function readFields(fields: Email['headers'], problems: Set<MailProblem>): HeaderFields {
  const all = (name: string) => fields.filter((field) => field.key === name && field.value !== '').map((field) => field.value)
  const first = (name: string) => all(name)[0]
  const lists = (name: string) => all(name).slice(0, 20).flatMap(parseAddressList).slice(0, 1000)
  const returnPath = first('return-path')?.trim()
  const from = senderOf(all)
  if (!from) problems.add('no-sender')
  return {
    messageId: idsOf(first('message-id') ?? '')[0] ?? null,
    inReplyTo: idsOf(all('in-reply-to').join(' ')),
    references: idsOf(all('references').join(' ')),
    from, sender: readAddress(first('sender') ?? ''),
    replyTo: lists('reply-to').filter(hasDomain), to: lists('to'), cc: lists('cc'), bcc: lists('bcc'),
    deliveredTo: [...new Set(fields.filter((field) => deliveryFields.has(field.key)).slice(0, 50).flatMap((field) => parseAddressList(field.value)).map(({ address }) => address))],
    returnPath: returnPath === undefined ? null : /^<?\s*>?$/.test(returnPath) ? '' : readAddress(returnPath)?.address ?? null,
    subject: oneSafeLine(decodeWords(first('subject') ?? '')).trim(),
    sentAt: readDate(first('date') ?? first('resent-date'), problems),
    headers: fields.slice(0, maxHeaders).map((field): [string, string] => [field.key, decodeWords(field.value.slice(0, 8000)).replace(/[\r\n\0]+/g, ' ')]),
  }
}

const hasDomain = (entry: MailAddress) => entry.address.includes('@')

/** The From that can be used, else whoever else is named: mail with a broken From still has a sender. */
function senderOf(all: (name: string) => string[]): MailAddress | null {
  for (const value of [...all('from'), ...all('reply-to'), ...all('sender'), ...all('x-sender'), ...all('return-path')].slice(0, 20)) {
    const read = parseAddressList(value).find(hasDomain)
    if (read) return read
  }
  for (const value of all('from').slice(0, 5)) {
    const read = parseAddressList(value)[0]
    if (read) return read
  }
  return null
}

/** Message-IDs without their brackets. Ids without brackets occur too, as do blanks inside them. */
function idsOf(value: string): string[] {
  const text = value.slice(0, 64 * 1024)
  const bracketed = [...text.matchAll(/<([^<>]{1,900})>/g)].map((match) => match[1]!.replace(/\s+/g, ''))
  const ids = bracketed.length > 0 ? bracketed : text.split(/[\s,]+/).filter((word) => word.includes('@') && word.length < 900)
  return [...new Set(ids.map((id) => oneSafeLine(id)).filter((id) => id !== ''))].slice(0, 500)
}

function readDate(value: string | undefined, problems: Set<MailProblem>): Date | null {
  if (!value) return null
  const plain = decodeWords(value).replace(/\([^()]*\)/g, ' ').replace(/\s+/g, ' ').trim()
  const candidates = [plain, plain.replace(/^\p{L}+\.?,?\s+/u, ''), plain.replace(/\b(?:MET|MEZ|CET)\b/, '+0100').replace(/\b(?:MEST|MESZ|CEST)\b/, '+0200'), plain.replace(/ [A-Z]{2,5}$/, ' +0000')]
  for (const text of candidates) {
    const date = new Date(text)
    if (!Number.isNaN(date.getTime()) && date.getUTCFullYear() > 1970 && date.getUTCFullYear() < 9999) return date
  }
  problems.add('bad-date')
  return null
}
