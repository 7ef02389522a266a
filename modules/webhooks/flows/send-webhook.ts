import { db, type Scope, type Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { fetchPublic, Unreachable, type Fetched } from '#platform/network'
import type { Effect, EffectDoer, Outcome } from '#platform/outbox'
import { unseal } from '#platform/secrets'
import { firstWords } from '#platform/text'
import { endsWebhook, nextTry } from '../domain/schedule.ts'
import { signedHeaders } from '../domain/sign.ts'
import { webhookDisabled } from '../events.ts'
import { deliveryToSend, deliveryTried } from '../queries/deliveries.ts'
import { setWebhookState, targetOf, webhookFails, webhookWorks } from '../queries/webhooks.ts'

const timeoutMs = 20_000
/** More than that a receiver has no reason to answer. */
const maxBytes = 256 * 1024

type Facts = { status: number | null; answer: string; tookMs: number | null }
/** What was answered, on its way from the attempt to where it is kept. */
const answers = new WeakMap<Effect, Facts>()

/** Tells a program of somebody else's what happened. Only public addresses, no redirects, signed anew at every try. */
export const sendWebhook: EffectDoer = {
  async perform(effect) {
    const scope: Scope = { accountId: effect.accountId, brandIds: 'all' }
    const found = await db().reading(scope, async (tx) => {
      const [delivery] = await deliveryToSend(tx, { id: effect.subjectId })
      const [target] = delivery ? await targetOf(tx, { id: delivery.webhookId }) : []
      return delivery && target ? { delivery, target } : null
    })
    if (!found) return { state: 'failed', detail: 'The delivery is gone.' }
    const { delivery, target } = found
    if (target.retired || target.state === 'disabled') return tried(effect, { state: 'failed', detail: 'not-sent' }, { status: null, answer: '', tookMs: null })
    const secrets = [target.secret, ...target.oldSecret ? [target.oldSecret] : []].map(unseal)
    const since = performance.now()
    const took = () => Math.round(performance.now() - since)
    try {
      const answer = await fetchPublic(target.url, { method: 'POST', body: delivery.payload, headers: signedHeaders({ id: delivery.messageId, payload: delivery.payload }, secrets, new Date()), maxBytes, timeoutMs, redirects: 0 })
      const facts = { status: answer.status, answer: beginning(answer), tookMs: took() }
      if (answer.status >= 200 && answer.status < 300) return tried(effect, { state: 'done', detail: String(answer.status) }, facts)
      return tried(effect, afterFailure(effect, answer.status, answer.headers['retry-after']), facts)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      return tried(effect, afterFailure(effect, null, undefined), { status: null, answer: error.message, tookMs: took() })
    }
  },
  async settled(tx, effect, outcome) {
    const facts = answers.get(effect) ?? { status: null, answer: outcome.detail, tookMs: null }
    const [delivery] = await deliveryToSend(tx, { id: effect.subjectId })
    if (!delivery) return
    const state = outcome.state === 'done' ? 'sent' : outcome.state === 'retrying' ? 'retrying' : 'failed'
    await deliveryTried(tx, { id: delivery.id, state, attempts: effect.attempts, ...facts, dueAt: outcome.state === 'retrying' ? outcome.at : null })
    if (outcome.state === 'done') await webhookWorks(tx, { id: delivery.webhookId })
    else if (outcome.detail !== 'not-sent') await countFailure(tx, delivery.webhookId, facts.status, outcome.state === 'failed')
  },
}

function tried(effect: Effect, outcome: Outcome, facts: Facts): Outcome {
  answers.set(effect, facts)
  return outcome
}

function afterFailure(effect: Effect, status: number | null, retryAfter: string | undefined): Outcome {
  const at = status === 410 ? null : nextTry(effect.attempts, new Date(), retryAfter)
  const detail = status === null ? 'unreachable' : String(status)
  return at ? { state: 'retrying', detail, at } : { state: 'failed', detail }
}

async function countFailure(tx: Tx, webhookId: string, status: number | null, lastTry: boolean) {
  const [failing] = await webhookFails(tx, { id: webhookId })
  const reason = failing?.state === 'active' ? endsWebhook(status, lastTry, failing.failingSince, new Date()) : null
  if (!reason) return
  await setWebhookState(tx, { id: webhookId, state: 'disabled', detail: reason })
  await announce(tx, theSystem, webhookDisabled({ brandId: failing!.brandId, subjectId: webhookId }, { reason }))
}

const beginning = (answer: Omit<Fetched, 'url'>): string => firstWords(answer.bytes.subarray(0, 4096).toString('utf8'), 500)
