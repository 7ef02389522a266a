import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anActor } from '#testing/accounts'
import { aCounter, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow, page } from './testing-window.ts'

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let [maren, jonas, birgit, elsewhere]: Actor[] = []
let port: number
beforeAll(async () => {
  house = await openHouse({ BALIE_TRUST_PROXY: 'true' })
  port = Number(new URL(await house.app.listen({ port: 0 })).port)
  counter = await aCounter()
  widget = await aWidget(counter)
  const { accountId, brandId } = counter
  maren = await anActor({ accountId, name: 'Maren Lindqvist', brandIds: [brandId] })
  jonas = await anActor({ accountId, name: 'Jonas Brandt', brandIds: [brandId], visibility: 'own' })
  birgit = await anActor({ accountId, name: 'Birgit Jürgensen', role: 'supervisor', brandIds: [brandId] })
  elsewhere = await anActor({ accountId, name: 'Rasmus', brandIds: [(await aBrand({ accountId, name: 'Polder' })).id] })
})
afterAll(() => house.close())

let hosts = 0
const anAddress = () => `10.20.0.${++hosts}`
/** A visitor who has said something, taken by Maren. */
async function aTalkOfMaren(text = 'Mein Zelt ist undicht.') {
  const window = await aWindow(port, widget, { address: anAddress() })
  const { visitor, secret } = await window.hears('welcome')
  const { talk } = await window.says(text) as { talk: string }
  const { caseId } = (await house.ask(maren!, 'PUT', `talks/${talk}/taking`)).body
  await window.hears('talk', (frame) => frame.talk.state === 'active')
  return { window, visitor, secret: secret!, talk, caseId: caseId as string }
}
const heardOf = (window: Awaited<ReturnType<typeof aWindow>>, words: string) => window.told.some((each) => JSON.stringify(each).includes(words))

test('an agent greets who looks around: it shows in all of that visitor’s windows and in nobody else’s; the talk begins with the answer', async () => {
  const fatima = await aWindow(port, widget, { address: anAddress() })
  const { visitor, secret } = await fatima.hears('welcome')
  const [herOtherTab, stranger] = [await aWindow(port, widget, { visitor, secret: secret! }), await aWindow(port, widget, { address: anAddress() })]
  for (const each of [herOtherTab, stranger]) await each.hears('welcome')
  expect((await house.ask(elsewhere!, 'POST', `visitors/${visitor}/greeting`, { text: 'Hej' })).status).toBe(404)
  expect((await house.ask(maren!, 'POST', `visitors/${visitor}/greeting`, { text: 'Suchen Sie ein Zelt?' })).status).toBe(204)
  for (const each of [fatima, herOtherTab]) expect(await each.hears('greeting')).toEqual({ type: 'greeting', text: 'Suchen Sie ein Zelt?', name: 'Maren Lindqvist' })
  expect((await house.ask(maren!, 'GET', 'chats')).body.waiting).toEqual([])
  expect(await fatima.says('Ja, für zwei.')).toMatchObject({ type: 'kept', n: 1 })
  expect(stranger.of('greeting')).toEqual([])
  for (const each of [fatima, herOtherTab, stranger]) each.close()
  // Who has left is not greeted.
  await house.owner.query('update chat.visitors set online_until = null where id = $1', [visitor])
  expect((await house.ask(maren!, 'POST', `visitors/${visitor}/greeting`, { text: 'Noch da?' })).body).toMatchObject({ code: 'conflict' })
})

test('a colleague who is invited follows the case, is told by the note, and may answer; the visitor hears nothing of it', async () => {
  const { window, talk, caseId } = await aTalkOfMaren()
  const svenja = await anActor({ accountId: counter.accountId, name: 'Svenja Petersen', brandIds: [counter.brandId] })
  // Who does not see the case cannot be asked into it.
  expect((await house.ask(maren!, 'POST', `talks/${talk}/invitation`, { personId: elsewhere!.personId, note: 'Komm dazu' })).status).toBe(404)
  expect((await house.ask(maren!, 'POST', `talks/${talk}/invitation`, { personId: jonas!.personId, note: 'Komm dazu' })).status).toBe(404)
  expect((await house.ask(maren!, 'POST', `talks/${talk}/invitation`, { personId: svenja.personId, note: 'Du kennst dieses Zelt' })).status).toBe(204)
  await house.settle()
  const told = await until(async () => (await house.ask(svenja, 'GET', 'notifications')).body.rows as Array<{ kind: string; case: { id: string } }>, (rows) => rows.some((each) => each.case.id === caseId))
  expect(told.map((each) => each.kind)).toContain('mention')
  const { body } = await house.ask(maren!, 'GET', `cases/${caseId}`)
  expect(body.messages.at(-1)).toMatchObject({ kind: 'note', text: expect.stringContaining('Du kennst dieses Zelt') })
  expect((await house.ask(svenja, 'POST', `talks/${talk}/lines`, { clientId: randomUUID(), text: 'Bei diesem Zelt hilft Nahtdichter.' })).status).toBe(201)
  expect((await until(() => window.lines(), (lines) => lines.some((each) => each.text.includes('Nahtdichter')))).at(-1)!.name).toBe('Svenja Petersen')
  // The talk stays with whom it was.
  expect((await house.ask(maren!, 'GET', `talks/${talk}`)).body.talk.ownerId).toBe(maren!.personId)
  expect(heardOf(window, 'Du kennst dieses Zelt')).toBe(false)
  window.close()
})

test('a supervisor looks on and whispers: in the case, never to the visitor, and looking reads nothing for the customer', async () => {
  const { window, visitor, secret, talk, caseId } = await aTalkOfMaren('Ich will mein Geld zurück.')
  const seen = (await house.ask(birgit!, 'GET', `talks/${talk}`)).body
  expect(seen.lines.map((each: { text: string }) => each.text)).toContain('Ich will mein Geld zurück.')
  expect((await house.ask(birgit!, 'GET', 'chats')).body.others.map((each: { id: string }) => each.id)).toContain(talk)
  const note = await house.ask(birgit!, 'POST', `cases/${caseId}/notes`, { text: 'Biete ihr Umtausch und 10 Euro an' })
  expect(note.status).toBe(201)
  expect((await house.ask(maren!, 'GET', `cases/${caseId}`)).body.messages.at(-1)).toMatchObject({ kind: 'note', text: 'Biete ihr Umtausch und 10 Euro an' })
  await window.says('Hallo?')
  const again = await aWindow(port, widget, { visitor, secret })
  await until(() => again.lines(), (lines) => lines.some((each) => each.text === 'Hallo?'))
  expect(again.lines().map((each) => each.word ?? each.text)).toEqual(['Ich will mein Geld zurück.', 'joined', 'Hallo?'])
  for (const each of [window, again]) expect(heardOf(each, 'Umtausch')).toBe(false)
  expect((await house.ask(maren!, 'GET', `talks/${talk}`)).body.talk.ownerId).toBe(maren!.personId)
  // Then she joins: an answer of hers is a line under her own name.
  expect((await house.ask(birgit!, 'POST', `talks/${talk}/lines`, { clientId: randomUUID(), text: 'Ich übernehme kurz.' })).status).toBe(201)
  await until(() => window.lines(), (lines) => lines.some((each) => each.name === 'Birgit Jürgensen'))
  // A colleague who sees only own cases is told nothing of it, whatever they ask.
  for (const [method, path, body] of [['GET', ''], ['PUT', '/taking'], ['POST', '/lines', { clientId: randomUUID(), text: 'x' }], ['POST', '/ending', {}]] as const) expect((await house.ask(jonas!, method, `talks/${talk}${path}`, body)).status, path).toBe(404)
  window.close()
  again.close()
})

test('who is blocked is told so and shown out; what they still say is refused, on either way; others talk on', async () => {
  const address = anAddress()
  const window = await aWindow(port, widget, { address })
  const { visitor, secret } = await window.hears('welcome')
  await window.says('Beleidigung')
  const other = await aTalkOfMaren('Mein Zelt')
  expect((await house.ask(maren!, 'PUT', `visitors/${visitor}/block`)).status).toBe(204)
  expect(await window.hears('bye')).toEqual({ type: 'bye', reason: 'blocked', between: null })
  expect(await until(window.closed, (code) => code !== null)).toBe(4403)
  const clientId = randomUUID()
  const enter = { type: 'enter', site: widget.siteKey, page, visitor, secret }
  const answer = await house.app.inject({ method: 'POST', url: '/chat/v1/exchange', headers: { 'origin': widget.origin, 'x-forwarded-for': anAddress() }, payload: { frames: [enter, { type: 'say', clientId, text: 'Noch eine' }] } })
  expect(answer.json().frames).toEqual([expect.objectContaining({ type: 'refused', code: 'blocked' })])
  expect((await house.owner.query('select from chat.lines where client_id = $1', [clientId])).rowCount).toBe(0)
  expect(await other.window.says('Ich bin noch da')).toMatchObject({ type: 'kept' })
  expect(other.window.of('bye')).toEqual([])
  other.window.close()
})

test('that somebody takes chats now, or nobody any more, is told to all windows within 300 ms', async () => {
  const windows = await Promise.all(Array.from({ length: 150 }, () => aWindow(port, widget, { address: anAddress() })))
  for (const each of windows) await each.hears('welcome')
  const others = await aWidget(await aCounter())
  const foreign = await aWindow(port, others, { address: anAddress() })
  await foreign.hears('welcome')
  for (const available of [true, false]) {
    const from = performance.now()
    const heardAt = Promise.all(windows.map((each) => new Promise<number>((resolve) => { each.socket.on('message', (bytes) => { const frame = JSON.parse(String(bytes)); if (frame.type === 'staffed' && frame.staffed.online === available) resolve(performance.now()) }) })))
    await house.ask(maren!, 'PUT', 'chats/availability', { available })
    expect(Math.max(...await heardAt) - from).toBeLessThan(300)
  }
  expect(foreign.of('staffed')).toEqual([])
  for (const each of [...windows, foreign]) each.close()
})
