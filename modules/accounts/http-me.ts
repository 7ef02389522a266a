import { z } from 'zod'
import { db, type Scope } from '#platform/db'
import type { Http } from '#platform/http'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { ApiToken, ApiTokenInput, ApiTokenMade, Me, MyChange, Password, RecoveryCodes, SecondFactorCode, SecondFactorSetUp, Session } from './contract.ts'
import { makeApiToken, revokeApiToken } from './flows/api-tokens.ts'
import { changeMe, me } from './flows/me.ts'
import { beginSecondFactor, changePassword, confirmSecondFactor, endMySession, endSecondFactor, mySessions, refreshSession } from './flows/my-session.ts'
import { sendCookies } from './http-door.ts'
import { apiTokensOf } from './queries/api-tokens.ts'

const account = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: 'all' })
const CurrentPassword = z.object({ password: z.string().max(200) })
const PasswordChange = z.object({ current: z.string().max(200), next: Password })

/** Passwords, sessions and tokens are a person's own: a token that could make tokens could never be taken away. */
function inPerson(actor: Actor): Actor {
  if (actor.scopes) throw new Refusal('forbidden', 'This can be done only at the desk, not with an API token.')
  return actor
}

export function meRoutes(app: Http) {
  app.get('/api/v1/me', { config: { may: 'signed-in' }, schema: { response: { 200: Me } } }, async (request, reply) => {
    const { actor } = request
    if (!actor.scopes) sendCookies(reply, await refreshSession(request))
    return db().reading(account(actor), (tx) => me(tx, actor))
  })

  app.patch('/api/v1/me', { config: { may: 'signed-in' }, schema: { body: MyChange, response: { 200: Me } } }, async ({ actor, body }) =>
    db().transaction(account(actor), (tx) => changeMe(tx, inPerson(actor), body)))

  app.put('/api/v1/me/password', { config: { may: 'signed-in' }, schema: { body: PasswordChange } }, async (request, reply) => {
    sendCookies(reply, await changePassword(inPerson(request.actor), request, request.body))
    return reply.status(204).send()
  })

  app.get('/api/v1/me/sessions', { config: { may: 'signed-in' }, schema: { response: { 200: z.object({ rows: z.array(Session) }) } } }, async (request) => {
    inPerson(request.actor)
    return { rows: await mySessions(request) }
  })

  app.delete('/api/v1/me/sessions/:id', { config: { may: 'signed-in' }, schema: { params: z.object({ id: z.string().regex(/^[\w-]{1,100}$/) }) } }, async (request, reply) => {
    inPerson(request.actor)
    await endMySession(request, request.params.id)
    return reply.status(204).send()
  })

  app.post('/api/v1/me/second-factor', { config: { may: 'signed-in' }, schema: { body: CurrentPassword, response: { 200: SecondFactorSetUp } } }, async (request) => {
    inPerson(request.actor)
    return beginSecondFactor(request, request.body.password)
  })

  app.put('/api/v1/me/second-factor', { config: { may: 'signed-in' }, schema: { body: SecondFactorCode, response: { 200: RecoveryCodes } } }, async (request, reply) => {
    const { codes, cookies } = await confirmSecondFactor(inPerson(request.actor), request, request.body.code)
    sendCookies(reply, cookies)
    return codes
  })

  app.delete('/api/v1/me/second-factor', { config: { may: 'signed-in' }, schema: { body: CurrentPassword } }, async (request, reply) => {
    sendCookies(reply, await endSecondFactor(inPerson(request.actor), request, request.body.password))
    return reply.status(204).send()
  })

  app.get('/api/v1/api-tokens', { config: { may: 'signed-in' }, schema: { response: { 200: z.object({ rows: z.array(ApiToken) }) } } }, async ({ actor }) =>
    db().reading(account(inPerson(actor)), async (tx) => ({ rows: await apiTokensOf(tx, { personId: actor.personId }) })))

  app.post('/api/v1/api-tokens', { config: { may: 'signed-in' }, schema: { body: ApiTokenInput, response: { 200: ApiTokenMade } } }, async ({ actor, body }) =>
    db().transaction(account(inPerson(actor)), (tx) => makeApiToken(tx, actor, body)))

  app.delete('/api/v1/api-tokens/:id', { config: { may: 'signed-in' }, schema: { params: z.object({ id: z.uuid() }) } }, async ({ actor, params }, reply) => {
    await db().transaction(account(inPerson(actor)), (tx) => revokeApiToken(tx, actor, params.id))
    return reply.status(204).send()
  })
}
