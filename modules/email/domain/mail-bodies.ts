import { decodeBytes } from './charset.ts'
import { safeText } from './header-safety.ts'
import { htmlToText } from './html-to-text.ts'
import type { MailPart, MailProblem } from './parsed-mail.ts'
import { splitReplyHtml } from './split-reply-html.ts'
import { splitReply, type SplitReply } from './split-reply.ts'

const maxText = 1_000_000

export type Bodies = { text: string; html: string | null; split: SplitReply }

/** Which words of a mail are shown, and which of them are new. */
export function readBodies(plain: string, html: string | null, parts: MailPart[], problems: Set<MailProblem>): Bodies {
  let text = plain.trim() === '' ? '' : plain
  let split: SplitReply | null = null
  if (text === '' && html) {
    const read = splitReplyHtml(html)
    text = read.text
    split = read
    if (read.tooDeep) problems.add('html-too-deep')
  }
  // A mail that is nothing but a text file: its words are the message, and the file stays a file.
  if (text === '' && !html) text = firstTextPart(parts)
  if (text.length > maxText) { text = text.slice(0, maxText); problems.add('text-too-large') }
  return { text, html, split: split ?? splitReply(text) }
}

function firstTextPart(parts: MailPart[]): string {
  const part = parts.find(({ declaredType, kind }) => kind === 'file' && /^text\/(?!calendar|csv|x-vcard|vcard|directory)/.test(declaredType))
  if (!part) return ''
  const words = decodeBytes(part.bytes.subarray(0, maxText), '').text
  return safeText(part.declaredType === 'text/html' || part.declaredType === 'text/enriched' ? htmlToText(words).text : words)
}
