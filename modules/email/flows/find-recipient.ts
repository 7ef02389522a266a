import { channelByAddress, channelsNamedLike } from '#modules/conversations'
import { db } from '#platform/db'
import { normaliseAddress } from '../domain/address.ts'
import { readReplyAddress } from '../domain/reply-token.ts'
import { mailboxPaused } from '../queries/mailboxes.ts'
import { replyKey } from './reply-keys.ts'

export type Recipient = { accountId: string; brandId: string; mailboxId: string; paused: boolean }

/**
 * Whose mailbox an address is, of all accounts: `desk@…`, `desk+anything@…`, or the signed reply address of a mailbox whose long
 * name gave way to the token. For the last one only the signature counts: the beginning of a name opens nothing.
 */
export async function findRecipient(text: string): Promise<Recipient | null> {
  const address = normaliseAddress(text)
  if (!address) return null
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  const plus = local.indexOf('+')
  const bare = plus > 0 ? `${local.slice(0, plus)}@${domain}` : address
  return db().acrossAccounts('the recipient of an arriving mail', async (tx) => {
    const named = await channelByAddress(tx, { addresses: [...new Set([address, bare])] })
    const token = plus > 0 && !named.length ? local.lastIndexOf('+') : 0
    const shortened = token ? (await channelsNamedLike(tx, { beginning: local.slice(0, token), domain })).filter((each) => readReplyAddress(address, each.address, replyKey)) : []
    const found = named.find((each) => each.address.toLowerCase() === address) ?? named[0] ?? shortened[0]
    if (!found) return null
    const [mailbox] = await mailboxPaused(tx, { accountId: found.accountId, id: found.id })
    return mailbox ? { accountId: found.accountId, brandId: found.brandId, mailboxId: found.id, paused: mailbox.paused } : null
  })
}
