import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { hasChromium, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('work that is interrupted', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '0' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  const caseNow = async (caseId: string) => (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body
  const lettersOf = (words: string) => box.received.filter((each) => each.raw.includes(words)).length
  /** A case of a customer of its own, open on a page, before which `prepare` may do something to the page. */
  async function open(name: string, prepare: (page: Page) => Promise<unknown> = async () => {}) {
    const caseId = (await arrive(counter, aMail(counter, { from: `${name} <${name.toLowerCase()}@kunde.example>`, subject: `Anfrage von ${name}` }))).caseId!
    const page = await desk.pageFor(counter.agent, { path: '/profile' })
    await prepare(page)
    await page.goto(`${desk.url}/cases/all/${caseId}`)
    await page.getByRole('article', { name: new RegExp(name) }).waitFor()
    return { caseId, page, text: page.getByLabel('Text') }
  }

  test.each([['r', 'Text'], ['n', 'Text'], ['f', 'Add an address to To']] as const)('whoever types on right after %s writes: no letter is lost, and none is taken for a key', async (key, label) => {
    // A machine that is slow to draw. What is typed meanwhile must not solve, take or hand over the case: e, t and a are keys.
    const { caseId, page } = await open(`Eilig${key.toUpperCase()}`, (slow) => slow.addInitScript(() => { window.requestAnimationFrame = (draw) => window.setTimeout(() => draw(performance.now()), 400) }))
    await page.keyboard.press(key)
    await page.keyboard.type('etana')
    await expect.poll(() => writtenIn(page.getByLabel(label))).toBe('etana')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.waitForTimeout(500)
    expect(await page.getByLabel(label).evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await caseNow(caseId)).toMatchObject({ status: 'open', ownerId: null })
    await page.context().close()
  }, 60_000)

  test('the server goes away while one is writing: not a letter is lost, and the draft is with the server when it is back', async () => {
    const { caseId, page, text } = await open('Restart')
    await text.fill('Die Stange ')
    await until(async () => (await caseNow(caseId)).drafts.length, (n) => n === 1)
    // Longer than the desk has patience with a single question: it must not put an error page in the place of what is being written.
    const away = desk.restart(10_000)
    await page.getByText('Connection lost').waitFor()
    await page.waitForTimeout(8_500)
    await text.focus()
    await page.keyboard.press('End')
    await page.keyboard.type('liegt in Flensburg bereit.')
    await away
    await until(async () => (await caseNow(caseId)).drafts.map((each: { text: string }) => each.text), ([draft]) => draft === 'Die Stange liegt in Flensburg bereit.', 20_000)
    expect(await writtenIn(text)).toBe('Die Stange liegt in Flensburg bereit.')
    const other = await desk.pageFor(counter.agent, { path: `/cases/all/${caseId}` })
    await expect.poll(() => writtenIn(other.getByLabel('Text'))).toBe('Die Stange liegt in Flensburg bereit.')
    await Promise.all([page, other].map((each) => each.context().close()))
  }, 60_000)

  test('sent without a network: one is told, the words stay, are kept by the server once it is there, and go out once', async () => {
    const { caseId, page, text } = await open('Funkloch')
    await page.context().setOffline(true)
    await text.fill('Antwort aus dem Funkloch.')
    await text.press('Control+Enter')
    await page.getByRole('status').filter({ hasText: 'No connection to the server' }).first().waitFor()
    await shot(page, 'sent-offline')
    expect(await writtenIn(text)).toBe('Antwort aus dem Funkloch.')
    await page.context().setOffline(false)
    await until(async () => (await caseNow(caseId)).drafts.map((each: { text: string }) => each.text), ([draft]) => draft === 'Antwort aus dem Funkloch.', 15_000)
    await text.press('Control+Enter')
    await until(() => lettersOf('Antwort aus dem Funkloch.'), (n) => n === 1, 12_000)
    expect(await writtenIn(text)).toBe('')
    await page.context().close()
  }, 60_000)

  test('the answer of the server is lost on its way: sent again, the letter leaves once', async () => {
    const { caseId, page, text } = await open('Abgerissen')
    let lost = 0
    await page.route(/\/replies$/, async (route) => {
      if (lost++) return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await text.fill('Ihre neue Stange ist unterwegs.')
    await text.press('Control+Enter')
    await page.getByRole('status').filter({ hasText: 'No connection to the server' }).first().waitFor()
    await until(() => lettersOf('Ihre neue Stange ist unterwegs.'), (n) => n === 1, 12_000)
    await text.press('Control+Enter')
    await expect.poll(() => writtenIn(text)).toBe('')
    await desk.settle()
    await page.waitForTimeout(1_000)
    expect((await caseNow(caseId)).messages.filter((each: { kind: string }) => each.kind === 'out')).toHaveLength(1)
    expect(lettersOf('Ihre neue Stange ist unterwegs.')).toBe(1)
    await page.context().close()
  }, 60_000)
})
