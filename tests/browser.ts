import { existsSync, mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { asSession } from '#testing/accounts'
import type { Actor } from '#platform/permissions'
import { createServer } from '../app/server.ts'
import { startLive } from '../app/live.ts'
import { asking, openHouse, type OpenHouse } from './open-house.ts'

export const chromiumPath = '/usr/bin/chromium'
export const hasChromium = existsSync(chromiumPath)
export const whyNoBrowser = 'skipped: Chromium is not installed here'

export type Desk = OpenHouse & {
  url: string
  browser: Browser
  /** A page of the desk, signed in as this person; null: at the door. */
  pageFor: (actor: Actor | null, options?: BrowserContextOptions & { path?: string }) => Promise<Page>
  /** Takes the web server away, as a restart does, and brings it back on the same port. */
  restart: (awayMs: number) => Promise<void>
}

/** The whole house with a desk that a real browser looks at. Mail is filed as it comes. */
export async function openDesk(settings: Record<string, string> = {}): Promise<Desk> {
  const house = await openHouse(settings)
  let app = house.app
  await app.listen({ port: 0, host: '127.0.0.1' })
  const port = (app.server.address() as AddressInfo).port
  const url = `http://127.0.0.1:${port}`
  let live = await startLive(app, { origin: url })
  let closing = false
  const filing = (async () => { while (!closing) { await house.settle().catch(() => {}); await pause(50) } })()
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-quic'] })
  return {
    ...house, url, browser, ask: asking(() => app),
    async pageFor(actor, { path = '/', ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce', ...options })
      if (actor) {
        const [name, value] = (await asSession(actor)).cookie.split('=', 2) as [string, string]
        await context.addCookies([{ name, value, url }])
      }
      const page = await context.newPage()
      await page.goto(url + path)
      return page
    },
    async restart(awayMs) {
      await live.stop()
      await app.close()
      await pause(awayMs)
      app = await createServer(house.config)
      await app.listen({ port, host: '127.0.0.1' })
      live = await startLive(app, { origin: url })
    },
    async close() {
      await browser.close()
      closing = true
      await filing
      await live.stop()
      if (app !== house.app) await app.close()
      await house.close()
    },
  }
}

/** Kept under test-results/, to be looked at. */
export async function shot(page: Page, name: string) {
  mkdirSync('test-results', { recursive: true })
  await page.screenshot({ path: `test-results/${name}.png` })
}

/** What axe objects to, worst first; nothing is what it should be. Of some rules only, or of all. */
export async function objections(page: Page, rules?: string[]): Promise<string[]> {
  // The page's own policy forbids scripts from elsewhere; the test comes in beside it, once a page.
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source)
  return page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Array<{ id: string; impact: string; nodes: Array<{ html: string }> }> }> } }).axe.run({ iframes: false, resultTypes: ['violations'], ...runOnly ? { runOnly } : {} })
    return violations.filter((each) => each.impact !== 'minor').map((each) => `${each.id} (${each.impact}): ${each.nodes[0]?.html.slice(0, 200)}`)
  }, rules)
}

/** From a telephone to a screen of 4K. */
export const widths = [320, 720, 1180, 1600, 3840]

/**
 * What is wrong with a page at these widths: what axe objects to, and what stands beside the page. A picture is kept of each. On a very long page axe looks at
 * some widths only (`axeAt`).
 * In the dark and in forced colours the page is the same but for its colours: in the dark only those are looked at again, forced ones the reader chose.
 */
export async function faults(page: Page, name: string, look: 'light' | 'dark' | 'forced', axeAt: readonly number[] = widths): Promise<string[]> {
  const found: string[] = []
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'))
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await page.waitForTimeout(100)
    const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (beside > 0) found.push(`${name} at ${width}: ${beside} px beside the page`)
    if (look !== 'forced' && axeAt.includes(width)) found.push(...(await objections(page, look === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined)).map((each) => `${name} at ${width}: ${each}`))
    await shot(page, `${name}-${width}-${look}`)
  }
  return found
}

/** What stands in a composer, whether the editor has come or its plain field still takes the words. */
export const writtenIn = (composer: Locator): Promise<string> => composer.evaluate((box) => (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement ? box.value : [...box.children].map((line) => line.textContent).join('\n')))
