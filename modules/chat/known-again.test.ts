import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounter, type Counter } from '#testing/email'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow } from './testing-window.ts'

// A visitor's secret changes once a day. Whatever is lost on the way, they are known again; and what somebody copied long ago opens nothing.

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let port: number
beforeAll(async () => {
  house = await openHouse()
  port = Number(new URL(await house.app.listen({ port: 0 })).port)
  counter = await aCounter()
  widget = await aWidget(counter)
})
afterAll(() => house.close())

async function comesIn(as: { visitor?: string; secret?: string } = {}) {
  const window = await aWindow(port, widget, as)
  const welcome = await window.hears('welcome')
  return { window, welcome }
}
async function fatima() {
  const { window, welcome } = await comesIn()
  await window.says('Wo ist mein Fahrrad?')
  window.close()
  return { visitor: welcome.visitor, first: welcome.secret! }
}
const aDayPasses = (visitor: string) => house.owner.query("update chat.visitors set secret_since = now() - interval '25 hours' where id = $1", [visitor])
const minutesPass = (visitor: string, minutes: number) => house.owner.query("update chat.visitors set secret_before_until = secret_before_until - make_interval(mins => $2) where id = $1 and secret_before_until < 'infinity'", [visitor, minutes])

test('after a day there is a new secret, and it is told once', async () => {
  const { visitor, first } = await fatima()
  expect((await comesIn({ visitor, secret: first })).welcome).toMatchObject({ visitor, secret: null })
  await aDayPasses(visitor)
  const { welcome } = await comesIn({ visitor, secret: first })
  expect(welcome.secret).toMatch(/^[\w-]{43}$/)
  expect(welcome.secret).not.toBe(first)
  expect((await comesIn({ visitor, secret: welcome.secret! })).welcome).toMatchObject({ visitor, secret: null, talk: { last: 1 } })
})

test('a welcome with the new secret is lost, and lost again, and days go by: the old one still opens, and the new one is told again', async () => {
  const { visitor, first } = await fatima()
  await aDayPasses(visitor)
  const second = (await comesIn({ visitor, secret: first })).welcome.secret!
  await minutesPass(visitor, 60)
  for (let n = 0; n < 2; n++) expect((await comesIn({ visitor, secret: first })).welcome).toMatchObject({ visitor, secret: second, talk: { last: 1 } })
})

test('once the new secret was shown, the old one opens for ten minutes more, for another tab, and then nothing', async () => {
  const { visitor, first } = await fatima()
  await aDayPasses(visitor)
  const second = (await comesIn({ visitor, secret: first })).welcome.secret!
  await comesIn({ visitor, secret: second })
  expect((await comesIn({ visitor, secret: first })).welcome).toMatchObject({ visitor, secret: second })
  await minutesPass(visitor, 11)
  const stranger = (await comesIn({ visitor, secret: first })).welcome
  expect(stranger.visitor).not.toBe(visitor)
  expect(stranger.talk).toBeNull()
  expect((await comesIn({ visitor, secret: second })).welcome.visitor).toBe(visitor)
})

test('two tabs that come back in the same moment are told the same new secret', async () => {
  const { visitor, first } = await fatima()
  await aDayPasses(visitor)
  const [one, other] = await Promise.all([comesIn({ visitor, secret: first }), comesIn({ visitor, secret: first })])
  expect(one.welcome.secret).toBe(other.welcome.secret)
  expect((await comesIn({ visitor, secret: one.welcome.secret! })).welcome.visitor).toBe(visitor)
})
