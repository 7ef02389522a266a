import { customerByAddress } from '#modules/customers'
import type { Tx } from '#platform/db'
import { plain } from '#platform/text'
import { readAuthentication } from '../domain/authentication-results.ts'
import type { ForwardedMail, ParsedMail } from '../domain/parsed-mail.ts'
import { assureSender, type Assurance } from '../domain/sender-assurance.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import type { Evidence } from './decide.ts'
import type { Mailroom } from './mailroom.ts'

/** Who wrote a mail, as far as we know, and how far that can be believed. */
export type Writer = { address: string; name: string; customerId: string | null; assurance: Assurance; /** A colleague passed on what the writer had sent them. */ passedOn: ForwardedMail | null }

/** A colleague who forwards a customer's mail to the desk is not the customer: the original sender is. */
export async function identify(tx: Tx, waiting: WaitingMail, mail: ParsedMail, evidence: Evidence, room: Mailroom): Promise<Writer> {
  const passedOn = mail.forwarded?.from && mail.from && room.isStaff(mail.from.address) ? mail.forwarded : null
  const from = passedOn?.from ?? mail.from ?? { address: `unknown-${waiting.id}@invalid`, name: '' }
  const address = from.address.toLowerCase()
  const [known] = await customerByAddress(tx, { brandId: waiting.brandId, address })
  // Of fetched mail only the word of the mailbox's own server counts (RFC 8601); what our receiver took was checked there.
  const authentication = waiting.source === 'smtp' ? evidence.authentication : readAuthentication(mail.headers, room.trustedBy(waiting.mailboxId), mail.from?.address ?? null)
  const facts = { authentication, ownDomains: room.ownDomains }
  const written = assureSender({ ...facts, from, replyTo: mail.replyTo, authentication: passedOn ? null : authentication, knownAddress: known !== undefined, staffNames: room.staffNames })
  // Whoever forges a colleague's name could have anybody say anything: what is passed on is believed no more than who passes it on.
  const passing = passedOn ? assureSender({ ...facts, from: mail.from!, replyTo: [], knownAddress: false, staffNames: [] }) : null
  const assurance = passing?.level === 'suspicious' ? { level: passing.level, reasons: [...new Set([...passing.reasons, ...written.reasons])] } : written
  return { address, name: plain(from.name).slice(0, 160), customerId: known?.customerId ?? null, assurance, passedOn }
}
