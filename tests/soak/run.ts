import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { connection } from '#platform/db'
import { ownerUrlOf } from '#platform/embedded-postgres'
import { hasMailServers, startMailServers, whyNoMailServers } from '../mail-servers.ts'
import { aVictim } from './victim.ts'

// `npm run test:soak`: 2,000 mails through a real mailbox and 500 answers to a real SMTP server while the process is killed at random.
// What must come out: 2,000 filed and none twice; every answer delivered once, or its doubt shown.

const mails = Number(process.env['SOAK_MAILS'] ?? 2000)
const answers = Number(process.env['SOAK_ANSWERS'] ?? 500)
const killsWanted = 20

if (!hasMailServers) {
  console.log(whyNoMailServers)
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'balie-soak-'))
const servers = (await startMailServers())!
const box = await openSlowBox()
const victim = aVictim(join(folder, 'data'), 4893)
const problems: string[] = []
try {
  servers.addUser('desk@soak.test', 'rosinenbrot')
  await victim.start()
  await victim.ask('POST', 'setup', { accountName: 'Soak', name: 'Owner', email: 'owner@soak.example', password: 'a soak password', brand: { name: 'Soak', referencePrefix: 'S', language: 'en', timeZone: 'UTC' } })
  const brandId = (await victim.ask<{ brands: Array<{ id: string }> }>('GET', 'me'))!.body.brands[0]!.id
  const made = await victim.ask<{ id: string }>('POST', 'mailboxes', {
    brandId, address: 'desk@soak.test', name: 'Soak', receive: { how: 'imap', server: { host: 'localhost', port: servers.imapPort, security: 'none', user: 'desk@soak.test', password: 'rosinenbrot' }, folders: ['INBOX'], from: 'all' },
    send: { server: { host: '127.0.0.1', port: box.port, security: 'none', user: '' } },
  })
  if (made?.status !== 201) throw new Error(`The mailbox could not be made: ${JSON.stringify(made)}`)
  await inbound()
  await outbound()
} finally {
  await victim.stop().catch(() => {})
  await box.close()
  await servers.stop()
  if (!problems.length) rmSync(folder, { recursive: true, force: true })
}
if (problems.length) {
  console.log(`\nNot as it must be (data kept in ${folder}):\n${problems.join('\n')}`)
  process.exit(1)
}
console.log('\nNothing lost, nothing doubled.')
process.exit(0)

async function inbound() {
  console.log(`Feeding ${mails} mails while the process is killed …`)
  let fed = 0
  const feeding = (async () => {
    for (; fed < mails; fed++) {
      await servers.deliver('desk@soak.test', `From: Customer ${fed} <customer-${fed % 300}@kunde.test>\r\nTo: desk@soak.test\r\nSubject: Soak ${fed}\r\nMessage-ID: <soak-${fed}@kunde.test>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\nMail number ${fed}.\r\n`)
    }
  })()
  const before = victim.kills
  while (fed < mails || victim.kills - before < killsWanted) {
    await pause(200 + Math.random() * 2500)
    await victim.kill(victim.kills % 5 === 4)
    await victim.start()
  }
  await feeding
  const left = await untilSteady(async () => (await rows<{ n: number }>("select count(*)::int as n from email.ledger where state = 'filed'"))[0]!.n, mails)
  const [count] = await rows<{ filed: number; ledger: number; messages: number; ids: number; cases: number; other: number }>(`
    select (select count(*)::int from email.ledger where state = 'filed') as filed, (select count(*)::int from email.ledger) as ledger, (select count(*)::int from conversations.messages where kind = 'in') as messages,
           (select count(distinct rfc_message_id)::int from conversations.messages where kind = 'in') as ids, (select count(*)::int from cases.cases) as cases, (select count(*)::int from email.ledger where state <> 'filed') as other`)
  console.table([{ kills: victim.kills - before, fed, ...count }])
  if (left !== mails || count!.filed !== mails) problems.push(`${count!.filed} of ${mails} filed`)
  if (count!.messages !== mails || count!.ids !== mails) problems.push(`${count!.messages} messages with ${count!.ids} ids, not ${mails}: something is doubled or lost`)
  const balance = await victim.ask<{ rows: Array<{ seen: number; filed: number }> }>('GET', 'ledger/balance?days=2')
  if (balance?.body.rows.reduce((sum, row) => sum + row.filed, 0) !== mails) problems.push('the ledger on the screen says something else')
}

async function outbound() {
  console.log(`Answering ${answers} cases while the process is killed …`)
  const page = await rows<{ id: string; message: string; address: string }>('select c.id, m.id as message, m.author_address as address from cases.cases c join cases.case_conversations x on x.case_id = c.id join conversations.messages m on m.conversation_id = x.conversation_id order by c.id limit $1', [answers])
  for (let begin = 0; begin < page.length; begin += 10) {
    await Promise.all(page.slice(begin, begin + 10).map(async (each) => {
      const sent = await victim.ask('POST', `cases/${each.id}/replies`, { text: 'An answer.', to: [{ address: each.address, name: '' }], seenMessageId: each.message })
      if (sent?.status !== 201) problems.push(`an answer was refused: ${JSON.stringify(sent)}`)
    }))
  }
  const before = victim.kills
  while (victim.kills - before < killsWanted) {
    await pause(300 + Math.random() * 2500)
    await victim.kill(victim.kills % 7 === 6)
    await victim.start()
  }
  await untilSteady(async () => (await rows<{ n: number }>("select count(*)::int as n from conversations.deliveries where direction = 'out' and state in ('sent', 'doubtful')"))[0]!.n, answers, 240_000)
  const deliveries = await rows<{ id: string; state: string; rfc: string }>("select d.id, d.state, m.rfc_message_id as rfc from conversations.deliveries d join conversations.messages m on m.id = d.message_id where d.direction = 'out'")
  const times = (rfc: string) => box.received.get(rfc) ?? 0
  const by = (state: string) => deliveries.filter((each) => each.state === state)
  const doubled = deliveries.filter((each) => times(each.rfc) > 1)
  const lost = by('sent').filter((each) => times(each.rfc) !== 1)
  console.table([{ kills: victim.kills - before, answers: deliveries.length, sent: by('sent').length, doubtful: by('doubtful').length, other: deliveries.length - by('sent').length - by('doubtful').length, received: box.received.size, doubled: doubled.length, 'sent but not received': lost.length }])
  if (deliveries.length !== answers) problems.push(`${deliveries.length} deliveries of ${answers} answers`)
  if (doubled.length) problems.push(`${doubled.length} answers were delivered twice`)
  if (lost.length) problems.push(`${lost.length} answers are called sent and were not received`)
  if (by('sent').length + by('doubtful').length !== answers) problems.push('some answers are neither sent nor in doubt')
}

async function rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(connection(ownerUrlOf(join(folder, 'data'))))
  await client.connect()
  try { return (await client.query<Row>(text, values)).rows } finally { await client.end() }
}

/** Until the goal is reached, or nothing has moved for half a minute. */
async function untilSteady(what: () => Promise<number>, goal: number, mostMs = 180_000): Promise<number> {
  let [last, moved] = [-1, Date.now()]
  for (const end = Date.now() + mostMs; Date.now() < end; await pause(500)) {
    const now = await what().catch(() => last)
    if (now >= goal) return now
    if (now !== last) { last = now; moved = Date.now() }
    if (Date.now() - moved > 90_000) break
  }
  return last
}

/** An SMTP server that takes its time over each letter, so that a kill finds many on their way. */
async function openSlowBox() {
  const received = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let raw = ''
      stream.on('data', (chunk: Buffer) => { raw += chunk.toString('latin1') })
      stream.on('end', () => setTimeout(() => {
        const id = /^Message-ID:\s*<([^>]+)>/mi.exec(raw)?.[1] ?? ''
        received.set(id, (received.get(id) ?? 0) + 1)
        done(null, '2.0.0 Ok')
      }, 100 + Math.random() * 400))
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.server.address() as AddressInfo).port, received, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}
