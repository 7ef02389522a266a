import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium, objections, whyNoBrowser } from '../tests/browser.ts'
import type { SiteApi } from './site.ts'
import { openDouble, openHostPage, someSettings } from './testing/double.ts'
import { launcher, log, openChat, panel, picture, visitors, write } from './testing/on-a-page.ts'

type Balie = SiteApi & { site: (key: string) => SiteApi; add: (place: object) => SiteApi }
declare const Balie: Balie

/** Runs in the page, before everything else: counts what is listened to, by whom it does not matter. */
function countListeners() {
  const count = { listeners: [] as string[], timers: new Set<number>() }
  const target = EventTarget.prototype
  const { addEventListener, removeEventListener } = target
  const ids = new Map<unknown, number>()
  const idOf = (thing: unknown) => { if (!ids.has(thing)) ids.set(thing, ids.size); return ids.get(thing) }
  // What may outlive the widget; what hangs on its own elements goes with them.
  const watched = (of: EventTarget) => of === window || of === document || of === window.visualViewport || of instanceof MediaQueryList
  const key = (of: EventTarget, type: string, listener: unknown) => `${type} of ${of.constructor.name} ${idOf(of)}, ${idOf(listener)}`
  target.addEventListener = function (this: EventTarget, type: string, listener: never, options: never) {
    const of = this ?? window
    if (watched(of) && !(options as { once?: boolean } | undefined)?.once && !count.listeners.includes(key(of, type, listener))) count.listeners.push(key(of, type, listener))
    return addEventListener.call(of, type, listener, options)
  }
  target.removeEventListener = function (this: EventTarget, type: string, listener: never, options: never) {
    const of = this ?? window
    count.listeners = count.listeners.filter((each) => each !== key(of, type, listener))
    return removeEventListener.call(of, type, listener, options)
  }
  const { setInterval: begin, clearInterval: end } = window
  Object.assign(window, {
    count,
    setInterval: (deed: () => void, ms: number) => { const timer = begin(deed, ms); count.timers.add(timer); return timer },
    clearInterval: (timer: number) => { count.timers.delete(timer); end(timer) },
  })
}
const counted = (page: Page) => page.evaluate(() => { const { count } = window as unknown as { count: { listeners: string[]; timers: Set<number> } }; return { listeners: count.listeners, timers: count.timers.size, nodes: document.querySelectorAll('*').length } })

describe.skipIf(!hasChromium)(`the widget and the page that it stands on${hasChromium ? '' : ` (${whyNoBrowser})`}`, { timeout: 90_000 }, () => {
  const { visit, also, faults } = visitors()

  test('a page that resets and shouts at everything changes nothing of it', async () => {
    const looks = async (css?: string) => {
      const { page, server } = await visit({}, {}, css ? { css } : {})
      await openChat(page, server)
      await write(page, 'Hello')
      await log(page).getByText('Delivered').waitFor()
      if (css) await picture(page, 'hostile-page')
      return page.evaluate(() => {
        const { shadowRoot: root } = document.querySelector('balie-chat')!
        return [...root!.querySelectorAll('.l, .panel, .head h2, .bubble, .bubble p, .row textarea, .send, .send svg')].map((each) => { const { fontSize, color, backgroundColor, display, opacity, visibility, transform, lineHeight, letterSpacing, textAlign } = getComputedStyle(each); const { x, y, width, height } = each.getBoundingClientRect(); return { of: each.className.toString() || each.tagName, fontSize, color, backgroundColor, display, opacity, visibility, transform, lineHeight, letterSpacing, textAlign, x, y, width, height } })
      })
    }
    const calm = await looks()
    expect(calm.length).toBeGreaterThan(7)
    expect(await looks('* { all: unset !important; font-size: 40px !important; letter-spacing: 4px !important; line-height: 3 !important; text-align: center !important } :root { font-size: 62.5% !important }')).toEqual(calm)
    expect(await looks('balie-chat, body > * { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(2) rotate(9deg) !important; filter: blur(4px) !important; position: static !important; z-index: -1 !important; pointer-events: none !important; --c: red !important; --x: 300px !important; width: 1px !important; zoom: 3 }')).toEqual(calm)
  })

  test('what docs/chat-for-sites.md asks a policy for is all that it needs; without it, it is not there, and the page is whole', async () => {
    const { page, server } = await visit()
    const violations: string[] = []
    page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) violations.push(message.text()) })
    await openChat(page, server)
    await page.getByRole('button', { name: 'Attach a file' }).waitFor()
    await page.locator('input[type=file]').setInputFiles({ name: 'bell.png', mimeType: 'image/png', buffer: Buffer.alloc(400, 1) })
    await page.getByRole('button', { name: 'Remove: bell.png' }).waitFor()
    await write(page, 'The bell')
    await log(page).getByRole('img', { name: 'bell.png' }).waitFor()
    await page.evaluate(() => Balie.language('de'))
    await panel(page).getByRole('button', { name: 'Datei anhängen' }).waitFor()
    await launcher(page).and(page.getByLabel('Chat schließen')).waitFor()
    expect(violations).toEqual([])
    const strict = await visit({}, {}, { policy: "default-src 'none'" })
    await strict.page.waitForTimeout(500)
    expect(await strict.page.locator('balie-chat').count()).toBe(0)
    expect(await strict.page.getByRole('heading', { name: 'Bicycles' }).isVisible()).toBe(true)
    expect(faults.splice(0).every((each) => /Content Security Policy/.test(each))).toBe(true)
  })

  test('two brands stand on one page, each with its own talk, colours and corner', async () => {
    const { page, server } = await visit({}, {}, {})
    const sails = also(await openDouble(someSettings({ name: 'Sails', title: 'Chat with Sails', colour: '#0a6b4f', position: 'left', greeting: { en: 'Ahoy!' }, language: 'nl' })))
    await page.route(/hostile/, (route) => route.continue())
    await page.evaluate((host) => void Balie.add({ host, site: 'sails', language: 'nl' }), sails.url).catch(() => {})
    // The policy of the page names one desk: the other one stays away, and harms nothing.
    await page.waitForTimeout(400)
    expect(await page.locator('balie-chat').count()).toBe(1)
    faults.splice(0)
    const both = also(await openHostPage(server.url, { policy: `default-src 'none'; script-src ${server.url} ${sails.url}; connect-src ${[server.url, sails.url].flatMap((url) => [url, url.replace('http', 'ws')]).join(' ')}; style-src 'self'`, css: 'body{font:17px Georgia}' }))
    await page.goto(both.url)
    await page.waitForFunction(() => 'Balie' in window && 'add' in (window as unknown as { Balie: object }).Balie)
    await page.evaluate((host) => { Balie.add({ host, site: 'sails', language: 'nl' }).open(); Balie.site('bikes').open() }, sails.url)
    await page.getByRole('dialog', { name: 'Chat with Sails' }).waitFor()
    const [left, right] = [page.getByRole('dialog', { name: 'Chat with Sails' }), page.getByRole('dialog', { name: 'Chat with Bikes' })]
    for (const [box, words] of [[left, 'Waar is mijn zeil?'], [right, 'Where is my bicycle?']] as const) { await box.locator('textarea').fill(words); await box.locator('textarea').press('Enter') }
    await left.getByText('Bezorgd').waitFor()
    await right.getByText('Delivered').waitFor()
    expect([sails.lines().map(({ text }) => text), server.lines().map(({ text }) => text)]).toEqual([['Waar is mijn zeil?'], ['Where is my bicycle?']])
    await picture(page, 'two-brands')
    await page.evaluate(() => Balie.site('sails').destroy())
    expect(await page.getByRole('dialog').count()).toBe(1)
    await expect.poll(() => sails.connected()).toBe(0)
    server.agent('Still here')
    await right.getByText('Still here').waitFor()
  })

  test('a single-page app opens, closes and destroys it as often as it likes; nothing is left behind', async () => {
    const { page, server } = await visit({ greetings: [{ id: 'hello', page: '', afterSeconds: 0, returning: null, words: { en: 'May we help?' }, on: true }], showPage: true }, { before: countListeners })
    await launcher(page).waitFor()
    await page.getByRole('button', { name: 'May we help?' }).waitFor()
    await page.evaluate(() => Balie.site('bikes').destroy())
    await expect.poll(() => server.connected()).toBe(0)
    const empty = await counted(page)
    for (let n = 0; n < 3; n++) {
      await page.evaluate(() => { sessionStorage.clear(); Balie.site('bikes').open() })
      await panel(page).waitFor()
      await expect.poll(() => server.connected()).toBe(1)
      await write(page, `Time ${n}`)
      await expect.poll(() => server.lines().filter(({ by }) => by === 'visitor').length).toBe(n + 1)
      server.agent('Yes?')
      await page.getByRole('button', { name: 'Emoji' }).click()
      await page.evaluate(() => { Balie.site('bikes').close(); Balie.site('bikes').open() })
      const full = await counted(page)
      expect(full.listeners.length).toBeGreaterThan(empty.listeners.length)
      await page.evaluate(() => Balie.site('bikes').destroy())
      await expect.poll(() => server.connected()).toBe(0)
      expect(await counted(page)).toEqual(empty)
    }
  })

  test('what the page hears, in order; what it says to nobody changes nothing', async () => {
    const { page, server } = await visit({}, { before: () => { Object.assign(window, { heard: [], Balie: ['ready', 'open', 'close', 'talk', 'unread', 'message', 'online', 'ended', 'destroyed'].map((name) => ['on', name, (fact: unknown) => (window as unknown as { heard: unknown[] }).heard.push([name, fact ?? null])]) }) } })
    await openChat(page, server)
    await write(page, 'Hello')
    await log(page).getByText('Delivered').waitFor()
    await page.evaluate(() => Balie.close())
    server.agent('There it is')
    await page.getByRole('button', { name: 'Open the chat (1 unread)' }).waitFor()
    server.staffed({ online: false, backAt: null, agents: [] })
    await page.evaluate(() => Balie.open())
    await panel(page).waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'End the chat' }).click()
    await page.getByText('How was it?').waitFor()
    await page.evaluate(() => Balie.destroy())
    const talk = server.talk()!.id
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([
      ['ready', null], ['open', null], ['online', true], ['talk', talk], ['close', null], ['message', { text: 'There it is', name: 'Maarja' }], ['unread', 1], ['online', false], ['open', null], ['unread', 0], ['ended', null], ['destroyed', null],
    ])
  })

  test('a page of a foreign origin can post what it likes', async () => {
    const { page, server, context } = await visit()
    await openChat(page, server)
    const before = await panel(page).innerHTML()
    const evil = also(await openHostPage(server.url, { bare: true }))
    const theirs = await context.newPage()
    await theirs.goto(evil.url)
    // Both directions of a window that was opened.
    const [opened] = await Promise.all([context.waitForEvent('page'), theirs.evaluate((url) => { Object.assign(window, { other: open(url) }) }, page.url())])
    await launcher(opened).waitFor()
    await theirs.evaluate(() => {
      const { other } = window as unknown as { other: Window }
      for (const data of [{ type: 'balie-preview', settings: { title: 'Evil' }, open: true }, ['open'], { type: 'frame', frame: { type: 'greeting', text: 'Evil', name: 'Evil' } }, JSON.stringify({ type: 'bye', reason: 'blocked' }), { Balie: 'destroy' }]) other.postMessage(data, '*')
    })
    await opened.waitForTimeout(300)
    expect(await panel(opened).count()).toBe(0)
    expect(await opened.getByText('Evil').count()).toBe(0)
    expect(await launcher(opened).isVisible()).toBe(true)
    expect(await panel(page).innerHTML()).toBe(before)
  })

  test('where too much comes from, it does the work that is asked for, and the page goes on meanwhile', async () => {
    const { page, server } = await visit()
    await launcher(page).waitFor()
    server.wants.work = 16
    expect(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('challenge')))).toBe(false)
    await page.evaluate(() => { let last = performance.now(); Object.assign(window, { longest: 0 }); const look = () => { const now = performance.now(); (window as unknown as { longest: number }).longest = Math.max((window as unknown as { longest: number }).longest, now - last); last = now; setTimeout(look) }; look() })
    await launcher(page).click()
    await write(page, 'Let me in')
    await log(page).getByText('Delivered').waitFor()
    expect(server.heard.filter(({ type }) => type === 'solved').length).toBe(1)
    expect(await page.evaluate(() => (window as unknown as { longest: number }).longest)).toBeLessThan(200)
    // The same way by requests, where sockets are blocked.
    const blocked = await visit()
    blocked.server.wants.sockets = false
    blocked.server.wants.work = 14
    await launcher(blocked.page).click()
    await write(blocked.page, 'Through the wall')
    await log(blocked.page).getByText('Delivered').waitFor({ timeout: 20_000 })
    expect(await objections(page)).toEqual([])
  })
})
