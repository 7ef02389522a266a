import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/permissions'
import type { AgentTalk } from './contract.ts'
import type { Line } from './protocol.ts'
import { aCounter, look, type Counter } from '#testing/email'
import { anActor } from '#testing/accounts'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow } from './testing-window.ts'

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let maren: Actor
let port: number

beforeAll(async () => {
  house = await openHouse()
  port = Number(new URL(await house.app.listen({ port: 0 })).port)
  counter = await aCounter()
  widget = await aWidget(counter)
  maren = await anActor({ accountId: counter.accountId, name: 'Maren Lindqvist', brandIds: [counter.brandId] })
})
afterAll(() => house.close())

test('a visitor’s line opens a case, is kept before it is acknowledged, and once', async () => {
  const fatima = await aWindow(port, widget)
  const { visitor, secret } = await fatima.hears('welcome')
  expect(secret).toMatch(/^[\w-]{43}$/)
  const clientId = randomUUID()
  const kept = await fatima.says('Wo ist mein Fahrrad?', { clientId })
  expect(kept).toMatchObject({ type: 'kept', n: 1 })
  expect(await fatima.says('Wo ist mein Fahrrad?', { clientId })).toEqual(kept)
  expect(await fatima.says('Es sollte gestern kommen.')).toMatchObject({ type: 'kept', n: 2 })
  const rows = await look<{ text: string; caseId: string }>(counter, `select m.text, x.case_id as "caseId" from conversations.messages m join cases.case_conversations x on x.conversation_id = m.conversation_id join chat.talks t on t.id = m.conversation_id where t.visitor_id = $1 order by m.at`, [visitor])
  expect(rows.map((each) => each.text)).toEqual(['Wo ist mein Fahrrad?', 'Es sollte gestern kommen.'])
  const { body } = await house.ask(maren, 'GET', `cases/${rows[0]!.caseId}`)
  expect(body.subject).toBe('Wo ist mein Fahrrad?')
  // Another window of hers, and one that comes back, have the same lines.
  const again = await aWindow(port, widget, { visitor, secret: secret! })
  await until(() => again.lines(), (lines) => lines.length === 2)
  expect(again.lines().map((each) => [each.n, each.by, each.text])).toEqual([[1, 'visitor', 'Wo ist mein Fahrrad?'], [2, 'visitor', 'Es sollte gestern kommen.']])
  expect(await again.says('Bitte!')).toMatchObject({ n: 3 })
  await until(() => fatima.lines(), (lines) => lines.some((each) => each.text === 'Bitte!'))
  fatima.close()
  again.close()
})

test('a visitor and an agent talk: stored once, in one order, live on both sides', async () => {
  const fatima = await aWindow(port, widget)
  await fatima.says('Hallo?')
  const [mine] = await until(async () => (await house.ask(maren, 'GET', 'chats')).body.waiting as AgentTalk[], (waiting) => waiting.some((each) => each.last?.text === 'Hallo?')).then((all) => all.filter((each) => each.last?.text === 'Hallo?'))
  expect(mine).toMatchObject({ state: 'waiting', unread: 1, ownerId: null, visitor: { online: true, page: { title: 'Zelte' } } })
  const line = { clientId: randomUUID(), text: 'Guten Tag, was kann ich tun?' }
  const kept = await house.ask(maren, 'POST', `talks/${mine!.id}/lines`, line)
  expect([kept.status, kept.body.n]).toEqual([201, 3])
  expect((await house.ask(maren, 'POST', `talks/${mine!.id}/lines`, line)).body).toEqual(kept.body)
  await until(() => fatima.lines(), (lines) => lines.some((each) => each.by === 'agent'))
  await fatima.says('Mein Zelt ist undicht.')
  const { body } = await house.ask(maren, 'GET', `talks/${mine!.id}`)
  expect(body.lines.map((each: Line) => [each.n, each.by, each.word ?? each.text])).toEqual([[1, 'visitor', 'Hallo?'], [2, 'system', 'joined'], [3, 'agent', 'Guten Tag, was kann ich tun?'], [4, 'visitor', 'Mein Zelt ist undicht.']])
  expect(body.talk).toMatchObject({ state: 'active', ownerId: maren.personId, ownerName: 'Maren Lindqvist' })
  expect((await fatima.hears('talk', (frame) => frame.talk.state === 'active')).talk.agent).toEqual({ name: 'Maren Lindqvist', avatar: null })
  // What she has seen is shown to him, and what he has, to her.
  await house.ask(maren, 'PUT', `talks/${mine!.id}/reading`, { n: 4 })
  await fatima.hears('talk', (frame) => frame.talk.read === 4)
  fatima.say({ type: 'read', n: 3 })
  await until(async () => (await house.ask(maren, 'GET', `talks/${mine!.id}`)).body.talk.visitorRead, (n) => n === 3)
  await house.ask(maren, 'POST', `talks/${mine!.id}/typing`, { on: true })
  await fatima.hears('typing', (frame) => frame.name === 'Maren Lindqvist')
  // An answer in the case's own composer is a line as well.
  const seenMessageId = (await house.ask(maren, 'GET', `cases/${mine!.caseId}`)).body.messages.at(-1).id
  expect((await house.ask(maren, 'POST', `cases/${mine!.caseId}/replies`, { text: 'Ich schicke ein neues.', to: [], seenMessageId })).status).toBe(201)
  await until(() => fatima.lines(), (lines) => lines.some((each) => each.text === 'Ich schicke ein neues.' && each.n === 5))
  // And it ends, with what the work came to.
  const ended = await house.ask(maren, 'POST', `talks/${mine!.id}/ending`, { tags: ['zelt'], note: 'Neues Zelt geschickt.', status: 'solved' })
  expect([ended.status, ended.body.state]).toEqual([200, 'ended'])
  await fatima.hears('talk', (frame) => frame.talk.state === 'ended')
  expect(fatima.lines().at(-1)).toMatchObject({ by: 'system', word: 'ended' })
  expect((await house.ask(maren, 'GET', `cases/${mine!.caseId}`)).body).toMatchObject({ status: 'solved', tags: ['zelt'] })
  expect(fatima.told.some((each) => JSON.stringify(each).includes('Neues Zelt geschickt'))).toBe(false)
  fatima.say({ type: 'rate', score: 5, words: 'Schnell!' })
  await until(async () => (await house.ask(maren, 'GET', `talks/${mine!.id}`)).body.talk.rating, (score) => score === 5)
  // In a talk that has ended nothing more is said; a new one begins.
  expect(await fatima.says('Noch etwas', { talk: mine!.id })).toMatchObject({ type: 'refused', code: 'ended' })
  expect(await fatima.says('Noch etwas')).toMatchObject({ type: 'kept', n: 1 })
  fatima.close()
})
