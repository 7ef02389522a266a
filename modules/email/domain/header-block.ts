import { isUtf8 } from 'node:buffer'
import { decodeBytes, guessCharset } from './charset.ts'
import type { MailProblem } from './parsed-mail.ts'

/** One field with its folded lines, as bytes turned into a string one by one (latin1), so that nothing is lost. */
export type RawField = { name: string; raw: string }

const maxBlock = 256 * 1024
const maxField = 48 * 1024
const essential = /^(?:from|to|cc|subject|date|message-id|in-reply-to|references|sender|reply-to|return-path|mime-version|auto-submitted|precedence|content-.*)$/

/** Splits a header block into its fields. Lines that are no header stay with the field above. */
export function fieldsOf(block: Buffer): RawField[] {
  const fields: RawField[] = []
  for (const line of block.toString('latin1').split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    if (text === '') continue
    const previous = fields[fields.length - 1]
    if ((text[0] === ' ' || text[0] === '\t') && previous) {
      if (previous.raw.length < maxField) previous.raw += '\r\n' + text
      continue
    }
    const colon = text.indexOf(':')
    fields.push({ name: (colon < 0 ? '' : text.slice(0, colon)).trim().toLowerCase(), raw: text.slice(0, maxField) })
  }
  return fields
}

/** Keeps a flood of headers from stopping the mail: what matters stays, the rest goes. */
export function cappedFields(fields: RawField[], problems: Set<MailProblem>): RawField[] {
  let total = 0
  const seen = new Set<string>()
  const kept = fields.filter((field) => {
    const matters = essential.test(field.name) && !seen.has(field.name)
    seen.add(field.name)
    if (total + field.raw.length > maxBlock * 0.75 && !(matters && total + field.raw.length < maxBlock)) return false
    total += field.raw.length
    return true
  })
  if (kept.length < fields.length) problems.add('header-truncated')
  return kept
}

/** Raw 8-bit letters in headers: UTF-8 when valid, else the charset that the mail declares, else a guess. */
export function fieldsAsUtf8(fields: RawField[], declaredCharset: string | null): Buffer {
  const lines = fields.map((field) => {
    if (!/[\x80-\xff]/.test(field.raw)) return Buffer.from(field.raw, 'latin1')
    const bytes = Buffer.from(field.raw, 'latin1')
    if (isUtf8(bytes)) return bytes
    const guessed = guessCharset(bytes)
    // windows-1252 reads anything: it must not outvote a guess that found an Asian or Cyrillic charset.
    const trusted = declaredCharset && !/^utf-?[78]$|ascii/.test(declaredCharset) && !(guessed !== 'windows-1252' && /^(?:iso-8859-1|windows-1252)$/.test(declaredCharset))
    const charset = trusted ? declaredCharset : guessed
    return Buffer.from(decodeBytes(bytes, charset).text, 'utf8')
  })
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\r\n')]))
}

/** The value of a field, unfolded; undefined when there is no such field. */
export function rawValue(fields: RawField[], name: string): string | undefined {
  const field = fields.find((entry) => entry.name === name)
  return field?.raw.slice(field.raw.indexOf(':') + 1).replace(/\r\n/g, '').trim()
}

/** A parameter such as charset or boundary, by a plain look: enough for the pre-pass. */
export function parameter(value: string | undefined, name: string): string | null {
  if (!value) return null
  const match = new RegExp(`(?:^|[;\\s])${name}(?:\\*\\d*\\*?)?\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.){0,1000})"|([^;]{0,1000}))`, 'i').exec(value.slice(0, 8000))
  const found = match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2]?.trim().replace(/\s+\(.*$/, '')
  return found ? found : null
}
