import { isUtf8 } from 'node:buffer'
import { canonicalCharset, decodeBytes, isPlainCharset } from './charset.ts'
import { cappedFields, fieldsAsUtf8, fieldsOf, parameter, rawValue, type RawField } from './header-block.ts'
import type { MailProblem } from './parsed-mail.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/**
 * The pass before the MIME library: it walks the parts once, and rewrites only what the library would read
 * wrongly. Ordinary mail passes through as the same bytes.
 */
export type PreparedMime = { bytes: Buffer; topFields: RawField[]; charset: string | null; parts: number }

const maxParts = 1000
const maxDepth = 100

type Edit = { from: number; to: number; bytes: Buffer }
type Part = { headerFrom: number; bodyFrom: number; fields: RawField[]; type: string; parentType: string; depth: number; first: boolean }

export function prepareMime(raw: Uint8Array, problems: Set<MailProblem>): PreparedMime {
  const source = withoutEnvelopeLine(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))
  const charset = declaredCharset(source)
  const edits: Edit[] = []
  const open: Array<{ boundary: string; type: string; depth: number; children: number }> = []
  let parts = 0
  let end = source.length

  const enter = (from: number, parentType: string, depth: number, first: boolean): Part => {
    const bodyFrom = endOfHeader(source, from)
    const fields = fieldsOf(source.subarray(from, bodyFrom))
    const declared = rawValue(fields, 'content-type') ?? (parentType === 'digest' ? 'message/rfc822' : 'text/plain')
    const type = declared.split(/[;(\s]/, 1)[0]!.toLowerCase()
    if (type.startsWith('multipart/')) {
      let boundary = parameter(declared, 'boundary')
      if (depth === 0 && (!boundary || !source.includes(`--${boundary.trimEnd()}`, bodyFrom))) {
        problems.add('no-boundary')
        boundary = likelyBoundary(source, bodyFrom)
        const instead = boundary ? `Content-Type: ${type}; boundary="${boundary}"` : 'Content-Type: text/plain'
        edits.push(headerEdit(source, from, bodyFrom, replaced(fields, 'content-type', instead), charset, problems))
      }
      if (boundary) open.push({ boundary: boundary.trimEnd(), type: type.slice(10), depth, children: 0 })
    }
    return { headerFrom: from, bodyFrom, fields, type, parentType, depth, first }
  }

  let part = enter(0, '', 0, true)
  const topFields = part.fields
  const leave = (to: number) => { edits.push(...editsFor(source, part, to, charset, problems, edits)) }

  let at = part.bodyFrom > 0 && source[part.bodyFrom] === 0x2d ? part.bodyFrom - 1 : source.indexOf('\n--', Math.max(0, part.bodyFrom - 1))
  while (open.length > 0 && at >= 0) {
    const lineFrom = at + 1
    const newline = source.indexOf(0x0a, lineFrom)
    const lineTo = newline < 0 ? source.length : newline
    const line = source.subarray(lineFrom, Math.min(lineTo, lineFrom + 1200)).toString('latin1').trimEnd()
    const level = open.findLastIndex(({ boundary }) => line === `--${boundary}` || line === `--${boundary}--`)
    if (level >= 0) {
      leave(lineFrom)
      const owner = open[level]!
      open.length = line.endsWith('--') && line !== `--${owner.boundary}` ? level : level + 1
      parts += 1
      if (parts > maxParts) { problems.add('too-many-parts'); end = lineFrom; break }
      if (open.length > maxDepth) { problems.add('too-deep'); end = lineFrom; break }
      if (open.length === level) part = { ...part, fields: [], type: 'epilogue', headerFrom: lineTo + 1, bodyFrom: lineTo + 1 }
      else {
        part = enter(Math.min(lineTo + 1, source.length), owner.type, owner.depth + 1, owner.children === 0)
        owner.children += 1
        at = source.indexOf('\n--', Math.max(lineTo, part.bodyFrom - 1))
        continue
      }
    }
    at = source.indexOf('\n--', lineTo)
  }
  leave(end)
  return { bytes: apply(source, edits, end), topFields, charset, parts }
}

/** mbox files put `From sender date` on top; some stores leave blank lines or a byte order mark there. */
function withoutEnvelopeLine(source: Buffer): Buffer {
  let from = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0
  const head = source.subarray(from, from + 2000).toString('latin1')
  const skipped = /^(?:\s*\n)?(?:>?From [^\r\n]*\r?\n)?/.exec(head)![0]
  if (/^[!-9;-~]+[ \t]*:/.test(head.slice(skipped.length))) from += skipped.length
  return from === 0 ? source : source.subarray(from)
}

function endOfHeader(source: Buffer, from: number): number {
  for (let at = from; at < source.length;) {
    if (source[at] === 0x0a) return at + 1
    if (source[at] === 0x0d && source[at + 1] === 0x0a) return at + 2
    const newline = source.indexOf(0x0a, at)
    if (newline < 0) return source.length
    at = newline + 1
  }
  return source.length
}

function declaredCharset(source: Buffer): string | null {
  const head = source.subarray(0, 64 * 1024).toString('latin1')
  const match = /charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(head) ?? /=\?([\w.:-]{2,40})\?[bq]\?/i.exec(head)
  const label = match ? canonicalCharset(match[1]) : null
  return label && isPlainCharset(label) ? label : null
}

function likelyBoundary(source: Buffer, from: number): string | null {
  const body = source.subarray(from, from + 256 * 1024).toString('latin1')
  const first = /^--([!-~][ -~]{0,68}[!-~])\r?$/m.exec(body)?.[1]
  return first && !/["\\]/.test(first) && body.indexOf(`--${first}`, body.indexOf(`--${first}`) + 3) > 0 ? first : null
}

function replaced(fields: RawField[], name: string, line: string): RawField[] {
  return [...fields.filter((field) => field.name !== name), { name, raw: line }]
}

function headerEdit(source: Buffer, from: number, to: number, fields: RawField[], charset: string | null, problems: Set<MailProblem>): Edit {
  const kept = cappedFields(fields, problems)
  return { from, to, bytes: Buffer.concat([fieldsAsUtf8(kept, charset), Buffer.from('\r\n')]) }
}

function editsFor(source: Buffer, part: Part, bodyTo: number, charset: string | null, problems: Set<MailProblem>, sofar: Edit[]): Edit[] {
  if (part.type === 'epilogue' || sofar.some((edit) => edit.from === part.headerFrom && part.headerFrom === 0)) return []
  let fields = part.fields
  const edits: Edit[] = []
  if (part.type === 'text/plain' || part.type === 'text/html') {
    const body = source.subarray(part.bodyFrom, Math.max(part.bodyFrom, bodyTo))
    const utf8 = bodyAsUtf8(fields, body, part.type, charset, problems)
    if (utf8) {
      const flowed = /format\s*=\s*"?flowed/i.test(rawValue(fields, 'content-type') ?? '') ? '; format=flowed' : ''
      const name = parameter(rawValue(fields, 'content-type'), 'name')
      fields = replaced(fields, 'content-type', `Content-Type: ${part.type}; charset=utf-8${flowed}${name ? `; name="${name.replace(/["\\]/g, '')}"` : ''}`)
      fields = replaced(fields, 'content-transfer-encoding', 'Content-Transfer-Encoding: base64')
      edits.push({ from: part.bodyFrom, to: bodyTo, bytes: Buffer.from((utf8.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n') + '\r\n') })
    }
    fields = namedTextAsAttachment(fields, part)
  }
  const needsRewrite = fields !== part.fields || part.bodyFrom - part.headerFrom > 200 * 1024 || fields.some((field) => /[\x80-\xff]/.test(field.raw) && !isUtf8(Buffer.from(field.raw, 'latin1')))
  if (needsRewrite) edits.unshift(headerEdit(source, part.headerFrom, part.bodyFrom, fields, charset, problems))
  return edits
}

/** A text part with a file name is a file, though its sender called it inline or said nothing. */
function namedTextAsAttachment(fields: RawField[], part: Part): RawField[] {
  if (part.depth === 0 || part.parentType === 'alternative' || (part.parentType === 'related' && part.first)) return fields
  const disposition = rawValue(fields, 'content-disposition')
  if (disposition && /^attachment/i.test(disposition)) return fields
  if (!parameter(disposition, 'filename') && !parameter(rawValue(fields, 'content-type'), 'name')) return fields
  const rest = disposition?.includes(';') ? disposition.slice(disposition.indexOf(';')) : ''
  return replaced(fields, 'content-disposition', `Content-Disposition: attachment${rest}`)
}

/** The body as UTF-8 when the library would misread it; null when it reads it well. */
function bodyAsUtf8(fields: RawField[], body: Buffer, type: string, mailCharset: string | null, problems: Set<MailProblem>): Buffer | null {
  const label = canonicalCharset(parameter(rawValue(fields, 'content-type'), 'charset'))
  const encoding = rawValue(fields, 'content-transfer-encoding') ?? ''
  const coded = /base64|quoted-printable/i.test(encoding)
  const trusted = isPlainCharset(label)
  if (trusted && label !== 'utf-8') return null
  if (!coded && isUtf8(body) && label !== 'utf-7' && !body.includes(0x1b)) return null
  const bytes = decodeTransfer(body, encoding)
  if (trusted && isUtf8(bytes)) return null
  let name = label
  if (type === 'text/html' && !trusted && !label) {
    name = canonicalCharset(/<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'))?.[1])
  }
  // Without a word of its own, a part speaks the charset of the rest of the mail.
  if (!name && mailCharset && mailCharset !== 'utf-8' && !isUtf8(bytes)) name = mailCharset
  const { text, known } = decodeBytes(bytes, name)
  if (!known) problems.add('bad-charset')
  return Buffer.from(text, 'utf8')
}

function apply(source: Buffer, edits: Edit[], end: number): Buffer {
  if (edits.length === 0) return end === source.length ? source : source.subarray(0, end)
  const chunks: Buffer[] = []
  let at = 0
  for (const edit of edits.sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (edit.from < at) continue
    chunks.push(source.subarray(at, edit.from), edit.bytes)
    at = edit.to
  }
  chunks.push(source.subarray(at, end))
  return Buffer.concat(chunks)
}
