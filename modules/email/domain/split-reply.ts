import type { QuoteMark } from './html-to-text.ts'
import { findQuoteHeaders, isQuoted, type QuoteHeader, type TextLine } from './quote-headers.ts'
import { findSignature } from './signature.ts'

/** Beyond this nobody has typed anything new; it also bounds the time that a hostile body can take. */
const maxLength = 64 * 1024

export type SplitReply = {
  /** Only the new words; empty when there are none (then the whole text is shown). */
  replyText: string
  quotedFrom: number | null
  quotedTo: number | null
  signatureFrom: number | null
}

/**
 * Finds what is new in a mail. Cutting too much loses a customer's words, cutting too little only
 * repeats old ones: in doubt everything stays.
 */
export function splitReply(fullText: string, marks: QuoteMark[] = []): SplitReply {
  const text = fullText.slice(0, maxLength)
  const lines = linesOf(text, marks)
  const headers = findQuoteHeaders(lines)
  const hidden = hiddenRange(lines, headers)
  const kept = lines.filter((_, index) => !hidden || index < hidden.from || index >= hidden.to)
  if (hidden?.sharedFrom !== undefined) kept.splice(hidden.from, 0, { ...lines[hidden.from]!, text: lines[hidden.from]!.text.slice(0, hidden.sharedFrom) })

  const signature = findSignature(kept, hidden ? Math.min(hidden.from, kept.length) : kept.length)
  const words = signature ? [...kept.slice(0, signature.from), ...kept.slice(signature.to)] : kept
  const quotedFrom = hidden ? lines[hidden.from]!.from + (hidden.sharedFrom ?? 0) : null
  return {
    replyText: joined(words),
    quotedFrom,
    quotedTo: hidden ? (hidden.to >= lines.length ? fullText.length : lines[hidden.to]!.from) : null,
    signatureFrom: signature ? kept[signature.from]!.from : null,
  }
}

function linesOf(text: string, marks: QuoteMark[]): TextLine[] {
  const lines: TextLine[] = []
  let from = 0
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const mark = marks.find((entry) => from >= entry.from && from < entry.to)
    lines.push({ text: line, from, blank: line.trim() === '', quoted: mark ? (mark.certain ? 'certain' : 'yes') : isQuoted(line) ? 'yes' : 'no' })
    from += raw.length + 1
  }
  return lines
}

type Hidden = { from: number; to: number; sharedFrom?: number }

function hiddenRange(lines: TextLine[], headers: QuoteHeader[]): Hidden | null {
  const firstText = lines.findIndex((line) => !line.blank && line.quoted === 'no')
  const hasText = (from: number, to: number) => lines.slice(from, to).some((line) => !line.blank && line.quoted === 'no')
  const header = headers[0]
  const certain = lines.findIndex((line) => line.quoted === 'certain' && !line.blank)
  if (certain >= 0 && (!header || certain < header.from)) {
    const to = endOfQuotes(lines, certain)
    return hasText(to, lines.length) && answersBetween(lines, to) ? null : { from: backOverRules(lines, certain), to }
  }
  if (!header) return trailingQuote(lines, firstText)

  const shared = header.sharedFrom === undefined ? {} : { sharedFrom: header.sharedFrom }
  const textBefore = hasText(0, header.from) || header.sharedFrom !== undefined
  // A block header is followed by the old mail without any marks: nothing below it can be told apart.
  if (header.kind !== 'line') return { from: backOverRules(lines, header.from), to: lines.length, ...shared }

  const quotesFrom = nextFilled(lines, header.to)
  const quotesFollow = quotesFrom < lines.length && lines[quotesFrom]!.quoted !== 'no'
  if (!quotesFollow) {
    // Nothing is marked. With words above, the rest is the old mail; without, the words below are the answer.
    if (textBefore) return { from: backOverRules(lines, header.from), to: lines.length, ...shared }
    return hasText(header.to, lines.length) ? { from: header.from, to: quotesFrom } : { from: 0, to: lines.length }
  }
  const to = endOfQuotes(lines, quotesFrom)
  if (hasText(to, lines.length) && answersBetween(lines, to)) return null
  return { from: textBefore ? backOverRules(lines, header.from) : 0, to, ...shared }
}

/** The first line after a run of quoted lines; a short line that a relay broke off a quoted one still belongs to it. */
function endOfQuotes(lines: TextLine[], start: number): number {
  let end = start
  for (let i = start; i < lines.length; i += 1) {
    const line = lines[i]!
    if (line.blank) continue
    if (line.quoted !== 'no') { end = i + 1; continue }
    const broken = !lines[i - 1]!.blank && lines[i - 1]!.text.length > 60 && i + 1 < lines.length && lines[i + 1]!.quoted !== 'no' && line.text.length < 40
    if (!broken) break
  }
  return end
}

/** More quotes after words after quotes: the customer answers point by point, and every line matters. */
function answersBetween(lines: TextLine[], from: number): boolean {
  return lines.slice(from).some((line) => line.quoted !== 'no' && !line.blank)
}

/** A quote at the very end, with the customer's words above it. */
function trailingQuote(lines: TextLine[], firstText: number): Hidden | null {
  let last = lines.length - 1
  while (last >= 0 && lines[last]!.blank) last -= 1
  if (last < 0 || lines[last]!.quoted === 'no') return null
  let from = last
  while (from > 0 && (lines[from - 1]!.blank || lines[from - 1]!.quoted !== 'no')) from -= 1
  while (from < last && lines[from]!.blank) from += 1
  return firstText >= 0 && firstText < from ? { from, to: lines.length } : firstText < 0 ? { from: 0, to: lines.length } : null
}

/** Rules of dashes, underscores or blanks above a quote belong to it. */
function backOverRules(lines: TextLine[], from: number): number {
  let start = from
  for (let i = from - 1; i >= 0 && i >= from - 4; i -= 1) {
    const line = lines[i]!
    if (!line.blank && !/^\s*[-_=*]{3,}\s*$/.test(line.text)) break
    if (!line.blank) start = i
  }
  return start
}

function nextFilled(lines: TextLine[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]!.blank) at += 1
  return at
}

function joined(lines: TextLine[]): string {
  return lines.map((line) => line.text).join('\n').replace(/^(?:[ \t\u00a0]*\n)+/, '').replace(/\n{3,}/g, '\n\n').trimEnd()
}
