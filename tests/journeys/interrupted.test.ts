import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { openLine } from '../cut-line.ts'
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

  /** What stands on the page and what the server has are the same: which cases, in which order, each once; how many; the thread; the draft. */
  async function holdsTogether(page: Page, caseId: string) {
    const ask = async (path: string) => (await desk.ask(counter.agent, 'GET', path)).body
    const references = async () => (await ask('cases?view=all&limit=200')).rows.map((each: { id: string }) => each.id)
    const shown = () => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.case-row-box')].toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top).map((each) => each.dataset['case']))
    await expect.poll(async () => ({ shown: await shown(), there: await references() }), { timeout: 20_000 }).toSatisfy(({ shown: drawn, there }) => drawn.length > 0 && drawn.every((each: string, n: number) => each === there[n]) && (drawn.length === there.length || drawn.length >= 10))
    const counts = await ask('cases/counts')
    await expect.poll(() => page.getByRole('navigation').getByRole('link', { name: /^All open/ }).locator('.rail__count').innerText(), { timeout: 20_000 }).toBe(String(counts.all))
    const view = await caseNow(caseId)
    await expect.poll(() => page.getByRole('article').count(), { timeout: 20_000 }).toBe(view.messages.length)
    expect(await writtenIn(page.getByLabel('Text'))).toBe(view.drafts[0]?.text ?? '')
  }

  test('a minute without a network, of which nobody is told: what was sent into it stays, goes once afterwards, and what came in meanwhile is there', async () => {
    const line = await openLine(Number(new URL(desk.url).port))
    const { caseId, page: before } = await open('Minute')
    await before.context().close()
    const page = await desk.pageFor(counter.agent, { path: '/profile' })
    await page.goto(`http://127.0.0.1:${line.port}/cases/all/${caseId}`)
    const text = page.getByLabel('Text')
    await page.getByRole('article', { name: /Minute/ }).waitFor()
    await text.fill('Mitten in die Stille.')
    await until(async () => (await caseNow(caseId)).drafts.length, (n) => n === 1)
    line.cut()
    const cutAt = Date.now()
    await page.keyboard.press('Control+Enter')
    for (let n = 0; n < 3; n++) await arrive(counter, aMail(counter, { from: `Stille ${n} <stille${n}@kunde.example>`, subject: `Stille ${n}` }))
    // Nothing was heard for so long that the line must be dead: one is told, though the browser knows of nothing.
    await page.getByText('Connection lost').waitFor({ timeout: 55_000 })
    await page.waitForTimeout(Math.max(0, 60_000 - (Date.now() - cutAt)))
    line.mend()
    await page.getByRole('status').filter({ hasText: 'No connection to the server' }).first().waitFor({ timeout: 20_000 })
    expect(await writtenIn(text)).toBe('Mitten in die Stille.')
    for (let n = 0; n < 3; n++) await page.locator('.case-row', { hasText: `Stille ${n}` }).waitFor({ timeout: 45_000 })
    await text.press('Control+Enter')
    await until(() => lettersOf('Mitten in die Stille.'), (n) => n === 1, 20_000)
    await expect.poll(() => writtenIn(text)).toBe('')
    await holdsTogether(page, caseId)
    expect(lettersOf('Mitten in die Stille.')).toBe(1)
    await page.context().close()
    await line.close()
  }, 180_000)

  test('a laptop sleeps, and its line dies meanwhile: awake it shows what came in, each once, and the half answer is whole', async () => {
    const line = await openLine(Number(new URL(desk.url).port))
    const { caseId, page: before } = await open('Schlaf')
    await before.context().close()
    const page = await desk.pageFor(counter.agent, { path: '/profile' })
    await page.goto(`http://127.0.0.1:${line.port}/cases/all/${caseId}`)
    await page.getByRole('article', { name: /Schlaf/ }).waitFor()
    await page.getByLabel('Text').fill('Halb geschrieben')
    await until(async () => (await caseNow(caseId)).drafts.length, (n) => n === 1)
    const hand = await page.context().newCDPSession(page)
    await hand.send('Page.setWebLifecycleState', { state: 'frozen' })
    line.cut()
    for (let n = 0; n < 2; n++) await arrive(counter, aMail(counter, { from: `Nachts ${n} <nachts${n}@kunde.example>`, subject: `Nachts ${n}` }))
    await arrive(counter, aMail(counter, { from: 'Schlaf <schlaf@kunde.example>', subject: 'Re: Anfrage von Schlaf', text: 'Noch etwas.', inReplyTo: (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body.messages[0].id }))
    await new Promise((resolve) => { setTimeout(resolve, 42_000) })
    line.mend()
    // Its old connections stay dead: a reading that goes out on one of them is given up and tried again.
    await hand.send('Page.setWebLifecycleState', { state: 'active' })
    for (let n = 0; n < 2; n++) await page.locator('.case-row', { hasText: `Nachts ${n}` }).waitFor({ timeout: 70_000 })
    await page.getByLabel('Text').focus()
    await page.keyboard.press('End')
    await page.keyboard.type(', ganz geschrieben.')
    await until(async () => (await caseNow(caseId)).drafts[0]?.text, (draft) => draft === 'Halb geschrieben, ganz geschrieben.', 20_000)
    await holdsTogether(page, caseId)
    await page.context().close()
    await line.close()
  }, 240_000)

  test('the server is stopped in the very moment of sending, and comes back: the letter leaves once, and all stands as it is there', async () => {
    const { caseId, page, text } = await open('Augenblick')
    await text.fill('Genau im Augenblick.')
    await until(async () => (await caseNow(caseId)).drafts.length, (n) => n === 1)
    const away = desk.restart(4_000)
    await text.press('Control+Enter')
    for (let n = 0; n < 2; n++) await arrive(counter, aMail(counter, { from: `Pause ${n} <pause${n}@kunde.example>`, subject: `Pause ${n}` }))
    await away
    await page.getByText('Connected again.').waitFor({ timeout: 40_000 })
    // It went out, or one was told that it did not, with the words still there.
    await expect.poll(async () => [await writtenIn(text), (await caseNow(caseId)).messages.length], { timeout: 20_000 }).toSatisfy(([words, count]) => (words === '' && count === 2) || (words === 'Genau im Augenblick.' && count === 1))
    if (await writtenIn(text)) await text.press('Control+Enter')
    await until(() => lettersOf('Genau im Augenblick.'), (n) => n === 1, 20_000)
    await expect.poll(() => writtenIn(text)).toBe('')
    for (let n = 0; n < 2; n++) await page.locator('.case-row', { hasText: `Pause ${n}` }).waitFor({ timeout: 20_000 })
    await holdsTogether(page, caseId)
    expect(lettersOf('Genau im Augenblick.')).toBe(1)
    await page.context().close()
  }, 120_000)
})
