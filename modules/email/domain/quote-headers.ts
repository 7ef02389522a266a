import { addressLike, answerAboveMarker, blockRole, dateLike, forwardMarker, opener, originalMarker, ownSentence, wroteVerb, type BlockRole } from './quote-words.ts'

export type TextLine = { text: string; from: number; blank: boolean; quoted: 'no' | 'yes' | 'certain' }

/** Where an older mail is announced: lines `from` up to, not including, `to`. */
export type QuoteHeader = { kind: 'line' | 'block' | 'marker' | 'forward'; from: number; to: number; sharedFrom?: number }

export function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line)
}

/** All announcements in lines that are not themselves quoted, first to last. */
export function findQuoteHeaders(lines: TextLine[]): QuoteHeader[] {
  const found: QuoteHeader[] = []
  for (let i = 0; i < lines.length && found.length < 3; i += 1) {
    const line = lines[i]!
    if (line.blank) continue
    // iPhones write the announcement inside the quote; then the quote alone decides.
    if (line.quoted !== 'no') continue
    const header = markerAt(lines, i) ?? blockAt(lines, i) ?? sentenceAt(lines, i)
    if (header) { found.push(header); i = header.to - 1 }
  }
  return found
}

function markerAt(lines: TextLine[], i: number): QuoteHeader | null {
  const text = lines[i]!.text
  if (text.length > 200) return null
  if (originalMarker.test(text) || answerAboveMarker.test(text)) return { kind: 'marker', from: i, to: i + 1 }
  return forwardMarker.test(text) ? { kind: 'forward', from: i, to: i + 1 } : null
}

/** Outlook: three of From, Sent, To, Subject within seven lines; or two that carry an address or a date. */
function blockAt(lines: TextLine[], i: number): QuoteHeader | null {
  const first = blockRole(lines[i]!.text)
  if (!first || first === 'cc' || first === 'to') return null
  const roles = new Set<BlockRole>([first])
  let to = i + 1
  for (let j = i + 1; j < lines.length && j < i + 8; j += 1) {
    if (lines[j]!.blank) { if (roles.size > 1 || j > i + 1) break; continue }
    const role = blockRole(lines[j]!.text)
    if (role) { roles.add(role); to = j + 1 }
  }
  if (roles.size >= 3 && (roles.has('from') || roles.has('sent'))) return { kind: 'block', from: i, to }
  const words = lines.slice(i, to).map((line) => line.text).join('\n')
  const standsAlone = i === 0 || lines[i - 1]!.blank || /^\s*[-_=*]{3,}\s*$/.test(lines[i - 1]!.text)
  const convincing = roles.has('sent') && (roles.has('from') || roles.has('to')) && dateLike.test(words) && addressLike.test(words)
  return roles.size === 2 && standsAlone && convincing ? { kind: 'block', from: i, to } : null
}

/** "On … wrote:", on up to four lines. */
function sentenceAt(lines: TextLine[], i: number): QuoteHeader | null {
  let text = ''
  for (let j = i; j < i + 4 && j < lines.length; j += 1) {
    const line = lines[j]!
    if (line.blank || (line.quoted !== 'no' && j > i)) return null
    text += (j > i ? ' ' : '') + line.text.trim()
    if (text.length > 500) return null
    // Only a line that can begin an announcement is read together with the next ones.
    if (j > i && !opener.test(text) && !wroteVerb.test(lines[i]!.text) && !addressLike.test(lines[i]!.text)) return null
    if (!/[:：]\s*[*_]*$/.test(text) && !endsWithVerb(text)) continue
    const follows = followingQuote(lines, j + 1)
    if (announces(text, follows)) return { kind: 'line', from: i, to: j + 1, ...sharedStart(lines[i]!.text) }
    return null
  }
  return null
}

function endsWithVerb(text: string): boolean {
  const tail = text.slice(-40)
  return dateLike.test(text) && addressLike.test(text) && new RegExp(`${wroteVerb.source}\\s*$`, 'iu').test(tail)
}

function announces(text: string, quoteFollows: boolean): boolean {
  const hasDate = dateLike.test(text)
  const hasAddress = addressLike.test(text)
  const hasVerb = wroteVerb.test(text)
  if (ownSentence.test(text) && !hasAddress) return false
  if (hasVerb && (hasDate || hasAddress)) return true
  if (hasVerb && quoteFollows) return text.length < 120
  // Gmail in Russian, Japanese and others: a date, a name, an address, no verb.
  if (hasDate && /<[^<>]*@[^<>]*>\)?\s*[:：]\s*$/.test(text) && (opener.test(text) || quoteFollows)) return true
  return quoteFollows && hasDate && opener.test(text) && text.length < 200
}

function followingQuote(lines: TextLine[], from: number): boolean {
  for (let i = from; i < lines.length && i < from + 4; i += 1) {
    if (!lines[i]!.blank) return lines[i]!.quoted !== 'no'
  }
  return false
}

/** Some programs put the announcement on the last line of the answer itself. */
function sharedStart(line: string): { sharedFrom?: number } {
  const at = line.search(/\sOn (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d|\d{1,2}[ /.-])/)
  return at > 0 && line.slice(0, at).trim() !== '' && !/^[\s*_-]*$/.test(line.slice(0, at)) ? { sharedFrom: at } : {}
}
