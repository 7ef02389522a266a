import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readForwarded } from './forwarded.ts'
import { htmlToText } from './html-to-text.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { parseMail } from './parse-mail.ts'
import { splitReplyHtml } from './split-reply-html.ts'
import { splitReply, type SplitReply } from './split-reply.ts'

/** Mails of thirteen outside suites. They are not part of this repository; without them this file says so and skips. */
const corpus = new URL('../../../../shared/data/mail/', import.meta.url)
const present = existsSync(new URL('index.json', corpus))

type Reply = { equals?: string; empty?: boolean; must?: string[]; mustNot?: string[]; equalsNoSpace?: string }
type Expected = {
  mustNotThrow?: boolean; subject?: string; from?: string; fromName?: string; to?: string[]; textMust?: string[]; textMustNot?: string[]
  attachments?: { names?: string[]; count?: number; messages?: number }; isBounce?: boolean; isAutoReply?: boolean
  bounce?: { recipients?: string[]; permanent?: boolean }; reply?: Reply; signature?: string; elidedStartsWith?: string; maxMs?: number
  forward?: { isForward?: boolean; from?: string; subject?: string; bodyMust?: string[]; note?: string }; inputSubject?: string
}
type Case = { id: string; kind: 'mail' | 'body-text' | 'body-html'; file: string; expect: Expected }

const cases: Case[] = present
  ? (JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8')) as { cases: Array<{ json: string }> }).cases.map(({ json }) => JSON.parse(readFileSync(new URL(json, corpus), 'utf8')) as Case)
  : []

/** Comparisons fold white space, as the corpus asks for. */
const folded = (text: string) => text.replace(/[\s\u00a0]+/g, ' ').trim()

test.skipIf(present)('the sample mails lie beside the project (they do not: the corpus is not checked)', () => { expect(present).toBe(false) })
test.runIf(present)('the corpus has its 65 cases', () => { expect(cases.length).toBeGreaterThanOrEqual(65) })

test.runIf(present).each(cases.map((each) => [each.id, each] as const))('%s is read as its suite expects', async (_, { kind, file, expect: expected }) => {
  const raw = readFileSync(new URL(file, corpus))
  const began = performance.now()
  if (kind === 'mail') checkMail(await parseMail(raw), expected)
  else {
    const { text, split } = bodyOf(raw.toString('utf8'), kind)
    checkReply(text, split, expected)
    if (expected.forward) checkForward(text, expected)
  }
  if (expected.maxMs) expect(performance.now() - began).toBeLessThan(expected.maxMs)
})

function bodyOf(body: string, kind: Case['kind']): { text: string; split: SplitReply } {
  if (kind === 'body-text') return { text: body, split: splitReply(body) }
  const split = splitReplyHtml(body)
  return { text: split.text, split }
}

function checkMail(mail: ParsedMail, expected: Expected) {
  if (expected.subject !== undefined) expect(folded(mail.subject)).toBe(folded(expected.subject))
  if (expected.from !== undefined) expect(mail.from?.address.toLowerCase()).toBe(expected.from.toLowerCase())
  if (expected.fromName !== undefined) expect(folded(mail.from?.name ?? '')).toBe(folded(expected.fromName))
  const recipients = [...mail.to, ...mail.cc].map(({ address }) => address.toLowerCase())
  for (const address of expected.to ?? []) expect(recipients).toContain(address.toLowerCase())

  const shown = [folded(mail.text), folded(mail.html ? htmlToText(mail.html).text : '')]
  for (const phrase of expected.textMust ?? []) expect(shown.some((text) => text.includes(folded(phrase))), `${phrase} in ${shown[0]!.slice(0, 2000)}`).toBe(true)
  for (const phrase of expected.textMustNot ?? []) expect(shown.some((text) => text.includes(folded(phrase)))).toBe(false)

  const names = mail.attachments.map(({ name }) => name)
  for (const name of expected.attachments?.names ?? []) expect(names).toContain(name)
  if (expected.attachments?.count !== undefined) expect(names).toHaveLength(expected.attachments.count)
  if (expected.attachments?.messages !== undefined) expect(mail.attachments.filter(({ kind }) => kind === 'message')).toHaveLength(expected.attachments.messages)

  if (expected.isBounce !== undefined) expect(mail.bounce !== null).toBe(expected.isBounce)
  if (expected.isAutoReply !== undefined) expect(mail.automatic.automatic && !mail.bounce).toBe(expected.isAutoReply)
  const failed = mail.bounce?.recipients.map(({ address }) => address.toLowerCase()) ?? []
  if (expected.bounce?.recipients) expect(failed.sort()).toEqual(expected.bounce.recipients.map((address) => address.toLowerCase()).sort())
  if (expected.bounce?.permanent !== undefined) expect(mail.bounce?.permanent).toBe(expected.bounce.permanent)
  checkReply(mail.text, mail, expected)
}

function checkReply(text: string, split: SplitReply, expected: Expected) {
  const { reply } = expected
  if (reply?.equals !== undefined) {
    // Suites disagree whether a signature under `-- ` belongs to a reply, so both readings count; the quote has to go in either.
    const withSignature = split.quotedFrom === null ? text : text.slice(0, split.quotedFrom) + text.slice(split.quotedTo ?? text.length)
    expect([folded(split.replyText), folded(withSignature)]).toContain(folded(reply.equals))
  }
  if (reply?.equalsNoSpace !== undefined) expect(split.replyText.replace(/\s/g, '')).toBe(reply.equalsNoSpace.replace(/\s/g, ''))
  if (reply?.empty) expect(split.replyText.trim()).toBe('')
  for (const phrase of reply?.must ?? []) expect(folded(split.replyText)).toContain(folded(phrase))
  for (const phrase of reply?.mustNot ?? []) expect(folded(split.replyText)).not.toContain(folded(phrase))
  if (expected.signature !== undefined) {
    const cut = folded(split.signatureFrom === null ? '' : text.slice(split.signatureFrom, split.quotedFrom ?? text.length))
    expect(folded(expected.signature).endsWith(cut)).toBe(true)
  }
  if (expected.elidedStartsWith !== undefined) {
    const starts = [split.signatureFrom, split.quotedFrom].filter((from) => from !== null)
    expect(folded(text.slice(Math.min(...starts))).startsWith(folded(expected.elidedStartsWith).slice(0, 40))).toBe(true)
  }
}

function checkForward(text: string, { forward, inputSubject }: Expected) {
  const found = readForwarded(text, inputSubject ?? null)
  expect(found !== null).toBe(forward!.isForward ?? true)
  if (forward!.from !== undefined) expect(found?.from?.address.toLowerCase()).toBe(forward!.from.toLowerCase())
  if (forward!.subject !== undefined) expect(folded(found?.subject ?? '')).toBe(folded(forward!.subject))
  for (const phrase of forward!.bodyMust ?? []) expect(folded(found?.body ?? '')).toContain(folded(phrase))
  if (forward!.note !== undefined) expect(folded(found?.note ?? '')).toBe(folded(forward!.note))
}
