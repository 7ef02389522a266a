import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { collect, type Collected } from './flows/collect.ts'
import { fileNextMails } from './flows/intake.ts'
import { aCounter, aMail, look, outcomeOf, type Counter } from './testing.ts'

let house: TestDatabase
let counter: Counter
beforeAll(async () => { house = await testDatabase(); counter = await aCounter() })
afterAll(() => house.close())

const collected = (raw: Buffer, wish: Partial<Collected> = {}): Collected => ({ accountId: counter.accountId, brandId: counter.brandId, mailboxId: counter.mailboxId, source: 'import', sourceKey: null, raw, envelopeFrom: null, envelopeTo: [counter.address], remoteAddress: null, helo: null, trust: {}, ...wish })

/** All of them wait before the first is filed; then one transaction takes them all. */
async function allAtOnce(...mails: Buffer[]) {
  const ids: string[] = []
  for (const raw of mails) ids.push((await collect([collected(raw)]))[0]!)
  expect(await fileNextMails(mails.length)).toBe(mails.length)
  return Promise.all(ids.map((id) => outcomeOf(counter, id)))
}

test('mails of strangers are filed together, each in a case of its own', async () => {
  const outcomes = await allAtOnce(...['anna', 'bo', 'cees'].map((name) => aMail(counter, { from: `${name}@kunde.example`, subject: `Von ${name}` })))
  expect(outcomes.map((each) => each.reason)).toEqual(['new', 'new', 'new'])
  expect(new Set(outcomes.map((each) => each.caseId)).size).toBe(3)
  const rows = await look<{ subject: string; name: string; xid: string }>(counter, 'select c.subject, u.name, c.xmin::text as xid from cases.cases c join customers.customers u on u.id = c.customer_id where c.id = any ($1) order by 1', [outcomes.map((each) => each.caseId)])
  expect(rows.map(({ subject, name }) => [subject, name])).toEqual([['Von anna', 'anna@kunde.example'], ['Von bo', 'bo@kunde.example'], ['Von cees', 'cees@kunde.example']])
  expect(new Set(rows.map((each) => each.xid)).size).toBe(1)
})

test('a customer’s first mail, the next, its copy and a colleague’s answer in one batch: what one by one would have made of them', async () => {
  const first = aMail(counter, { from: 'dora@kunde.example', id: 'dora-1@kunde.example', subject: 'Rechnung' })
  const second = aMail(counter, { from: 'dora@kunde.example', id: 'dora-2@kunde.example', inReplyTo: 'dora-1@kunde.example', text: 'Noch etwas.' })
  const another = aMail(counter, { from: 'dora@kunde.example', id: 'dora-3@kunde.example', subject: 'Etwas ganz anderes' })
  const outcomes = await allAtOnce(first, second, first, another)
  expect(outcomes.map((each) => each.reason)).toEqual(['new', 'references', 'seen-before', 'new'])
  const [one, two, copy, other] = outcomes
  expect(two!.caseId).toBe(one!.caseId)
  expect(copy).toMatchObject({ messageId: one!.messageId, caseId: one!.caseId })
  expect(other!.caseId).not.toBe(one!.caseId)
  expect(await look(counter, "select count(*)::int as n from customers.identities where value = 'dora@kunde.example'")).toEqual([{ n: 1 }])
  expect((await house.owner.query('select last_message_id from cases.cases where id = $1', [one!.caseId])).rows).toEqual([{ last_message_id: two!.messageId }])
})

test('two messages of one conversation are answered at the same moment: one after the other, the case wakes once', async () => {
  const [opened] = await allAtOnce(aMail(counter, { from: 'emil@kunde.example', id: 'emil-1@kunde.example' }))
  await allAtOnce(aMail(counter, { from: 'emil@kunde.example', id: 'emil-2@kunde.example', inReplyTo: 'emil-1@kunde.example' }))
  await house.owner.query("insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role) select account_id, brand_id, conversation_id, 'frida@kunde.example', 'Frida', 'copied' from conversations.messages where id = $1", [opened!.messageId])
  await house.owner.query("update cases.cases set status = 'solved' where id = $1", [opened!.caseId])
  const outcomes = await allAtOnce(aMail(counter, { from: 'emil@kunde.example', id: 'emil-3@kunde.example', inReplyTo: 'emil-1@kunde.example' }), aMail(counter, { from: 'frida@kunde.example', id: 'frida-1@kunde.example', inReplyTo: 'emil-2@kunde.example' }))
  expect(outcomes.map((each) => [each.reason, each.caseId])).toEqual([['references', opened!.caseId], ['references', opened!.caseId]])
  expect((await house.owner.query("select count(*)::int as n from platform.events where case_id = $1 and verb = 'case.reopened'", [opened!.caseId])).rows).toEqual([{ n: 1 }])
  expect((await house.owner.query('select version, last_message_id from cases.cases where id = $1', [opened!.caseId])).rows).toMatchObject([{ last_message_id: outcomes[1]!.messageId }])
})

test('a mail whose bytes are gone waits by itself, with the reason; its neighbours are filed', async () => {
  const [good, bad] = [aMail(counter, { from: 'greta@kunde.example' }), aMail(counter, { from: 'hans@kunde.example' })]
  const [[badId], [goodId]] = [await collect([collected(bad)]), await collect([collected(good)])]
  await house.owner.query("set session_replication_role = replica; delete from platform.blobs b using email.ledger l where l.raw_hash = b.hash and l.id = '" + badId + "'; set session_replication_role = default")
  expect(await fileNextMails(10)).toBe(2)
  expect(await outcomeOf(counter, goodId!)).toMatchObject({ state: 'filed', reason: 'new' })
  expect(await outcomeOf(counter, badId!)).toMatchObject({ state: 'waiting', reason: 'The raw mail is not in the blob store.' })
})

test('what strangers hide in their names (NUL, half a character) does not keep a mail or its neighbours from being filed', async () => {
  const outcomes = await allAtOnce(
    aMail(counter, { from: '"Ida \u0000" <ida@kunde.example>', subject: 'NUL \u0000 hier' }), aMail(counter, { from: 'jan@kunde.example', headers: { 'Content-Type': 'text/plain; charset=utf-16le' }, body: '\ud800' }),
    aMail(counter, { from: 'klara@kunde.example', id: 'a\u0000b@kunde.example', references: 'x\u0000y@kunde.example' }), aMail(counter, { from: 'lars@kunde.example' }),
  )
  expect(outcomes.map((each) => each.state)).toEqual(['filed', 'filed', 'filed', 'filed'])
})

test('mails that come in at the same moment share commits; one that cannot be kept fails alone', async () => {
  const raw = (n: number) => aMail(counter, { from: `crowd-${n}@kunde.example` })
  const crowd = Array.from({ length: 40 }, (_, n) => collect([collected(raw(n))]))
  const lost = collect([collected(raw(99), { mailboxId: newId() })])
  const more = Array.from({ length: 40 }, (_, n) => collect([collected(raw(100 + n))]))
  await expect(lost).rejects.toThrow(/foreign key/)
  const ids = (await Promise.all([...crowd, ...more])).flat()
  expect(ids).toHaveLength(80)
  expect(new Set(ids).size).toBe(80)
  const rows = await look<{ xid: string }>(counter, 'select xmin::text as xid from email.ledger where id = any ($1)', [ids])
  expect(rows).toHaveLength(80)
  // The first goes at once; the next hold what gathered meanwhile. The one that failed sent its neighbours through one by one.
  expect(new Set(rows.map((each) => each.xid)).size).toBeLessThan(80)
  const quiet = await Promise.all(Array.from({ length: 40 }, (_, n) => collect([collected(raw(200 + n))])))
  expect(new Set((await look<{ xid: string }>(counter, 'select xmin::text as xid from email.ledger where id = any ($1)', [quiet.flat()])).map((each) => each.xid)).size).toBeLessThanOrEqual(3)
})
