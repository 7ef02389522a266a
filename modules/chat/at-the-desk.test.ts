import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anActor, aTeam } from '#testing/accounts'
import { aCounter, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import type { AgentTalk, ChatCounts, TalkLines } from './contract.ts'
import type { z } from 'zod'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow } from './testing-window.ts'

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let teamId: string
let port: number
const who = (name: string, more: Partial<Parameters<typeof anActor>[0]> = {}) => anActor({ accountId: counter.accountId, name, brandIds: [counter.brandId], ...more })
beforeAll(async () => {
  house = await openHouse()
  port = Number(new URL(await house.app.listen({ port: 0 })).port)
  counter = await aCounter()
  teamId = (await aTeam(counter)).id
  widget = await aWidget({ ...counter, settings: { departments: [{ key: 'returns', name: { de: 'Rückgaben' }, teamId }] } })
})
afterAll(() => house.close())

/** Somebody says this on the page. @returns the talk as this person finds it */
async function begun(words: string, actor: Actor) {
  const window = await aWindow(port, widget)
  await window.says(words)
  const talks = await until(async () => (await house.ask(actor, 'GET', 'chats')).body.waiting as AgentTalk[], (all) => all.some((each) => each.last?.text === words))
  return { window, talk: talks.find((each) => each.last?.text === words)! }
}
const lines = async (actor: Actor, id: string) => (await house.ask<z.infer<typeof TalkLines>>(actor, 'GET', `talks/${id}`)).body
const counts = async (actor: Actor) => (await house.ask<ChatCounts>(actor, 'GET', 'chats/counts')).body
const told = async (actor: Actor) => { await house.settle(); return (await house.ask(actor, 'GET', 'notifications?filter=unread')).body.rows as Array<{ kind: string; talkId: string | null; by: string; words: string }> }

test('what colleagues say among themselves stands in the talk for them, and nowhere for its visitor or a client', async () => {
  const [maren, client] = [await who('Maren'), await who('Client', { role: 'client-viewer' })]
  const { window, talk } = await begun('Ist die Stange lieferbar?', maren)
  await house.ask(maren, 'POST', `cases/${talk.caseId}/notes`, { text: 'Charge 7, Kulanz ist möglich.' })
  expect((await lines(maren, talk.id)).notes).toMatchObject([{ name: 'Maren', text: 'Charge 7, Kulanz ist möglich.' }])
  expect((await lines(client, talk.id)).notes).toEqual([])
  await house.ask(maren, 'POST', `talks/${talk.id}/lines`, { clientId: randomUUID(), text: 'Ja, morgen.' })
  await until(() => window.lines(), (all) => all.some((each) => each.text === 'Ja, morgen.'))
  expect(JSON.stringify(window.told)).not.toContain('Kulanz')
  window.close()
})

test('passed on to a department it waits for that department’s team, which is told of it', async () => {
  const [maren, jonas, apart] = [await who('Maren'), await who('Jonas', { teamIds: [teamId] }), await who('Apart')]
  for (const each of [jonas, apart]) await house.ask(each, 'PUT', 'chats/availability', { available: true })
  const { window, talk } = await begun('Ich will etwas zurückgeben.', maren)
  await house.ask(maren, 'PUT', `talks/${talk.id}/taking`)
  expect((await lines(maren, talk.id)).departments).toEqual([{ key: 'returns', name: { de: 'Rückgaben' } }])
  expect((await house.ask(maren, 'POST', `talks/${talk.id}/transfer`, { department: 'nowhere' })).status).toBe(404)
  expect((await house.ask(maren, 'POST', `talks/${talk.id}/transfer`, { department: 'returns', teamId })).status).toBe(422)
  const passed = await house.ask(maren, 'POST', `talks/${talk.id}/transfer`, { department: 'returns', note: 'Mit Rechnung.' })
  expect(passed.body).toMatchObject({ department: 'returns', teamId, ownerId: null })
  expect((await told(jonas)).filter((each) => each.talkId === talk.id)).toMatchObject([{ kind: 'chat', words: 'Ich will etwas zurückgeben.' }])
  expect((await told(apart)).filter((each) => each.talkId === talk.id), 'before it had a team they were told, and it was taken').toEqual([])
  window.close()
})

test('a chat that waits is told to who takes chats, once, and to nobody any more when somebody has it', async () => {
  const [maren, jonas, away] = [await who('Maren'), await who('Jonas'), await who('Away')]
  for (const each of [maren, jonas]) await house.ask(each, 'PUT', 'chats/availability', { available: true, capacity: 2 })
  await house.ask(away, 'PUT', 'chats/availability', { available: false })
  const { window, talk } = await begun('Ist jemand da?', maren)
  for (const each of [maren, jonas]) expect((await told(each)).filter((row) => row.talkId === talk.id)).toEqual([expect.objectContaining({ kind: 'chat', words: 'Ist jemand da?' })])
  expect((await told(away)).map((each) => each.kind)).toEqual([])
  await house.ask(maren, 'PUT', `talks/${talk.id}/taking`)
  expect((await told(jonas)).filter((row) => row.talkId === talk.id)).toEqual([])
  window.close()
})

test('the rail counts what waits for one, and what is one’s own', async () => {
  const [maren, apart] = [await who('Maren'), await who('Apart', { visibility: 'own' })]
  const before = await counts(maren)
  const { window, talk } = await begun('Zählt das?', maren)
  expect(await counts(maren)).toEqual({ ...before, waiting: before.waiting + 1 })
  await house.ask(maren, 'PUT', `talks/${talk.id}/taking`)
  expect(await counts(maren)).toEqual({ waiting: before.waiting, mine: 1, me: { available: false, capacity: 4, busy: 1 } })
  expect(await counts(apart), 'who sees only their own is told of nothing else').toMatchObject({ waiting: 0, mine: 0 })
  window.close()
})

test('a case knows by which channel it began, and is found by that', async () => {
  const maren = await who('Maren')
  const { window, talk } = await begun('Wo ist mein Kajak?', maren)
  expect((await house.ask(maren, 'GET', `cases/${talk.caseId}`)).body.channel).toBe('chat')
  const found = async (q: string) => ((await house.ask(maren, 'GET', `cases?q=${encodeURIComponent(q)}`)).body.rows as Array<{ id: string; channel: string }>).map((each) => each.channel)
  expect(new Set(await found('channel:chat'))).toEqual(new Set(['chat']))
  expect(await found('channel:email')).not.toContain('chat')
  expect(await found('-channel:chat Kajak')).toEqual([])
  expect(await found('channel:chat Kajak')).toEqual(['chat'])
  expect((await house.ask(maren, 'GET', 'cases?q=channel%3Apigeon')).body.search.problems).toMatchObject([{ code: 'unknown-value' }])
  window.close()
})
