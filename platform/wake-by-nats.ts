import { connect, type NatsConnection } from '@nats-io/transport-node'
import { log } from './log.ts'
import { gauge } from './metrics.ts'
import type { Carry } from './wake.ts'

const connected = gauge('balie_nats_connected', 'Whether this process hears the others by NATS: 1 or 0. Without it they look by the clock.')

/** How NATS is reached: the address without what opens it, and that as NATS wants it. */
export function natsAddress(url: string) {
  const { protocol, host, username, password } = new URL(url)
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return { servers: host, ...protocol === 'tls:' ? { tls: {} } : {}, ...user && pass ? { user, pass } : user ? { token: user } : {} }
}

/** A dead line is noticed after half a minute at most. */
const settings = { name: 'balie', noEcho: true, maxReconnectAttempts: -1, reconnectTimeWait: 500, ignoreAuthErrorAbort: true, timeout: 3_000, pingInterval: 10_000, maxPingOut: 2 }

/**
 * NATS, where one is at hand: it takes from the database what processes have to say to each other. The subject is one that only processes of
 * this installation know. Without NATS the house opens all the same, and whoever is to hear looks by the clock until it is back.
 */
export const byNats = (url: string, subject: string): Carry => async (hear, missed) => {
  let closed = false
  let line: NatsConnection | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  async function open(waitMs: number): Promise<void> {
    if (closed) return
    try {
      const opened = await connect({ ...natsAddress(url), ...settings })
      if (closed) return await opened.close()
      line = opened
    } catch (error) {
      log.warn({ error: { message: (error as Error).message } }, 'NATS cannot be reached and is tried again; until then processes look by the clock')
      again = setTimeout(() => void open(Math.min(waitMs * 2, 30_000)), waitMs).unref()
      return
    }
    line.subscribe(subject, { callback: (error, said) => { if (!error) hear(said.string()) } })
    connected.set(1)
    missed()
    void watch(line)
  }

  async function watch(own: NatsConnection): Promise<void> {
    for await (const { type } of own.status()) {
      if (type === 'disconnect') {
        connected.set(0)
        if (!closed) log.warn('the connection to NATS was lost; until it is back processes look by the clock')
      } else if (type === 'reconnect') {
        connected.set(1)
        missed()
      }
    }
    connected.set(0)
    if (!closed) await open(1_000)
  }

  await open(250)
  return {
    async say(words) {
      if (!line || line.isClosed()) throw new Error('There is no connection to NATS.')
      line.publish(subject, words)
    },
    async close() {
      closed = true
      clearTimeout(again)
      await line?.close()
    },
  }
}
