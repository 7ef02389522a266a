import { randomBytes } from 'node:crypto'
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
import type { SigningKeyMade, Widget, WidgetInput } from '../contract.ts'
import { snippetOf } from '../domain/snippet.ts'
import { widgetChanged } from '../events.ts'
import { addSigningKey, addWidget, changeWidgetRow, retireSigningKey, retireWidgetRow, widgetById, widgetForUpdate, widgetsOfBrands, type WidgetRow } from '../queries/widget-settings.ts'

type Input = z.infer<typeof WidgetInput>
/** Under which address the installation is known: it stands in the snippet. */
type Known = { url: string }
/** Two are enough to change them without a gap; a few more do no harm. */
const mostKeys = 5
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'channel.see') })

export const listWidgets = (actor: Actor, known: Known): Promise<Widget[]> => db().reading(scopeOf(actor), async (tx) => {
  const [rows, channels] = await Promise.all([widgetsOfBrands(tx, { brandIds: brandsFor(actor, 'channel.see') }), channelsOfAccount(tx, {})])
  const byId = new Map(channels.map((channel) => [channel.id, channel]))
  return rows.flatMap((row) => { const channel = byId.get(row.id); return channel ? [present(row, channel, known)] : [] }).sort((one, other) => one.name.localeCompare(other.name))
})

/** @throws Refusal 'unknown' */
export const widgetInSight = (actor: Actor, id: string, known: Known): Promise<Widget> => db().reading(scopeOf(actor), async (tx) => {
  const [row] = await widgetById(tx, { id })
  if (!row || !may(actor, 'channel.see', { brandId: row.brandId })) throw unknown('widget')
  return shown(tx, row, known)
})

/** Makes the channel and the widget behind it, under one id. */
export async function makeWidget(actor: Actor, input: Input, known: Known): Promise<Widget> {
  if (!may(actor, 'channel.change', { brandId: input.brandId })) throw unknown('brand')
  const [id, siteKey] = [newId(), randomBytes(12).toString('base64url')]
  return db().transaction(scopeOf(actor), async (tx) => {
    await ofItsBrand(tx, input)
    await addChannel(tx, { accountId: actor.accountId, brandId: input.brandId, id, kind: 'chat', address: siteKey, name: input.name, teamId: input.teamId })
    await addWidget(tx, { id, brandId: input.brandId, siteKey, settings: JSON.stringify(input.settings) })
    return tell(tx, actor, id, known)
  })
}

export const changeWidget = (actor: Actor, id: string, input: Input, known: Known, seen?: Seen): Promise<Widget> => db().transaction(scopeOf(actor), async (tx) => {
  const before = await changeable(tx, actor, id)
  holdToWhatWasSeen(seen, await shown(tx, before, known))
  if (input.brandId !== before.brandId) throw new Refusal('invalid', 'A widget keeps its brand: its talks are of that brand. Make another one for the other brand.')
  await ofItsBrand(tx, input)
  await Promise.all([changeChannel(tx, { id, name: input.name, teamId: input.teamId }), changeWidgetRow(tx, { id, settings: JSON.stringify(input.settings) })])
  return tell(tx, actor, id, known)
})

/** Retired, not deleted: its talks stay. Pages that still have the snippet show nothing. */
export const retireWidget = (actor: Actor, id: string): Promise<void> => db().transaction(scopeOf(actor), async (tx) => {
  const { brandId, version } = await changeable(tx, actor, id)
  await Promise.all([retireWidgetRow(tx, { id }), retireChannel(tx, { id })])
  await announce(tx, { kind: 'person', id: actor.personId }, widgetChanged({ brandId, subjectId: id }, { version: version + 1 }))
})

/** A key for the site's server. Its secret is said once; here it is sealed. */
export const makeSigningKey = (actor: Actor, widgetId: string): Promise<z.infer<typeof SigningKeyMade>> => db().transaction(scopeOf(actor), async (tx) => {
  const { brandId, signingKeys, version } = await changeable(tx, actor, widgetId)
  if (signingKeys.length >= mostKeys) throw new Refusal('conflict', `A widget has ${mostKeys} signing keys at the most. Retire one that is no longer used.`)
  const [id, secret] = [newId(), randomBytes(32).toString('base64url')]
  await addSigningKey(tx, { id, brandId, widgetId, secret: seal(secret) })
  await announce(tx, { kind: 'person', id: actor.personId }, widgetChanged({ brandId, subjectId: widgetId }, { version }))
  return { id, secret }
})

export const dropSigningKey = (actor: Actor, widgetId: string, id: string): Promise<void> => db().transaction(scopeOf(actor), async (tx) => {
  const { brandId, version } = await changeable(tx, actor, widgetId)
  if (!(await retireSigningKey(tx, { id, widgetId })).length) throw unknown('signing key')
  await announce(tx, { kind: 'person', id: actor.personId }, widgetChanged({ brandId, subjectId: widgetId }, { version }))
})

async function changeable(tx: Tx, actor: Actor, id: string): Promise<WidgetRow> {
  const [row] = await widgetForUpdate(tx, { id })
  if (!row || !may(actor, 'channel.change', { brandId: row.brandId })) throw unknown('widget')
  return row
}

/** Talks go to these teams, and letters leave from this mailbox: those of another brand would get what they may not see. */
async function ofItsBrand(tx: Tx, { brandId, teamId, settings }: Input): Promise<void> {
  const wanted = [...teamId ? [teamId] : [], ...settings.departments.map((each) => each.teamId)]
  if (wanted.length) {
    const teams = new Set((await teamsOfBrands(tx, { brandIds: [brandId] })).map((each) => each.id))
    if (wanted.some((each) => !teams.has(each))) throw unknown('team')
  }
  if (settings.mailboxId) {
    const [mailbox] = await channelById(tx, { id: settings.mailboxId })
    if (mailbox?.kind !== 'email' || mailbox.brandId !== brandId) throw unknown('mailbox')
  }
}

async function tell(tx: Tx, actor: Actor, id: string, known: Known): Promise<Widget> {
  const [row] = await widgetById(tx, { id })
  await announce(tx, { kind: 'person', id: actor.personId }, widgetChanged({ brandId: row!.brandId, subjectId: id }, { version: row!.version }))
  return shown(tx, row!, known)
}

async function shown(tx: Tx, row: WidgetRow, known: Known): Promise<Widget> {
  const [channel] = await channelById(tx, { id: row.id })
  return present(row, channel!, known)
}

const present = (row: WidgetRow, { name, teamId }: { name: string; teamId: string | null }, { url }: Known): Widget => ({ ...row, name, teamId, snippet: snippetOf(url, row.siteKey) })
