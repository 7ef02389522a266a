import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { accountsRoutes, actorOfPerson, authenticate, type AccountsOptions } from '#modules/accounts'
import { bulkRoutes, casesRoutes, checkMacro, fieldRoutes, macroRoutes, messageRoutes, moveRoutes, reviewRoutes, savedViewRoutes } from '#modules/cases'
import { agentRoutes, visitorDoors, widgetRoutes, type DoorsOptions } from '#modules/chat'
import { customersRoutes } from '#modules/customers'
import { inboundRoutes, ledgerRoutes, mailboxRoutes, mailRoutes } from '#modules/email'
import { textRoutes } from '#modules/knowledge'
import { notificationRoutes, readNotificationsOf } from '#modules/notifications'
import { webhookRoutes } from '#modules/webhooks'
import type { Config } from '#platform/config'
import { db } from '#platform/db'
import { createHttp, type Authenticate, type Http } from '#platform/http'
import { metrics } from '#platform/metrics'
import { systemMail } from '#platform/system-mail'
import { healthGauges } from './health.ts'
import { home } from './home.ts'
import { referenceRoutes } from './reference-page.ts'
import { widgetPages } from './widget-pages.ts'

/** Everything that is reached over HTTP, ready to listen or to be asked by a test. */
export async function createServer(config: Config, options: { loadSampleCompany?: AccountsOptions['loadSampleCompany']; /** For measurements: somebody who need not sign in. */ authenticate?: Authenticate; chat?: Partial<DoorsOptions> } = {}): Promise<Http> {
  const app = await createHttp({ authenticate: options.authenticate ?? authenticate, trustProxy: config.BALIE_TRUST_PROXY, page: deskPage })
  accountsRoutes(app, { url: config.url, sendSystemMail: systemMail(config), loadSampleCompany: options.loadSampleCompany })
  customersRoutes(app)
  casesRoutes(app, { undoSeconds: config.BALIE_UNDO_SECONDS, alsoRead: readNotificationsOf })
  savedViewRoutes(app)
  moveRoutes(app)
  reviewRoutes(app, { undoSeconds: config.BALIE_UNDO_SECONDS })
  bulkRoutes(app)
  fieldRoutes(app)
  macroRoutes(app)
  textRoutes(app, { checkDeeds: checkMacro })
  messageRoutes(app, { actorOf: actorOfPerson })
  mailboxRoutes(app, { url: config.url })
  inboundRoutes(app, { maxMailMb: config.BALIE_MAX_MAIL_MB })
  ledgerRoutes(app)
  mailRoutes(app, { actorOf: actorOfPerson })
  webhookRoutes(app)
  widgetRoutes(app, { url: config.url })
  notificationRoutes(app)
  agentRoutes(app)
  visitorDoors(app, { url: config.url, trustProxy: config.BALIE_TRUST_PROXY, ...options.chat })
  referenceRoutes(app)
  widgetPages(app)
  healthRoutes(app)
  await deskRoutes(app)
  return app
}

/** For whoever watches over the installation. /metrics says kinds and counts, never whose. */
function healthRoutes(app: Http) {
  app.get('/healthz', { config: { may: 'public' } }, async () => ({ ok: true }))
  app.get('/readyz', { config: { may: 'public' } }, async (_, answer) => {
    const answers = await db().pool.query('select 1').then(() => true, () => false)
    return answer.status(answers ? 200 : 503).send({ ready: answers, database: answers ? 'answers' : 'does not answer' })
  })
  app.get('/metrics', { config: { may: 'public' } }, async (_, answer) => {
    await healthGauges().catch(() => {})
    return answer.type(metrics.contentType).send(await metrics.metrics())
  })
}

const deskPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; frame-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const desk = join(home, 'dist', 'web')

async function deskRoutes(app: Http) {
  if (!existsSync(join(desk, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: desk, wildcard: false, index: false, cacheControl: false,
    setHeaders: (answer, path) => { answer.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache') },
  })
}

/** The desk is one page; every address that is no file and no route shows it. */
function deskPage(request: FastifyRequest, answer: FastifyReply): FastifyReply | null {
  const path = request.url.split('?')[0]!
  if (!['GET', 'HEAD'].includes(request.method) || !existsSync(join(desk, 'index.html')) || /^\/(?:api|files|pictures|assets)\//.test(path) || /\.\w{1,8}$/.test(path)) return null
  return answer.status(200).header('content-security-policy', deskPolicy).header('cache-control', 'no-cache').type('text/html').send(readFileSync(join(desk, 'index.html')))
}
