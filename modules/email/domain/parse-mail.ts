import PostalMime from 'postal-mime'
import { markAutomatic } from './automatic.ts'
import { readBounce } from './bounce.ts'
import { contentHash } from './content-hash.ts'
import { readForwarded } from './forwarded.ts'
import { cappedFields, fieldsAsUtf8, fieldsOf } from './header-block.ts'
import { safeText } from './header-safety.ts'
import { detectLanguage } from './language.ts'
import { readParts } from './mail-parts.ts'
import { readBodies } from './mail-bodies.ts'
import { readFields } from './message-fields.ts'
import type { MailPart, MailProblem, ParsedMail } from './parsed-mail.ts'
import { prepareMime } from './prepare-mime.ts'
import { sanitiseHtml, type SanitiseOptions } from './sanitise-html.ts'

export type ParseMailOptions = {
  /** The subset of work that a caller may leave out, e.g. when only the header is of interest. */
  skipLanguage?: boolean
  /** Where the page finds an inline picture; see sanitiseHtml. */
  inlineImageUrl?: SanitiseOptions['inlineImageUrl']
}

const mimeLimits = { maxNestingDepth: 120, maxHeadersSize: 1024 * 1024, forceRfc822Attachments: true }

/** Reads a mail as it came from the wire. Never throws: what cannot be read is kept with its header and a problem code. */
export async function parseMail(raw: Uint8Array, options: ParseMailOptions = {}): Promise<ParsedMail> {
  const problems = new Set<MailProblem>()
  if (raw.byteLength === 0) problems.add('empty')
  try {
    const prepared = prepareMime(raw, problems)
    const mime = await PostalMime.parse(prepared.bytes, mimeLimits)
    const parts = await readParts(mime.attachments)
    return assembled(mime.headers, mime.text ?? '', mime.html ?? null, parts, problems, options)
  } catch {
    problems.add('header-only')
    return assembled(headerOnly(raw, problems), '', null, [], problems, options)
  }
}

/** Reads only the header: for a mail that could not be read in time. Its source is kept, and shown as what it is. */
export function parseHeaderOnly(raw: Uint8Array): ParsedMail {
  const problems = new Set<MailProblem>(['header-only'])
  return assembled(headerOnly(raw, problems), '', null, [], problems, { skipLanguage: true })
}

/** What is left when the parts cannot be taken apart: the header, field by field. */
function headerOnly(raw: Uint8Array, problems: Set<MailProblem>): Array<{ key: string; originalKey: string; value: string }> {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 512 * 1024))
  const end = head.indexOf('\r\n\r\n') >= 0 ? head.indexOf('\r\n\r\n') : head.indexOf('\n\n')
  const fields = cappedFields(fieldsOf(end < 0 ? head : head.subarray(0, end + 2)), problems)
  const lines = fieldsAsUtf8(fields, null).toString('utf8').replace(/\r\n(?=[ \t])/g, '').split('\r\n')
  return lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon > 0 ? [{ key: line.slice(0, colon).trim().toLowerCase(), originalKey: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : []
  })
}

function assembled(
  headers: Array<{ key: string; originalKey: string; value: string }>, rawText: string, html: string | null,
  parts: MailPart[], problems: Set<MailProblem>, options: ParseMailOptions,
): ParsedMail {
  const fields = readFields(headers, problems)
  const body = readBodies(safeText(rawText), html, parts, problems)
  const clean = body.html === null ? null : sanitiseHtml(body.html, { inlineImageUrl: options.inlineImageUrl })
  if (clean?.refused) problems.add(clean.refused)
  const bounce = readBounce({ ...fields, text: body.text, parts })
  const automatic = markAutomatic({ ...fields, text: body.text, parts, isBounce: bounce !== null })
  const forwarded = readForwarded(body.text, fields.subject)
  const replyText = body.split.replyText === '' && forwarded ? body.text : body.split.replyText
  return {
    ...fields,
    text: body.text, html: body.html, safeHtml: clean?.html ?? null, hasRemoteImages: clean?.hasRemoteImages ?? false,
    replyText, quotedFrom: body.split.quotedFrom, quotedTo: body.split.quotedTo, signatureFrom: body.split.signatureFrom,
    attachments: parts, automatic, bounce, forwarded,
    language: options.skipLanguage ? null : detectLanguage(replyText || body.text),
    contentHash: contentHash({
      from: fields.from?.address ?? '', date: headers.find(({ key }) => key === 'date')?.value ?? '', subject: fields.subject,
      text: body.text, html: body.html ?? '', parts: parts.map(({ bytes }) => bytes),
    }),
    problems: [...problems],
  }
}
