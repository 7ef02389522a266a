import type { Tx } from '#platform/db'
import type { LoggedEvent } from '#platform/events'
import { newId } from '#platform/ids'
import { wantEffect } from '#platform/outbox'
import { may, type Actor } from '#platform/permissions'
import { wants } from '../domain/wants.ts'
import { addDeliveries, type NewDelivery } from '../queries/deliveries.ts'
import { listening, type Listening } from '../queries/webhooks.ts'

/** Who somebody is now, and whether they may hear of an event: both belong to others and are passed in. */
export type Hearing = { actorOf: (accountId: string, personId: string) => Promise<Actor | null>; mayHear: (actor: Actor, event: LoggedEvent) => boolean }

/** A batch of the log becomes a delivery for each webhook that wants an event and may hear it. */
export async function writeDeliveries(tx: Tx, events: LoggedEvent[], { actorOf, mayHear }: Hearing): Promise<void> {
  const told = events.filter((event) => event.brandId !== null && !event.verb.startsWith('webhook.'))
  if (!told.length) return
  const webhooks = await listening(tx, {})
  const wanted = told.flatMap((event) => webhooks.filter((each) => each.brandId === event.brandId && wants(each.patterns, event.verb)).map((webhook) => ({ event, webhook })))
  if (!wanted.length) return
  const actors = new Map(await Promise.all([...new Set(wanted.map(({ webhook }) => webhook.personId))].map(async (id) => [id, await actorOf(tx.scope!.accountId, id)] as const)))
  const heard = wanted.filter(({ event, webhook }) => { const actor = actors.get(webhook.personId); return !!actor && mayHaveWebhook(actor, webhook.brandId) && mayHear(actor, event) })
  await sendOff(tx, heard.map(({ event, webhook }) => deliveryOf(webhook, event)))
}

/** A webhook hears everything of a brand: only somebody who sees all of it can have one. */
export const mayHaveWebhook = (actor: Actor, brandId: string): boolean =>
  may(actor, 'channel.change', { brandId }) && actor.grants.some((grant) => grant.brandId === brandId && grant.visibility === 'all')

/** Keeps deliveries with the wish that they be sent. */
export async function sendOff(tx: Tx, deliveries: NewDelivery[]): Promise<void> {
  await addDeliveries(tx, deliveries)
  // They leave one behind the other without waiting for answers.
  await Promise.all(deliveries.map(({ id, brandId }) => wantEffect(tx, { kind: 'webhook.send', brandId, subjectId: id, dueAt: new Date() })))
}

function deliveryOf(webhook: Listening, event: LoggedEvent): NewDelivery {
  const data = { brandId: event.brandId, subjectId: event.subjectId, caseId: event.caseId, actor: event.actor, facts: event.facts }
  return { id: newId(), brandId: webhook.brandId, webhookId: webhook.id, messageId: `evt_${webhook.id.slice(-12)}_${event.seq}`, verb: event.verb, payload: payloadOf(event.verb, event.at, data), why: 'event' }
}

export const payloadOf = (type: string, at: Date, data: unknown): string => JSON.stringify({ type, timestamp: at.toISOString(), data })
