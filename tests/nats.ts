import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'node:net'
import { freePorts } from './mail-servers.ts'

const program = ['/usr/sbin/nats-server', '/usr/bin/nats-server', '/usr/local/bin/nats-server'].find((file) => existsSync(file))

/** Said by tests that need it and run where it is not: `apt-get install nats-server`, or `npm run check -- --with-debian-packages`. */
export const whyNoNats = 'skipped: nats-server is not installed here'
export const hasNats = program !== undefined

export type Nats = { url: string; /** Takes it away without a word, as a dead machine is. */ kill: () => Promise<void>; /** Brings it back on the same port. */ start: () => Promise<void>; stop: () => Promise<void> }

/** A real NATS on loopback, that keeps nothing. */
export async function startNats(login?: { user: string; password: string }): Promise<Nats> {
  const [port] = await freePorts(1) as [number]
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    const gone = child?.exitCode === null && child.signalCode === null ? new Promise((resolve) => child!.once('exit', resolve)) : null
    child?.kill(signal)
    await gone
  }
  const start = async () => {
    child = spawn(program!, ['-a', '127.0.0.1', '-p', String(port), ...login ? ['--user', login.user, '--pass', login.password] : []], { stdio: 'ignore' })
    for (let tries = 0; !await answers(port); tries++) {
      if (tries > 200) throw new Error('nats-server does not start.')
      await pause(25)
    }
  }
  await start()
  return { url: `nats://${login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : ''}127.0.0.1:${port}`, kill: () => end('SIGKILL'), start, stop: () => end('SIGTERM') }
}

const answers = (port: number) => new Promise<boolean>((resolve) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) }).on('error', () => resolve(false))
})
