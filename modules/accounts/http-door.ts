import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Clock } from '#platform/clock'
import type { Http } from '#platform/http'
import { InvitationAcceptance, InvitationView, PasswordReset, PasswordResetRequest, SecondFactorCode, SetUp, SetUpState, SignIn, SignInAnswer } from './contract.ts'
import { acceptInvitation, viewInvitation } from './flows/invitations.ts'
import { askForReset, resetPassword } from './flows/reset-password.ts'
import { createAccount, setUpNeeded, type AccountMade } from './flows/set-up.ts'
import { signInWithCode, signInWithPassword, signOut, type SignInStep } from './flows/sign-in.ts'
import type { SystemPost } from './flows/system-post.ts'

export type SampleLoader = (made: AccountMade) => Promise<void>
type Options = SystemPost & { clock: Clock; loadSampleCompany?: SampleLoader }

const ByToken = z.object({ token: z.string().min(20).max(200) })
const answered = { 200: SignInAnswer }

export function sendCookies(reply: FastifyReply, cookies: string[]) {
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  // Whatever sets a session must not lie in a cache.
  reply.header('cache-control', 'no-store')
}

/** What is open to somebody who is not signed in: the way in. */
export function doorRoutes(app: Http, options: Options) {
  const enter = (reply: FastifyReply, { next, cookies }: SignInStep) => {
    sendCookies(reply, cookies)
    return { next }
  }

  app.get('/api/v1/setup', { config: { may: 'public' }, schema: { response: { 200: SetUpState } } }, async () => ({ needed: await setUpNeeded() }))

  app.post('/api/v1/setup', { config: { may: 'public' }, schema: { body: SetUp, response: answered } }, async (request, reply) => {
    const { accountName, name, email, password, brand, sampleCompany } = request.body
    const made = await createAccount({ name: accountName, owner: { name, email, password, language: brand.language }, brands: [brand] }, { onlyFirst: true })
    if (sampleCompany) await options.loadSampleCompany?.(made)
    return enter(reply, await signInWithPassword(request, { email, password }))
  })

  app.post('/api/v1/session', { config: { may: 'public' }, schema: { body: SignIn, response: answered } }, async (request, reply) => enter(reply, await signInWithPassword(request, request.body)))

  app.post('/api/v1/session/second-factor', { config: { may: 'public' }, schema: { body: SecondFactorCode, response: answered } }, async (request, reply) =>
    enter(reply, await signInWithCode(request, request.body.code)))

  // Open to all, as somebody whose session has just run out wants the cookie gone as well.
  app.delete('/api/v1/session', { config: { may: 'public' } }, async (request, reply) => {
    sendCookies(reply, await signOut(request))
    return reply.status(204).send()
  })

  app.get('/api/v1/invitation-links/:token', { config: { may: 'public' }, schema: { params: ByToken, response: { 200: InvitationView } } }, async ({ params }) => viewInvitation(params.token, options.clock()))

  app.post('/api/v1/invitation-links/:token', { config: { may: 'public' }, schema: { params: ByToken, body: InvitationAcceptance, response: answered } }, async (request, reply) => {
    const { email } = await acceptInvitation(request.params.token, request.body, options.clock())
    return enter(reply, await signInWithPassword(request, { email, password: request.body.password }))
  })

  app.post('/api/v1/password-resets', { config: { may: 'public' }, schema: { body: PasswordResetRequest } }, async (request, reply) => {
    await askForReset(request, request.body.email, options)
    return reply.status(202).send()
  })

  app.put('/api/v1/password-resets', { config: { may: 'public' }, schema: { body: PasswordReset } }, async (request, reply) => {
    await resetPassword(request, request.body)
    return reply.status(204).send()
  })
}
