import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('finding cases', () => {
  let desk: Desk
  let counter: Counter
  let page: Page
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter({ send: { host: '127.0.0.1', port: 9 } })
    for (const [n, subject] of ['Zelt mit gebrochener Stange', 'Kocher ohne Stange', 'Lampe defekt'].entries()) await arrive(counter, aMail(counter, { from: `Kunde ${n} <kunde${n}@kunde.example>`, subject, text: n < 2 ? 'Guten Tag, die Stange ist gebrochen. Bitte schicken Sie mir eine neue.' : 'Die Lampe leuchtet nicht mehr.' }))
    const lead = await anActor({ accountId: counter.accountId, role: 'supervisor', brandIds: [counter.brandId], name: 'Annelies Postma' })
    page = await desk.pageFor(lead, { path: '/cases/all' })
    await page.locator('.case-row').nth(2).waitFor()
  })
  afterAll(() => desk?.close())
  const box = () => page.getByRole('combobox', { name: 'Search cases' })

  test('by keyboard alone: / opens the search, filters are offered and chosen, the words are marked, Enter goes to the first', async () => {
    await page.keyboard.press('/')
    await page.getByRole('option', { name: /^from:/ }).waitFor()
    await shot(page, 'search-filters')
    expect(await objections(page)).toEqual([])
    await page.keyboard.type('gebrochen is:o')
    await page.getByRole('option', { name: /^open/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await box().inputValue()).toBe('gebrochen is:open ')
    await expect.poll(() => page.locator('.case-row').count()).toBe(2)
    await expect.poll(() => page.locator('.case-row mark').allInnerTexts()).toEqual(['gebrochen', 'gebrochen'])
    await page.getByText('Best matches first').waitFor()
    await shot(page, 'search-found')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('case-row')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: /^Message from/ }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('gebrochen is:open ')
  }, 60_000)

  test('a mistake is said in words, and a filter is taken out again', async () => {
    await box().fill('is:lost')
    await page.getByText('“is:” cannot be “lost”.').waitFor()
    await box().fill('lampe is:open')
    await page.getByRole('button', { name: 'Remove the filter is:open' }).click()
    await expect.poll(() => box().inputValue()).toBe('lampe ')
    await expect.poll(() => page.locator('.case-row').count()).toBe(1)
  }, 60_000)

  test('a search is saved as a view: it stands in the rail with its count, opens by its address, and is put in order and hidden', async () => {
    await box().fill('from:kunde1@ is:open ')
    await page.getByRole('button', { name: 'Save as a view' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Kocher')
    await shot(page, 'view-dialog')
    expect(await objections(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    const link = page.getByRole('navigation').getByRole('link', { name: /Kocher/ })
    await expect.poll(() => link.innerText()).toMatch(/Kocher\s*1/)
    await link.click()
    await page.getByRole('heading', { name: 'Kocher' }).waitFor()
    await expect.poll(() => page.locator('.case-row').allInnerTexts()).toEqual([expect.stringContaining('Kocher ohne Stange')])
    await page.reload()
    await page.locator('.case-row', { hasText: 'Kocher ohne Stange' }).waitFor()
    await shot(page, 'view-list')
    await page.goto(`${desk.url}/views`)
    await page.getByRole('link', { name: 'Kocher' }).first().waitFor()
    for (const look of ['light', 'dark'] as const) { await page.emulateMedia({ colorScheme: look }); expect(await faults(page, 'views', look)).toEqual([]) }
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: 'Hide Kocher' }).click()
    await page.getByText('hidden', { exact: true }).waitFor()
    await expect.poll(() => page.getByRole('navigation').getByRole('link', { name: /Kocher/ }).count()).toBe(0)
  }, 90_000)

  test('a long list: only what is in sight is drawn; what comes in above moves nothing under the pointer', async () => {
    await desk.owner.query(`insert into cases.cases (account_id, brand_id, id, reference, subject, customer_id, preview, last_message_at)
      select account_id, brand_id, uuidv7(), 'L-' || n, 'Long ' || n, customer_id, 'Nr. ' || n, now() - interval '1 day' - n * interval '1 minute' from (select * from cases.cases where account_id = $1 limit 1) c, generate_series(1, 1000) n`, [counter.accountId])
    await page.goto(`${desk.url}/cases/all`)
    await page.locator('.case-row', { hasText: 'Long 1' }).first().waitFor()
    const rows = page.locator('.case-list__rows')
    expect(await page.locator('.case-row').count()).toBeLessThan(60)
    for (let n = 0; n < 40; n++) { await rows.evaluate((element) => { element.scrollTop += 1500 }); await page.waitForTimeout(40) }
    await expect.poll(() => page.locator('.case-row', { hasText: /Long [3-9]\d\d/ }).count()).toBeGreaterThan(3)
    expect(await page.locator('.case-row').count()).toBeLessThan(60)
    const inSight = await rows.boundingBox()
    await page.mouse.move(inSight!.x + 100, inSight!.y + 300)
    const under = () => page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.closest<HTMLElement>('.case-row')?.querySelector('.case-row__subject')?.textContent, [inSight!.x + 100, inSight!.y + 300])
    const before = await under()
    expect(before).toMatch(/^Long \d+$/)
    await arrive(counter, aMail(counter, { from: 'Neu <neu@kunde.example>', subject: 'Ganz neu' }))
    await page.waitForTimeout(1500)
    expect(await under()).toBe(before)
    await page.locator('.case-row', { hasText: before! }).first().focus()
    for (let n = 0; n < 5; n++) await page.keyboard.press('j')
    expect(await page.evaluate(() => document.activeElement?.querySelector('.case-row__subject')?.textContent)).toBe(`Long ${Number(before!.split(' ')[1]) + 5}`)
    await shot(page, 'long-list')
    // Chosen from here to far below, with what was drawn in between, and is not any more.
    const from = Number(before!.split(' ')[1]) + 5
    await page.keyboard.press('x')
    for (let n = 0; n < 12; n++) { await rows.evaluate((element) => { element.scrollTop -= 1500 }); await page.waitForTimeout(40) }
    const box = (await rows.boundingBox())!
    const upTo = await page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)!.closest('.case-row')!.querySelector('.case-row__subject')!.textContent, [box.x + 100, box.y + 300])
    await page.keyboard.down('Shift')
    await page.mouse.click(box.x + 100, box.y + 300)
    await page.keyboard.up('Shift')
    await page.getByText(`${from - Number(upTo!.split(' ')[1]) + 1} chosen`, { exact: true }).waitFor()
    expect(from - Number(upTo!.split(' ')[1])).toBeGreaterThan(100)
    for (const key of ['Shift+K', 'Shift+K']) await page.keyboard.press(key)
    await page.getByText(`${from - Number(upTo!.split(' ')[1]) + 3} chosen`, { exact: true }).waitFor()
    await shot(page, 'long-list-chosen')
    await page.keyboard.press('Escape')
    expect(await page.locator('.bulk__tools').count()).toBe(0)
    await rows.evaluate((element) => { element.scrollTop = 0 })
    await page.locator('.case-row', { hasText: 'Ganz neu' }).waitFor()
  }, 60_000)
})
