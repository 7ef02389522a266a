import { bounceSentence, bounceSubject, daemonName, daemonSender, delayWords, givenUp, originalBelow } from './bounce-words.ts'
import { readDeliveryStatus, type StatusGroup } from './delivery-status.ts'
import type { Bounce, BounceRecipient, MailPart, ParsedMail } from './parsed-mail.ts'

export type BounceFacts = Pick<ParsedMail, 'messageId' | 'from' | 'subject' | 'returnPath' | 'headers' | 'text' | 'to' | 'inReplyTo' | 'references'> & { parts: MailPart[] }

/**
 * Whether a mail says that another mail was not delivered: by a report (RFC 3464), by X-Failed-Recipients,
 * or in a server's own words. Whether that other mail was ours is decided where our Message-IDs are known.
 */
export function readBounce(mail: BounceFacts): Bounce | null {
  const status = statusText(mail)
  const groups = status === null ? [] : readDeliveryStatus(status)
  const failed = header(mail, 'x-failed-recipients')
  if (!isBounce(mail, status !== null, groups, failed !== null)) return null

  const recipients = groups.length > 0 ? failedOf(groups) : fromWords(mail, failed)
  const first = recipients[0] ?? null
  const spoken = topWords(mail.text)
  const permanent = recipients.length > 0 ? recipients.some((recipient) => recipient.permanent) : givenUp.test(spoken) || !delayWords.test(`${mail.subject}\n${spoken}`)
  return { recipients, permanent, status: first?.status ?? null, diagnostic: first?.diagnostic ?? null, originalMessageId: originalMessageId(mail) }
}

function header(mail: BounceFacts, name: string): string | null {
  return mail.headers.find(([each]) => each === name)?.[1] ?? null
}

function isBounce(mail: BounceFacts, hasStatusPart: boolean, groups: StatusGroup[], namesFailed: boolean): boolean {
  const type = header(mail, 'content-type') ?? ''
  const isReceipt = /disposition-notification|feedback-report/i.test(type)
  if (isReceipt) return false
  // A report that only says "delivered" or "relayed" is good news.
  if (groups.length > 0 && groups.every(({ action }) => action === 'delivered' || action === 'relayed' || action === 'expanded')) return false
  const isReport = /multipart\/report/i.test(type) && /delivery-status/i.test(type)
  if (isReport || namesFailed) return true
  const daemon = daemonSender.test(mail.from?.address ?? '') || daemonName.test(mail.from?.name ?? '') || mail.from === null
  const nobody = mail.returnPath === '' || /^<?\s*>?$/.test(header(mail, 'x-envelope-from') ?? 'x')
  const spoken = topWords(mail.text)
  const subject = bounceSubject.test(mail.subject)
  // Inside somebody's own mail a report is an attachment, not the message.
  if (hasStatusPart && (daemon || nobody || subject || groups.length > 0 && mail.text.trim() === '')) return true
  if (subject && (daemon || nobody)) return true
  if ((daemon || nobody) && bounceSentence.test(spoken) && !isAbsence(mail.subject, spoken)) return true
  // Some servers answer in their own name: then subject and words must both say it, in a mail that is no reply.
  return subject && bounceSentence.test(spoken.slice(0, 1500)) && mail.references.length === 0 && !/^\s*(?:re|aw|sv|vs|antw)\s*:/i.test(mail.subject)
    && (/auto-(?:replied|generated|notified)/i.test(header(mail, 'auto-submitted') ?? '') || namesAddress(spoken) && !/[?]/.test(spoken.slice(0, 600)))
}

function isAbsence(subject: string, words: string): boolean {
  return /out of (?:the )?office|vacation|auto(?:matic|-)? ?(?:reply|response)|away from|abwesen|fraværs|afwezig/i.test(`${subject}\n${words.slice(0, 500)}`) && !/\b55\d\b|undeliver/i.test(words)
}

function namesAddress(words: string): boolean {
  return /[^\s<>@]{1,64}@[^\s<>@]{1,200}/.test(words)
}

/** The report part; or the report inside an attached mail when a gateway wrapped the bounce once more. */
function statusText(mail: BounceFacts): string | null {
  const part = mail.parts.find(({ declaredType }) => /^message\/(?:global-)?delivery-status$/.test(declaredType))
  if (part) return asText(part.bytes)
  for (const { kind, bytes } of mail.parts) {
    if (kind !== 'message') continue
    const inner = asText(bytes.subarray(0, 128 * 1024))
    if (/^content-type:\s*multipart\/report;[^\0]{0,200}?report-type="?delivery-status/im.test(inner.slice(0, 16 * 1024))) {
      const at = inner.search(/^content-type:\s*message\/delivery-status/im)
      if (at >= 0) return inner.slice(at).replace(/^[^\r\n]*\r?\n/, '')
    }
  }
  return /^(?:final|original)-recipient\s*:/im.test(mail.text.slice(0, 64 * 1024)) ? mail.text.slice(0, 64 * 1024) : null
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

/** Those that failed; when none is final, those that are delayed. */
function failedOf(groups: StatusGroup[]): BounceRecipient[] {
  const bad = groups.filter(({ action }) => action !== 'delivered' && action !== 'relayed' && action !== 'expanded')
  const final = bad.filter(({ permanent }) => permanent)
  return unique((final.length > 0 ? final : bad).map(({ action: _, ...recipient }) => recipient))
}

/** The server's words above the returned mail. */
function topWords(text: string): string {
  const lines = text.slice(0, 32 * 1024).split('\n')
  // The first lines may themselves look like the start of a returned mail; a bounce says something first.
  const end = lines.findIndex((line, index) => index > 1 && originalBelow.test(line))
  return lines.slice(0, end < 0 ? lines.length : end).join('\n')
}

/** Addresses in a server's own words. Which of them failed is a question of where they stand. */
function fromWords(mail: BounceFacts, failed: string | null): BounceRecipient[] {
  const words = topWords(mail.text)
  const permanent = givenUp.test(words) || !delayWords.test(`${mail.subject}\n${words}`)
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null
  const diagnostic = /^.*\b[45]\d\d[ -].{3,}$/m.exec(words)?.[0].trim().slice(0, 1000) ?? null
  const of = (addresses: string[]) => unique(addresses.map((address) => ({ address, permanent, status, diagnostic })))
  if (failed) return of(addressesIn(failed))
  const ours = new Set(mail.to.map(({ address }) => address.toLowerCase()))
  const other = (address: string) => !ours.has(address.toLowerCase()) && !/^(?:postmaster|mailer-daemon|abuse|support|helpdesk)@/i.test(address)
  const lines = words.split('\n')
  const placed = lines.flatMap((line) => {
    // An address that begins its line, alone or followed by a colon, dots or the server's answer.
    const begins = /^[\s>*|]*(?:(?:to|user|recipient|address|mailbox|e-?mail|rcpt to|failed(?: recipient)?|empf[äa]nger|modtager|ontvanger)\s*[:=]\s*)?["'<[(]*([^\s<>"'()[\],;:]{1,120}@[^\s<>"'()[\],;:]{1,250}?)["'>\])]*\s*(?:$|[:;,.…(-]|\.{3}|\s-|\s{2,}|\bon\b|\bunknown|\bnot\b|\d{3}\b|\(|user|host|does|is\b|mailbox|failed|said)/i.exec(line)?.[1]
    const said = /(?:^|[\s:(<])(?:rcpt to|deliver(?:y|ed)?(?: mail| a message| the message)?(?: to| for)|(?:address|user|recipient|mailbox)(?:es)?(?: is)?)\s*:?\s*["'<[]*([^\s<>"'()[\],;:]{1,120}@[^\s<>"'()[\],;:]{1,250})/i.exec(line)?.[1]
    const answered = /\b[45]\d\d[ -](?:\d\.\d\.\d\s)?[^<\n]{0,60}<([^\s<>@]{1,120}@[^\s<>]{1,250})>/.exec(line)?.[1]
    return [begins ?? said ?? answered].filter((address) => address !== undefined)
  }).map(trimmed).filter(other)
  if (placed.length > 0) return of(placed)
  return of(addressesIn(words).filter(other).slice(0, 3))
}

function addressesIn(text: string): string[] {
  return [...text.slice(0, 16 * 1024).matchAll(/[^\s<>"'()[\],;:]{1,120}@[^\s<>"'()[\],;:@]{1,250}/g)].map((match) => trimmed(match[0]))
}

function trimmed(address: string): string {
  return address.replace(/^mailto:/i, '').replace(/[.,;:]+$/, '')
}

function unique(recipients: BounceRecipient[]): BounceRecipient[] {
  const seen = new Set<string>()
  return recipients.filter(({ address }) => !seen.has(address.toLowerCase()) && seen.add(address.toLowerCase())).slice(0, 100)
}

/** From the returned mail: a part, its headers alone, or pasted into the text. */
function originalMessageId(mail: BounceFacts): string | null {
  const returned = mail.parts.filter(({ kind, declaredType }) => kind === 'message' || declaredType === 'text/rfc822-headers' || declaredType === 'message/rfc822-headers').map(({ bytes }) => asText(bytes.subarray(0, 64 * 1024)))
  for (const text of [...returned, mail.text.slice(0, 64 * 1024)]) {
    // A gateway that wraps a bounce repeats the bounce's own id first.
    const ids = [...text.matchAll(/^[>\s]{0,4}message-id:\s*<([^<>\s]{1,900})>/gim)].map((match) => match[1]!)
    const id = ids.find((each) => each !== mail.messageId)
    if (id) return id
  }
  return mail.inReplyTo[0] ?? mail.references.at(-1) ?? null
}
