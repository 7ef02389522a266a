import { openSignIn } from '#modules/accounts'
import { asToken } from '#testing/accounts'
import { fileNextMails } from '#testing/email'
import { loadConfig, type Config } from '#platform/config'
import { runFollowers } from '#platform/followers'
import type { Http } from '#platform/http'
import { runJobs } from '#platform/jobs'
import { openNetwork } from '#platform/network'
import type { Actor } from '#platform/permissions'
import { register } from '../app/run.ts'
import { createServer } from '../app/server.ts'
import { testDatabase, type TestDatabase } from './database.ts'

export type Answer<Body = any> = { status: number; body: Body; raw: Buffer; headers: Record<string, unknown> }
export type OpenHouse = TestDatabase & {
  app: Http
  config: Config
  /** One request as this person; the answer is parsed where it is JSON. */
  ask: <Body = any>(actor: Actor | null, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Answer<Body>>
  /** Files what was collected, and lets every follower take what is in the log. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

/** The whole house on a database of its own: routes, jobs, followers. Mail is filed when a test says so. */
export async function openHouse(settings: Record<string, string> = {}): Promise<OpenHouse> {
  const database = await testDatabase()
  const config = loadConfig({ BALIE_UNDO_SECONDS: '0', BALIE_PRIVATE_NETWORK: 'true', ...settings }, '/nowhere')
  openNetwork({ allowPrivate: config.BALIE_PRIVATE_NETWORK })
  register(config)
  const signIn = await openSignIn({ url: database.url, baseUrl: 'http://localhost:4800' })
  const app = await createServer(config)
  const jobs = await runJobs(database.ownerUrl)
  const followers = runFollowers()
  const ask = asking(() => app)
  return {
    ...database, app, config, ask,
    async settle() { while (await fileNextMails(20) > 0); await followers.settled() },
    async close() {
      await jobs.stop()
      await followers.stop()
      await app.close()
      await signIn.close()
      await database.close()
    },
  }
}

/** Asks whichever server runs at the time. */
export function asking(appNow: () => Http): OpenHouse['ask'] {
  const tokens = new Map<string, Promise<{ authorization: string }>>()
  const headersOf = async (actor: Actor | null) => {
    if (!actor) return {}
    if (!tokens.has(actor.personId)) tokens.set(actor.personId, asToken(actor))
    return tokens.get(actor.personId)!
  }
  return async (actor, method, path, body) => {
    const answer = await appNow().inject({ method, url: path.startsWith('/') ? path : `/api/v1/${path}`, headers: await headersOf(actor), ...body === undefined ? {} : { payload: body as object } })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return { status: answer.statusCode, body: isJson && answer.payload ? JSON.parse(answer.payload) : answer.payload, raw: answer.rawPayload, headers: answer.headers }
  }
}

export { until } from './until.ts'
