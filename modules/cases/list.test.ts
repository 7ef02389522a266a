import { afterAll, beforeAll, expect, test } from 'vitest'
import { anActor } from '#testing/accounts'
import { aCustomer } from '#testing/customers'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { messageReceived } from '#events/conversations'
import { announce, theSystem } from '#platform/events'
import { aCase, aDesk, aMessage, type CaseMade, type CaseWish } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

const rows = async (actor: Actor, query: string) => (await house.ask(actor, 'GET', `cases?${query}`)).body.rows as Array<{ id: string; subject: string }>
async function allPages(actor: Actor, path: string, key: string): Promise<Array<Record<string, string>>> {
  const all: Array<Record<string, string>> = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await house.ask(actor, 'GET', `${path}${cursor ? `&cursor=${cursor}` : ''}`)
    all.push(...body[key])
    cursor = body.nextCursor as string | null
  }
  return all
}

test('page by page every case comes once, newest first, however many share a moment', async () => {
  const { accountId, brandId, maren, made } = await aDesk({ referencePrefix: 'FW' })
  const cases = await Promise.all(Array.from({ length: 23 }, () => made()))
  // Three moments within one millisecond, and one that is the same for eight cases.
  await house.owner.query(`update cases.cases c set last_message_at = timestamptz '2026-11-24 10:00:00.123' + (case when n <= 8 then 0 else n % 4 * 200 end) * interval '1 microsecond'
    from (select id, row_number() over (order by id) as n from cases.cases where account_id = $1 and brand_id = $2) each where c.id = each.id`, [accountId, brandId])
  for (const limit of [1, 2, 5, 23, 100]) {
    const found = await allPages(maren, `cases?limit=${limit}`, 'rows')
    expect(found.map((each) => each.id).toSorted(), `pages of ${limit}`).toEqual(cases.map((each) => each.id).toSorted())
    expect(found.map((each) => each.lastMessageAt)).toEqual(found.map((each) => each.lastMessageAt).toSorted().reverse())
  }
})

test.each(['oldest', 'waiting', 'priority'] as const)('sorted by %s, page by page every case comes once, and again upwards', async (sort) => {
  const { maren, made } = await aDesk({ referencePrefix: 'FW' })
  const at = (n: number) => new Date(Date.UTC(2026, 10, 24, 8, n % 4))
  const cases = await Promise.all(Array.from({ length: 13 }, (_each, n) => made({ at: at(n), subject: `${n}` })))
  for (const [n, each] of cases.entries()) if (n % 3) await house.ask(maren, 'PATCH', `cases/${each.id}`, { priority: n % 3 === 1 ? 'urgent' : 'low' })
  const rank = { low: 0, normal: 1, high: 2, urgent: 3 } as Record<string, number>
  const key = (row: Record<string, string>) => sort === 'priority' ? `${9 - rank[row['priority']!]!} ${8e15 - Date.parse(row['lastMessageAt']!)}` : String(Date.parse(row[sort === 'oldest' ? 'lastMessageAt' : 'waitingSince']!))
  const found = await allPages(maren, `cases?limit=4&sort=${sort}`, 'rows')
  expect(found.map((each) => each['id']).toSorted()).toEqual(cases.map((each) => each.id).toSorted())
  expect(found.map(key)).toEqual(found.map(key).toSorted())
})

test('a part of a list between two places is read again as it is now', async () => {
  const { maren, made } = await aDesk({ referencePrefix: 'FW' })
  for (let n = 0; n < 9; n++) await made({ at: new Date(Date.UTC(2026, 10, 24, 8, n)), subject: `${n}` })
  const page = async (query: string) => (await house.ask(maren, 'GET', `cases?${query}`)).body
  const first = await page('limit=3')
  const second = await page(`limit=3&cursor=${first.nextCursor}`)
  await made({ subject: 'new' })
  const again = async (from: string, to: string) => (await page(`limit=100&cursor=${from}&until=${to}`)).rows.map((each: { subject: string }) => each.subject)
  expect(await again('', first.nextCursor)).toEqual(['new', '8', '7', '6'])
  expect(await again(first.nextCursor, second.nextCursor)).toEqual(['5', '4', '3'])
})

test('a view holds what its name says, and a brand, a team or a customer narrow it', async () => {
  const { accountId, brandId, maren, made } = await aDesk({ referencePrefix: 'FW' })
  const fatima = await aCustomer({ accountId, brandId })
  for (const [subject, wish] of Object.entries<Partial<CaseWish>>({ mine: { ownerId: maren.personId }, free: {}, waits: { status: 'waiting-customer' }, third: { status: 'waiting-third-party', ownerId: maren.personId }, solved: { status: 'solved' }, closed: { status: 'closed', customer: fatima } })) await made({ subject, ...wish })
  const subjects = async (query: string) => (await rows(maren, query)).map((each) => each.subject).sort()
  expect(await subjects('view=mine')).toEqual(['mine'])
  expect(await subjects('view=unassigned')).toEqual(['free'])
  expect(await subjects('')).toEqual(['free', 'mine'])
  expect(await subjects('view=waiting')).toEqual(['third', 'waits'])
  expect(await subjects('view=solved')).toEqual(['solved'])
  expect(await subjects('view=closed')).toEqual(['closed'])
  expect(await subjects(`customerId=${fatima.id}`)).toEqual(['closed'])
  expect(await subjects(`brandId=${crypto.randomUUID()}`)).toEqual([])
  expect((await house.ask(maren, 'GET', 'cases?view=everything')).status).toBe(422)
})

/** The words of what was said are folded in by a follower that hears of it. */
const told = async (about: CaseMade, ...messageIds: string[]) => {
  await house.db.transaction({ accountId: about.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, [about.messageId, ...messageIds].map((id) => messageReceived({ brandId: about.brandId, subjectId: id, caseId: about.id }, { conversationId: about.conversationId, automatic: false, assurance: null }))))
  await house.settle()
}

test.each([
  ['de', 'Die Zeltstangen sind leider gebrochen', 'Zeltstange', 'gebrochen'], ['da', 'Mine vandrestøvler er gået i stykker', 'vandrestøvle', 'stykke'], ['nl', 'De verzekeringen zijn betaald', 'verzekering', 'betaald'],
  ['et', 'Jalgrattad ei jõudnud kohale', 'jalgrattad', 'jõudnud'], ['en', 'The invoices were never delivered', 'invoice', 'delivering'],
])('words are found in %s, also in another form', async (language, text, ...words) => {
  const { maren, made } = await aDesk({ referencePrefix: 'FW' })
  const about = await made({ text, language, subject: 'Frage' })
  await made({ text: 'Etwas ganz anderes', language: 'de' })
  await told(about)
  for (const word of words) expect([word, (await rows(maren, `q=${encodeURIComponent(word)}`)).map((each) => each.id)]).toEqual([word, [about.id]])
  expect(await rows(maren, 'q=Kühlschrank')).toEqual([])
})

test('a case is found by its reference, its customer’s name and address, its subject, and what was said later, whatever its status', async () => {
  const { accountId, brandId, maren, made } = await aDesk({ referencePrefix: 'FW' })
  const customer = await aCustomer({ accountId, brandId, name: 'Henk van der Zwaan', address: 'henk.zwaan@polder.example' })
  const about = await made({ customer, subject: 'Kano lek 100%_x', status: 'solved' })
  await told(about, (await aMessage(about, { text: 'Het lek zit bij de kiel.', language: 'nl' })).id)
  for (const q of [about.reference, about.reference.toLowerCase(), 'Zwaan', 'henk van', 'henk.zwaan@', 'kano', '100%_', 'kiel']) expect([q, (await rows(maren, `q=${encodeURIComponent(q)}`)).map((each) => each.id)]).toEqual([q, [about.id]])
  // Signs of the pattern language are letters like others, and signs alone are no words.
  for (const q of ['%', '_', 'h_nk', 'k%o', '%%%']) expect([q, await rows(maren, `q=${encodeURIComponent(q)}`)]).toEqual([q, []])
  expect(await rows(maren, `q=${encodeURIComponent("'; drop table cases.cases; --")}`)).toEqual([])
})

test('a customer’s timeline comes page by page, every entry once, of the cases that the reader sees', async () => {
  const { accountId, brandId, maren, made } = await aDesk({ referencePrefix: 'FW' })
  const about = await made()
  const other = await aCase({ accountId, brandId, customer: about.customer, ownerId: maren.personId, subject: 'Nur meiner' })
  await house.owner.query(`insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, author_kind, text, at)
    select account_id, brand_id, gen_random_uuid(), conversation_id, 'in', 'customer', 'Nr. ' || n, timestamptz '2026-11-20 08:00:00.5' + n % 7 * interval '100 microseconds' from conversations.messages, generate_series(1, 100) n where id = $1`, [about.messageId])
  const entries = await allPages(maren, `customers/${about.customer.id}/timeline?`, 'entries')
  expect(entries).toHaveLength(100 + 2 + 2)
  expect(new Set(entries.map((each) => `${each.kind} ${each.title} ${each.caseId}`)).size).toBe(entries.length)
  expect(entries.map((each) => each.at)).toEqual(entries.map((each) => each.at).toSorted().reverse())
  const owner = await anActor({ accountId, brandIds: [brandId], visibility: 'own' })
  await house.ask(maren, 'PUT', `cases/${other.id}/assignment`, { ownerId: owner.personId, expectedOwnerId: maren.personId })
  expect((await allPages(owner, `customers/${about.customer.id}/timeline?`, 'entries')).map((each) => each.caseId)).toEqual([other.id, other.id])
})

test('to whom an answer goes is worked out from the newest mail, and said why', async () => {
  const { maren, made } = await aDesk({ referencePrefix: 'FW' })
  const about = await made({ cc: [{ address: 'mann@kunde.example', name: '' }, { address: maren.email, name: '' }] })
  const { recipients } = (await house.ask(maren, 'GET', `cases/${about.id}`)).body
  expect(recipients.to).toEqual([{ address: about.customer.address, name: about.customer.name }])
  expect(recipients.cc).toEqual([{ address: 'mann@kunde.example', name: '' }])
  expect(recipients.explained).toContainEqual({ address: maren.email, included: 'left-out', reason: 'colleague-left-out' })
  await aMessage(about, { replyTo: [{ address: 'buero@kunde.example', name: '' }] })
  expect((await house.ask(maren, 'GET', `cases/${about.id}`)).body.recipients).toMatchObject({ to: [{ address: 'buero@kunde.example' }], cc: [] })
})
