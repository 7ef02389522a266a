import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { db, type Scope, type Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { addressOf, Unreachable } from '#platform/network'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { seal } from '#platform/secrets'
import type { Webhook, WebhookInput, WebhookMade, WebhookSecret } from '../contract.ts'
import { secretOf } from '../domain/sign.ts'
import { webhookChanged } from '../events.ts'
import { addWebhook, changeSecret, changeWebhookRow, retireWebhookRow, setWebhookState, webhookById, webhookForUpdate, webhooksOfBrands } from '../queries/webhooks.ts'
import { mayHaveWebhook } from './write-deliveries.ts'

type Input = z.infer<typeof WebhookInput>
export const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'channel.see') })

export const listWebhooks = (actor: Actor): Promise<Webhook[]> => db().reading(scopeOf(actor), (tx) => webhooksOfBrands(tx, { brandIds: brandsFor(actor, 'channel.see') }))

/** @throws Refusal 'unknown' */
export async function webhookInSight(tx: Tx, actor: Actor, id: string): Promise<Webhook> {
  const [found] = await webhookById(tx, { id })
  if (!found || !may(actor, 'channel.see', { brandId: found.brandId })) throw unknown('webhook')
  return found
}

/** Held for a change. @throws Refusal 'unknown' */
export async function webhookToChange(tx: Tx, actor: Actor, id: string): Promise<Webhook> {
  const [found] = await webhookForUpdate(tx, { id })
  if (!found || !may(actor, 'channel.change', { brandId: found.brandId })) throw unknown('webhook')
  refuseNarrowSight(actor, found.brandId)
  return found
}

export async function makeWebhook(actor: Actor, input: Input): Promise<z.infer<typeof WebhookMade>> {
  if (!may(actor, 'channel.change', { brandId: input.brandId })) throw unknown('brand')
  refuseNarrowSight(actor, input.brandId)
  await refusePrivate(input.url)
  const [id, secret] = [newId(), secretOf(randomBytes(32))]
  return db().transaction(scopeOf(actor), async (tx) => {
    await addWebhook(tx, { ...input, id, patterns: distinct(input.patterns), secret: seal(secret), personId: actor.personId })
    return { ...await tell(tx, actor, id), secret }
  })
}

/** Whoever saves it lends it their sight from then on. */
export async function changeWebhook(actor: Actor, id: string, input: Input, seen?: Seen): Promise<Webhook> {
  await refusePrivate(input.url)
  return db().transaction(scopeOf(actor), async (tx) => {
    const before = await webhookToChange(tx, actor, id)
    holdToWhatWasSeen(seen, before, changeableOf(before))
    if (input.brandId !== before.brandId) throw new Refusal('invalid', 'A webhook keeps its brand. Make another one for the other brand.')
    await changeWebhookRow(tx, { id, name: input.name, url: input.url, patterns: distinct(input.patterns), personId: actor.personId })
    return tell(tx, actor, id)
  })
}

/** Of a webhook that which people change. How it fares moves by itself. */
export const changeableOf = ({ id, name, url, patterns, state }: Webhook) => ({ id, name, url, patterns, state })

export const pauseWebhook = (actor: Actor, id: string, paused: boolean): Promise<Webhook> => db().transaction(scopeOf(actor), async (tx) => {
  await webhookToChange(tx, actor, id)
  await setWebhookState(tx, { id, state: paused ? 'paused' : 'active', detail: '' })
  return tell(tx, actor, id)
})

export const renewSecret = (actor: Actor, id: string): Promise<z.infer<typeof WebhookSecret>> => db().transaction(scopeOf(actor), async (tx) => {
  await webhookToChange(tx, actor, id)
  const secret = secretOf(randomBytes(32))
  const [changed] = await changeSecret(tx, { id, secret: seal(secret) })
  await tell(tx, actor, id)
  return { secret, oldUntil: changed!.oldUntil }
})

export const retireWebhook = (actor: Actor, id: string): Promise<void> => db().transaction(scopeOf(actor), async (tx) => {
  const { brandId } = await webhookToChange(tx, actor, id)
  await retireWebhookRow(tx, { id })
  await announce(tx, { kind: 'person', id: actor.personId }, webhookChanged({ brandId, subjectId: id }, { state: 'retired' }))
})

async function tell(tx: Tx, actor: Actor, id: string): Promise<Webhook> {
  const [after] = await webhookById(tx, { id })
  await announce(tx, { kind: 'person', id: actor.personId }, webhookChanged({ brandId: after!.brandId, subjectId: id }, { state: after!.state }))
  return after!
}

const distinct = (patterns: string[]) => [...new Set(patterns)]

function refuseNarrowSight(actor: Actor, brandId: string) {
  if (!mayHaveWebhook(actor, brandId)) throw new Refusal('forbidden', 'A webhook hears everything of its brand: only somebody who sees all of the brand’s cases can have one.')
}

/** What lies in a private network is refused at every sending; here it is said while somebody can still do something about it. */
async function refusePrivate(url: string) {
  const { hostname, username, password } = new URL(url)
  if (username || password) throw new Refusal('invalid', 'An address with a password in it is shown to everybody who sees it. Leave the password out; every request is signed.')
  await addressOf(hostname).catch((error) => { if (error instanceof Unreachable && error.code === 'private-address') throw new Refusal('invalid', error.message, { fields: [{ field: 'url', problem: 'private address' }] }) })
}
