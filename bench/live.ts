import { setTimeout as pause } from 'node:timers/promises'
import nodemailer from 'nodemailer'
import WebSocket from 'ws'
import { addPerson } from '#modules/accounts'
import { db } from '#platform/db'
import { loadConfig } from '#platform/config'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run as open } from '../app/run.ts'
import { anOperator, fillCases } from './fill.ts'
import { option, percentile, report, round } from './ground.ts'
import { mailNumber } from './mails.ts'

/** From the end of data of an SMTP sender to the news of it on an open desk: the whole product, one process, mails at a steady pace. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'balie-bench-'))
  const perSecond = Number(option('rate', '50'))
  const seconds = Number(option('seconds', '20'))
  const size = Number(option('cases', '10000'))
  const config = loadConfig({ BALIE_DATA: folder, BALIE_PORT: '0', BALIE_SMTP_PORT: '4899', BALIE_LOG_LEVEL: 'error', BALIE_URL: 'http://127.0.0.1:4898' }, folder)
  const running = await open({ ...config, BALIE_PORT: 4898 })
  try {
    const operator = await anOperator()
    await fillCases(running.ownerUrl, operator, 0, size)
    const email = 'desk@bench.example'
    await db().transaction({ accountId: operator.accountId, brandIds: 'all' }, (tx) => addPerson(tx, { name: 'Desk', email, password: 'a bench password', role: 'supervisor', grants: operator.brandIds.map((brandId) => ({ brandId, visibility: 'all' as const })) }))
    const signedIn = await fetch('http://127.0.0.1:4898/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: 'a bench password' }) })
    const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
    const desk = new WebSocket('ws://127.0.0.1:4898/api/v1/live', { headers: { cookie, origin: 'http://127.0.0.1:4898' } })
    const heard: number[] = []
    desk.on('message', (bytes) => {
      const at = performance.now()
      const frame = JSON.parse(String(bytes)) as { type: string; items?: Array<{ verb: string }> }
      for (const item of frame.items ?? []) if (item.verb === 'message.received') heard.push(at)
    })
    await new Promise((resolve, reject) => { desk.once('open', resolve); desk.once('error', reject) })
    const sender = nodemailer.createTransport({ host: '127.0.0.1', port: 4899, pool: true, maxConnections: 8, maxMessages: Infinity, ignoreTLS: true })
    const send = async (n: number, run: string) => { const box = operator.mailboxes[n % 5]!; await sender.sendMail({ envelope: { from: 'sender@kunde.example', to: box.address }, raw: mailNumber(n, run, box.address, size) }); return performance.now() }
    for (let n = 0; n < 100; n++) await send(n, 'warm')
    await pause(1500)
    heard.length = 0
    // One sender at a time knows which news belongs to which mail; the others make the load.
    const ended: number[] = []
    const began = performance.now()
    const pending: Array<Promise<void>> = []
    for (let n = 0; n < perSecond * seconds; n++) {
      const due = began + (n * 1000) / perSecond
      if (due > performance.now()) await pause(due - performance.now())
      pending.push(send(n, 'run').then((at) => { ended.push(at) }))
    }
    await Promise.all(pending)
    for (const deadline = Date.now() + 10_000; heard.length < ended.length && Date.now() < deadline;) await pause(20)
    // Mails are filed in the order in which they came, a few at a time: the n-th end of data belongs to the n-th news.
    const [ends, news] = [ended.toSorted((a, b) => a - b), heard.toSorted((a, b) => a - b)]
    const waits = ends.map((end, n) => (news[n] ?? Number.NaN) - end).map((wait) => Math.max(0, wait))
    report('live', [{ 'mails': ends.length, 'heard': news.length, 'rate/s': round(ends.length / ((ends.at(-1)! - began) / 1000), 0), 'p50 ms': round(percentile(waits, 0.5)), 'p95 ms': round(percentile(waits, 0.95)), 'p99 ms': round(percentile(waits, 0.99)), 'max ms': round(Math.max(...waits)) }], 'From the 250 that ends the data to the frame on an open desk. News that is heard before the sender has read the 250 counts as 0.')
    desk.terminate()
    sender.close()
  } finally {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
