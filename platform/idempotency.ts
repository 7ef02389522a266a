import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { alongside, db, type Scope, type Tx } from './db.ts'
import { everyMinutes } from './jobs.ts'
import { Refusal } from './refusal.ts'
import { seal, unseal } from './secrets.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The change that is asked for under a name of its own, so that asking twice does it once. */
    attempt: Attempt | null
  }
}

type Attempt = { accountId: string; personId: string; key: string; asked: Buffer; kept: boolean }
type Answer = { asked: Buffer; status: number | null; contentType: string | null; sealed: string | null }

/** The same name has been used: by somebody a moment ago, or in the answer that got lost. */
class AttemptedBefore extends Error {}

const days = 1
/** Whoever comes while the first is being answered waits this long for the answer. */
const patienceMs = 5_000

/**
 * `Idempotency-Key` on every change. Its row is written in the first transaction of the change: two requests under one key come one
 * after the other, a crash leaves either both or neither, and only what was really done is remembered. A refusal changes nothing, so
 * it leaves the key free.
 */
export function keepAnswers(app: FastifyInstance) {
  app.decorateRequest('attempt', null)
  // With a callback, so that what follows runs inside.
  app.addHook('preHandler', (request, reply, done) => {
    const attempt = attemptOf(request)
    if (attempt instanceof Error) return done(attempt)
    if (!attempt) return done()
    answerBefore(attempt).then((before) => {
      if (before) return void tellAgain(attempt, before, reply).catch(done)
      request.attempt = attempt
      alongside.run({ accountId: attempt.accountId, state: 'free', write: (tx) => begin(tx, attempt) }, done)
    }, done)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const { attempt } = request
    if (attempt && reply.statusCode < 300) await keep(attempt, reply, payload)
  })
}

/** @returns false when the error is another one. */
export function toldAgain(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | false {
  const { attempt } = request
  if (!(error instanceof AttemptedBefore) || !attempt) return false
  request.attempt = null
  return answerBefore(attempt).then((before) => tellAgain(attempt, before!, reply))
}

function attemptOf(request: FastifyRequest): Attempt | Refusal | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || !request.actor || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) return new Refusal('invalid', 'An Idempotency-Key is one word of up to 200 letters, figures and signs.')
  const asked = createHash('sha256').update(JSON.stringify([request.method, request.url, request.headers['content-length'] ?? '', request.body ?? null])).digest()
  return { accountId: request.actor.accountId, personId: request.actor.personId, key, asked, kept: false }
}

const scopeOf = (attempt: Attempt): Scope => ({ accountId: attempt.accountId, brandIds: [] })

async function answerBefore({ personId, key, ...attempt }: Attempt): Promise<Answer | undefined> {
  const [row] = await db().once<Answer>({ accountId: attempt.accountId, brandIds: [] }, 'answers: before', `
    select asked, status, content_type as "contentType", sealed from platform.answers
     where account_id = (select platform.account()) and person_id = $1 and key = $2 and at > now() - make_interval(days => $3)`, [personId, key, days])
  return row
}

/** Waits here for whoever is at it under the same key: until their commit, or until they gave up. */
async function begin(tx: Tx, attempt: Attempt) {
  const rows = await tx.run('answers: begin', `
    insert into platform.answers (account_id, person_id, key, asked) values ($1, $2, $3, $4)
    on conflict (account_id, person_id, key) do update set asked = excluded.asked, status = null, content_type = null, sealed = null, at = now() where answers.at <= now() - make_interval(days => $5)
    returning key`, [attempt.accountId, attempt.personId, attempt.key, attempt.asked, days])
  if (!rows.length) throw new AttemptedBefore()
  tx.afterCommit(() => { attempt.kept = true })
}

async function keep(attempt: Attempt, reply: FastifyReply, payload: unknown) {
  const words = typeof payload === 'string' ? seal(payload) : null
  await db().transaction(scopeOf(attempt), async (tx) => {
    // What needed no transaction of its own is remembered as well.
    if (!attempt.kept) await begin(tx, attempt)
    await tx.run('answers: keep', 'update platform.answers set status = $4, content_type = $5, sealed = $6 where account_id = $1 and person_id = $2 and key = $3',
      [attempt.accountId, attempt.personId, attempt.key, reply.statusCode, String(reply.getHeader('content-type') ?? ''), words])
  }).catch((error) => { if (!(error instanceof AttemptedBefore)) throw error })
}

async function tellAgain(attempt: Attempt, first: Answer, reply: FastifyReply): Promise<FastifyReply> {
  if (!first.asked.equals(attempt.asked)) throw new Refusal('invalid', 'This Idempotency-Key was used for another request already. A new request needs a key of its own.')
  let answer: Answer | undefined = first
  for (let waited = 0; answer && answer.status === null && waited < patienceMs; waited += 50) {
    await pause(50)
    answer = await answerBefore(attempt)
  }
  if (!answer || answer.status === null) throw new Refusal('conflict', 'This was done under the same Idempotency-Key before, but its answer was lost. Read what it was about anew.')
  reply.status(answer.status).header('idempotency-replayed', 'true')
  if (answer.contentType) reply.header('content-type', answer.contentType)
  return reply.send(answer.sealed === null ? undefined : unseal(answer.sealed))
}

/** A day later nobody asks again. */
export function forgetAnswers() {
  everyMinutes(30, 'forget-answers', async () => {
    await db().acrossAccounts('answers that nobody asks for', (tx) => tx.run('answers: forget', 'delete from platform.answers where at < now() - make_interval(days => $1)', [days]))
  })
}
