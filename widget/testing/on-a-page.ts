import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { chromiumPath } from '../../tests/browser.ts'
import { openDouble, openHostPage, someSettings } from './double.ts'

export type Double = Awaited<ReturnType<typeof openDouble>>
/** A page of a careful brand, quiet enough to look at. */
export const calmPage = 'body{margin:0;padding:48px;font:17px/1.6 Georgia,serif;color:#33302c;background:#f7f4ee}h1{font-weight:400}button{font:inherit}@media(prefers-color-scheme:dark){html{color-scheme:light dark}body{color:#e9e4dc;background:#191816}}'

/** Visitors on pages of brands, each with a server of its own that speaks the protocol. What a test opened is closed after it, and nothing was to complain about. */
export function visitors() {
  let browser: Browser
  const open: Array<{ close: () => Promise<void>; troubles?: string[] }> = []
  const faults: string[] = []
  beforeAll(async () => { browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-component-update'] }) })
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    const troubles = open.flatMap((each) => each.troubles ?? [])
    for (const each of open.splice(0)) await each.close()
    expect(troubles, 'frames that protocol.ts does not know').toEqual([])
    expect(faults.splice(0), 'the page complained').toEqual([])
  })
  async function pageOf(context: Awaited<ReturnType<Browser['newContext']>>, url: string, before?: () => void): Promise<Page> {
    const page = await context.newPage()
    page.on('console', (message) => { if (message.type() === 'error' && !/WebSocket|ERR_|Failed to load resource/.test(message.text())) faults.push(message.text()) })
    page.on('pageerror', (error) => faults.push(String(error)))
    if (before) await page.addInitScript(before)
    await page.goto(url)
    return page
  }
  return {
    pageOf, faults,
    async visit(settings: Parameters<typeof someSettings>[0] = {}, options: BrowserContextOptions & { before?: () => void } = {}, host: Parameters<typeof openHostPage>[1] = {}) {
      const { before, ...how } = options
      const server = await openDouble(someSettings(settings))
      const site = await openHostPage(server.url, { css: calmPage, ...host })
      open.push(server, site)
      const context = await browser.newContext({ viewport: { width: 1200, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Tallinn', reducedMotion: 'reduce', ...how })
      return { server, site, context, page: await pageOf(context, site.url, before) }
    },
    /** One more thing that is closed after the test. */
    also<What extends { close: () => Promise<void> }>(what: What): What { open.push(what); return what },
  }
}

export const launcher = (page: Page) => page.locator('balie-chat .l')
export const panel = (page: Page) => page.getByRole('dialog')
export const log = (page: Page) => page.getByRole('log')
export const field = (page: Page) => page.locator('.row textarea')
export async function openChat(page: Page, server: Double) {
  await launcher(page).click()
  await panel(page).waitFor()
  await expect.poll(() => server.connected()).toBeGreaterThan(0)
}
export async function write(page: Page, words: string) { await field(page).fill(words); await field(page).press('Enter') }
export async function picture(page: Page, name: string) { mkdirSync('test-results', { recursive: true }); await page.screenshot({ path: `test-results/widget-${name}.png` }) }
