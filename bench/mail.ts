import PostalMime from 'postal-mime'
import { registerCases } from '#modules/cases'
import { collect, runIntake } from '#modules/email'
import { db } from '#platform/db'
import { runFollowers } from '#platform/followers'
import { newId } from '#platform/ids'
import { anOperator, fillCases, type Filled } from './fill.ts'
import { cpuSeconds, openGround, option, report, round, type Ground } from './ground.ts'
import { mailNumber } from './mails.ts'

/**
 * Mail from the moment it is handed to us to the commit that shows it on a desk, with the followers that count and index at work: kept, parsed, sanitised, screened, matched,
 * identified, filed, announced, each durable. Beside it, in the same run, the bare limit: the same mails only parsed, looked up by what
 * they answer, and written in one durable transaction each into three plain tables (seven indexes, words of the first 2 kB) by four connections.
 */
export async function run() {
  const sizes = option('cases', '10000,100000').split(',').map(Number)
  const count = Number(option('mails', '2000'))
  const ground = await openGround()
  registerCases() // Counts and search follow while mail is filed, as they do in service.
  const followers = runFollowers()
  const rows: Array<Record<string, string | number>> = []
  try {
    const operator = await anOperator()
    let there = 0
    for (const size of sizes) {
      await fillCases(ground.ownerUrl, operator, there, size)
      there = size
      for (const threads of [1, 4]) {
        const bare = await bareLimit(ground, count, operator)
        const filed = await intake(ground, operator, threads, count, size)
        rows.push({ 'cases': size, 'workers': threads, 'mails/s': round(filed.perSecond, 0), 'CPU ms/mail': round(filed.nodeMs + filed.databaseMs, 2), 'of it Node': round(filed.nodeMs, 2), 'of it database': round(filed.databaseMs, 2), 'bare mails/s': round(bare.perSecond, 0), 'bare CPU ms': round(bare.nodeMs + bare.databaseMs, 2), 'of the bare limit': `${round((filed.perSecond / bare.perSecond) * 100, 0)} %` })
        console.log(JSON.stringify(rows.at(-1)))
      }
    }
  } finally {
    await followers.stop()
    await ground.close()
  }
  report('mail', rows, `${count} mails a row, half of them answers to a mail that is there. The bare limit is measured anew before each row.`)
}

type Measured = { perSecond: number; nodeMs: number; databaseMs: number }

async function measured(ground: Ground, count: number, work: () => Promise<void>): Promise<Measured> {
  const before = cpuSeconds(ground.folder)
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const after = cpuSeconds(ground.folder)
  return { perSecond: count / seconds, nodeMs: ((after.node - before.node) / count) * 1000, databaseMs: ((after.database - before.database) / count) * 1000 }
}

export async function intake(ground: Ground, operator: Filled, threads: number, count: number, answers: number): Promise<Measured> {
  const running = runIntake({ url: ground.url, threads, dataFolder: ground.folder, evidence: { mta: 'bench', spamd: undefined } })
  await hand(operator, 200 * threads, answers) // The threads are warm, their statements prepared.
  const mails = mailsFor(operator, count, answers)
  const result = await measured(ground, count, () => hand(operator, count, answers, mails))
  const [bad] = await db().transaction({ accountId: operator.accountId, brandIds: 'all' }, (tx) => tx.run<{ n: number }>('', "select count(*)::int as n from email.ledger where state <> 'filed'", []))
  if (bad!.n) throw new Error(`${bad!.n} mails were not filed: the figures would not count.`)
  await running.stop()
  return result
}

function mailsFor(operator: Filled, count: number, answers: number) {
  const run = newId().slice(-8)
  return Array.from({ length: count }, (_, n) => { const box = operator.mailboxes[n % operator.mailboxes.length]!; return { box, raw: mailNumber(n, run, box.address, answers) } })
}

/** Eight senders at once, until everything that they brought is filed. */
async function hand(operator: Filled, count: number, answers: number, mails = mailsFor(operator, count, answers)) {
  let next = 0
  const sender = async () => { for (let mail = mails[next++]; mail; mail = mails[next++]) await collect([{ accountId: operator.accountId, brandId: mail.box.brandId, mailboxId: mail.box.id, source: 'import', sourceKey: null, raw: mail.raw, envelopeFrom: null, envelopeTo: [mail.box.address], remoteAddress: null, helo: null, trust: {} }]) }
  await Promise.all(Array.from({ length: 8 }, sender))
  while (await waiting()) await new Promise((resolve) => setTimeout(resolve, 25))
}

const waiting = async () => (await db().acrossAccounts('bench', (tx) => tx.run<{ some: boolean }>('bench: waiting', 'select exists (select from email.published_waiting) as some', [])))[0]!.some

/** What the machine could do if a mail were only parsed, looked up by its references, and written down. */
async function bareLimit(ground: Ground, count: number, operator: Filled): Promise<Measured> {
  const { default: pg } = await import('pg')
  const { connection } = await import('#platform/db')
  const pool = new pg.Pool({ ...connection(ground.ownerUrl), max: 4 })
  await pool.query(`drop schema if exists bare cascade; create schema bare;
    create table bare.conversations (id uuid primary key, inbox int, subject text, at timestamptz default now()); create index on bare.conversations (inbox, at desc);
    create table bare.messages (id uuid primary key, conversation uuid, rfc text unique, sender text, body text, words tsvector, at timestamptz default now()); create index on bare.messages (conversation, at); create index on bare.messages using gin (words);
    create table bare.events (seq bigint generated always as identity primary key, conversation uuid, verb text, data jsonb, at timestamptz default now()); create index on bare.events (conversation)`)
  const run = newId().slice(-8)
  const mails = Array.from({ length: count }, (_, n) => mailNumber(n, run, operator.mailboxes[0]!.address, 1000))
  const result = await measured(ground, count, async () => {
    let next = 0
    const hand = async () => {
      const client = await pool.connect()
      const put = (name: string, text: string, values: unknown[]) => client.query({ name: `bare: ${name}`, text, values })
      for (let mail = mails[next++]; mail; mail = mails[next++]) {
        const parsed = await PostalMime.parse(mail)
        const body = parsed.text ?? parsed.html ?? ''
        await client.query('begin')
        const { rows: [parent] } = await put('parent', 'select conversation from bare.messages where rfc = $1', [parsed.inReplyTo ?? ''])
        const conversation = parent?.conversation ?? newId()
        if (!parent) await put('conversation', 'insert into bare.conversations (id, inbox, subject) values ($1, 1, $2)', [conversation, parsed.subject])
        await put('message', "insert into bare.messages (id, conversation, rfc, sender, body, words) values ($1, $2, $3, $4, $5, to_tsvector('english', left($5, 2000))) on conflict do nothing", [newId(), conversation, parsed.messageId, parsed.from?.address, body])
        await put('event', "insert into bare.events (conversation, verb, data) values ($1, 'message.received', $2)", [conversation, '{"a": 1}'])
        await client.query('commit')
      }
      client.release()
    }
    await Promise.all(Array.from({ length: 4 }, hand))
  })
  await pool.end()
  return result
}
