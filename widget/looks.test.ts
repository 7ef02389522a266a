import { mkdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, hasChromium, objections, whyNoBrowser } from '../tests/browser.ts'
import { openDouble, openHostPage, someSettings } from './testing/double.ts'

type Double = Awaited<ReturnType<typeof openDouble>>
const words = { id: 'wheels', words: { en: 'Shall we help you choose?', de: 'Dürfen wir Ihnen bei der Wahl helfen?' } }

describe.skipIf(!hasChromium)(`how the widget looks and behaves on other pages${hasChromium ? '' : ` (${whyNoBrowser})`}`, () => {
  let browser: Browser
  const open: Array<{ close: () => Promise<void> }> = []
  beforeAll(async () => { browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-component-update'] }) })
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    for (const each of open.splice(0)) await each.close()
  })

  async function visit(settings: Parameters<typeof someSettings>[0] = {}, options: BrowserContextOptions = {}, page: Parameters<typeof openHostPage>[1] = {}): Promise<{ page: Page; server: Double }> {
    const server = await openDouble(someSettings(settings))
    const host = await openHostPage(server.url, page)
    open.push(server, host)
    const context = await browser.newContext({ viewport: { width: 1200, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Tallinn', reducedMotion: 'reduce', ...options })
    const shown = await context.newPage()
    await shown.goto(host.url)
    return { page: shown, server }
  }
  const launcher = (page: Page) => page.locator('balie-chat .l')
  const panel = (page: Page) => page.getByRole('dialog')
  async function talk(page: Page, server: Double, words: string) {
    await launcher(page).click()
    const field = panel(page).locator('.row textarea')
    await field.fill(words)
    await field.press('Enter')
    await expect.poll(() => server.lines().length).toBe(1)
    server.agent('Guten Tag! Das sehe ich gleich nach. ' + 'Ein wirklich langes Wort: '.repeat(2) + 'Fahrradbeleuchtungsverordnungsparagraph'.repeat(2))
    server.readAll()
    await panel(page).getByText('Guten Tag! Das sehe').waitFor()
  }
  async function seen(page: Page, name: string) {
    mkdirSync('test-results', { recursive: true })
    await page.screenshot({ path: `test-results/widget-${name}.png` })
    expect(await objections(page)).toEqual([])
  }

  test('on a phone of 320 px it takes the screen and keeps the focus', async () => {
    const { page, server } = await visit({}, { viewport: { width: 320, height: 560 }, hasTouch: true, isMobile: true })
    await talk(page, server, 'Hallo')
    expect(await panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 560 })
    expect(await panel(page).getAttribute('aria-modal')).toBe('true')
    expect(await panel(page).evaluate((each) => [...each.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > 320.5 && !part.closest('.unseen')).length)).toBe(0)
    for (let n = 0; n < 12; n++) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BALIE-CHAT')
    await seen(page, 'phone')
    expect(await launcher(page).isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    expect(await panel(page).count()).toBe(0)
    expect(await launcher(page).evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(true)
  })

  test('in German, in the dark of a page that is dark', async () => {
    const { page, server } = await visit({}, { colorScheme: 'dark', locale: 'de-DE' }, { lang: 'de', head: '<meta name="color-scheme" content="light dark">' })
    await talk(page, server, 'Wo bleibt mein Fahrrad?')
    await panel(page).getByText('Guten Tag! Wie können wir helfen?').waitFor()
    await panel(page).getByText('Gelesen', { exact: true }).waitFor()
    expect(await panel(page).evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(28, 27, 25)')
    await panel(page).getByRole('button', { name: 'Emoji' }).click()
    await panel(page).getByRole('button', { name: '🚲' }).click()
    expect(await panel(page).locator('.row textarea').inputValue()).toBe('🚲')
    await seen(page, 'dark')
  })

  test('a page that is light stays light when the system is dark', async () => {
    const { page } = await visit({}, { colorScheme: 'dark' })
    await launcher(page).click()
    await panel(page).waitFor()
    expect(await panel(page).evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(255, 255, 255)')
  })

  test('from right to left, on the left of the page', async () => {
    const { page, server } = await visit({ position: 'left', greeting: { ar: 'مرحبا! كيف يمكننا مساعدتك؟' } }, { locale: 'ar' }, { lang: 'ar' })
    await talk(page, server, 'مرحبا')
    await panel(page).getByText('مرحبا! كيف').waitFor()
    const [face, own] = await Promise.all([panel(page).locator('.agent .bubble').last().boundingBox(), panel(page).locator('.visitor .bubble').first().boundingBox()])
    expect(face!.x + face!.width).toBeGreaterThan(own!.x + own!.width)
    expect((await launcher(page).boundingBox())!.x).toBe(20)
    await seen(page, 'right-to-left')
  })

  test('in forced colours every edge is drawn', async () => {
    const { page, server } = await visit({}, { forcedColors: 'active' })
    await talk(page, server, 'Hello')
    expect(await panel(page).locator('.bubble').last().evaluate((each) => getComputedStyle(each).borderTopWidth)).toBe('1px')
    await seen(page, 'forced-colours')
  })

  test('a greeting comes by its rule, once a visit, and the talk begins with it', async () => {
    const { page, server } = await visit({ greetings: [{ ...words, page: '/bicycles*blue', afterSeconds: 0 }] })
    await launcher(page).waitFor()
    await page.waitForTimeout(300)
    expect(await page.getByRole('button', { name: 'Shall we help you choose?' }).count()).toBe(0)
    // As a page does that never loads anew.
    await page.evaluate(() => { history.pushState(null, '', '/bicycles/city-blue') })
    await page.getByRole('button', { name: 'Shall we help you choose?' }).waitFor()
    await seen(page, 'greeting')
    await page.getByRole('button', { name: 'Shall we help you choose?' }).click()
    await panel(page).getByRole('log').getByText('Shall we help you choose?').waitFor()
    expect(server.connected()).toBe(1)
    await page.reload()
    await launcher(page).waitFor()
    await page.waitForTimeout(500)
    expect(await page.getByRole('button', { name: 'Shall we help you choose?' }).count()).toBe(0)
  })

  test('it is not where the brand does not want it', async () => {
    const { page } = await visit({ hideOn: ['/checkout'] })
    await launcher(page).waitFor()
    await page.evaluate(() => { history.pushState(null, '', '/checkout/pay') })
    await launcher(page).waitFor({ state: 'hidden' })
    await page.evaluate(() => { history.pushState(null, '', '/') })
    await launcher(page).waitFor()
    const closed = await visit({ hideWhenClosed: true, staffed: { online: false, backAt: null, agents: [] } })
    await closed.page.waitForTimeout(800)
    expect(await launcher(closed.page).isVisible()).toBe(false)
  })

  test('where the brand looks who is there, an agent can begin, before the chat is fetched', async () => {
    const { page, server } = await visit({ showPage: true })
    await expect.poll(() => server.connected()).toBe(1)
    expect(server.heard).toMatchObject([{ type: 'enter', page: { title: 'Bikes' } }])
    server.tell({ type: 'greeting', text: 'Good morning! May I help?', name: 'Maarja' })
    await page.getByRole('button', { name: 'Good morning! May I help?' }).click()
    await panel(page).getByRole('log').getByText('Good morning! May I help?').waitFor()
    await expect.poll(() => server.heard.filter((frame) => frame.type === 'enter').at(-1)).toMatchObject({ visitor: '0190b6a0-0000-7000-8001-000000000001', secret: 'secret' })
    await expect.poll(() => server.connected()).toBe(1)
  })

  test('the page can call it before it is there, name the visitor, take it away; two stand on one page', async () => {
    const { page, server } = await visit({}, {}, { before: `window.Balie = [['on', 'refused', (code) => { document.title = code }], ['set', { plan: 'gold' }], ['open']]` })
    await panel(page).waitFor()
    await expect.poll(() => server.heard[0]).toMatchObject({ type: 'enter', attributes: { plan: 'gold' } })
    await page.evaluate(() => (window.Balie as unknown as { identify: (who: object) => void }).identify({ jwt: 'forged' }))
    await expect.poll(() => page.title()).toBe('bad-signature')
    await page.evaluate(() => (window.Balie as unknown as { site: (key: string) => { open: () => void } }).site('repairs').open())
    await expect.poll(() => page.getByRole('dialog').count()).toBe(2)
    await page.evaluate(() => (window.Balie as unknown as { site: (key: string) => { destroy: () => void } }).site('bikes').destroy())
    await expect.poll(() => page.locator('balie-chat').count()).toBe(1)
    await expect.poll(() => server.connected()).toBe(1)
  })

  test('a bundle loads it by the typed loader, once, and hears its events', async () => {
    const { page, server } = await visit({}, {}, { bare: true })
    // As a bundler would hand it over: the same words without their types.
    const loader = stripTypeScriptTypes(readFileSync(new URL('npm/index.ts', import.meta.url), 'utf8')).replace(/^import .*|^export \{.*/gm, '').replace('export async', 'async')
    const same = await page.evaluate(`(async () => { ${loader}; const options = { host: '${server.url}', site: 'bikes', theme: 'dark' }; const chat = await loadBalie(options); chat.on('open', () => { document.title = 'opened' }); chat.open(); return chat === await loadBalie(options) })()`)
    expect(same).toBe(true)
    await expect.poll(() => page.title()).toBe('opened')
    expect(await panel(page).evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(28, 27, 25)')
    expect(await page.locator('balie-chat').count()).toBe(1)
  })
})
