import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/permissions'
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
