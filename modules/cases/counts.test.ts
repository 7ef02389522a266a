import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { announce, theSystem } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { caseOpened, caseStatusChanged } from './events.ts'
import { foldStandings } from './queries/counts.ts'
import { aCase } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

/** What the table says, counted. */
const recount = async (accountId: string) => (await house.owner.query(`select team_id, owner_id, case when merged_into is not null then 'merged' when snoozed_until is not null then 'snoozed' else status end as status, count(*)::int as n from cases.cases where account_id = $1 group by 1, 2, 3 order by 1, 2, 3`, [accountId])).rows
const folded = async (accountId: string) => (await house.owner.query('select team_id, owner_id, status, n from cases.counts where account_id = $1 and n <> 0 order by 1, 2, 3', [accountId])).rows

async function opened(wish: { accountId: string; brandId: string; teamId?: string }) {
  const made = await aCase(wish)
  const about = { brandId: made.brandId, subjectId: made.id, caseId: made.id, teamId: wish.teamId ?? null, ownerId: null }
  await house.db.transaction({ accountId: made.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, caseOpened(about, { reference: made.reference, standing: { status: 'open', ownerId: null, teamId: wish.teamId ?? null }, followUpOf: null })))
  return { ...made, about }
}

test('after any changes by several at once the counts are what a recount says', async () => {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const team = await aTeam({ accountId, brandId })
  const people = await Promise.all([1, 2, 3].map(() => anActor({ accountId, brandIds: [brandId], teamIds: [team.id] })))
  const cases = await Promise.all(Array.from({ length: 12 }, (_each, n) => opened({ accountId, brandId, ...n % 2 ? { teamId: team.id } : {} })))
  // A fixed row of numbers, so that a failure comes again.
  let state = 7
  const pick = <T>(from: readonly T[]): T => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return from[Math.floor(state / 65_536) % from.length]! }
  const changes = Array.from({ length: 150 }, () => ({ actor: pick(people), about: pick(cases), what: pick(['status', 'take', 'give', 'reply', 'status']), status: pick(['open', 'solved', 'waiting-customer', 'open']), to: pick([...people, null]) }))
  const change = async ({ actor, about, what, status, to }: (typeof changes)[number]) => {
    const { ownerId, lastMessageId } = (await house.ask(actor, 'GET', `cases/${about.id}`)).body
    if (what === 'status') return house.ask(actor, 'PUT', `cases/${about.id}/status`, { status })
    if (what === 'take') return house.ask(actor, 'PUT', `cases/${about.id}/taking`)
    if (what === 'give') return house.ask(actor, 'PUT', `cases/${about.id}/assignment`, { ownerId: to?.personId ?? null, expectedOwnerId: ownerId, teamId: to ? team.id : null })
    return house.ask(actor, 'POST', `cases/${about.id}/replies`, { text: 'x', to: [{ address: 'fatima@kunde.example', name: '' }], seenMessageId: lastMessageId, sendAt: new Date(Date.now() + 3_600_000).toISOString() })
  }
  const waiting = [...changes]
  await Promise.all([1, 2, 3, 4].map(async () => { for (let next = waiting.shift(); next; next = waiting.shift()) expect((await change(next)).status).toBeLessThan(500) }))
  await house.settle()
  expect(await folded(accountId)).toEqual(await recount(accountId))
  for (const actor of people) {
    const { body } = await house.ask(actor, 'GET', 'cases/counts')
    for (const view of ['mine', 'unassigned', 'all', 'waiting'] as const) expect([view, body[view]]).toEqual([view, (await listed(actor, view)).length])
  }
})
const listed = async (actor: Actor, view: string) => (await house.ask(actor, 'GET', `cases?limit=100&view=${view}`)).body.rows

test('a transaction that began first and changed a case last has the last word, though the log tells of it first', async () => {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const { id, about } = await opened({ accountId, brandId })
  await house.settle()
  const scope = { accountId, brandIds: 'all' as const }
  const to = (status: 'open' | 'solved' | 'waiting-customer') => caseStatusChanged(about, { from: 'open', to: status, standing: { status, ownerId: null, teamId: null } })
  const other = await aBrand({ accountId })
  await house.db.transaction(scope, async (slow) => {
    // It writes something: from here on it has its number, and its place in the log.
    await slow.run('', 'update accounts.brands set name = name where id = $1', [other.id])
    await house.db.transaction(scope, async (quick) => { await quick.run('', "update cases.cases set status = 'solved' where id = $1", [id]); await announce(quick, theSystem, to('solved')) })
    await slow.run('', "update cases.cases set status = 'waiting-customer' where id = $1", [id])
    await announce(slow, theSystem, to('waiting-customer'))
  })
  await house.settle()
  expect(await folded(accountId)).toEqual(await recount(accountId))
})

test('told the same twice, or something older afterwards, the counts stay', async () => {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const { id } = await opened({ accountId, brandId })
  await house.settle()
  const fold = (status: string, seq: number) => house.db.transaction({ accountId, brandIds: 'all' }, (tx) => foldStandings(tx, { accountId, standings: JSON.stringify([{ case_id: id, brand_id: brandId, status, owner_id: null, team_id: null, seq }]) }))
  const counted = async () => (await folded(accountId)).map((row) => [row.status, row.n])
  const last = Number.MAX_SAFE_INTEGER
  await fold('solved', last - 1)
  for (const [status, seq] of [['solved', last - 1], ['open', last - 2], ['waiting-customer', 1]] as const) {
    await fold(status, seq)
    expect(await counted()).toEqual([['solved', 1]])
  }
  await fold('open', last)
  expect(await counted()).toEqual([['open', 1]])
})
