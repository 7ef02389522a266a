import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aCustomer } from '#testing/customers'
import { messageReceived } from '#events/conversations'
import { announce, theSystem } from '#platform/events'
import { newId } from '#platform/ids'
import { brandsFor, type Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { caseSorts, caseViews, CaseQuery } from './contract.ts'
import { listOfView, pageStatement } from './queries/list.ts'
import { aCase, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const maren = await anActor({ accountId, brandIds: [brandId], name: 'Maren Lindqvist' })
  const made = (subject: string, wish: object = {}) => aCase({ accountId, brandId, subject, ownerId: maren.personId, tags: ['zelt'], text: 'Die Zeltstange ist gebrochen.', language: 'de', ...wish })
  const cases = { open: await made('open'), waits: await made('waits', { status: 'waiting-customer' }), sleeps: await made('sleeps'), dozes: await made('dozes', { status: 'waiting-third-party' }), merged: await made('merged'), solved: await made('solved', { status: 'solved' }), closed: await made('closed', { status: 'closed' }) }
  const until = new Date(Date.now() + 3_600_000).toISOString()
  for (const each of [cases.sleeps, cases.dozes]) await house.ask(maren, 'PUT', `cases/${each.id}/snooze`, { until })
  await house.ask(maren, 'PUT', `cases/${cases.merged.id}/merging`, { into: cases.open.id })
  await heard(Object.values(cases))
  return { accountId, brandId, maren, cases }
}
async function heard(cases: CaseMade[]) {
  await house.db.transaction({ accountId: cases[0]!.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, cases.map((each) => messageReceived({ brandId: each.brandId, subjectId: each.messageId, caseId: each.id }, { conversationId: each.conversationId, automatic: false, assurance: null }))))
  await house.settle()
}
let desk: Awaited<ReturnType<typeof aDesk>>
beforeAll(async () => { desk = await aDesk() })

const shown = async (query: string) => (await house.ask(desk.maren, 'GET', `cases?${query}`)).body.rows.map((row: { subject: string }) => row.subject).sort()

test.each([
  ['view=mine', ['open']], ['view=all', ['open']], ['view=unassigned', []], ['view=waiting', ['waits']], ['view=snoozed', ['dozes', 'sleeps']], ['view=solved', ['solved']], ['view=closed', ['closed']],
  ['q=is:open', ['open']], ['q=is:waiting', ['waits']], ['q=is:snoozed', ['dozes', 'sleeps']], ['q=is:mine', ['closed', 'dozes', 'open', 'sleeps', 'solved', 'waits']], ['q=-is:snoozed', ['closed', 'open', 'solved', 'waits']],
  ['q=-is:open tag:zelt', ['closed', 'dozes', 'sleeps', 'solved', 'waits']], ['q=is:snoozed -is:open', ['dozes', 'sleeps']],
  // Whoever looks for words looks everywhere, unless they say where.
  ['q=Zeltstange', ['closed', 'dozes', 'merged', 'open', 'sleeps', 'solved', 'waits']], ['q=Zeltstange is:open', ['open']], ['q=Zeltstange is:snoozed', ['dozes', 'sleeps']], ['q=merged in:subject', ['merged']],
])('%s holds %s', async (query, expected) => { expect(await shown(query)).toEqual(expected) })

test('a saved view counts what it shows, and a deed for all of it is done to what it shows', async () => {
  for (const [query, n] of [['is:open', 1], ['is:snoozed', 2], ['tag:zelt', 6], ['-is:snoozed is:mine', 4]] as const) {
    const view = (await house.ask(desk.maren, 'POST', 'saved-views', { name: query, icon: 'V', query, shared: false, brandId: null })).body
    expect([query, (await house.ask(desk.maren, 'GET', 'saved-views/counts')).body.counts[view.id]]).toEqual([query, { n, more: false }])
    expect([query, (await house.ask(desk.maren, 'POST', 'bulk-actions', { of: { view: 'all', q: query }, action: { kind: 'tag', add: ['zelt'] } })).body.total]).toEqual([query, n])
  }
  for (const [of, n] of [[{ view: 'all' }, 1], [{ view: 'snoozed', sort: 'oldest' }, 2], [{ view: 'all', q: 'Zeltstange' }, 7]] as const)
    expect((await house.ask(desk.maren, 'POST', 'bulk-actions', { of, action: { kind: 'tag', add: ['zelt'] } })).body).toMatchObject({ total: n })
})

test('whoever is looked for by one of their names is found with all that is theirs, under the name by which they are known', async () => {
  const { accountId, brandId, maren } = desk
  const [work, home] = [await aCustomer({ accountId, brandId, name: 'F. Firmenmann', address: 'f@firma.example' }), await aCustomer({ accountId, brandId, name: 'Wietske Hoekstra', address: 'wietske@kunde.example' })]
  await heard([await aCase({ accountId, brandId, customer: work, subject: 'Rechnung' }), await aCase({ accountId, brandId, customer: home, subject: 'Mahnung' })])
  await house.ask(maren, 'PUT', `customers/${work.id}/merging`, { into: home.id })
  for (const q of ['from:Firmenmann', 'from:Hoekstra', 'from:f@firma', 'from:Firmenmann from:Hoekstra', 'Firmenmann', 'Hoekstra ']) expect([q, await shown(`q=${encodeURIComponent(q)}`)]).toEqual([q, ['Mahnung', 'Rechnung']])
  expect((await shown(`q=${encodeURIComponent('-from:Firmenmann is:open')}`)).includes('Mahnung')).toBe(false)
  for (const { id } of [work, home]) {
    expect(await shown(`customerId=${id}`)).toEqual(['Mahnung', 'Rechnung'])
    expect(await shown(`customerId=${id}&q=from:Firmenmann`)).toEqual(['Mahnung', 'Rechnung'])
  }
  const { rows } = (await house.ask(maren, 'GET', `cases?customerId=${work.id}`)).body
  expect(rows.map((row: { customer: object }) => row.customer)).toEqual([{ id: home.id, name: 'Wietske Hoekstra' }, { id: home.id, name: 'Wietske Hoekstra' }])
})

type Plan = { 'Relation Name'?: string; 'Node Type': string; 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; Plans?: Plan[] }
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

test('a page reads what it shows, however many thousand sleep or were merged above it', async () => {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const team = await aTeam({ accountId, brandId })
  const who = (visibility: 'all' | 'team' | 'own') => anActor({ accountId, brandIds: [brandId], visibility, teamIds: [team.id] })
  const readers: Actor[] = [await who('all'), await who('team'), await who('own')]
  const one = await aCase({ accountId, brandId })
  const copies = (n: number, standing: string, ownerId: string | null) => house.owner.query(`
    insert into cases.cases (account_id, brand_id, id, reference, subject, customer_id, owner_id, team_id, status, last_message_at, waiting_since, snoozed_until, merged_into)
    select account_id, brand_id, gen_random_uuid(), $2 || n, subject, customer_id, $5::uuid, $4, 'open', now() - n * interval '1 second', now(), case when $3 = 'snoozed' then now() + interval '1 day' end, case when $3 = 'merged' then id end
      from cases.cases, generate_series(1, $6::int) n where id = $1`, [one.id, newId(), standing, team.id, ownerId, n])
  for (const owner of [null, ...readers.map((each) => each.personId)]) { await copies(2_000, 'merged', owner); await copies(2_000, 'snoozed', owner); await copies(60, 'open', owner) }
  await house.owner.query('vacuum analyze cases.cases')
  for (const reader of readers) for (const view of caseViews) for (const sort of caseSorts) {
    const statement = pageStatement(reader, listOfView(reader, CaseQuery.parse({ view, sort, limit: 20 })), 'places')
    if (!statement) continue
    const [explained] = await house.db.reading({ accountId, brandIds: brandsFor(reader, 'case.see') }, (tx) => tx.run<{ 'QUERY PLAN': [{ Plan: Plan }] }>('', `explain (analyze, format json) ${statement.text}`, statement.values))
    const read = nodes(explained!['QUERY PLAN'][0].Plan).filter((each) => each['Relation Name'] === 'cases')
    expect(read.length).toBeGreaterThan(0)
    const looked = read.reduce((sum, each) => sum + (each['Actual Rows'] + (each['Rows Removed by Filter'] ?? 0)) * each['Actual Loops'], 0)
    // Nothing sorts a whole brand for `waiting` and `priority` but where a reader sees less than it: of an owner and a team they are few.
    const few = reader === readers[0] || sort === 'newest' || sort === 'oldest' || view !== 'mine' && view !== 'unassigned' && view !== 'all' ? 200 : 600
    expect(looked, `${view}, ${sort}, ${readers.indexOf(reader)}: ${JSON.stringify(read.map((each) => [each['Node Type'], each['Actual Rows'], each['Rows Removed by Filter']]))}`).toBeLessThan(few)
  }
}, 60_000)
