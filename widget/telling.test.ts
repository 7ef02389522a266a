import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium, objections, whyNoBrowser } from '../tests/browser.ts'
import { launcher, log, openChat, panel, picture, visitors, write } from './testing/on-a-page.ts'

/** Runs in the page, before everything else: sounds are counted, and the page can be looked away from. */
function countSounds() {
  const page = window as unknown as { away: boolean; sounds: number; AudioContext: typeof AudioContext; leave: (away: boolean) => void }
  page.sounds = 0
  const Real = page.AudioContext
  page.AudioContext = class extends Real { constructor() { super(); page.sounds++ } }
  page.away = false
  document.hasFocus = () => !page.away
  Object.defineProperty(document, 'visibilityState', { get: () => (page.away ? 'hidden' : 'visible') })
  page.leave = (away) => { page.away = away; dispatchEvent(new Event(away ? 'blur' : 'focus')); document.dispatchEvent(new Event('visibilitychange')) }
}
const leave = (page: Page, away = true) => page.evaluate((is) => (window as unknown as { leave: (away: boolean) => void }).leave(is), away)
const sounds = (page: Page) => page.evaluate(() => (window as unknown as { sounds: number }).sounds)
/** Longer than it takes to see whether another tab shows the line. */
const moment = (page: Page) => page.waitForTimeout(700)

describe.skipIf(!hasChromium)(`how a visitor hears of a line${hasChromium ? '' : ` (${whyNoBrowser})`}`, { timeout: 90_000 }, () => {
  const { visit, pageOf } = visitors()
  async function talking(settings = {}) {
    const made = await visit(settings, { before: countSounds })
    await openChat(made.page, made.server)
    await write(made.page, 'Hello')
    await log(made.page).getByText('Delivered').waitFor()
    return made
  }

  test('a sound and a title that blinks while the page is hidden; neither while the line is looked at', async () => {
    const { page, server } = await talking()
    server.agent('I see it')
    await log(page).getByText('I see it').waitFor()
    await moment(page)
    expect([await sounds(page), await page.title()]).toEqual([0, 'Bikes'])
    await leave(page)
    server.agent('Are you there?')
    await expect.poll(() => sounds(page)).toBe(1)
    await expect.poll(() => page.title()).toBe('● New message')
    await expect.poll(() => page.title(), { timeout: 3_000 }).toBe('Bikes')
    await expect.poll(() => page.title(), { timeout: 3_000 }).toBe('● New message')
    expect(server.heard.some((frame) => frame.type === 'read' && frame.n === server.talk()!.last)).toBe(false)
    await leave(page, false)
    expect(await page.title()).toBe('Bikes')
    await expect.poll(() => server.heard.some((frame) => frame.type === 'read' && frame.n === server.talk()!.last)).toBe(true)
    // The page changed its title meanwhile: that one stays.
    await leave(page)
    server.agent('Still there?')
    await expect.poll(() => page.title()).toBe('● New message')
    await page.evaluate(() => { document.title = 'Wheels' })
    await leave(page, false)
    expect(await page.title()).toBe('Wheels')
  })

  test('the sound is switched off by the visitor, for good, or by the brand', async () => {
    const { page, server } = await talking()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Sound off' }).click()
    await leave(page)
    server.agent('Quietly')
    await expect.poll(() => page.title()).toBe('● New message')
    await page.reload()
    await panel(page).waitFor()
    await leave(page)
    server.agent('And again')
    await expect.poll(() => page.title()).toBe('● New message')
    expect(await sounds(page)).toBe(0)
    const quiet = await talking({ sound: false })
    await leave(quiet.page)
    quiet.server.agent('Quietly')
    await expect.poll(() => quiet.page.title()).toBe('● New message')
    expect(await sounds(quiet.page)).toBe(0)
    await quiet.page.getByRole('button', { name: 'More' }).click()
    expect(await quiet.page.getByRole('button', { name: /Sound/ }).count()).toBe(0)
  })

  test('of several tabs one makes the sound, and none where another shows the line', async () => {
    const { page, server, context, site } = await talking()
    const other = await pageOf(context, site.url, countSounds)
    await launcher(other).click()
    await log(other).getByText('Hello', { exact: true }).waitFor()
    for (const each of [page, other]) await leave(each)
    server.agent('To whoever hears it')
    await moment(page)
    await expect.poll(async () => await sounds(page) + await sounds(other)).toBe(1)
    await leave(other, false)
    server.agent('Seen in the other')
    await log(other).getByText('Seen in the other').waitFor()
    await moment(page)
    expect(await sounds(page) + await sounds(other)).toBe(1)
  })

  test('closed, it counts what is unread and says it to those who listen; opened, nothing is unread', async () => {
    const { page, server } = await talking()
    await page.keyboard.press('Escape')
    for (let n = 1; n <= 3; n++) server.agent(`Line ${n}`)
    await page.getByRole('button', { name: 'Open the chat (3 unread)' }).waitFor()
    expect(await page.locator('balie-chat .b').evaluate((each) => getComputedStyle(each, '::after').content)).toBe('"3"')
    await expect.poll(() => page.locator('balie-chat [role=status].unseen').textContent()).toBe('New message: Line 3')
    await picture(page, 'badge')
    expect(await objections(page)).toEqual([])
    await page.reload()
    await page.getByRole('button', { name: 'Open the chat (3 unread)' }).waitFor()
    await launcher(page).click()
    await page.getByRole('button', { name: 'Close the chat', exact: true }).first().waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('balie-chat .b').isHidden()).toBe(true)
  })

  test('a line that has gone silent is made anew; one that beats stands', async () => {
    const { page, server } = await talking()
    const came = () => server.heard.filter(({ type }) => type === 'enter').length
    const before = came()
    await page.clock.install()
    for (let n = 0; n < 4; n++) {
      server.tell({ type: 'beat' })
      await page.waitForTimeout(50)
      await page.clock.fastForward(45_000)
    }
    expect(came()).toBe(before)
    await page.clock.fastForward(16_000)
    await page.clock.fastForward(2_000)
    await expect.poll(came).toBe(before + 1)
    server.agent('Here again')
    await log(page).getByText('Here again').waitFor()
  })

  test('the keyboard of a phone makes the panel smaller: what is written and the last line stay in sight', async () => {
    const { page, server } = await visit({}, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true })
    await openChat(page, server)
    await write(page, 'Hello')
    for (let n = 1; n <= 12; n++) server.agent(`Line ${n} of a longer talk`)
    await log(page).getByText('Line 12 of').waitFor()
    // As a phone does it: the page stays as tall as it was, what is seen of it does not.
    await page.evaluate(() => {
      for (const [name, value] of [['height', 420], ['offsetTop', 60]] as const) Object.defineProperty(visualViewport!, name, { get: () => value })
      visualViewport!.dispatchEvent(new Event('resize'))
    })
    await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 60, width: 390, height: 420 })
    const bottom = (box: { y: number; height: number } | null) => box!.y + box!.height
    await expect.poll(async () => bottom(await log(page).locator('.bubble').last().boundingBox())).toBeLessThan((await page.locator('.row').boundingBox())!.y)
    expect(bottom(await page.locator('.row').boundingBox())).toBeLessThanOrEqual(480)
    await picture(page, 'phone-keyboard')
  })
})
