import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('moving cases about', () => {
  let desk: Desk
  let counter: Counter
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '0' })
    counter = await aCounter({ send: { host: '127.0.0.1', port: 9 } })
    page = await desk.pageFor(counter.agent)
  })
  afterAll(() => desk?.close())

  const aCase = async (subject: string, text = 'Wo bleibt es?', wish: object = {}) => (await arrive(counter, aMail(counter, { subject, text, ...wish }))).caseId!
  const open = async (caseId: string) => { await page.goto(`${desk.url}/cases/all/${caseId}`); await page.getByRole('article').first().waitFor() }
  const caseNow = async (caseId: string) => (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body
  const chooseInCase = async (item: string) => { await page.getByRole('button', { name: 'Case', exact: true }).click(); await page.getByRole('menuitem', { name: item }).click() }

  test('two cases are merged by a few keys, read as one, and are two again with one click', async () => {
    const [tent, invoice] = [await aCase('Zelt', 'Die Stange ist gebrochen.'), await aCase('Rechnung', 'Die Rechnung fehlt.')]
    const before = [await caseNow(tent), await caseNow(invoice)]
    await open(tent)
    await chooseInCase('Merge into another case …')
    await page.getByRole('dialog').getByText('Other cases of this customer').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: /Rechnung/ }).waitFor()
    expect(await objections(page)).toEqual([])
    await shot(page, 'merge-dialog')
    await page.keyboard.type('Rechnung')
    await page.waitForTimeout(700)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Rechnung', level: 1 }).waitFor()
    for (const words of ['Die Stange ist gebrochen.', 'Die Rechnung fehlt.']) await page.getByRole('region', { name: 'Messages' }).getByText(words).first().waitFor()
    await page.getByText(/^Merged into /).waitFor()
    await page.getByRole('link', { name: /Zelt/ }).first().waitFor()
    await shot(page, 'merged')
    expect((await caseNow(tent)).merged).toBe(true)
    // The merged case shows where the work goes on.
    await page.goto(`${desk.url}/case/${tent}`)
    await page.getByText('This case was merged').waitFor()
    expect(await faults(page, 'merged-case', 'light')).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('link', { name: /^Go on in/ }).click()
    await page.getByRole('button', { name: /^Undo the merge/ }).click()
    await page.getByRole('heading', { name: 'Zelt', level: 1 }).waitFor()
    await page.getByRole('textbox', { name: 'Text' }).waitFor()
    const after = [await caseNow(tent), await caseNow(invoice)]
    const kept = ({ status, ownerId, preview, lastMessageAt, waitingSince, tags, lastMessageId }: Record<string, unknown>) => ({ status, ownerId, preview, lastMessageAt, waitingSince, tags, lastMessageId })
    expect(after.map(kept)).toEqual(before.map(kept))
  }, 90_000)

  test('a second question in one mail thread becomes a case of its own, where its answer arrives', async () => {
    const first = await aCase('Zelt undicht', 'Die Naht ist offen.', { id: 'naht@kunde.example' })
    await arrive(counter, aMail(counter, { id: 'rechnung@kunde.example', inReplyTo: 'naht@kunde.example', subject: 'Re: Zelt undicht', text: 'Und die Rechnung fehlt.' }))
    await open(first)
    await page.getByRole('article').nth(1).getByRole('button', { name: 'More about this message' }).click()
    await page.getByRole('menuitem', { name: 'New case from here on' }).click()
    await page.getByText(/^Split off as /).waitFor()
    await expect.poll(() => page.url()).not.toContain(first)
    await page.getByText(/^Split from/).first().waitFor()
    const apart = new URL(page.url()).pathname.split('/').at(-1)!
    expect(apart).not.toBe(first)
    await shot(page, 'split')
    const later = await arrive(counter, aMail(counter, { inReplyTo: 'rechnung@kunde.example', subject: 'Re: Zelt undicht', text: 'Haben Sie die Rechnung?' }))
    expect(later.caseId).toBe(apart)
    expect((await arrive(counter, aMail(counter, { inReplyTo: 'naht@kunde.example', subject: 'Re: Zelt undicht', text: 'Die Naht ist weiter offen.' }))).caseId).toBe(first)
    expect((await caseNow(first)).messages.map((each: { text: string }) => each.text)).toEqual(['Die Naht ist offen.', 'Die Naht ist weiter offen.'])
  }, 60_000)

  test('two cases are linked, and unlinked with the way back', async () => {
    const [one, other] = [await aCase('Kocher'), await aCase('Gaskartusche')]
    await open(one)
    await chooseInCase('Link to another case …')
    await page.getByRole('dialog').getByRole('button', { name: /Gaskartusche/ }).click()
    await page.getByText(/^Linked to /).waitFor()
    await page.getByRole('button', { name: /^Remove the link to / }).click()
    await page.getByText('The link is removed.').waitFor()
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).last().click()
    await expect.poll(async () => (await caseNow(other)).links.map((each: { kind: string; caseId: string }) => [each.kind, each.caseId])).toEqual([['related', one]])
  }, 60_000)

  test('z puts a case off until tomorrow morning, it is among the snoozed, and comes back with the undo or when the customer writes', async () => {
    const caseId = await aCase('Schlafsack', 'Wann ist er wieder da?', { id: 'schlaf@kunde.example' })
    await open(caseId)
    await page.keyboard.press('z')
    await page.getByRole('dialog').getByRole('button', { name: /^Tomorrow morning/ }).waitFor()
    expect(await objections(page)).toEqual([])
    await shot(page, 'snooze-dialog')
    await page.getByRole('dialog').getByRole('button', { name: /^Tomorrow morning/ }).click()
    await page.getByText(/^Snoozed until /).waitFor()
    await page.locator('.case-row', { hasText: 'Schlafsack' }).waitFor({ state: 'detached' })
    expect(new Date((await caseNow(caseId)).snoozedUntil).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' })).toBe('09:00:00')
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).last().click()
    await page.locator('.case-row', { hasText: 'Schlafsack' }).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('dialog').getByRole('button', { name: /^Later today/ }).click()
    await page.getByRole('navigation').getByRole('link', { name: /^Snoozed/ }).click()
    await page.locator('.case-row', { hasText: 'Schlafsack' }).getByText(/^until /).waitFor()
    await shot(page, 'snoozed')
    await arrive(counter, aMail(counter, { inReplyTo: 'schlaf@kunde.example', subject: 'Re: Schlafsack', text: 'Ich brauche ihn doch früher.' }))
    await page.locator('.case-row', { hasText: 'Schlafsack' }).waitFor({ state: 'detached' })
    expect(await caseNow(caseId)).toMatchObject({ status: 'open', snoozedUntil: null })
  }, 60_000)

  test('one person with two addresses is found by name, merged beside the case, and parted again', async () => {
    const caseId = await aCase('Isomatte', 'Sie ist zu kurz.', { from: 'Willem de Graaf <willem@firma.example>' })
    await aCase('Rucksack', 'Der Riemen ist ab.', { from: 'Willem de Graaf <willem@thuis.example>' })
    await open(caseId)
    const customer = page.getByRole('complementary', { name: 'Customer' })
    await customer.getByRole('button', { name: 'More about the customer' }).click()
    await page.getByRole('menuitem', { name: /^This is the same person as/ }).click()
    await page.getByRole('dialog').getByText('Of the same name').waitFor()
    expect(await objections(page)).toEqual([])
    await shot(page, 'merge-customer-dialog')
    await page.getByRole('dialog').getByRole('button', { name: /willem@thuis/ }).click()
    for (const words of ['willem@firma.example', 'willem@thuis.example', 'Also known as Willem de Graaf']) await customer.getByText(words).waitFor()
    await customer.getByRole('link', { name: 'Rucksack' }).waitFor()
    await shot(page, 'merged-customer')
    expect(await objections(page)).toEqual([])
    await customer.getByRole('button', { name: /^Undo the merge/ }).click()
    await customer.getByText('willem@thuis.example').waitFor({ state: 'detached' })
    await customer.getByText('No other cases.').waitFor()
  }, 60_000)

  test('by keys alone many are chosen, solved with progress, and one click gives all of them back', async () => {
    const ids: string[] = []
    for (let n = 0; n < 6; n++) ids.push(await aCase(`Welle ${n}`, 'Gilt das auch für mich?', { from: `Kunde ${n} <welle${n}@kunde.example>` }))
    await page.goto(`${desk.url}/cases/unassigned`)
    await page.locator('.case-row', { hasText: 'Welle 5' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    for (let n = 0; n < 4; n++) await page.keyboard.press('Shift+J')
    await page.getByText('5 chosen').waitFor()
    await page.waitForTimeout(200)
    await shot(page, 'bulk-chosen')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('x')
    await page.getByText('4 chosen').waitFor()
    await page.keyboard.press('e')
    await page.getByText('4 cases changed.').waitFor()
    await expect.poll(() => page.locator('.case-row', { hasText: /Welle [2-5]/ }).count()).toBe(0)
    await shot(page, 'bulk-done')
    expect((await Promise.all(ids.map(caseNow))).map((each) => each.status)).toEqual(['open', 'open', 'solved', 'solved', 'solved', 'solved'])
    await page.locator('.bulk').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('4 cases are as they were.').waitFor()
    await expect.poll(() => page.locator('.case-row', { hasText: /Welle [0-5]/ }).count()).toBe(6)
    // A range with the mouse, then a tag for all that the view holds.
    await page.locator('.bulk').getByRole('button', { name: 'Dismiss' }).click()
    await page.locator('.case-row-box', { hasText: 'Welle 5' }).hover()
    await page.getByRole('checkbox', { name: /^Choose / }).first().click()
    await page.locator('.case-row', { hasText: 'Welle 3' }).click({ modifiers: ['Shift'] })
    await page.getByText('3 chosen').waitFor()
    await page.getByRole('button', { name: /^All \d+ of this view$/ }).click()
    await page.getByRole('toolbar').getByRole('button', { name: 'Tags' }).click()
    await page.getByLabel('Add a tag').fill('rückruf')
    expect(await objections(page)).toEqual([])
    await shot(page, 'bulk-tags')
    await page.getByLabel('Add a tag').press('Enter')
    await page.getByText(/^\d+ cases changed\.$/).waitFor()
    for (const id of ids) expect((await caseNow(id)).tags).toEqual(['rückruf'])
    await page.locator('.bulk').getByRole('button', { name: 'Dismiss' }).click()
    expect(await faults(page, 'bulk-list', 'light')).toEqual([])
    await page.setViewportSize({ width: 320, height: 900 })
    await page.getByRole('checkbox', { name: /^Choose / }).first().check()
    await page.getByText('1 chosen').waitFor()
    await shot(page, 'bulk-320')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByText('1 chosen').waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 1440, height: 900 })
  }, 90_000)
})
