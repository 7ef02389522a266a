import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aCase, aMessage, type CaseMade } from '#testing/cases'
import { messageReceived, deliveryChanged } from '#events/conversations'
import { caseOpened } from '#events/cases'
import { db } from '#platform/db'
import { announce, theSystem, type LoggedEvent } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { usualSettings, type NotificationKind, type Settings, type Told, type ToldPage } from './contract.ts'
import { tellPeople } from './flows/tell-people.ts'
import { forgetOldNotifications } from './reactions.ts'
import { aNotification } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId, scope } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const team = await aTeam({ accountId, brandId })
  const who = (name: string, more: Partial<Parameters<typeof anActor>[0]> = {}) => anActor({ accountId, brandIds: [brandId], name, ...more })
  const [maren, jonas, apart] = [await who('Maren Lindqvist'), await who('Jonas Brandt'), await who('Apart', { visibility: 'own' })]
  return { accountId, scope, brandId, team, who, maren, jonas, apart, aCase: (ownerId: string | null = maren.personId, more = {}) => aCase({ accountId, brandId, ownerId, customerName: 'Fatima Öztürk', ...more }) }
}
const told = async (actor: Actor, query = ''): Promise<ToldPage> => { await house.settle(); return (await house.ask<ToldPage>(actor, 'GET', `notifications${query}`)).body }
const kinds = async (actor: Actor) => (await told(actor)).rows.map((each) => each.kind)
const about = ({ brandId, id }: CaseMade, subjectId = id, ownerId: string | null = null) => ({ brandId, subjectId, caseId: id, teamId: null, ownerId })
/** As the mail room does it: the message, and what is announced of it. */
async function answers(made: CaseMade, text = 'Wann kommt die neue Stange?', automatic = false) {
  const { id } = await aMessage(made, { text })
  await db().transaction({ accountId: made.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, messageReceived(about(made, id), { conversationId: made.conversationId, automatic, assurance: null })))
  return id
}
const naming = (actor: Actor) => `<p><span data-person="${actor.personId}">@${actor.name}</span> bitte</p>`
const wishing = (actor: Actor, change: Partial<Settings['wishes']>, more: Partial<Settings> = {}) => house.ask<Settings>(actor, 'PUT', 'notification-settings', { ...usualSettings, ...more, wishes: { ...usualSettings.wishes, ...change } })

describe('what is told, and to whom', () => {
  test('a mention, with who wrote it, where, and how it begins', async () => {
    const { maren, jonas, aCase: open } = await aDesk()
    const made = await open()
    const { body } = await house.ask(maren, 'POST', `cases/${made.id}/notes`, { text: 'x', html: naming(jonas) })
    const { rows, unread } = await told(jonas)
    expect(rows).toEqual([expect.objectContaining({ kind: 'mention', count: 1, by: 'Maren Lindqvist', words: '@Jonas Brandt bitte', case: { id: made.id, reference: made.reference, subject: made.subject }, messageId: body.messageId, readAt: null })])
    expect(unread).toBe(1)
    expect((await told(maren)).rows).toEqual([])
  })

  test('a case that somebody else gave, not one that was taken', async () => {
    const { maren, jonas, aCase: open } = await aDesk()
    const [given, taken] = [await open(null), await open(null)]
    await house.ask(maren, 'PUT', `cases/${given.id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: null })
    await house.ask(jonas, 'PUT', `cases/${taken.id}/taking`)
    expect((await told(jonas)).rows).toEqual([expect.objectContaining({ kind: 'assigned', by: 'Maren Lindqvist', case: expect.objectContaining({ id: given.id }) })])
  })

  test('a customer’s answer, to who has the case and who follows it; a machine’s to nobody', async () => {
    const { maren, jonas, apart, aCase: open } = await aDesk()
    const made = await open()
    await house.ask(jonas, 'PUT', `cases/${made.id}/following`)
    await answers(made, 'Abwesenheitsnotiz', true)
    expect(await kinds(maren)).toEqual([])
    const messageId = await answers(made)
    for (const each of [maren, jonas]) expect((await told(each)).rows).toEqual([expect.objectContaining({ kind: 'answered', by: 'Fatima Öztürk', words: 'Wann kommt die neue Stange?', messageId })])
    expect(await kinds(apart)).toEqual([])
  })

  test('several answers in a short time are one that counts; read, the next one stands for itself', async () => {
    const { maren, aCase: open } = await aDesk()
    const made = await open()
    const first = await answers(made, 'Eins')
    await house.settle()
    await answers(made, 'Zwei')
    await answers(made, 'Drei')
    const page = await told(maren)
    expect(page).toMatchObject({ unread: 1, rows: [{ count: 3, messageId: first, words: 'Drei' }] })
    await house.ask(maren, 'PUT', `cases/${made.id}/reading`)
    await answers(made, 'Vier')
    expect((await told(maren)).rows.map((each) => [each.count, each.words, each.readAt === null])).toEqual([[1, 'Vier', true], [3, 'Drei', false]])
    await house.owner.query("update notifications.notifications set at = now() - interval '11 minutes' where person_id = $1 and read_at is null", [maren.personId])
    await answers(made, 'Fünf')
    expect((await told(maren, '?filter=unread')).rows.map((each) => [each.count, each.words])).toEqual([[1, 'Fünf'], [1, 'Vier']])
  })

  test('a case that they put off and that woke; a letter of theirs that came back', async () => {
    const { maren, jonas, scope, aCase: open } = await aDesk()
    const made = await open(jonas.personId)
    await house.ask(maren, 'PUT', `cases/${made.id}/snooze`, { until: new Date(Date.now() + 3_600_000).toISOString() })
    await house.ask(jonas, 'DELETE', `cases/${made.id}/snooze`)
    expect((await told(maren)).rows).toMatchObject([{ kind: 'woken', by: 'Jonas Brandt' }])
    const letter = await aMessage(made, { kind: 'out', text: 'Sie geht heute heraus.', author: { id: maren.personId, name: 'Maren', address: null }, delivery: { state: 'bounced', recipients: ['fatima@kunde.example'] } })
    await db().transaction(scope, (tx) => announce(tx, theSystem, deliveryChanged(about(made, letter.deliveryId!), { deliveryId: letter.deliveryId!, state: 'bounced', detail: '550' })))
    expect((await told(maren)).rows[0]).toMatchObject({ kind: 'undelivered', messageId: letter.id, words: 'Sie geht heute heraus.' })
    expect(await kinds(jonas)).toEqual([])
  })

  test('new work of the team, to those who asked for it', async () => {
    const { accountId, brandId, team, scope, who, maren } = await aDesk()
    const [mate, quiet, stranger] = [await who('Mate', { teamIds: [team.id], visibility: 'team' }), await who('Quiet', { teamIds: [team.id] }), maren]
    for (const each of [mate, stranger]) expect((await wishing(each, { unassigned: { page: true, browser: false, sound: false } })).status).toBe(200)
    const made = await aCase({ accountId, brandId, teamId: team.id })
    await db().transaction(scope, (tx) => announce(tx, theSystem, caseOpened({ ...about(made), teamId: team.id }, { reference: made.reference, standing: { status: 'open', ownerId: null, teamId: team.id }, followUpOf: null })))
    expect([await kinds(mate), await kinds(quiet), await kinds(stranger)]).toEqual([['unassigned'], [], []])
  })

  test('who does not see the case, was suspended, or declined that kind, is not told', async () => {
    const { maren, jonas, apart, who, aCase: open } = await aDesk()
    const made = await open()
    for (const each of [jonas, apart]) await house.owner.query('insert into cases.followers select account_id, brand_id, id, $2 from cases.cases where id = $1', [made.id, each.personId])
    const gone = await who('Gone')
    await house.ask(gone, 'PUT', `cases/${made.id}/following`)
    await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [gone.personId])
    await wishing(maren, { answered: { page: false, browser: true, sound: true } })
    expect((await house.ask<Settings>(maren, 'GET', 'notification-settings')).body.wishes.answered).toEqual({ page: false, browser: false, sound: false })
    await answers(made)
    expect([await kinds(maren), await kinds(jonas), await kinds(apart)]).toEqual([[], ['answered'], []])
    expect((await house.owner.query('select from notifications.notifications where person_id = $1', [gone.personId])).rows).toEqual([])
  })

  test('what one may not see any more is neither listed nor counted', async () => {
    const { jonas, apart, aCase: open, maren } = await aDesk()
    const made = await open(apart.personId)
    await answers(made)
    expect(await told(apart)).toMatchObject({ unread: 1, rows: [{ kind: 'answered' }] })
    await house.ask(maren, 'PUT', `cases/${made.id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: apart.personId })
    expect(await told(apart)).toEqual({ rows: [], nextCursor: null, unread: 0 })
  })
})

describe('once', () => {
  const eventsOf = async (made: CaseMade) => (await house.owner.query<LoggedEvent & { actor_kind: string; actor_id: string }>(`select account_id as "accountId", brand_id as "brandId", seq, tx::text as tx, at, actor_kind, actor_id, verb, subject_id as "subjectId", case_id as "caseId", team_id as "teamId", owner_id as "ownerId", data as facts, cause from platform.events where case_id = $1 order by seq`, [made.id]))
    .rows.map(({ actor_kind, actor_id, ...each }) => ({ ...each, seq: Number(each.seq), actor: { kind: actor_kind, id: actor_id } })) as LoggedEvent[]
  const again = (made: CaseMade, events: LoggedEvent[], now = new Date()) => db().transaction({ accountId: made.accountId, brandIds: 'all' }, (tx) => tellPeople(tx, events, { mails: false, now }))

  test('a follower that is handed the same events again tells nobody twice', async () => {
    const { maren, aCase: open } = await aDesk()
    const made = await open()
    await answers(made)
    const before = await told(maren)
    expect(before.rows).toHaveLength(1)
    await again(made, await eventsOf(made))
    expect(await told(maren)).toEqual(before)
  })

  test('after a restart from the beginning of the log, also when some of it was told before and some not', async () => {
    const { maren, aCase: open } = await aDesk()
    const made = await open()
    await answers(made, 'Eins')
    await house.settle()
    await answers(made, 'Zwei')
    await house.owner.query("update platform.cursors set tx = '0', seq = 0 where name = 'notifications'")
    expect((await told(maren)).rows.map((each) => [each.count, each.words])).toEqual([[2, 'Zwei']])
    expect((await house.owner.query('select count(*)::int as n from notifications.told where person_id = $1', [maren.personId])).rows).toEqual([{ n: 2 }])
    expect((await house.owner.query("select words from platform.reaction_failures where follower = 'notifications'")).rows).toEqual([])
  })

  test('what is older than a day is history', async () => {
    const { maren, aCase: open } = await aDesk()
    const made = await open()
    const messageId = await aMessage(made, {})
    await again(made, [{ accountId: made.accountId, brandId: made.brandId, seq: 999_999_999, tx: '1', at: new Date(Date.now() - 25 * 3_600_000), actor: theSystem, verb: 'message.received', subjectId: messageId.id, caseId: made.id, teamId: null, ownerId: null, facts: { automatic: false }, cause: null }])
    expect(await kinds(maren)).toEqual([])
  })
})

describe('reading', () => {
  test('reading the case reads what was told of it, and of no other', async () => {
    const { maren, aCase: open } = await aDesk()
    const [one, other] = [await open(), await open()]
    await answers(one)
    await answers(other)
    expect((await told(maren)).unread).toBe(2)
    expect((await house.ask(maren, 'PUT', `cases/${one.id}/reading`)).status).toBe(204)
    const { rows, unread } = await told(maren)
    expect([unread, rows.find((each) => each.case?.id === one.id)!.readAt !== null, rows.find((each) => each.case?.id === other.id)!.readAt]).toEqual([1, true, null])
  })

  test('one, or all; and all can be undone, but for what was read before', async () => {
    const { maren, jonas, aCase: open } = await aDesk()
    for (let n = 0; n < 3; n++) await answers(await open())
    const { rows } = await told(maren)
    const one = await house.ask(maren, 'POST', 'notifications/readings', { ids: [rows[0]!.id] })
    expect([one.status, one.body.count]).toEqual([201, 1])
    const all = await house.ask(maren, 'POST', 'notifications/readings', {})
    expect([all.body.count, (await told(maren)).unread]).toEqual([2, 0])
    expect((await house.ask(jonas, 'DELETE', `notifications/readings/${all.body.id}`)).status).toBe(404)
    expect((await house.ask(maren, 'DELETE', `notifications/readings/${all.body.id}`)).status).toBe(204)
    expect((await told(maren, '?filter=unread')).rows.map((each) => each.id)).toEqual(rows.slice(1).map((each) => each.id))
    expect((await house.ask(jonas, 'POST', 'notifications/readings', { ids: [rows[1]!.id] })).status).toBe(404)
  })

  test('pages go on where they ended; filters hold what they say', async () => {
    const { maren, jonas, accountId, brandId, aCase: open } = await aDesk()
    const made = await open()
    for (let n = 0; n < 5; n++) await aNotification({ accountId, brandId, personId: jonas.personId, caseId: made.id, kind: n % 2 ? 'mention' : 'assigned', at: new Date(Date.now() - n * 1000) })
    const seen: Told[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: ToldPage = await told(jonas, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.rows)
      cursor = page.nextCursor
    }
    expect(seen.map((each) => each.kind)).toEqual(['assigned', 'mention', 'assigned', 'mention', 'assigned'])
    expect((await told(jonas, '?filter=mentions')).rows.map((each) => each.kind)).toEqual(['mention', 'mention'] satisfies NotificationKind[])
    expect((await told(maren)).rows).toEqual([])
  })

  test('after thirty days they go', async () => {
    const { maren, accountId, brandId, aCase: open } = await aDesk()
    const made = await open()
    await answers(made)
    await house.settle()
    await house.owner.query("update notifications.notifications set at = now() - interval '31 days' where person_id = $1", [maren.personId])
    const { id } = await aNotification({ accountId, brandId, personId: maren.personId, caseId: made.id, at: new Date(Date.now() - 29 * 86_400_000) })
    await forgetOldNotifications()
    expect((await told(maren)).rows.map((each) => each.id)).toEqual([id])
    expect((await house.owner.query('select from notifications.told where person_id = $1', [maren.personId])).rows).toEqual([])
  })
})
