import type { z } from 'zod'
import type { CaseStatus, CaseView, Draft, DraftInput, ForwardInput, Recipients, ReplyInput } from '#contracts/cases'
import type { Address } from '#contracts/conversations'

export type DraftKind = Draft['kind']
export type Writing = z.infer<typeof DraftInput>

export const blank: Writing = { text: '', html: null, to: [], cc: [], bcc: [], subject: '', attachmentIds: [], macroId: null }

/** What an untouched composer holds: the reply knows its recipients, a note and a forward begin empty. */
export const untouched = (kind: DraftKind, recipients: Recipients): Writing => (kind === 'reply' ? { ...blank, to: recipients.to, cc: recipients.cc } : blank)

export const fromDraft = ({ text, html, to, cc, bcc, subject, attachmentIds, macroId }: Draft): Writing => ({ text, html, to, cc, bcc, subject, attachmentIds, macroId })

/** Nothing that would be missed: recipients alone are no draft. */
export const isEmpty = (writing: Writing) => !writing.text.trim() && !writing.html && writing.attachmentIds.length === 0

export type Obstacle = 'composer.empty' | 'composer.no-recipient' | 'composer.still-uploading' | 'composer.unfilled'
/** What a text left to be filled. It is never meant for the customer; a note may say it. */
const unfilled = /\{\{\s*[\w.-]+\s*\}\}/
/** Why it cannot be sent yet, or null. */
export function obstacle(kind: DraftKind, writing: Writing, uploading = false): Obstacle | null {
  if (uploading) return 'composer.still-uploading'
  if (kind !== 'forward' && isEmpty(writing)) return 'composer.empty'
  if (kind === 'note') return writing.text.trim() || writing.html ? null : 'composer.empty'
  if (unfilled.test(writing.text) || unfilled.test(writing.html ?? '')) return 'composer.unfilled'
  return writing.to.length ? null : 'composer.no-recipient'
}

const plausible = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/
/** `Name <a@b.c>, d@e.f; g@h.i` as people paste it. What is no address is told back, not dropped. */
export function readAddresses(text: string): { addresses: Address[]; rejected: string[] } {
  const addresses: Address[] = []
  const rejected: string[] = []
  for (const part of text.split(/[,;\n](?=(?:[^"]*"[^"]*")*[^"]*$)/).map((each) => each.trim()).filter(Boolean)) {
    const named = /^(.*?)\s*<([^<>]+)>$/.exec(part)
    const address = (named?.[2] ?? part).trim()
    if (plausible.test(address)) addresses.push({ address, name: (named?.[1] ?? '').replace(/^"|"$/g, '').trim() })
    else rejected.push(part)
  }
  return { addresses, rejected }
}

export const sameAddress = (one: Address, other: Address) => one.address.toLowerCase() === other.address.toLowerCase()
export const withAddresses = (list: readonly Address[], added: readonly Address[]) => [...list, ...added.filter((each, index) => !list.some((known) => sameAddress(known, each)) && added.findIndex((first) => sameAddress(first, each)) === index)]

export type Explained = { address: string; field: 'to' | 'cc' | 'bcc' | 'left-out'; reason: string }
/** Each recipient with its reason; one that the agent added says so, one that was left out or taken out is listed too. */
export function explain(writing: Writing, recipients: Recipients): Explained[] {
  const reasons = new Map(recipients.explained.map((each) => [each.address.toLowerCase(), each]))
  const present = (['to', 'cc', 'bcc'] as const).flatMap((field) => writing[field].map(({ address }) => {
    const known = reasons.get(address.toLowerCase())
    return { address, field, reason: known && known.included !== 'left-out' ? known.reason : 'added' }
  }))
  const there = new Set(present.map((each) => each.address.toLowerCase()))
  const out = recipients.explained.filter((each) => !there.has(each.address.toLowerCase())).map((each) => ({ address: each.address, field: 'left-out' as const, reason: each.reason }))
  return [...present, ...out]
}

/** What came in after the message that the agent had seen when the writing began. */
export function cameIn(view: Pick<CaseView, 'messages'>, seenMessageId: string | null): CaseView['messages'] {
  const at = view.messages.findIndex((each) => each.id === seenMessageId)
  return view.messages.slice(at + 1).filter((each) => each.kind !== 'note')
}

const attempts = new WeakMap<Writing, string>()
/** The name of an attempt to send exactly this. Each change makes a new writing; pressing again after no answer came does not. */
export function attemptAt(writing: Writing): string {
  const known = attempts.get(writing) ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (each) => each.toString(36).padStart(7, '0')).join('')
  attempts.set(writing, known)
  return known
}

/** When, and what becomes of the case afterwards. */
export type How = { sendAt?: string; thenStatus?: CaseStatus }

export const replyInput = (writing: Writing, seenMessageId: string | null, { sendAt, thenStatus }: How = {}): z.input<typeof ReplyInput> => ({
  text: writing.text || '\n', html: writing.html, to: writing.to, cc: writing.cc, bcc: writing.bcc, attachmentIds: writing.attachmentIds, seenMessageId,
  ...(writing.subject ? { subject: writing.subject } : {}), ...(writing.macroId ? { macroId: writing.macroId } : {}), ...(sendAt ? { sendAt } : {}), ...(thenStatus ? { thenStatus } : {}),
})

/** A forward needs no words of its own, but the contract wants some: the empty line stands for "nothing to add". */
export const forwardInput = (writing: Writing, messageId: string, includeAttachments: boolean, { sendAt }: How = {}): z.input<typeof ForwardInput> => ({
  text: writing.text.trim() ? writing.text : '\n', html: writing.html, to: writing.to, cc: writing.cc, bcc: writing.bcc, attachmentIds: writing.attachmentIds, messageId, includeAttachments,
  ...(writing.subject ? { subject: writing.subject } : {}), ...(sendAt ? { sendAt } : {}),
})

/** Which message a forward begins with: the one that was asked for, else the newest that is no note. */
export function forwardable(messages: CaseView['messages'], wantedId: string | null) {
  const choices = messages.filter((each) => each.kind !== 'note')
  return { choices, chosen: choices.find((each) => each.id === wantedId) ?? choices.at(-1) ?? null }
}

/** "Fatima Øztürk, W. de Graaf and 2 more" in one line: names where they are known. */
export function recipientLine({ to, cc, bcc }: Pick<Writing, 'to' | 'cc' | 'bcc'>, shown = 2): { names: string; more: number } {
  const all = [...to, ...cc, ...bcc].map((each) => each.name || each.address)
  return { names: all.slice(0, shown).join(', '), more: Math.max(0, all.length - shown) }
}

/** Under which subject an answer goes if nobody writes another: that under which the talk began in which somebody spoke last. */
export function subjectOf({ messages, subject }: Pick<CaseView, 'messages' | 'subject'>): string {
  const last = messages.findLast((each) => each.kind === 'in') ?? messages.findLast((each) => each.kind === 'out')
  const begun = messages.find((each) => each.conversationId === last?.conversationId && each.subject)
  return `Re: ${(begun?.subject ?? subject).replace(/^(?:re|aw|sv|antw|vs):\s*/i, '')}`
}
