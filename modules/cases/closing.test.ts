import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeInMessages } from '#modules/cases'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import type { BulkAction } from './contract.ts'
import { caseById } from './queries/cases.ts'
import { aDesk, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

const stands = async ({ id }: CaseMade) => (await house.owner.query('select status, snoozed_until, waiting_since, solved_at, closed_at, owner_id, tags, preview, last_message_at, before_closing from cases.cases where id = $1', [id])).rows[0]
const put = (actor: Actor, { id }: CaseMade, status: string) => house.ask(actor, 'PUT', `cases/${id}/status`, { status })
const takeBack = (actor: Actor, { id }: CaseMade) => house.ask(actor, 'DELETE', `cases/${id}/closing`)
const view = async (actor: Actor, { id }: CaseMade) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const older = ({ id }: CaseMade) => house.owner.query("update cases.cases set closed_at = closed_at - interval '11 minutes' where id = $1", [id])

test('a closing is taken back to the letter: whether it was open, waited, slept or was solved; and it is told', async () => {
  const { maren, made } = await aDesk()
  const ways = [async () => {}, async (about: CaseMade) => { await put(maren, about, 'waiting-customer') }, async (about: CaseMade) => { await house.ask(maren, 'PUT', `cases/${about.id}/snooze`, { until: new Date(Date.now() + 86_400_000).toISOString() }) }, async (about: CaseMade) => { await put(maren, about, 'solved') }]
  for (const into of ways) {
    const about = await made({ at: new Date('2026-11-20T08:00:00Z') })
    await into(about)
    const before = await stands(about)
    expect((await put(maren, about, 'closed')).body.status).toBe('closed')
    expect((await view(maren, about)).closing).toEqual({ until: expect.any(String), status: before.status })
    expect((await takeBack(maren, about)).body.status).toBe(before.status)
    expect(await stands(about)).toEqual(before)
    const after = await view(maren, about)
    expect([after.closing, after.happenings.at(-1)]).toMatchObject([null, { verb: 'case.status-changed', facts: { from: 'closed', to: before.status, takenBack: true } }])
  }
  await house.settle()
  expect((await house.ask(maren, 'GET', 'cases/counts')).body).toMatchObject({ all: 1, waiting: 1, snoozed: 1 })
})

test('what slept sleeps again, and wakes when its time came meanwhile', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  await house.ask(maren, 'PUT', `cases/${about.id}/snooze`, { until: new Date(Date.now() + 1_200).toISOString() })
  await put(maren, about, 'closed')
  await new Promise((done) => { setTimeout(done, 1_500) })
  await takeBack(maren, about)
  await until(() => stands(about), (row) => row.status === 'open' && row.snoozed_until === null)
})

test('only by whoever closed it, only soon, and only while nothing came of it; then it stays closed', async () => {
  const { maren, jonas, made, brandId, accountId } = await aDesk()
  const [hers, old, followed, marked] = [await made(), await made(), await made(), await made()]
  for (const each of [hers, old, followed, marked]) await put(maren, each, 'closed')
  expect([(await view(jonas, hers)).closing, (await takeBack(jonas, hers)).status]).toEqual([null, 409])
  await older(old)
  expect([(await view(maren, old)).closing, (await takeBack(maren, old)).body.code]).toEqual([null, 'too-late'])
  await db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
    const [current] = await caseById(tx, { id: followed.id })
    await takeInMessages(tx, [{ brandId, conversationId: followed.conversationId, messageId: followed.messageId, customerId: followed.customer.id, subject: 'Noch etwas', text: 'Noch etwas', by: 'customer', teamId: null, marks: [], maybeRelatedTo: null, current: current! }])
  })
  await house.owner.query("update cases.cases set version = version + 1 where id = $1", [marked.id])
  for (const each of [followed, marked]) expect((await takeBack(maren, each)).body).toMatchObject({ code: 'conflict', title: expect.stringContaining('happened since') })
  expect(await Promise.all([hers, old, followed, marked].map(async (each) => (await stands(each)).status))).toEqual(['closed', 'closed', 'closed', 'closed'])
  // Nobody opens a closed case by another way either.
  expect((await put(maren, hers, 'open')).status).toBe(409)
  expect((await takeBack(maren, hers)).status).toBe(200)
  expect((await takeBack(maren, hers)).body.status).toBe('open')
  expect((await house.ask(maren, 'DELETE', `cases/${newId()}/closing`)).status).toBe(404)
})

test('closed in bulk and taken back as one: the old ones stay, and say why', async () => {
  const { maren, made } = await aDesk()
  const all = [await made(), await made({ status: 'solved' }), await made({ status: 'waiting-customer' }), await made()]
  const before = await Promise.all(all.slice(0, 3).map(stands))
  const { body: { id } } = await house.ask<BulkAction>(maren, 'POST', 'bulk-actions', { caseIds: all.map((each) => each.id), action: { kind: 'status', status: 'closed' } })
  const look = async () => (await house.ask<BulkAction>(maren, 'GET', `bulk-actions/${id}`)).body
  expect(await until(look, (each) => each.state === 'done')).toMatchObject({ changed: 4 })
  await older(all[3]!)
  await house.ask(maren, 'PUT', `bulk-actions/${id}/undoing`)
  expect(await until(look, (each) => each.state === 'undone')).toMatchObject({ undone: 3, kept: 1, reasons: [{ caseId: all[3]!.id, code: 'too-late' }] })
  expect(await Promise.all(all.slice(0, 3).map(stands))).toEqual(before)
  expect((await stands(all[3]!)).status).toBe('closed')
})
