import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { hasChromium, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('answering', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '4' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  test('Fatima’s mail shows without a reload; by keyboard alone it is taken, answered, taken back and answered again, once', async () => {
    const page = await desk.pageFor(counter.agent, { path: '/cases/unassigned' })
    await page.getByText('Nothing here').waitFor()
    const before = performance.now()
    await arrive(counter, aMail(counter, { subject: 'Stange gebrochen', text: 'Guten Tag, die Stange ist gebrochen. Was kann ich tun?' }))
    const row = page.locator('.case-row', { hasText: 'Stange gebrochen' })
    await row.waitFor({ timeout: 5_000 })
    console.log(`on the desk after ${Math.round(performance.now() - before)} ms`)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    await page.keyboard.press('t')
    await page.getByText('The case is yours.').waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('Wir schicken eine neue Stange.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status').getByRole('button', { name: /Undo/ }).click()
    await expect.poll(() => writtenIn(page.getByLabel('Text'))).toBe('Wir schicken eine neue Stange.')
    await page.getByLabel('Text').focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' Heute noch.')
    await shot(page, 'answering')
    await page.keyboard.press('Control+Shift+Enter')
    await until(() => box.received.length, (n) => n === 1, 12_000)
    expect(box.received[0]!.raw).toContain('Heute noch.')
    await expect.poll(async () => (await desk.ask(counter.agent, 'GET', 'cases?view=solved')).body.rows.length).toBe(1)
    await page.getByText('Sent', { exact: true }).first().waitFor()
    expect(box.received).toHaveLength(1)
    await page.context().close()
  }, 60_000)

  test('two agents take one case in the same moment: one has it, the other is told who', async () => {
    const other = await aPerson({ accountId: counter.accountId, name: 'Jonas Brandt', brandIds: [counter.brandId] })
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Wer ist schneller?' }))
    const pages = await Promise.all([counter.agent, other].map((who) => desk.pageFor(who, { path: `/cases/unassigned/${caseId}` })))
    await Promise.all(pages.map((page) => page.getByRole('article', { name: /Fatima/ }).waitFor()))
    await Promise.all(pages.map((page) => page.keyboard.press('t')))
    const told = await Promise.all(pages.map(async (page) => { await page.getByRole('status').filter({ hasText: /The case is yours|has this case/ }).first().waitFor(); return page.getByRole('status').filter({ hasText: /The case is yours|has this case/ }).first().innerText() }))
    const winners = told.filter((words) => words.includes('The case is yours'))
    expect(winners).toHaveLength(1)
    expect(told.find((words) => /(Maren Lindqvist|Jonas Brandt) has this case/.test(words))).toBeDefined()
    await Promise.all(pages.map((page) => page.context().close()))
  }, 60_000)

  test('what came in while writing stops the answer, is shown, and the answer can go as it is', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Zelt', id: 'stale@kunde.example' }))
    const page = await desk.pageFor(counter.agent, { path: `/cases/all/${caseId}` })
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    // The live feed is held back, so that the desk cannot know.
    await page.routeWebSocket(/\/live/, () => {})
    await page.reload()
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    await page.getByLabel('Text').fill('Bitte schicken Sie ein Foto.')
    await arrive(counter, aMail(counter, { subject: 'Re: Zelt', inReplyTo: 'stale@kunde.example', text: 'Hier ist das Foto schon.' }))
    const before = box.received.length
    await page.getByLabel('Text').press('Control+Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Hier ist das Foto schon.').waitFor()
    await shot(page, 'stale-reply')
    await dialog.getByRole('button', { name: 'Send as it is' }).click()
    await until(() => box.received.length, (n) => n === before + 1, 12_000)
    await page.context().close()
  }, 60_000)

  test('the network is cut, mails come in, and the server is restarted: in the end the list shows all, none twice', async () => {
    const page = await desk.pageFor(counter.agent, { path: '/cases/unassigned' })
    await page.locator('.case-list').waitFor()
    await page.context().setOffline(true)
    for (let n = 0; n < 3; n++) await arrive(counter, aMail(counter, { subject: `Offline ${n}` }))
    await page.waitForTimeout(1_500)
    expect(await page.locator('.case-row', { hasText: 'Offline' }).count()).toBe(0)
    await page.context().setOffline(false)
    for (let n = 0; n < 3; n++) await page.locator('.case-row', { hasText: `Offline ${n}` }).waitFor({ timeout: 40_000 })
    const restarting = desk.restart(2_500)
    await page.getByText('Connection lost. Retrying').waitFor()
    for (let n = 0; n < 3; n++) await arrive(counter, aMail(counter, { subject: `Restart ${n}` }))
    await restarting
    for (let n = 0; n < 3; n++) await page.locator('.case-row', { hasText: `Restart ${n}` }).waitFor({ timeout: 40_000 })
    const subjects = await page.locator('.case-row__subject').allInnerTexts()
    expect(subjects.filter((each) => /Offline|Restart/.test(each)).sort()).toEqual(['Offline 0', 'Offline 1', 'Offline 2', 'Restart 0', 'Restart 1', 'Restart 2'])
    await page.context().close()
  }, 120_000)

  test('a hostile mail: nothing of it runs, nothing is fetched from elsewhere; its inline picture shows', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC'
    const { caseId } = await arrive(counter, aMail(counter, { from: 'Mallory <mallory@evil.example>', subject: 'Hostile', headers: { 'Content-Type': 'multipart/related; boundary="r"' }, body: `--r\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello<script>alert(1)</script><img src="https://spy.evil.example/p.gif"><img src="cid:logo"><img src=x onerror="alert(2)"><form action="https://evil.example"><input name=a></form><a href="javascript:alert(3)">click</a></p>\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline; filename=logo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${png}\r\n--r--` }))
    const page = await desk.pageFor(counter.agent)
    const asked: string[] = []
    let dialogs = 0
    page.on('request', (request) => asked.push(request.url()))
    page.on('dialog', (dialog) => { dialogs++; void dialog.dismiss() })
    await page.goto(`${desk.url}/cases/all/${caseId}`)
    await expect.poll(() => asked.some((each) => each.includes('/files/')), { timeout: 10_000 }).toBe(true)
    const frame = page.frameLocator('iframe')
    await frame.getByText('Hello').waitFor()
    await frame.locator('img[src*="/files/"]').waitFor()
    expect(await frame.locator('img[src*="/files/"]').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(10)
    expect(await frame.locator('form, input, script, [onerror], a[href^=javascript]').count()).toBe(0)
    expect(asked.some((each) => each.includes('/pictures/'))).toBe(false)
    await page.getByRole('button', { name: 'Show remote images' }).click()
    await expect.poll(() => asked.some((each) => each.includes('/pictures/')), { timeout: 10_000 }).toBe(true)
    expect(asked.filter((each) => !each.startsWith(desk.url) && !each.startsWith('data:') && !each.startsWith('blob:'))).toEqual([])
    expect(dialogs).toBe(0)
    expect(await page.locator('iframe').getAttribute('sandbox')).not.toMatch(/allow-scripts|allow-same-origin/)
    await shot(page, 'hostile-mail')
    await page.context().close()
  }, 60_000)
})
