import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, type RawReplyDefaultExpression, type RawRequestDefaultExpression, type RawServerDefault } from 'fastify'
import { hasZodFastifySchemaValidationErrors, jsonSchemaTransform, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { refuseUnheededMatch } from './etag.ts'
import { keepAnswers, toldAgain } from './idempotency.ts'
import { log } from './log.ts'
import { histogram } from './metrics.ts'
import { may, type Actor, type Permission } from './permissions.ts'
import { Refusal, refusalStatus } from './refusal.ts'

/** Who may call a route: anybody, anybody who is signed in (it decides more finely itself), or who has this permission somewhere. */
export type Admission = 'public' | 'signed-in' | Permission

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Deny by default: a route without this does not start. */
    may?: Admission
    /** The route must see the body as it came (signed webhooks). */
    rawBody?: boolean
  }
  interface FastifyRequest {
    /** Who asks. Set before the handler of every route that is not public. */
    actor: Actor
  }
}

export type Http = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>

/** Finds out who asks. @returns null when nobody is signed in. @throws Refusal when the credentials are there but not good. */
export type Authenticate = (request: FastifyRequest) => Promise<{ actor: Actor; by: 'session' | 'token' } | null>

const durations = histogram('balie_http_seconds', 'How long requests took.', ['method', 'route', 'status'])

/** The web server without its routes: sign-in check, permission check, problem+json, OpenAPI, security headers. */
export async function createHttp(options: { authenticate: Authenticate; trustProxy?: boolean; /** What is shown at an address that no route answers; null: nothing is. */ page?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null }): Promise<Http> {
  const app = fastify({
    // One hop: what the proxy in front says. Further to the left stands what the client says of itself, and limits per source count by this.
    logger: false, trustProxy: options.trustProxy ? (_address: string, hop: number) => hop === 0 : false, bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 4000 }, genReqId: () => crypto.randomUUID(),
  }).withTypeProvider<ZodTypeProvider>() as unknown as Http
  app.setValidatorCompiler(validatorCompiler)
  // Answers are typed where they are made and checked in tests. A serialiser by schema costs more here than it saves (measured, Node 24).
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.decorateRequest('actor', null as unknown as Actor)
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 25 * 1024 * 1024, files: 20, parts: 40 } })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Balie', version: '1', description: 'Everything that the desk can do. Errors are problem+json (RFC 9457) with a `code`.' }, components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } },
    transform: (input) => {
      const transformed = jsonSchemaTransform(input as never)
      const { may: admission, ifMatch } = (input.route as { config?: { may?: Admission; ifMatch?: boolean } }).config ?? {}
      return { ...transformed, schema: { ...transformed.schema, 'x-may': admission, ...ifMatch ? { 'x-if-match': true } : {} } as never }
    },
  })
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/') && route.method !== 'HEAD' && !route.config?.may) throw new Error(`${String(route.method)} ${route.url} does not say who may call it.`)
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders)
    await admit(request, options.authenticate)
    refuseUnheededMatch(request)
  })
  closeSoon(app)
  keepAnswers(app)
  app.addHook('onResponse', async (request, reply) => {
    durations.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  app.setErrorHandler(async (error, request, reply) => toldAgain(error, request, reply) || sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => options.page?.(request, reply) ?? sendProblem(new Refusal('unknown', 'There is nothing at this address.'), request, reply))
  return app
}

/**
 * A request that is under way when we begin to close leaves its connection open behind its answer, and browsers keep some on which they never
 * asked anything: whoever waits for those waits for a minute. Answers have ten seconds.
 */
function closeSoon(app: Http) {
  app.addHook('preClose', async () => {
    if (!app.server.listening) return
    const idle = setInterval(() => app.server.closeIdleConnections(), 200)
    const all = setTimeout(() => app.server.closeAllConnections(), 10_000)
    app.server.once('close', () => { clearInterval(idle); clearTimeout(all) })
  })
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

async function admit(request: FastifyRequest, authenticate: Authenticate) {
  const admission = request.routeOptions.config?.may
  if (!admission || admission === 'public') return
  const found = await authenticate(request)
  if (!found) throw new Refusal('not-signed-in', 'Sign in first.')
  // A page of somebody else can make a browser send our cookie, but not this header (CSRF).
  if (found.by === 'session' && !['GET', 'HEAD'].includes(request.method) && !request.headers['x-balie-csrf']) throw new Refusal('forbidden', 'The request did not come from the desk: the header x-balie-csrf is missing.')
  if (admission !== 'signed-in' && !may(found.actor, admission)) throw new Refusal('forbidden', 'Your role does not allow this. Ask a manager or an administrator.')
  request.actor = found.actor
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(error)
  if (problem.status >= 500) log.error({ error, route: request.routeOptions.url, request: request.id }, 'a request failed')
  if (problem.code === 'too-many' || problem.code === 'locked-out') reply.header('retry-after', String((problem as { retryAfter?: number }).retryAfter ?? 60))
  return reply.status(problem.status).type('application/problem+json').send({ ...problem, request: request.id })
}

/** RFC 9457: what went wrong, as a code for machines and a sentence for people. Nothing of the inside leaves. */
function problemOf(error: unknown): { type: string; title: string; status: number; code: string; [fact: string]: unknown } {
  if (error instanceof Refusal) return { ...error.facts, type: `urn:balie:refusal:${error.code}`, title: error.message, status: refusalStatus[error.code], code: error.code }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((each) => ({ field: each.instancePath.replace(/^\//, ''), problem: each.message ?? '' }))
    return { type: 'urn:balie:refusal:invalid', title: fields.map((each) => (each.field ? `${each.field}: ${each.problem}` : each.problem)).join(' '), status: 422, code: 'invalid', fields }
  }
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string }
  // PostgreSQL keeps every character but NUL: what a request says is then wrong, not we.
  if (code === '22021' || code === '22P05') return { type: 'urn:balie:refusal:invalid', title: 'There is a character in it that cannot be kept.', status: 422, code: 'invalid' }
  if (statusCode === 413) return { type: 'urn:balie:refusal:too-large', title: 'That is larger than what may be sent here.', status: 413, code: 'too-large' }
  if (statusCode && statusCode < 500) return { type: 'urn:balie:refusal:invalid', title: message ?? 'The request could not be read.', status: statusCode, code: 'invalid' }
  if (code && /^(ECONN|57P|53|08)/.test(code)) return { type: 'urn:balie:refusal:unavailable', title: 'The database does not answer at the moment. Nothing was changed; try again in a moment.', status: 503, code: 'unavailable' }
  return { type: 'urn:balie:bug', title: 'Something went wrong on our side. Nothing was changed.', status: 500, code: 'bug' }
}
