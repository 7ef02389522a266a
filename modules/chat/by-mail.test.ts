import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { until } from '../../tests/until.ts'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, look, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { lookAfterTalks } from './flows/by-mail.ts'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow, page } from './testing-window.ts'

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let maren: Actor
let port: number
beforeAll(async () => {
  house = await openHouse()
  port = Number(new URL(await house.app.listen({ port: 0 })).port)
  counter = await aCounter()
  widget = await aWidget({ ...counter, settings: { mailAfterMinutes: 5, endAfterMinutes: 60, hours: null } })
  maren = await anActor({ accountId: counter.accountId, name: 'Maren', brandIds: [counter.brandId] })
})
afterAll(() => house.close())

const form = { name: 'Fatima', email: 'fatima@kunde.example', fields: {}, consent: true, department: '' }
const letters = (caseId: string) => look<{ id: string; text: string; conversationId: string; kind: string }>(counter, `select m.id, m.text, m.conversation_id as "conversationId", m.kind from conversations.messages m join cases.case_conversations x on x.conversation_id = m.conversation_id join conversations.channels h on h.kind = 'email'
  join conversations.conversations c on c.id = m.conversation_id and c.channel_id = h.id where x.case_id = $1 and m.kind in ('in', 'out') order by m.at`, [caseId])
/** Lets so much time pass for a talk as if it had been said so long ago. */
const ago = (talkId: string, minutes: number) => house.owner.query("update chat.lines set at = at - make_interval(mins => $2) where talk_id = $1", [talkId, minutes])
const leaves = async (visitorId: string) => { await house.owner.query('update chat.visitors set online_until = null where id = $1', [visitorId]) }

test('an answer to who has left goes by mail, once; the answer to it comes back into the same case', async () => {
  const window = await aWindow(port, widget)
  const { visitor, secret } = await window.hears('welcome')
  const { talk } = await window.says('Wo ist mein Fahrrad?', { form }) as { talk: string }
  window.close()
  await leaves(visitor)
  const { caseId } = (await house.ask(maren, 'GET', `talks/${talk}`)).body.talk
  await house.ask(maren, 'POST', `talks/${talk}/lines`, { clientId: randomUUID(), text: 'Es kommt am Dienstag.' })
  await lookAfterTalks()
  expect(await letters(caseId), 'the grace time has not passed').toEqual([])
  await ago(talk, 6)
  await Promise.all([lookAfterTalks(), lookAfterTalks()].map((each) => each.catch(() => {})))
  await lookAfterTalks()
  const sent = await letters(caseId)
  expect(sent.map((each) => each.kind)).toEqual(['out'])
  expect(sent[0]!.text).toContain('Es kommt am Dienstag.')
  expect(sent[0]!.text).toContain('Wo ist mein Fahrrad?')
  const [delivery] = await look<{ recipients: string[]; channelId: string }>(counter, 'select recipients, channel_id as "channelId" from conversations.deliveries where message_id = $1', [sent[0]!.id])
  expect(delivery).toEqual({ recipients: ['fatima@kunde.example'], channelId: counter.mailboxId })
  // A new answer is a new letter, with what is new.
  await house.ask(maren, 'POST', `talks/${talk}/lines`, { clientId: randomUUID(), text: 'Doch erst am Mittwoch.' })
  await ago(talk, 6)
  await lookAfterTalks()
  const all = await letters(caseId)
  expect([all.length, all[1]!.text.includes('Mittwoch'), all[1]!.text.includes('Dienstag')]).toEqual([2, true, false])
  // She answers the mail.
  const rfcMessageId = await until(async () => (await look<{ id: string | null }>(counter, 'select rfc_message_id as id from conversations.messages where id = $1', [all[1]!.id]))[0]!.id, Boolean)
  expect(await arrive(counter, aMail(counter, { from: 'Fatima <fatima@kunde.example>', inReplyTo: rfcMessageId!, subject: 'Re: Ihr Chat', text: 'Danke, Mittwoch passt.' }))).toMatchObject({ state: 'filed', caseId })
  // When she comes back she reads that it went by mail.
  const back = await aWindow(port, widget, { visitor, secret: secret! })
  await until(() => back.lines(), (lines) => lines.filter((each) => each.word === 'by-mail').length === 2)
  back.close()
})

test('who has got the answer gets no letter; a silent talk ends', async () => {
  const window = await aWindow(port, widget)
  const { visitor } = await window.hears('welcome')
  const { talk } = await window.says('Hallo', { form }) as { talk: string }
  const { caseId } = (await house.ask(maren, 'GET', `talks/${talk}`)).body.talk
  await house.ask(maren, 'POST', `talks/${talk}/lines`, { clientId: randomUUID(), text: 'Guten Tag' })
  await until(() => window.lines(), (lines) => lines.some((each) => each.by === 'agent'))
  window.say({ type: 'got', n: 3 })
  await until(async () => (await house.ask(maren, 'GET', `talks/${talk}`)).body.talk.visitorGot, (n) => n === 3)
  await leaves(visitor)
  await ago(talk, 61)
  await lookAfterTalks()
  expect(await letters(caseId)).toEqual([])
  await window.hears('talk', (frame) => frame.talk.state === 'ended')
  window.close()
})

test('a transcript goes to the address that its visitor gives, a few times', async () => {
  const window = await aWindow(port, widget)
  await window.says('Mein Zelt', { form })
  const talk = (await window.hears('kept')).talk
  const { caseId } = (await house.ask(maren, 'GET', `talks/${talk}`)).body.talk
  window.say({ type: 'transcript', email: 'nobody' })
  expect((await window.hears('refused')).code).toBe('invalid')
  for (let n = 0; n < 5; n++) window.say({ type: 'transcript', email: 'ich@kunde.example' })
  await window.hears('refused', (frame) => frame.code === 'too-many')
  const sent = await until(() => letters(caseId), (all) => all.length > 0)
  expect(sent[0]!.text).toContain('Mein Zelt')
  expect(sent.length).toBeLessThanOrEqual(2)
  window.close()
})

test('somebody is there when an agent takes chats and has a desk open; windows hear of it at once', async () => {
  const window = await aWindow(port, widget)
  expect((await window.hears('welcome')).staffed.online).toBe(false)
  const at = Date.now()
  expect((await house.ask(maren, 'PUT', 'chats/availability', { available: true, capacity: 1 })).body).toMatchObject({ available: true, capacity: 1 })
  expect((await window.hears('staffed')).staffed).toMatchObject({ online: true, agents: [{ name: 'Maren' }] })
  expect(Date.now() - at).toBeLessThan(1_000)
  // With full hands no more is taken.
  const talks = [await window.says('Eins')] as Array<{ talk: string }>
  const other = await aWindow(port, widget)
  talks.push(await other.says('Zwei') as { talk: string })
  await house.owner.query("update chat.talks set state = 'ended' where id <> all ($1)", [talks.map((each) => each.talk)])
  expect((await house.ask(maren, 'PUT', `talks/${talks[0]!.talk}/taking`)).status).toBe(200)
  expect((await house.ask(maren, 'PUT', `talks/${talks[1]!.talk}/taking`)).body).toMatchObject({ code: 'conflict', capacity: 1 })
  const jonas = await anActor({ accountId: counter.accountId, name: 'Jonas', brandIds: [counter.brandId] })
  expect((await house.ask(jonas, 'PUT', `talks/${talks[0]!.talk}/taking`)).body).toMatchObject({ code: 'taken-by-another', ownerName: 'Maren' })
  const handed = await house.ask(maren, 'POST', `talks/${talks[0]!.talk}/transfer`, { personId: jonas.personId, note: 'Kennt sich aus.' })
  expect([handed.status, handed.body.ownerName]).toEqual([200, 'Jonas'])
  await window.hears('talk', (frame) => frame.talk.agent?.name === 'Jonas')
  expect(window.told.some((each) => JSON.stringify(each).includes('Kennt sich aus'))).toBe(false)
  await house.ask(maren, 'PUT', 'chats/availability', { available: false })
  await window.hears('staffed', (frame) => !frame.staffed.online)
  window.close()
  other.close()
})

test('where sockets are blocked, requests carry the same talk', async () => {
  const exchange = async (frames: unknown[], more: object = {}) => ((await house.app.inject({ method: 'POST', url: '/chat/v1/exchange', headers: { origin: widget.origin }, payload: { frames, ...more } })).json().frames) as Array<Record<string, any>>
  const enter = { type: 'enter', site: widget.siteKey, page }
  const clientId = randomUUID()
  const first = await exchange([enter, { type: 'say', clientId, text: 'Über Umwege' }])
  const [welcome, kept] = [first.find((each) => each['type'] === 'welcome')!, first.find((each) => each['type'] === 'kept')!]
  expect(kept).toMatchObject({ clientId, n: 1 })
  const me = { ...enter, visitor: welcome['visitor'], secret: welcome['secret'], talk: kept['talk'] }
  const knows = { n: 1, read: 0, state: 'waiting', online: false, typing: null }
  // Nothing is new: it is held back, until somebody says something.
  const held = exchange([{ ...me, after: 1 }], { wait: 10_000, knows })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const at = Date.now()
  await house.ask(maren, 'POST', `talks/${kept['talk']}/lines`, { clientId: randomUUID(), text: 'Ich sehe Sie' })
  const told = await held
  expect(Date.now() - at).toBeLessThan(2_000)
  expect(told.flatMap((each) => each['type'] === 'lines' ? each['lines'] : []).map((each: { text: string; word: string | null }) => each.word ?? each.text)).toEqual(['joined', 'Ich sehe Sie'])
  expect((await exchange([{ ...me, after: 0 }])).flatMap((each) => each['type'] === 'lines' ? each['lines'] : []).length).toBe(3)
})
