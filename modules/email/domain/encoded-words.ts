import { canonicalCharset, decodeBytes } from './charset.ts'

/** More than any honest field holds. A flood of encoded words must cost nothing (a known way to stall a parser). */
const maxWords = 1000

const word = /=\?([\w.:*+-]{1,60})\?([bBqQ])\?([^?]{0,4096}|.{0,2048}?)\?=/g

/**
 * Decodes RFC 2047 words. Neighbours of one charset are joined as bytes first, because
 * senders cut multi-byte characters in two.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  let result = ''
  let end = 0
  let count = 0
  let pending: { charset: string; chunks: Buffer[] } | null = null
  const flush = () => {
    if (pending) result += decodeBytes(Buffer.concat(pending.chunks), pending.charset).text
    pending = null
  }
  word.lastIndex = 0
  for (let match = word.exec(value); match && count < maxWords; match = word.exec(value), count += 1) {
    const between = value.slice(end, match.index)
    const charset = canonicalCharset(match[1])
    const bytes = match[2]!.toLowerCase() === 'b' ? Buffer.from(match[3]!, 'base64') : fromQ(match[3]!)
    // White space between two words is only folding, not text.
    const adjoining = end > 0 && /^[ \t\r\n]*$/.test(between)
    if (pending && adjoining && (pending as { charset: string }).charset === charset) (pending as { chunks: Buffer[] }).chunks.push(bytes)
    else {
      flush()
      if (!adjoining) result += between
      pending = { charset, chunks: [bytes] }
    }
    end = match.index + match[0].length
  }
  flush()
  return result + value.slice(end)
}

function fromQ(text: string): Buffer {
  const latin = text.replace(/_/g, ' ').replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  // Some senders leave raw letters inside a Q word; by now those are UTF-8, not bytes.
  return /[^\x00-\xff]/.test(latin) ? Buffer.from(latin, 'utf8') : Buffer.from(latin, 'latin1')
}

/**
 * The same for address lists: what a word decodes to stays one word, in quotes, so that a comma
 * or an angle bracket hidden in it cannot make a second address.
 */
export function decodeWordsQuoted(value: string): string {
  if (!value.includes('=?')) return value
  const runs = /=\?[\w.:*+-]{1,60}\?[bBqQ]\?[^?]{0,4096}\?=(?:[ \t\r\n]{0,80}=\?[\w.:*+-]{1,60}\?[bBqQ]\?[^?]{0,4096}\?=)*/g
  let result = ''
  let end = 0
  let inQuotes = false
  for (const match of value.matchAll(runs)) {
    const before = value.slice(end, match.index)
    for (let i = 0; i < before.length; i += 1) {
      if (before[i] === '\\') i += 1
      else if (before[i] === '"') inQuotes = !inQuotes
    }
    const decoded = decodeWords(match[0]).replace(/[\\"]/g, '\\$&').replace(/[\r\n\0]+/g, ' ')
    result += before + (inQuotes ? decoded : `"${decoded}"`)
    end = match.index + match[0].length
  }
  return result + value.slice(end)
}
