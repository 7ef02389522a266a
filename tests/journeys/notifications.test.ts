import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { usualSettings, type Settings } from '#contracts/notifications'
import type { Actor } from '#platform/permissions'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

/** What the page makes of the browser's own means is looked at: notifications that it constructs, and notes that it plays. */
const spies = () => {
  const Real = window.Notification
  const made: object[] = []
  const notices: Notification[] = []
  let notes = 0
  class Spied extends Real { constructor(title: string, options?: NotificationOptions) { super(title, options); made.push({ title, body: options?.body, silent: options?.silent }); notices.push(this) } }
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when?: number) { notes++; start.call(this, when) }
  Object.assign(window, { Notification: Spied, spied: { made, notices, notes: () => notes } })
}
type Spied = { spied: { made: Array<{ title: string; body: string; silent: boolean }>; notices: Notification[]; notes: () => number } }

describe.runIf(hasChromium)('notifications', () => {
  let desk: Desk
  let counter: Counter
  let jonas: Actor
  let first: Page
  let second: Page
  let caseId: string
  let count = 0
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter()
    jonas = await anActor({ accountId: counter.accountId, name: 'Jonas Brandt', brandIds: [counter.brandId] })
    await wish({ mention: { page: true, browser: true, sound: true }, answered: { page: true, browser: true, sound: true } })
    caseId = (await arrive(counter, aMail(counter, { subject: 'Zelt mit gebrochener Stange', id: 'stange@kunde.example' }))).caseId!
    first = await desk.pageFor(jonas, { path: '/cases/unassigned', permissions: ['notifications'] })
    await first.context().addInitScript(spies)
    await first.reload()
    second = await first.context().newPage()
    await second.goto(`${desk.url}/cases/all`)
    for (const page of [first, second]) await settled(page)
  }, 120_000)
  afterAll(async () => { await desk?.close() })

  const wish = (wishes: Partial<Settings['wishes']>, more: Partial<Settings> = {}) => desk.ask(jonas, 'PUT', 'notification-settings', { ...usualSettings, ...more, wishes: { ...usualSettings.wishes, ...wishes } })
  /** The list is there, and so is who tells aloud. */
  const settled = async (page: Page) => { await page.locator('.case-row').first().waitFor(); await page.waitForFunction(() => performance.getEntriesByType('resource').some((each) => each.name.includes('notification-settings'))); await page.waitForTimeout(300) }
  const bell = (page: Page, unread: number) => page.getByRole('button', { name: unread ? `Notifications, ${unread} unread` : 'Notifications', exact: true }).waitFor()
  const mention = (words = 'bitte') => desk.ask(counter.agent, 'POST', `cases/${caseId}/notes`, { text: 'x', html: `<p><span data-person="${jonas.personId}">@Jonas Brandt</span> ${words}</p>` })
  const answer = (text: string, about = 'stange@kunde.example') => arrive(counter, aMail(counter, { subject: 'Re: Zelt mit gebrochener Stange', text, inReplyTo: about, id: `answer-${count++}@kunde.example` }))
  const hide = (page: Page, hidden: boolean) => page.evaluate((state) => { Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state }); document.dispatchEvent(new Event('visibilitychange')) }, hidden ? 'hidden' : 'visible')
  const made = (page: Page) => page.evaluate(() => (window as unknown as Spied).spied.made)
  const notes = (page: Page) => page.evaluate(() => (window as unknown as Spied).spied.notes())

  test('somebody is named: bell, title and a message in both windows, one sound; g n and Enter lead to the note, and both windows know that it was read', async () => {
    await first.mouse.click(700, 500)
    await mention('weißt du mehr?')
    for (const page of [first, second]) {
      await bell(page, 1)
      await page.getByRole('status').getByText(/^Maren Lindqvist mentioned you · /).waitFor()
      await expect.poll(() => page.title()).toMatch(/^\(1\) /)
    }
    await shot(first, 'notification-toast')
    await expect.poll(async () => await notes(first) + await notes(second)).toBe(2)
    expect([await made(first), await made(second)]).toEqual([[], []])
    await first.keyboard.press('g')
    await first.keyboard.press('n')
    const panel = first.getByRole('dialog', { name: 'Notifications' })
    await panel.getByRole('link', { name: /Maren Lindqvist mentioned you/ }).waitFor()
    await expect.poll(() => first.evaluate(() => document.activeElement?.className)).toBe('told__link')
    expect(await objections(first)).toEqual([])
    await shot(first, 'notification-panel')
    await first.keyboard.press('Enter')
    await panel.waitFor({ state: 'hidden' })
    const named = first.getByRole('article', { name: /only for colleagues/ })
    await named.getByText('weißt du mehr?').waitFor()
    await expect.poll(() => first.evaluate(() => document.activeElement?.id ?? '')).toMatch(/^message-/)
    expect(new URL(first.url()).pathname).toBe(`/cases/unassigned/${caseId}`)
    for (const page of [first, second]) { await bell(page, 0); await expect.poll(() => page.title()).not.toMatch(/^\(/) }
  }, 60_000)

  test('what one looks at is not told, and is read by that; the other window is told nothing that is over', async () => {
    await second.goto(`${desk.url}/people`)
    await desk.ask(jonas, 'PUT', `cases/${caseId}/taking`)
    await first.waitForTimeout(1_000)
    await answer('Wann kommt die neue Stange?')
    await first.getByRole('article').getByText('Wann kommt die neue Stange?').waitFor()
    await expect.poll(async () => (await desk.ask(jonas, 'GET', 'notifications')).body.rows[0]).toMatchObject({ kind: 'answered', readAt: expect.any(String) })
    await bell(first, 0)
    expect(await first.getByRole('status').getByText(/ wrote · /).count()).toBe(0)
    await second.goto(`${desk.url}/cases/all`)
    await settled(second)
  }, 60_000)

  test('while both windows are hidden the browser tells, once; a click leads to the case; read, it goes', async () => {
    for (const page of [first, second]) await hide(page, true)
    await answer('Noch eine Frage: passt sie auch zum alten Modell?')
    for (const page of [first, second]) await bell(page, 1)
    await expect.poll(async () => [...await made(first), ...await made(second)]).toEqual([{ title: 'Fatima Öztürk wrote', body: expect.stringMatching(/Zelt mit gebrochener Stange\nNoch eine Frage/), silent: true }])
    // The case lies open in the first window, but nobody sees it: it is not read.
    await first.waitForTimeout(1_500)
    expect([await made(first), await made(second)].flat()).toHaveLength(1)
    expect((await desk.ask(jonas, 'GET', 'notifications')).body.unread).toBe(1)
    const teller = (await made(first)).length ? first : second
    await hide(teller, false)
    await teller.evaluate(() => { const { notices } = (window as unknown as Spied).spied; notices[0]!.onclick!(new Event('click')) })
    await teller.getByRole('article').getByText('Noch eine Frage').waitFor()
    expect(new URL(teller.url()).pathname).toContain(caseId)
    for (const page of [first, second]) await bell(page, 0)
  }, 60_000)

  test('without contents it says only that there is something; in a pause nothing but the bell', async () => {
    for (const page of [first, second]) await hide(page, true)
    await wish({}, { contents: 'discreet' })
    await first.waitForTimeout(1_500)
    const before = [...await made(first), ...await made(second)].length
    await answer('Streng vertraulich')
    await expect.poll(async () => [...await made(first), ...await made(second)].slice(before)).toEqual([{ title: 'Balie', body: 'A customer writes in a case that is yours or that you follow', silent: true }])
    expect(JSON.stringify(await made(first)) + JSON.stringify(await made(second))).not.toContain('vertraulich')
    await desk.ask(jonas, 'PUT', 'notification-settings/pause', { until: new Date(Date.now() + 3_600_000).toISOString() })
    await first.waitForTimeout(1_500)
    await mention('in der Pause')
    for (const page of [first, second]) await bell(page, 2)
    await first.waitForTimeout(1_200)
    expect([...await made(first), ...await made(second)]).toHaveLength(before + 1)
    await desk.ask(jonas, 'DELETE', 'notification-settings/pause')
    for (const page of [first, second]) { await page.goto(`${desk.url}/cases/all`); await settled(page) }
  }, 60_000)

  test('all read, and undone; mentions by themselves; after an absence the number is right', async () => {
    await bell(first, 2)
    await first.getByRole('button', { name: 'Notifications, 2 unread' }).click()
    const panel = first.getByRole('dialog', { name: 'Notifications' })
    await panel.getByRole('button', { name: 'Mark all as read' }).click()
    for (const page of [first, second]) await bell(page, 0)
    await first.keyboard.press('Escape')
    await first.getByRole('button', { name: /^Undo/ }).click()
    for (const page of [first, second]) await bell(page, 2)
    await first.getByRole('button', { name: 'Notifications, 2 unread' }).click()
    await panel.getByRole('tab', { name: 'Mentions' }).click()
    await expect.poll(() => panel.locator('.told__link').allInnerTexts()).toHaveLength(2)
    expect((await panel.locator('.told__link').allInnerTexts()).every((each) => each.includes('mentioned you'))).toBe(true)
    await first.keyboard.press('Escape')
    const away = desk.restart(1_500)
    await away
    await mention('nach dem Neustart')
    for (const page of [first, second]) await page.getByRole('button', { name: /^Notifications, [23] unread$/ }).waitFor({ timeout: 30_000 })
    await expect.poll(async () => { const { unread } = (await desk.ask(jonas, 'GET', 'notifications')).body; const said = await first.getByRole('button', { name: /^Notifications, \d unread$/ }).getAttribute('aria-label'); return said === `Notifications, ${unread} unread` }, { timeout: 30_000 }).toBe(true)
  }, 120_000)

  test('the settings: what is chosen is kept, and holds in the other window; at every width, light and dark', async () => {
    await first.goto(`${desk.url}/notification-settings`)
    const kept = async () => (await desk.ask<Settings>(jonas, 'GET', 'notification-settings')).body
    await first.getByRole('checkbox', { name: 'Somebody names you in a note: In the page' }).uncheck()
    await expect.poll(async () => (await kept()).wishes.mention).toEqual({ page: false, browser: false, sound: false })
    await first.getByRole('checkbox', { name: 'A new case comes in that nobody has: In the page' }).check()
    await first.getByRole('checkbox', { name: 'A new case comes in that nobody has: With a sound' }).check()
    await first.getByLabel('Be quiet at certain hours').check()
    await first.getByLabel('From', { exact: true }).fill('20:15')
    await first.getByLabel('Sunday').uncheck()
    await expect.poll(async () => { const { wishes, quiet } = await kept(); return [wishes.unassigned, quiet] }).toEqual([{ page: true, browser: false, sound: true }, { from: '20:15', to: '08:00', days: [1, 2, 3, 4, 5, 6], zone: 'Europe/Berlin' }])
    await first.getByRole('button', { name: 'Pause for an hour' }).click()
    await first.getByText(/^Quiet until /).waitFor()
    await second.getByRole('button', { name: /^Notifications/ }).first().click()
    await second.getByText(/^Quiet until /).waitFor()
    await second.getByRole('button', { name: 'End the pause' }).click()
    await first.getByRole('button', { name: 'Pause until tomorrow' }).waitFor()
    await first.getByRole('heading', { level: 1 }).click()
    await first.keyboard.press('Control+Home')
    expect(await faults(first, 'notification-settings', 'light')).toEqual([])
    await first.emulateMedia({ colorScheme: 'dark' })
    expect(await faults(first, 'notification-settings', 'dark')).toEqual([])
    await first.setViewportSize({ width: 320, height: 640 })
    await first.getByRole('heading', { level: 1 }).click()
    await first.keyboard.press('g')
    await first.keyboard.press('n')
    await first.getByRole('dialog', { name: 'Notifications' }).locator('.told__link').first().waitFor()
    expect(await objections(first)).toEqual([])
    await shot(first, 'notification-panel-320-dark')
  }, 120_000)
})
