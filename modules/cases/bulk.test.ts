import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import type { BulkAction } from './contract.ts'
import { workOffBulk } from './flows/bulk-actions.ts'
import { aDesk, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

type Actor = Awaited<ReturnType<typeof aDesk>>['maren']
const begin = (actor: Actor, all: CaseMade[], action: object) => house.ask<BulkAction>(actor, 'POST', 'bulk-actions', { caseIds: all.map((each) => each.id), action })
const look = async (actor: Actor, id: string) => (await house.ask<BulkAction>(actor, 'GET', `bulk-actions/${id}`)).body
const settled = (actor: Actor, id: string) => until(() => look(actor, id), (each) => each.state === 'done' || each.state === 'undone')
const done = async (actor: Actor, all: CaseMade[], action: object) => settled(actor, (await begin(actor, all, action)).body.id)
const undone = async (actor: Actor, { id }: BulkAction) => { await house.ask(actor, 'PUT', `bulk-actions/${id}/undoing`); return until(() => look(actor, id), (each) => each.state === 'undone') }
const rows = async (all: CaseMade[]) => (await house.owner.query('select status, owner_id, team_id, tags, snoozed_until, merged_into, preview, last_message_at, waiting_since from cases.cases where id = any ($1) order by reference', [all.map((each) => each.id)])).rows
const view = async (actor: Actor, { id }: { id: string }) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const several = async (n: number, made: (wish?: object) => Promise<CaseMade>, wish: object = {}) => { const all: CaseMade[] = []; for (let each = 0; each < n; each++) all.push(await made(wish)); return all }

test('each deed is done to all, told of one by one, and taken back as one to the letter', async () => {
  const { maren, who, team, made } = await aDesk()
  const jonas = await who('Jonas')
  const target = await made({ status: 'waiting-customer' })
  const deeds = [
    [{ kind: 'assign', ownerId: jonas.personId, teamId: team.id }, { ownerId: jonas.personId, teamId: team.id }], [{ kind: 'status', status: 'solved' }, { status: 'solved' }],
    [{ kind: 'tag', add: ['eilig'], remove: ['alt'] }, { tags: ['zelt', 'eilig'] }], [{ kind: 'snooze', until: new Date(Date.now() + 86_400_000).toISOString() }, { snoozedUntil: expect.any(String) }], [{ kind: 'merge', into: target.id }, { merged: true }],
  ] as const
  for (const [action, expected] of deeds) {
    const all = await several(3, made, { tags: ['zelt', 'alt'], at: new Date('2026-11-20T08:00:00Z') })
    const before = await rows([...all, target])
    const bulk = await done(maren, all, action)
    expect(bulk).toMatchObject({ state: 'done', total: 3, waiting: 0, changed: 3, refused: 0, reasons: [] })
    for (const each of all) expect(await view(maren, each)).toMatchObject(expected)
    expect(await undone(maren, bulk)).toMatchObject({ undone: 3, kept: 0, reasons: [] })
    expect(await rows([...all, target])).toEqual(before)
  }
  const { rows: told } = await house.owner.query("select verb, count(*)::int as n from platform.events where account_id = $1 and verb like 'case.%' and case_id <> $2 group by 1 order by 1", [maren.accountId, target.id])
  expect(Object.fromEntries(told.map((row) => [row.verb, row.n]))).toEqual({ 'case.assigned': 6, 'case.changed': 6, 'case.merged': 3, 'case.snoozed': 3, 'case.status-changed': 6, 'case.unmerged': 3, 'case.woken': 3 })
})

test('what is refused is refused for one, in a sentence, and the others go on', async () => {
  const { maren, made } = await aDesk()
  const all = [await made(), await made({ status: 'closed', subject: 'Beweis' }), await made()]
  const bulk = await done(maren, all, { kind: 'status', status: 'solved' })
  expect(bulk).toMatchObject({ changed: 2, refused: 1, reasons: [{ caseId: all[1]!.id, reference: all[1]!.reference, subject: 'Beweis', code: 'conflict', why: expect.stringContaining('kept as evidence') }] })
  expect((await rows(all)).map((row) => row.status)).toEqual(['solved', 'closed', 'solved'])
})

test('undone is only that to which nothing has happened since', async () => {
  const { maren, who, made } = await aDesk()
  const all = await several(4, made)
  const bulk = await done(maren, all, { kind: 'status', status: 'solved' })
  await house.ask(await who('Jonas'), 'PATCH', `cases/${all[2]!.id}`, { priority: 'high' })
  expect(await undone(maren, bulk)).toMatchObject({ undone: 3, kept: 1, reasons: [{ caseId: all[2]!.id, code: 'changed-since' }] })
  expect((await rows(all)).map((row) => row.status)).toEqual(['open', 'open', 'solved', 'open'])
  // What was so already was not changed, and has nothing to be undone.
  const again = await done(maren, [all[2]!], { kind: 'status', status: 'solved' })
  expect(await undone(maren, again)).toMatchObject({ undone: 1, kept: 0 })
  expect((await rows([all[2]!]))[0].status).toBe('solved')
})

test('all that a view holds now, also beyond a page, and nothing that comes later; progress is told to whoever asked', async () => {
  const { maren, made } = await aDesk()
  const all = await several(120, made)
  await made({ status: 'solved' })
  const bulk = await house.ask<BulkAction>(maren, 'POST', 'bulk-actions', { of: { view: 'unassigned' }, action: { kind: 'tag', add: ['welle'] } })
  expect(bulk).toMatchObject({ status: 202, body: { total: 120 } })
  const later = await made()
  expect(await settled(maren, bulk.body.id)).toMatchObject({ changed: 120, refused: 0 })
  expect((await rows([...all, later])).filter((row) => row.tags.includes('welle'))).toHaveLength(120)
  const { rows: told } = await house.owner.query("select actor_id, data from platform.events where verb = 'bulk.progressed' and subject_id = $1 order by seq", [bulk.body.id])
  expect(told.length).toBeGreaterThanOrEqual(5)
  expect(told.every((row) => row.actor_id === maren.personId)).toBe(true)
  expect(told.at(-1).data).toEqual({ state: 'done', waiting: 0, total: 120 })
}, 60_000)

test('started twice at once, each case is changed once', async () => {
  const { accountId, maren, made } = await aDesk()
  const all = await several(30, made)
  const { body: { id } } = await begin(maren, all, { kind: 'tag', add: ['einmal'] })
  await Promise.all([1, 2, 3].map(() => workOffBulk(accountId, id)))
  await settled(maren, id)
  const { rows: told } = await house.owner.query("select case_id, count(*)::int as n from platform.events where account_id = $1 and verb = 'case.changed' group by 1", [accountId])
  expect([told.length, told.every((row) => row.n === 1)]).toEqual([30, true])
})

test('several deeds for the same cases at once, in whatever order, are all begun and all done', async () => {
  const { maren, made } = await aDesk()
  const all = await several(30, made)
  const tags = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  for (let round = 0; round < 3; round++) {
    const begun = await Promise.all(tags.map((tag, n) => begin(maren, n % 2 ? all.toReversed() : all, { kind: 'tag', add: [`${tag}${round}`] })))
    expect(begun.map((each) => each.status)).toEqual(tags.map(() => 202))
    for (const { body } of begun) expect(await settled(maren, body.id)).toMatchObject({ state: 'done', changed: 30, refused: 0 })
  }
}, 60_000)

test('cases that one does not see are not among them; of somebody else’s deed there is nothing to see; both or neither of cases and view is wrong', async () => {
  const { maren, who, made } = await aDesk()
  const narrow = await who('Narrow', { visibility: 'own' })
  const [hers, other] = [await made({ ownerId: narrow.personId }), await made()]
  const bulk = await done(narrow, [hers, other], { kind: 'tag', add: ['meins'] })
  expect(bulk).toMatchObject({ total: 1, changed: 1 })
  expect((await rows([other]))[0].tags).toEqual([])
  expect([(await begin(narrow, [other], { kind: 'tag', add: ['x'] })).status, (await house.ask(maren, 'GET', `bulk-actions/${bulk.id}`)).status, (await house.ask(maren, 'PUT', `bulk-actions/${bulk.id}/undoing`)).status]).toEqual([404, 404, 404])
  for (const body of [{ action: { kind: 'status', status: 'open' } }, { caseIds: [hers.id], of: { view: 'all' }, action: { kind: 'status', status: 'open' } }]) expect((await house.ask(maren, 'POST', 'bulk-actions', body)).status).toBe(422)
})

test('whoever was suspended meanwhile changes nothing more, and nothing waits for them for ever', async () => {
  const { accountId, who, made } = await aDesk()
  const gone = await who('Gone')
  const about = await made()
  const { body: { id } } = await begin(gone, [about], { kind: 'status', status: 'solved' })
  await settled(gone, id)
  await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [gone.personId])
  await house.owner.query("update cases.bulk_actions set state = 'undoing' where id = $1", [id])
  await workOffBulk(accountId, id)
  expect((await rows([about]))[0].status).toBe('solved')
  expect((await house.owner.query('select state from cases.bulk_actions where id = $1', [id])).rows[0].state).toBe('undone')
})
