import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import nodemailer from 'nodemailer'
import WebSocket from 'ws'
import { brands } from '../seeds/brands.ts'
import { home } from '../app/home.ts'
import { familyOf, postmaster, pssMiB, report, round } from './ground.ts'
import { mailNumber } from './mails.ts'

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
      rows.push({ 'what': `start ${n + 2}, idle after 6 s`, 's to an answer': round(again.readySeconds, 2), 's to the first list': round(again.listSeconds, 2), 'PSS MiB': weightOf(again.pid, folder) })
      if (n === 2) rows.push({ 'what': 'loaded: 50 mails/s and 8 desks, 30 s', 's to an answer': '', 's to the first list': '', 'PSS MiB': await loaded(again.cookie, () => weightOf(again.pid, folder)) })
      await again.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  report('start', rows, 'PSS of Balie and PostgreSQL together; shared pages count once. Loaded: the highest of one look a second.')
}

const weightOf = (pid: number, folder: string) => pssMiB([...new Set([...familyOf(pid), ...familyOf(postmaster(folder))])])

/** Mail comes by SMTP while desks listen and read lists and cases. @returns the highest weight that was seen. */
async function loaded(cookie: string, weight: () => number): Promise<number> {
  const sender = nodemailer.createTransport({ host: '127.0.0.1', port: 4897, pool: true, maxConnections: 8, maxMessages: Infinity, ignoreTLS: true })
  const headers = { cookie, origin: 'http://127.0.0.1:4896' }
  const desks = Array.from({ length: 8 }, () => new WebSocket('ws://127.0.0.1:4896/api/v1/live', { headers }))
  let going = true
  const reading = desks.map(async () => {
    while (going) {
      const { rows } = await (await fetch('http://127.0.0.1:4896/api/v1/cases?view=all', { headers })).json() as { rows: Array<{ id: string }> }
      for (const { id } of rows.slice(0, 5)) await (await fetch(`http://127.0.0.1:4896/api/v1/cases/${id}`, { headers })).arrayBuffer()
      await pause(500)
    }
  })
  let highest = 0
  const began = performance.now()
  const sent: Array<Promise<unknown>> = []
  for (let n = 0; n < 1500; n++) {
    const to = brands[n % brands.length]!.address
    sent.push(sender.sendMail({ envelope: { from: 'sender@kunde.example', to }, raw: mailNumber(n, 'load', to, 0) }))
    if (n % 50 === 0) highest = Math.max(highest, weight())
    const due = began + (n + 1) * 20
    if (due > performance.now()) await pause(due - performance.now())
  }
  await Promise.all(sent)
  highest = Math.max(highest, weight())
  going = false
  await Promise.all(reading)
  for (const desk of desks) desk.terminate()
  sender.close()
  return highest
}

async function start(folder: string, words: string[]) {
  const began = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, 'app/start.ts', ...words], { cwd: home, env: { ...process.env, BALIE_DATA: folder, BALIE_PORT: '4896', BALIE_SMTP_PORT: '4897', BALIE_LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] })
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
  return { pid: child.pid!, cookie, readySeconds, listSeconds: (performance.now() - began) / 1000, async stop() { child.kill('SIGTERM'); await ended } }
}
