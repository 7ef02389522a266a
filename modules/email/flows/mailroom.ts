import { createHmac } from 'node:crypto'
import { peopleOfAccount } from '#modules/accounts'
import { channelsOfAccount } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { keyFor } from '#platform/secrets'
import { domainOf } from '../domain/address.ts'
import { isPublicProvider } from '../domain/public-providers.ts'
import { trustedNames } from '../queries/trusted-names.ts'

/** What is known about an account while its mail is filed: its addresses, its people, whom it trusts. */
export type Mailroom = {
  loopMark: string
  ownDomains: string[]
  staffNames: string[]
  isOurs: (address: string) => boolean
  isStaff: (address: string) => boolean
  addressOf: (mailboxId: string | null) => string | null
  teamOf: (mailboxId: string | null) => string | null
  /** Names of receiving servers whose Authentication-Results we believe for mail of this mailbox. */
  trustedBy: (mailboxId: string | null) => string[]
}

/** Of this installation only: mail that comes back to us bears it, and nobody outside can make it up. */
export const loopMark = () => createHmac('sha256', keyFor('loop mark')).update('balie').digest('hex').slice(0, 24)

const lifetimeMs = 10_000
const rooms = new Map<string, { room: Mailroom; until: number }>()

/** Read anew every ten seconds, or when a mailbox is asked for that it does not know yet. */
export async function mailroomOf(tx: Tx, mailboxId: string | null): Promise<Mailroom> {
  const accountId = tx.scope!.accountId
  const known = rooms.get(accountId)
  if (known && known.until > Date.now() && (!mailboxId || known.room.addressOf(mailboxId))) return known.room
  const room = await openMailroom(tx)
  rooms.set(accountId, { room, until: Date.now() + lifetimeMs })
  return room
}

export const forgetMailrooms = () => rooms.clear()

async function openMailroom(tx: Tx): Promise<Mailroom> {
  const [channels, people, trusted] = await Promise.all([channelsOfAccount(tx, {}), peopleOfAccount(tx, {}), trustedNames(tx, {})])
  const mail = channels.filter((each) => each.kind === 'email')
  const addresses = new Set(mail.map((each) => each.address.toLowerCase()))
  const staff = new Set(people.map((each) => each.email.toLowerCase()))
  const byId = new Map(mail.map((each) => [each.id, each]))
  const trustedById = new Map(trusted.map((each) => [each.mailboxId, [each.name]]))
  return {
    loopMark: loopMark(),
    ownDomains: [...new Set(mail.map((each) => domainOf(each.address)))].filter((domain) => domain && !isPublicProvider(domain)),
    staffNames: people.map((each) => each.name),
    isOurs: (address) => addresses.has(address.toLowerCase().replace(/\+[^@]*@/, '@')),
    isStaff: (address) => staff.has(address.toLowerCase()),
    addressOf: (mailboxId) => byId.get(mailboxId ?? '')?.address ?? null,
    teamOf: (mailboxId) => byId.get(mailboxId ?? '')?.teamId ?? null,
    trustedBy: (mailboxId) => trustedById.get(mailboxId ?? '') ?? [],
  }
}
