import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { home } from '../app/home.ts'
import { familyOf, postmaster, pssMiB, report, round } from './ground.ts'

/** From the command to the first list, on an empty folder and again; and what the whole stack weighs when nothing happens (PSS). */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'balie-bench-'))
  const rows: Array<Record<string, string | number>> = []
  try {
    const first = await start(folder, ['--demo'])
    rows.push({ 'what': 'first start, with the sample company', 's to an answer': round(first.readySeconds, 2), 's to the first list': round(first.listSeconds, 2), 'PSS MiB': '' })
    await first.stop()
    for (let n = 0; n < 3; n++) {
      const again = await start(folder, [])
      await pause(6_000)
      const weight = pssMiB(familyOf(again.pid)) + pssMiB(familyOf(postmaster(folder)).filter((pid) => !familyOf(again.pid).includes(pid)))
      rows.push({ 'what': `start ${n + 2}, idle after 6 s`, 's to an answer': round(again.readySeconds, 2), 's to the first list': round(again.listSeconds, 2), 'PSS MiB': weight })
      await again.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  report('start', rows, 'PSS of Balie and PostgreSQL together; shared pages count once.')
}

async function start(folder: string, words: string[]) {
  const began = performance.now()
  const child = spawn(process.execPath, ['app/start.ts', ...words], { cwd: home, env: { ...process.env, BALIE_DATA: folder, BALIE_PORT: '4896', BALIE_SMTP_PORT: '0', BALIE_LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let told = ''
  child.stdout.on('data', (bytes: Buffer) => { told += bytes.toString() })
  const answers = (path: string) => fetch(`http://127.0.0.1:4896${path}`).then((answer) => answer.ok, () => false)
  while (!await answers('/readyz')) await pause(5)
  const readySeconds = (performance.now() - began) / 1000
  while (!/Ctrl-C/.test(told)) await pause(5)
  const signedIn = await fetch('http://127.0.0.1:4896/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'maren@veerhuis.example', password: 'veerhuis-demo' }) })
  const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  const list = await fetch('http://127.0.0.1:4896/api/v1/cases?view=mine', { headers: { cookie } })
  if (!list.ok) throw new Error(`The list answered ${list.status}.`)
  return { pid: child.pid!, readySeconds, listSeconds: (performance.now() - began) / 1000, async stop() { child.kill('SIGTERM'); await ended } }
}
