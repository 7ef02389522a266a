import pg from 'pg'
import { connection } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { loadConfig } from '#platform/config'
import { createServer } from '../app/server.ts'
import { anOperator, fillCases, type Filled } from './fill.ts'
import { openGround, option, percentile, report, round } from './ground.ts'
import { dice, nextRank, spoken, wordsOf } from './vocabulary.ts'

/** Search over messages in five languages whose words are as common and as rare as words are: by how often a word occurs, as one types, and with filters. `--messages=1000000` */
export async function run() {
  const size = Number(option('messages', '100000'))
  const ground = await openGround()
  try {
    const operator = await anOperator()
    for (let from = 0; from < size; from += 250_000) await fillCases(ground.ownerUrl, operator, from, Math.min(size, from + 250_000))
    const seen = await speak(ground.ownerUrl, operator)
    const actor: Actor = { kind: 'person', accountId: operator.accountId, personId: operator.accountId, name: 'Bench', email: 'bench@bench.example', role: 'supervisor', language: 'en', grants: operator.brandIds.map((brandId) => ({ brandId, visibility: 'all' })), teamIds: [], scopes: null }
    const app = await createServer(loadConfig({}, ground.folder), { authenticate: async () => ({ actor, by: 'session' }) })
    let took = 0
    app.addHook('onResponse', async (_request, reply) => { took = reply.elapsedTime })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const search = async (q: string) => { const answer = await fetch(`${url}/api/v1/cases?q=${encodeURIComponent(q)}`); const page = await answer.json() as { rows: object[]; search: { order: string } }; return { took, rows: page.rows.length, order: page.search.order } }
    const between = (least: number, most: number, language?: string) => [...seen].filter(([, { n, language: spokenIn }]) => n >= least && n <= most && (!language || language === spokenIn)).map(([word]) => word)
    const asked: Array<[string, string[]]> = [
      ['rare, 50–150 hits', between(50, 150).map((each) => `${each} `)], ['1,500–2,000 hits', between(1_500, 2_000).map((each) => `${each} `)], ['in 1–2 % of all', between(size * 0.01, size * 0.02).map((each) => `${each} `)], ['in 5 % of all or more', between(size * 0.05, size).map((each) => `${each} `)],
      ...spoken.map((language): [string, string[]] => [`as one types, 4 letters, ${language}`, between(20, size, language).filter((each) => each.length > 5).map((each) => each.slice(0, 4))]),
      ['two words', between(200, 2_000).map((each, n, all) => `${each} ${all[(n * 7) % all.length]} `)], ['1,500–2,000 hits, is:open', between(1_500, 2_000).map((each) => `is:open ${each} `)], ['in 5 %, brand and open', between(size * 0.05, size).map((each) => `brand:"Brand 1" is:open ${each} `)],
      ['part of a name', Array.from({ length: 40 }, (_each, n) => `Customer ${4_000 + n * 37}`)], ['an address', Array.from({ length: 40 }, (_each, n) => `customer-${4_000 + n * 37}@`)], ['a reference', Array.from({ length: 40 }, (_each, n) => `X-${4_000 + n * 37}`)],
    ]
    const rows = []
    for (const [what, all] of asked) {
      if (!all.length) continue
      const words = Array.from({ length: Math.min(150, Math.max(60, all.length)) }, (_each, n) => all[Math.floor((n * 0.618034 % 1) * all.length)]!)
      for (const each of words.slice(0, 15)) await search(each)
      const answers = []
      for (const each of words) answers.push(await search(each))
      const times = answers.map((each) => each.took)
      rows.push({ what, 'p50 ms': round(percentile(times, 0.5)), 'p95 ms': round(percentile(times, 0.95)), 'p99 ms': round(percentile(times, 0.99)), 'rows': round(answers.reduce((sum, each) => sum + each.rows, 0) / answers.length), 'best first': `${Math.round((answers.filter((each) => each.order === 'best').length / answers.length) * 100)} %`, 'messages': size })
    }
    await app.close()
    report('search', rows, `${size} messages of 50 words, 30,000 words in each of five languages (Zipf). Server time of one search after another, top 50 with snippets.`)
  } finally {
    await ground.close()
  }
}

/** Lets the messages say something, and indexes it as the follower of the log does. @returns how many messages say each word */
async function speak(ownerUrl: string, { accountId }: Filled) {
  const client = new pg.Client(connection(ownerUrl))
  await client.connect()
  const roll = dice(42)
  const vocabulary = new Map(spoken.map((language) => [language, wordsOf(language, roll)]))
  const seen = new Map<string, { n: number; language: string }>()
  await client.query("select set_config('balie.account', $1, false), set_config('balie.brands', '*', false)", [accountId])
  await client.query('set session_replication_role = replica')
  const { rows } = await client.query<{ id: string }>('select id from conversations.messages where account_id = $1', [accountId])
  for (let from = 0; from < rows.length; from += 5_000) {
    const batch = rows.slice(from, from + 5_000).map(({ id }, n) => {
      const language = spoken[n % spoken.length]!
      const words = vocabulary.get(language)!
      const said = Array.from({ length: 50 }, () => words[nextRank(roll, words.length)]!)
      for (const word of new Set(said)) { const known = seen.get(word); if (known) known.n++; else seen.set(word, { n: 1, language }) }
      return { id, language, text: said.join(' ') }
    })
    const given = ['id', 'language', 'text'].map((key) => batch.map((each) => each[key as 'id']))
    await client.query('update conversations.messages m set text = e.text, language = e.language from unnest($2::uuid[], $3::text[], $4::text[]) e (id, language, text) where m.account_id = $1 and m.id = e.id', [accountId, ...given])
    await client.query(`insert into conversations.words (account_id, brand_id, message_id, conversation_id, words)
      select m.account_id, m.brand_id, m.id, m.conversation_id, to_tsvector(conversations.dictionary_of(m.language), m.subject || ' ' || m.text) || to_tsvector('simple', m.author_name || ' ' || m.subject) from conversations.messages m where m.account_id = $1 and m.id = any ($2::uuid[])`, [accountId, given[0]])
  }
  await client.query('vacuum analyze conversations.words')
  await client.query('vacuum analyze conversations.messages')
  await client.query('analyze customers.customers')
  await client.end()
  return seen
}
