import EmailForwardParser from 'email-forward-parser'
import { readAddress } from './address.ts'
import { oneSafeLine } from './header-safety.ts'
import type { ForwardedMail, MailAddress } from './parsed-mail.ts'
import { forwardMarker, blockRole } from './quote-words.ts'

const parser = new EmailForwardParser()
const maxLength = 64 * 1024
const forwardPrefix = /^\s*(?:fw|fwd|wg|vs|vb|vl|tr|rv|enc|i|doorst|edastus|pd|転送|转发|轉寄|yml|továbbítás|redir|přeposl)\s?(?:\[\d+\]|\(\d+\))?\s?[:：]/iu

/** The mail that somebody forwards, when the body holds one: the desk may offer its sender as the customer. */
export function readForwarded(text: string, subject: string | null): ForwardedMail | null {
  const body = text.slice(0, maxLength)
  if (!mayHoldForward(body, subject)) return null
  const bySubject = subject && forwardPrefix.test(subject) ? subject : null
  // New Outlook marks a forward in the subject alone; everybody else marks it in the body.
  const found = read(body, null) ?? (bySubject ? read(body, bySubject) : null)
  return found
}

function mayHoldForward(body: string, subject: string | null): boolean {
  if (subject && forwardPrefix.test(subject)) return true
  return body.split('\n', 400).some((line) => forwardMarker.test(line) || /(?:forward|weitergeleitet|videresend|doorgest|edasta|transf|réexp|reenvi|encaminh|inoltr|vidarebef|edelleen|välit|przek|přepos|prepos|перес|перенаправ|переадрес|tovább|iletil|yönlend|转发|轉寄|転送|전달|redirec|proslij)/iu.test(line) && /[-_=*:>]{1}/.test(line))
}

function read(body: string, subject: string | null): ForwardedMail | null {
  try {
    const result = parser.read(body, subject)
    const address = result.email?.from?.address
    if (!result.forwarded || !result.email || (!address && !result.email.body)) return null
    if (!subject && !address && !hasBlock(body)) return null
    return {
      from: address ? clean({ address, name: result.email.from.name ?? '' }) : null,
      to: [result.email.to ?? []].flat().flatMap((entry) => (entry.address ? [clean({ address: entry.address, name: entry.name ?? '' })] : [])).slice(0, 100),
      subject: result.email.subject ? oneSafeLine(result.email.subject) : null,
      date: result.email.date ? oneSafeLine(result.email.date) : null,
      body: (result.email.body ?? '').trim(),
      note: (result.message ?? '').trim(),
    }
  } catch {
    return null
  }
}

function hasBlock(body: string): boolean {
  const roles = new Set(body.split('\n', 400).map((line) => blockRole(line.replace(/^[>\s]+/, ''))))
  return roles.has('from') && (roles.has('subject') || roles.has('sent'))
}

function clean({ address, name }: MailAddress): MailAddress {
  return { address: readAddress(address)?.address ?? oneSafeLine(address), name: oneSafeLine(name) }
}
