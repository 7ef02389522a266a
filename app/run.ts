import { actorOfPerson, openSignIn, registerAccountsJobs } from '#modules/accounts'
import { registerCases } from '#modules/cases'
import { registerChat } from '#modules/chat'
import { runIntake, sendEffect, startImapCollectors, startSmtpReceiver } from '#modules/email'
import { registerNotifications } from '#modules/notifications'
import { registerWebhooks } from '#modules/webhooks'
import type { Config } from '#platform/config'
import { runFollowers } from '#platform/followers'
import { everyMinutes, runJobs } from '#platform/jobs'
import { collectProcessMetrics } from '#platform/metrics'
import { forgetAnswers } from '#platform/idempotency'
import { effect, recoverOutbox, registerOutbox } from '#platform/outbox'
import { systemMail } from '#platform/system-mail'
import { openGround, type Ground, type Opened } from './ground.ts'
import { startLive } from './live.ts'
import { mayHear } from './may-hear.ts'
import { loadSampleCompany } from './sample-company.ts'
import { createServer } from './server.ts'

export type Running = { port: number; ownerUrl: string; url: string; stop: () => Promise<void>; alsoStop: (name: string, part: { stop: () => Promise<unknown> }) => void }
type Part = { name: string; stop: () => Promise<unknown> }

/** Opens the house: the ground first, then whatever this process is to do. Whatever was opened is closed in the opposite order. */
export async function run(config: Config): Promise<Running> {
  const parts: Part[] = []
  const opened = <T extends { stop: () => Promise<unknown> }>(name: string, part: T): T => { parts.push({ name, stop: part.stop }); return part }
  const stop = async () => {
    for (const part of parts.toReversed()) {
      const slow = setTimeout(() => console.error(`${part.name}: takes its time to close …`), 5_000).unref()
      await part.stop().catch((error: Error) => console.error(`${part.name}: ${error.message}`))
      clearTimeout(slow)
    }
  }
  try {
    const ground = await openGround(config, opened)
    register(config)
    if (config.BALIE_ROLES.includes('worker')) await openWork(config, ground, opened)
    const port = config.BALIE_ROLES.includes('web') ? await openDoors(config, ground, opened) : 0
    return { port, ...ground, stop, alsoStop: opened }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What the modules do when others announce, when time makes them, and when something is to leave the house. */
export function register(config: Config) {
  registerOutbox()
  forgetAnswers()
  registerCases()
  registerAccountsJobs()
  effect('email.send', sendEffect)
  registerChat()
  registerWebhooks({ actorOf: actorOfPerson, mayHear })
  registerNotifications(config.BALIE_SYSTEM_SMTP ? { url: config.url, sendSystemMail: systemMail(config) } : null)
  everyMinutes(1, 'recover-outbox', async () => { await recoverOutbox() })
}

async function openWork(config: Config, { url, ownerUrl, alone }: Ground, opened: Opened) {
  await recoverOutbox(alone)
  opened('jobs', await runJobs(ownerUrl))
  opened('followers', runFollowers())
  opened('intake', runIntake({ url, threads: config.BALIE_INTAKE_WORKERS, dataFolder: config.dataFolder, evidence: { mta: config.BALIE_SMTP_NAME, spamd: config.BALIE_SPAMD } }))
  opened('SMTP receiver', await startSmtpReceiver({ config }))
  opened('mailboxes', startImapCollectors({ config }))
}

async function openDoors(config: Config, { url }: Ground, opened: Opened): Promise<number> {
  collectProcessMetrics()
  const signIn = await openSignIn({ url, baseUrl: config.url })
  opened('sign-in', { stop: signIn.close })
  const app = await createServer(config, { loadSampleCompany })
  opened('web server', { stop: () => app.close() })
  // Before the door opens: a desk that comes in the first moment is heard, and not left standing.
  opened('live feed', await startLive(app, { origin: config.url }))
  await app.listen({ host: config.BALIE_HOST, port: config.BALIE_PORT })
  return (app.server.address() as { port: number }).port
}
