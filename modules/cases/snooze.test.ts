import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import { wakeForgotten, wakeIfDue } from './flows/snooze.ts'
import { takeInMessages } from './flows/take-in-messages.ts'
import { caseOfConversation } from './queries/cases.ts'
import { aDesk, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

type Actor = Awaited<ReturnType<typeof aDesk>>['maren']
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const snooze = (actor: Actor, { id }: CaseMade, at = inMs(3_600_000)) => house.ask(actor, 'PUT', `cases/${id}/snooze`, { until: at })
const viewed = async (actor: Actor, name: string) => (await house.ask(actor, 'GET', `cases?view=${name}`)).body.rows.map((row: { id: string }) => row.id)
const view = async (actor: Actor, { id }: CaseMade) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const told = async ({ id }: CaseMade) => (await house.owner.query("select verb, data ->> 'by' as by, data #>> '{standing,status}' as status from platform.events where case_id = $1 order by seq", [id])).rows.map((row) => [row.verb, row.by, row.status])
const counts = async (actor: Actor) => { await house.settle(); const { mine, unassigned, all, waiting, snoozed } = (await house.ask(actor, 'GET', 'cases/counts')).body; return { mine, unassigned, all, waiting, snoozed } }

test('what is snoozed is in its own view and in no other, counted there; woken it is where it was', async () => {
  const { maren, made } = await aDesk()
  const mine = await made({ ownerId: maren.personId })
  await house.ask(maren, 'PUT', `cases/${mine.id}/status`, { status: 'waiting-customer' })
  await house.ask(maren, 'PUT', `cases/${mine.id}/status`, { status: 'open' })
  expect(await counts(maren)).toEqual({ mine: 1, unassigned: 0, all: 1, waiting: 0, snoozed: 0 })
  const at = inMs(86_400_000)
  expect((await snooze(maren, mine, at)).body).toMatchObject({ snoozedUntil: at, status: 'open' })
  for (const name of ['mine', 'unassigned', 'all', 'waiting', 'solved']) expect([name, await viewed(maren, name)]).toEqual([name, []])
  expect([await viewed(maren, 'snoozed'), await counts(maren)]).toEqual([[mine.id], { mine: 0, unassigned: 0, all: 0, waiting: 0, snoozed: 1 }])
  expect((await house.ask(maren, 'DELETE', `cases/${mine.id}/snooze`)).body).toMatchObject({ snoozedUntil: null, status: 'open' })
  expect([await viewed(maren, 'mine'), await counts(maren)]).toEqual([[mine.id], { mine: 1, unassigned: 0, all: 1, waiting: 0, snoozed: 0 }])
  expect((await told(mine)).slice(2)).toEqual([['case.snoozed', null, 'snoozed'], ['case.woken', 'person', 'open']])
})

test('it wakes at its time, by itself, once, and open, though it waited', async () => {
  const { accountId, maren, made } = await aDesk()
  const waiting = await made({ status: 'waiting-customer' })
  await made()
  await house.ask(maren, 'PUT', `cases/${waiting.id}/reading`)
  await snooze(maren, waiting, inMs(700))
  await until(() => view(maren, waiting), (each) => each.snoozedUntil === null)
  // However often it is asked: by the job, by what looks for lost jobs, by two at once.
  await Promise.all([1, 2, 3].map(() => house.db.transaction({ accountId, brandIds: 'all' }, (tx) => wakeIfDue(tx, waiting.id, new Date()))))
  await wakeForgotten(new Date())
  expect(await view(maren, waiting)).toMatchObject({ status: 'open', unread: true })
  expect((await viewed(maren, 'all'))[0]).toBe(waiting.id)
  expect(await told(waiting)).toEqual([['case.snoozed', null, 'snoozed'], ['case.woken', 'time', 'open']])
})

test('a lost job wakes it all the same; put off again, the first time passes by', async () => {
  const { maren, made } = await aDesk()
  const [lost, later] = [await made(), await made()]
  await snooze(maren, lost)
  await house.owner.query("update cases.cases set snoozed_until = now() - interval '1 minute' where id = $1", [lost.id])
  await wakeForgotten(new Date())
  expect((await view(maren, lost)).snoozedUntil).toBeNull()
  await snooze(maren, later, inMs(300))
  const second = inMs(3_600_000)
  await snooze(maren, later, second)
  await new Promise((done) => setTimeout(done, 900))
  await wakeForgotten(new Date())
  expect((await view(maren, later)).snoozedUntil).toBe(second)
})

test.each([['customer', 'open', null], ['third-party', 'open', null], ['machine', 'waiting-customer', 'asleep']] as const)('a message by a %s: the case is %s and %s', async (by, status, asleep) => {
  const { accountId, brandId, maren, made } = await aDesk()
  const about = await made({ status: 'waiting-customer' })
  await snooze(maren, about)
  await house.db.transaction({ accountId, brandIds: 'all' }, async (tx) => {
    const [current] = await caseOfConversation(tx, about)
    const [reached] = await takeInMessages(tx, [{ brandId, conversationId: about.conversationId, messageId: about.messageId, customerId: about.customer.id, subject: 'Re', text: 'Ja', by, teamId: null, marks: [], maybeRelatedTo: null, current: current! }])
    expect(reached!.news.map((each) => [each.verb, (each.facts as { standing: { status: string } }).standing.status])).toEqual(asleep ? [] : [['case.woken', 'open'], ['case.reopened', 'open']])
  })
  const now = await view(maren, about)
  expect([now.status, now.snoozedUntil === null ? null : 'asleep']).toEqual([status, asleep])
})

test('solving wakes, waiting does not; the past, a far future, solved and closed cases are refused', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  await snooze(maren, about)
  expect((await house.ask(maren, 'PUT', `cases/${about.id}/status`, { status: 'waiting-third-party' })).body.snoozedUntil).not.toBeNull()
  expect((await house.ask(maren, 'PUT', `cases/${about.id}/status`, { status: 'solved' })).body.snoozedUntil).toBeNull()
  expect((await told(about)).at(-1)).toEqual(['case.status-changed', null, 'solved'])
  expect([(await snooze(maren, about)).status, (await snooze(maren, await made({ status: 'closed' }))).status]).toEqual([409, 409])
  expect([(await snooze(maren, await made(), inMs(-1000))).status, (await snooze(maren, await made(), inMs(400 * 86_400_000))).status]).toEqual([422, 422])
})

test('an answer that is still to leave wakes nobody; a merge keeps the sleeper asleep and gives it back so', async () => {
  const { maren, made } = await aDesk()
  const [asleep, other] = [await made(), await made({ status: 'solved' })]
  await snooze(maren, asleep)
  const { recipients, lastMessageId } = await view(maren, asleep)
  await house.ask(maren, 'POST', `cases/${asleep.id}/replies`, { text: 'Ich melde mich.', to: recipients.to, seenMessageId: lastMessageId, sendAt: inMs(7_200_000) })
  const before = await view(maren, asleep)
  expect(before).toMatchObject({ status: 'waiting-customer', snoozedUntil: expect.any(String) })
  await house.ask(maren, 'PUT', `cases/${asleep.id}/merging`, { into: other.id })
  expect(await viewed(maren, 'snoozed')).toEqual([])
  await house.ask(maren, 'DELETE', `cases/${asleep.id}/merging`)
  expect(await view(maren, asleep)).toMatchObject({ status: 'waiting-customer', snoozedUntil: before.snoozedUntil })
})
