import { createPrivateKey, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { teamsOfBrands } from '#modules/accounts'
import { addChannel, changeChannel, channelById, channelsOfAccount, retireChannel } from '#modules/conversations'
import { db, type Scope, type Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { seal } from '#platform/secrets'
import { wake } from '#platform/wake'
import type { Mailbox, MailboxInput } from '../contract.ts'
import { mailboxChanged } from '../events.ts'
import { addMailbox, changeMailboxRow, mailboxById, mailboxesOfBrands, mailboxForUpdate, pauseMailboxRow, receiveOf, renewMailbox, resealMailbox, retireMailboxRow, type MailboxRow, type Receive, type Sealed, type Send } from '../queries/mailboxes.ts'
import { rewindFolder } from '../queries/folders.ts'

type Input = z.infer<typeof MailboxInput>
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'channel.see') })

export async function listMailboxes(actor: Actor): Promise<Mailbox[]> {
  return db().reading(scopeOf(actor), async (tx) => {
    const [rows, channels] = await Promise.all([mailboxesOfBrands(tx, { brandIds: brandsFor(actor, 'channel.see') }), channelsOfAccount(tx, {})])
    const byId = new Map(channels.map((channel) => [channel.id, channel]))
    return rows.flatMap((row) => { const channel = byId.get(row.id); return channel ? [present(row, channel)] : [] }).sort((a, b) => a.address.localeCompare(b.address))
  })
}

/** Makes the channel and the mailbox behind it, under one id. An HTTP mailbox's secret is in `settings.secret`, this once. */
export async function addMailboxFor(actor: Actor, input: Input, now: Date): Promise<Mailbox> {
  if (!may(actor, 'channel.change', { brandId: input.brandId })) throw unknown('brand')
  const id = newId()
  const secret = input.receive.how === 'http' ? newSecret() : null
  const { receive, send, sealed } = settle(input, null, now)
  if (secret) sealed.httpSecret = seal(secret)
  return oneAddressOnce(input.address, () => db().transaction(scopeOf(actor), async (tx) => {
    await teamOfBrand(tx, input)
    await addChannel(tx, { accountId: actor.accountId, brandId: input.brandId, id, kind: 'email', address: input.address.toLowerCase(), name: input.name, teamId: input.teamId })
    await addMailbox(tx, { accountId: actor.accountId, brandId: input.brandId, id, how: input.receive.how, receive: JSON.stringify(receive), send: send && JSON.stringify(send), sealed: JSON.stringify(sealed), state: stateOf(input) })
    return tell(tx, actor, id, secret)
  }))
}

export async function changeMailbox(actor: Actor, id: string, input: Input, now: Date, seen?: Seen): Promise<Mailbox> {
  return oneAddressOnce(input.address, () => db().transaction(scopeOf(actor), async (tx) => {
    const before = await changeable(tx, actor, id)
    const [channel] = await channelById(tx, { id })
    holdToWhatWasSeen(seen, present(before, channel!), changeableOf(present(before, channel!)))
    // Signed reply addresses are of this address, and conversations of this brand: both would break behind the customers' backs.
    if (input.address.toLowerCase() !== channel!.address || input.brandId !== before.brandId) throw new Refusal('invalid', 'A mailbox keeps its address and its brand. Add a new mailbox instead, and retire this one.')
    await teamOfBrand(tx, input)
    const { receive, send, sealed } = settle(input, before, now)
    const secret = input.receive.how === 'http' && !sealed.httpSecret ? newSecret() : null
    if (secret) sealed.httpSecret = seal(secret)
    await changeChannel(tx, { id, name: input.name, teamId: input.teamId })
    await changeMailboxRow(tx, { id, how: input.receive.how, receive: JSON.stringify(receive), send: send && JSON.stringify(send), sealed: JSON.stringify(sealed), state: stateOf(input) })
    return tell(tx, actor, id, secret)
  }))
}

export const retireMailbox = (actor: Actor, id: string): Promise<void> => db().transaction(scopeOf(actor), async (tx) => {
  const before = await changeable(tx, actor, id)
  await Promise.all([retireMailboxRow(tx, { id }), retireChannel(tx, { id })])
  await announce(tx, { kind: 'person', id: actor.personId }, mailboxChanged({ brandId: before.brandId, subjectId: id }, { state: 'retired' }))
  tx.afterCommit(() => wake('mailboxes'))
})

export const pauseMailbox = (actor: Actor, id: string, paused: boolean): Promise<Mailbox> => db().transaction(scopeOf(actor), async (tx) => {
  const before = await changeable(tx, actor, id)
  if ((before.state === 'paused') !== paused) await pauseMailboxRow(tx, { id, state: paused ? 'paused' : before.how === 'imap' ? 'connecting' : 'working' })
  return tell(tx, actor, id, null)
})

/** A new secret for HTTP; the old one ends now. */
export const renewSecret = (actor: Actor, id: string): Promise<{ secret: string }> => db().transaction(scopeOf(actor), async (tx) => {
  const before = await changeable(tx, actor, id)
  if (before.how !== 'http') throw new Refusal('invalid', 'Only a mailbox that mail is posted to has a secret.')
  const secret = newSecret()
  await resealMailbox(tx, { id, sealed: JSON.stringify({ httpSecret: seal(secret) }) })
  return { secret }
})

export const backFill = (actor: Actor, id: string, wish: { folder: string; fromUid: number }): Promise<Mailbox> => db().transaction(scopeOf(actor), async (tx) => {
  await changeable(tx, actor, id)
  const [cursor] = await rewindFolder(tx, { mailboxId: id, folder: wish.folder, lastUid: wish.fromUid - 1 })
  if (!cursor) throw new Refusal('invalid', 'This folder was never read. Add it to the folders of the mailbox first.')
  await renewMailbox(tx, { id })
  return tell(tx, actor, id, null)
})

/** What comes in goes to this team: one of another brand would get what it may not see, or nobody would. */
async function teamOfBrand(tx: Tx, { teamId, brandId }: Input): Promise<void> {
  if (teamId && !(await teamsOfBrands(tx, { brandIds: [brandId] })).some((each) => each.id === teamId)) throw unknown('team')
}

async function changeable(tx: Tx, actor: Actor, id: string): Promise<MailboxRow> {
  const [row] = await mailboxForUpdate(tx, { id })
  if (!row || !may(actor, 'channel.change', { brandId: row.brandId })) throw unknown('mailbox')
  return row
}

async function tell(tx: Tx, actor: Actor, id: string, secret: string | null): Promise<Mailbox> {
  const [[row], [channel]] = await Promise.all([mailboxById(tx, { id }), channelById(tx, { id })])
  await announce(tx, { kind: 'person', id: actor.personId }, mailboxChanged({ brandId: row!.brandId, subjectId: id }, { state: row!.state }))
  tx.afterCommit(() => wake('mailboxes'))
  const shown = present(row!, channel!)
  return secret ? { ...shown, settings: { ...shown.settings, secret } } : shown
}

const stateOf = (input: Input) => (input.receive.how === 'imap' ? 'connecting' : 'working')
const newSecret = () => randomBytes(32).toString('base64url')

/** What of the input is stored openly and what sealed. A secret that was left out stays, as long as it goes to the same server. */
export function settle(input: Input, before: Pick<MailboxRow, 'receive' | 'send' | 'sealed'> | null, now: Date): { receive: Receive | Record<string, never>; send: Send | null; sealed: Sealed } {
  const old = { receive: before && receiveOf(before), send: before?.send ?? null, sealed: before?.sealed ?? {} }
  const sealed: Sealed = {}
  const keep = (name: keyof Sealed, given: string | undefined, sameServer: boolean) => {
    if (given) sealed[name] = seal(given)
    else if (old.sealed[name] && !sameServer) throw new Refusal('invalid', 'Enter the password again: it would be sent to another server than the one it was entered for.')
    else if (old.sealed[name]) sealed[name] = old.sealed[name]
  }
  if (old.sealed.httpSecret && input.receive.how === 'http') sealed.httpSecret = old.sealed.httpSecret
  let receive: Receive | Record<string, never> = {}
  if (input.receive.how === 'imap') {
    const { server: { password, ...server }, folders, from, trustedAuthservId, oauth } = input.receive
    receive = { server, folders: [...new Set(folders)], from, startedAt: old.receive?.startedAt ?? now.toISOString(), ...trustedAuthservId ? { trustedAuthservId } : {}, ...oauth ? { oauth: openly(oauth) } : {} }
    if (!oauth) keep('receivePassword', password, server.host === old.receive?.server.host)
    else {
      keep('receiveClientSecret', oauth.clientSecret, sameTokens(oauth, old.receive?.oauth))
      keep('receiveRefreshToken', oauth.refreshToken, sameTokens(oauth, old.receive?.oauth))
    }
  }
  if (!input.send) return { receive, send: null, sealed }
  const { server: { password, ...server }, oauth, dkim } = input.send
  if (!oauth) keep('sendPassword', password, server.host === old.send?.server.host)
  else {
    keep('sendClientSecret', oauth.clientSecret, sameTokens(oauth, old.send?.oauth))
    keep('sendRefreshToken', oauth.refreshToken, sameTokens(oauth, old.send?.oauth))
  }
  if (dkim) {
    if (dkim.privateKey) readableKey(dkim.privateKey)
    keep('dkimKey', dkim.privateKey, true)
  }
  return { receive, send: { server, ...oauth ? { oauth: openly(oauth) } : {}, dkim: dkim ? { domain: dkim.domain.toLowerCase(), selector: dkim.selector } : null }, sealed }
}

type OAuthInput = NonNullable<NonNullable<Input['send']>['oauth']>
const openly = ({ provider, clientId, tokenUrl }: OAuthInput) => ({ provider, clientId, ...tokenUrl ? { tokenUrl } : {} })
const sameTokens = (now: OAuthInput, before: Receive['oauth']) => now.provider === before?.provider && now.tokenUrl === before?.tokenUrl

function readableKey(pem: string) {
  try { createPrivateKey(pem) } catch { throw new Refusal('invalid', 'The DKIM key is not a private key in PEM form.') }
}

/** The database holds the rule that an address is there once in the whole installation, whoever has it. */
async function oneAddressOnce<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string; constraint?: string }).constraint === 'channel_address') throw new Refusal('conflict', `${address} is connected to Balie already.`)
    throw error
  }
}

/** Of a mailbox that which its managers change. How it fares moves by itself, and a secret is shown once. */
export const changeableOf = ({ id, address, name, teamId, how, settings: { secret: _, ...settings } }: Mailbox) => ({ id, address, name, teamId, how, settings })

/** What a screen may see: settings without their secrets, and whether there are any. */
function present(row: MailboxRow, channel: { address: string; name: string; teamId: string | null }): Mailbox {
  const { sealed } = row
  const fetched = receiveOf(row)
  const receive = fetched
    ? { ...fetched, how: row.how, hasPassword: !!sealed.receivePassword, ...fetched.oauth ? { oauth: { ...fetched.oauth, hasRefreshToken: !!sealed.receiveRefreshToken } } : {} }
    : { how: row.how }
  const send = row.send && { ...row.send, hasPassword: !!sealed.sendPassword, dkim: row.send.dkim && { ...row.send.dkim, hasKey: !!sealed.dkimKey } }
  return {
    id: row.id, brandId: row.brandId, address: channel.address, name: channel.name, teamId: channel.teamId, how: row.how, state: row.state, detail: row.detail, lastMailAt: row.lastMailAt, lastCheckedAt: row.lastCheckedAt,
    inboundUrl: row.how === 'http' ? `/api/v1/inbound/${row.id}` : null, settings: { receive, send },
  }
}
