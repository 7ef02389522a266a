import { db, type Scope, type Tx } from './db.ts'
import { newId } from './ids.ts'
import { job, wantJob } from './jobs.ts'
import { log } from './log.ts'
import { counter } from './metrics.ts'

/**
 * Effects on the outside world: a row written with the change that causes it, done by a job, retried with back-off.
 * 'doubtful' is honest: it was handed over and we died before hearing the answer; a person decides whether it goes again.
 */
export type Effect = { accountId: string; brandId: string | null; id: string; kind: string; subjectId: string; payload: Record<string, unknown>; attempts: number; createdAt: Date }
export type Outcome =
  | { state: 'done'; detail: string; /** For whoever settles it. */ facts?: Record<string, unknown> }
  | { state: 'retrying'; detail: string; at: Date }
  | { state: 'failed'; detail: string }
  | { state: 'doubtful'; detail: string }

/**
 * `handingOver` is called right before the moment after which it can no longer be taken back: a crash before it is retried,
 * a crash after it leaves the effect in doubt. `settled` keeps the outcome with the business rows, in the same transaction.
 */
export type EffectDoer = {
  perform: (effect: Effect, handingOver: () => Promise<void>) => Promise<Outcome>
  settled: (tx: Tx, effect: Effect, outcome: Outcome) => Promise<void>
}
const doers = new Map<string, EffectDoer>()
export const effect = (kind: string, doer: EffectDoer) => { doers.set(kind, doer) }

const outcomes = counter('balie_outbox_total', 'Effects on the outside world by how they ended.', ['kind', 'state'])

/** After this long without an answer, whoever was at it is taken for dead. Longer than any doer may take. */
const leaseSeconds = 600

/** Puts an effect into the outbox, in the transaction of the change that causes it. @returns its id, the idempotency key. */
export async function wantEffect(tx: Tx, wish: { kind: string; brandId: string | null; subjectId: string; payload?: Record<string, unknown>; dueAt: Date }): Promise<string> {
  const id = newId()
  await tx.run('outbox: want', 'insert into platform.outbox (account_id, brand_id, id, kind, subject_id, payload, due_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [tx.scope!.accountId, wish.brandId, id, wish.kind, wish.subjectId, JSON.stringify(wish.payload ?? {}), wish.dueAt])
  await wantJob(tx, 'outbox', { accountId: tx.scope!.accountId, id }, { at: wish.dueAt, key: `outbox ${id}`, attempts: 25 })
  return id
}

/** Takes an effect back, or gives one up that failed. @returns false when it is too late: somebody is at it, or it is done. */
export async function cancelEffect(tx: Tx, subjectId: string): Promise<boolean> {
  const rows = await tx.run('outbox: cancel', `update platform.outbox set state = 'cancelled', settled_at = now()
    where account_id = (select platform.account()) and subject_id = $1 and state in ('queued', 'retrying', 'failed') returning id`, [subjectId])
  return rows.length > 0
}

/** Sends a failed or doubtful effect on its way again. */
export async function retryEffect(tx: Tx, subjectId: string): Promise<boolean> {
  const rows = await tx.run<{ id: string }>('outbox: retry', `update platform.outbox set state = 'queued', due_at = now(), settled_at = null, attempts = 0
    where account_id = (select platform.account()) and subject_id = $1 and state in ('failed', 'doubtful', 'retrying') returning id`, [subjectId])
  for (const { id } of rows) await wantJob(tx, 'outbox', { accountId: tx.scope!.accountId, id }, { key: `outbox ${id}`, attempts: 25 })
  return rows.length > 0
}

/** Somebody found out that an effect in doubt did happen. */
export async function believeDone(tx: Tx, subjectId: string): Promise<void> {
  await tx.run('outbox: believe done', "update platform.outbox set state = 'done', settled_at = now() where account_id = (select platform.account()) and subject_id = $1 and state = 'doubtful'", [subjectId])
}

export function registerOutbox() {
  job('outbox', async (payload) => performEffect(String(payload.accountId), String(payload.id)))
}

async function performEffect(accountId: string, id: string): Promise<void> {
  const scope: Scope = { accountId, brandIds: 'all' }
  const claimed = await db().transaction(scope, (tx) => claim(tx, id))
  if (!claimed) return
  const doer = doers.get(claimed.kind)
  if (!doer) throw new Error(`Nobody here does effects of the kind ${claimed.kind}.`)
  let handedOver = false
  let outcome: Outcome
  try {
    outcome = await doer.perform(claimed, async () => {
      await db().transaction(scope, (tx) => tx.run('outbox: handing over', "update platform.outbox set payload = payload || '{\"handingOver\": true}' where account_id = $1 and id = $2", [accountId, id]))
      handedOver = true
    })
  } catch (error) {
    log.error({ error, kind: claimed.kind, effect: id }, 'an effect ended with a bug')
    outcome = handedOver ? { state: 'doubtful', detail: String((error as Error).message) } : { state: 'retrying', detail: String((error as Error).message), at: backOff(claimed.attempts) }
  }
  await settle(scope, claimed, doer, outcome)
}

async function claim(tx: Tx, id: string): Promise<Effect | undefined> {
  const [row] = await tx.run<Effect & Record<string, unknown>>('outbox: claim', `
    update platform.outbox set state = 'working', attempts = attempts + 1, claimed_at = now(), payload = payload - 'handingOver'
     where account_id = (select platform.account()) and id = $1 and state in ('queued', 'retrying') and due_at <= now() + interval '50 milliseconds'
    returning account_id as "accountId", brand_id as "brandId", id, kind, subject_id as "subjectId", payload, attempts, created_at as "createdAt"`, [id])
  return row
}

async function settle(scope: Scope, effectDone: Effect, doer: EffectDoer, outcome: Outcome) {
  await db().transaction(scope, async (tx) => {
    const dueAt = outcome.state === 'retrying' ? outcome.at : null
    await tx.run('outbox: settle', `update platform.outbox set state = $3, detail = $4, due_at = coalesce($5::timestamptz, due_at), settled_at = case when $5::timestamptz is null then now() end
      where account_id = $1 and id = $2`, [scope.accountId, effectDone.id, outcome.state, outcome.detail.slice(0, 2000), dueAt])
    await doer.settled(tx, effectDone, outcome)
    if (dueAt) await wantJob(tx, 'outbox', { accountId: scope.accountId, id: effectDone.id }, { at: dueAt, key: `outbox ${effectDone.id} ${effectDone.attempts}`, attempts: 25 })
  })
  outcomes.inc({ kind: effectDone.kind, state: outcome.state })
}

/** 30 s, 1 min, 2 min … 2 h between tries. */
export const backOff = (attempts: number, now = Date.now()): Date => new Date(now + Math.min(30_000 * 2 ** Math.max(0, attempts - 1), 2 * 3_600_000))

/**
 * Finds effects whose doer died: before the hand-over they go again, after it they are in doubt.
 * @param everyone true at the start of the only process on this database: then nobody can be at anything.
 */
export async function recoverOutbox(everyone = false): Promise<number> {
  const stranded = await db().acrossAccounts('outbox recovery', (tx) => tx.run<Effect & { handingOver: boolean }>('outbox: stranded', `
    select account_id as "accountId", brand_id as "brandId", id, kind, subject_id as "subjectId", payload, attempts, created_at as "createdAt",
           coalesce((payload ->> 'handingOver')::boolean, false) as "handingOver"
      from platform.outbox where state = 'working' and ($1 or claimed_at < now() - make_interval(secs => $2))`, [everyone, leaseSeconds]))
  for (const { handingOver, ...found } of stranded) {
    const doer = doers.get(found.kind)
    if (!doer) continue
    await settle({ accountId: found.accountId, brandIds: 'all' }, found, doer, handingOver
      ? { state: 'doubtful', detail: 'Balie stopped while handing this over. It may or may not have arrived.' }
      : { state: 'retrying', detail: 'Balie stopped before this was handed over; it goes again.', at: new Date() })
  }
  return stranded.length + await wantForgottenJobs(everyone)
}

/** A job that was locked by a process that died stays locked for hours: an overdue effect asks for another. The claim keeps it single. */
async function wantForgottenJobs(everyone: boolean): Promise<number> {
  const overdue = await db().acrossAccounts('outbox recovery', (tx) => tx.run<{ accountId: string; id: string }>('outbox: overdue', `
    select account_id as "accountId", id from platform.outbox
     where state in ('queued', 'retrying') and due_at < now() - make_interval(secs => $1) order by due_at limit 5000`, [everyone ? 0 : leaseSeconds]))
  for (const { accountId, id } of overdue) {
    await db().transaction({ accountId, brandIds: 'all' }, (tx) => wantJob(tx, 'outbox', { accountId, id }, { key: `outbox ${id} again ${Math.floor(Date.now() / 60_000)}` }))
  }
  return overdue.length
}
