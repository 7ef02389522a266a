import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { home } from '../../app/home.ts'

/** A real Balie process on a folder of its own, which can be killed at any moment and started again. */
export type Victim = {
  folder: string; url: string; kills: number
  start: () => Promise<void>
  /** kill -9, of the process and now and then of its database too. */
  kill: (databaseToo?: boolean) => Promise<void>
  stop: () => Promise<void>
  /** Asks as the owner; null while nobody answers. */
  ask: <Body>(method: string, path: string, body?: unknown) => Promise<{ status: number; body: Body } | null>
}

export function aVictim(folder: string, port: number): Victim {
  let child: ChildProcess | undefined
  let cookie = ''
  const url = `http://127.0.0.1:${port}`
  const environment = { ...process.env, BALIE_DATA: folder, BALIE_PORT: String(port), BALIE_SMTP_PORT: '0', BALIE_URL: url, BALIE_PRIVATE_NETWORK: 'true', BALIE_LOG_LEVEL: 'error', BALIE_UNDO_SECONDS: '2' }
  const victim: Victim = {
    folder, url, kills: 0,
    async start() {
      for (let attempt = 0; ; attempt++) {
        let ended = false
        child = spawn(process.execPath, ['app/start.ts'], { cwd: home, env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
        child.once('exit', () => { ended = true })
        for (const deadline = Date.now() + 60_000; Date.now() < deadline && !ended;) {
          if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return
          await pause(30)
        }
        if (attempt >= 5) throw new Error('Balie does not start any more.')
        await pause(500)
      }
    },
    async kill(databaseToo = false) {
      const gone = new Promise((resolve) => child!.once('exit', resolve))
      child!.kill('SIGKILL')
      if (databaseToo) try { process.kill(Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL') } catch { /* It was not there. */ }
      await gone
      victim.kills++
    },
    async stop() {
      const gone = new Promise((resolve) => child!.once('exit', resolve))
      child!.kill('SIGTERM')
      await gone
    },
    async ask(method, path, body) {
      try {
        const answer = await fetch(`${url}/api/v1/${path}`, { method, headers: { 'content-type': 'application/json', 'x-balie-csrf': '1', ...cookie ? { cookie } : {} }, ...body === undefined ? {} : { body: JSON.stringify(body) } })
        const given = answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
        if (given) cookie = given
        const text = await answer.text()
        return { status: answer.status, body: text && (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text as never }
      } catch { return null }
    },
  }
  return victim
}
