import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Http } from '#platform/http'
import { createServer } from '../../app/server.ts'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { solve } from '../../widget/solve.ts'
import { aCounter } from '#testing/email'
import type { ToVisitor } from './protocol.ts'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow, page } from './testing-window.ts'

// A flood is slowed, then refused, and then asked for work; whoever shares its address gets on by the work, and everybody else notices nothing.

let house: OpenHouse
let widget: WidgetMade
/** One that lets ten new ones in from an address, and then none for an hour. */
let strict: Http
let port: number
beforeAll(async () => {
  house = await openHouse({ BALIE_TRUST_PROXY: 'true' })
  strict = await createServer(house.config, { chat: { gates: { newFromAddress: { perSecond: 1 / 3_600, burst: 10, patienceSeconds: 0 } } } })
  port = Number(new URL(await strict.listen({ port: 0 })).port)
  widget = await aWidget(await aCounter())
})
afterAll(async () => { await strict.close(); await house.close() })

const enter = () => ({ type: 'enter', site: widget.siteKey, page })
async function exchange(app: Http, address: string, ...more: unknown[]): Promise<ToVisitor[]> {
  const answer = await app.inject({ method: 'POST', url: '/chat/v1/exchange', headers: { 'origin': widget.origin, 'x-forwarded-for': address }, payload: { frames: [enter(), ...more] } })
  return answer.json().frames
}
type Challenge = Extract<ToVisitor, { type: 'challenge' }>
const solved = async ({ nonce, bits }: Challenge) => ({ type: 'solved', nonce, answer: await solve(nonce, bits) })
/** A flood, as far as it takes, and then one more. */
async function challengeAt(address: string): Promise<Challenge> {
  await Promise.all(Array.from({ length: 13 }, () => exchange(strict, address)))
  const [frame] = await exchange(strict, address)
  if (frame?.type !== 'challenge') throw new Error(`not challenged: ${JSON.stringify(frame)}`)
  return frame
}

test('a flood from one address is slowed, refused, and asked for work; nobody else is hurt', async () => {
  const flood = (await Promise.all(Array.from({ length: 120 }, () => exchange(house.app, '10.66.0.1')))).flat()
  const of = (type: ToVisitor['type']) => flood.filter((each) => each.type === type)
  // Forty at once, some a little later, three that are told to wait, and then work.
  expect(of('welcome').length).toBeGreaterThanOrEqual(40)
  expect(of('welcome').length).toBeLessThan(60)
  expect(of('refused')).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'too-many', clientId: null, retryAfter: expect.any(Number) })))
  expect(of('challenge').length).toBeGreaterThan(50)
  const at = Date.now()
  expect((await exchange(house.app, '10.67.0.1'))[0]!.type).toBe('welcome')
  expect(Date.now() - at).toBeLessThan(1_000)
}, 30_000)

test('an answer lets one in, once, from where it was asked for', async () => {
  const answer = await solved(await challengeAt('10.66.0.2'))
  const types = async (address: string, ...said: unknown[]) => (await exchange(strict, address, ...said)).map((each) => each.type)
  expect(await types('10.66.0.2', { ...answer, answer: '1' })).toEqual(['challenge'])
  expect(await types('10.66.0.2', { type: 'solved', nonce: '1.zzzzzz.abcdefgh.aaaaaaaaaaaaaaaaaaaaaa', answer: '1' })).toEqual(['challenge'])
  await challengeAt('10.66.0.3')
  expect(await types('10.66.0.3', answer)).toEqual(['challenge'])
  expect(await types('10.66.0.2', answer)).toEqual(['welcome'])
  expect(await types('10.66.0.2', answer)).toEqual(['challenge'])
  expect(await types('10.66.0.4')).toEqual(['welcome'])
})

test('by a socket likewise: the work, and then in; the next window from there is asked too', async () => {
  await challengeAt('10.68.0.1')
  const window = await aWindow(port, widget, { address: '10.68.0.1' })
  window.say(await solved(await window.hears('challenge')))
  window.say(enter())
  await window.hears('welcome')
  expect(await window.says('Jetzt bin ich da')).toMatchObject({ type: 'kept', n: 1 })
  const next = await aWindow(port, widget, { address: '10.68.0.1' })
  await next.hears('challenge')
  expect(next.of('welcome')).toEqual([])
  for (const each of [window, next]) each.close()
})

test('who writes without pause is refused, then asked for work; five lines for an answer; another visitor writes on', async () => {
  const [fast, calm] = [await aWindow(port, widget, { address: '10.69.0.1' }), await aWindow(port, widget, { address: '10.69.0.2' })]
  await fast.hears('welcome')
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => fast.says(`Zeile ${n}`)))
  const count = (type: string) => answers.filter((each) => each.type === type).length
  expect(count('kept')).toBeGreaterThan(10)
  expect(answers.filter((each) => each.type === 'refused')).toMatchObject(Array.from({ length: 3 }, () => ({ code: 'too-many', retryAfter: expect.any(Number) })))
  expect(count('challenge')).toBeGreaterThan(10)
  const at = Date.now()
  expect((await calm.says('Guten Tag')).type).toBe('kept')
  expect(Date.now() - at).toBeLessThan(1_000)

  const challenge = answers.find((each) => each.type === 'challenge')!
  const answer = await solved(challenge)
  // What was asked of one visitor buys nothing for another.
  calm.say(answer)
  fast.say(answer)
  const kept = await Promise.all(Array.from({ length: 5 }, (_, n) => fast.says(`Danach ${n}`)))
  expect(kept.map((each) => each.type)).toEqual(Array.from({ length: 5 }, () => 'kept'))
  for (const each of [fast, calm]) each.close()
}, 60_000)
