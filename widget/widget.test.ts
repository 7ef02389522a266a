import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { chromiumPath, hasChromium, objections, whyNoBrowser } from '../tests/browser.ts'
import { openDouble, openHostPage, someSettings } from './testing/double.ts'

type Double = Awaited<ReturnType<typeof openDouble>>

// A brand's page of another origin, as strict as CSP allows and with styles that shout; the widget as it is built; a server that speaks the protocol.
describe.skipIf(!hasChromium)(`the widget on a page of a brand${hasChromium ? '' : ` (${whyNoBrowser})`}`, () => {
  let browser: Browser
  let server: Double
  let host: Awaited<ReturnType<typeof openHostPage>>
  const faults: string[] = []
  beforeAll(async () => { browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-component-update'] }) })
  afterAll(() => browser.close())
  beforeEach(async () => { server = await openDouble(); host = await openHostPage(server.url) })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await server.close()
    await host.close()
    expect(server.troubles, 'frames that protocol.ts does not know').toEqual([])
    expect(faults.splice(0), 'the page complained').toEqual([])
  })

  async function visit(options: BrowserContextOptions = {}, url = host.url): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Tallinn', reducedMotion: 'reduce', ...options })
    return pageOf(context, url)
  }
  async function pageOf(context: Awaited<ReturnType<Browser['newContext']>>, url = host.url): Promise<Page> {
    const page = await context.newPage()
    page.on('console', (message) => { if (message.type() === 'error' && !/WebSocket|ERR_|Failed to load resource/.test(message.text())) faults.push(message.text()) })
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(url)
    return page
  }
  const launcher = (page: Page) => page.getByRole('button', { name: /^(Open|Close) the chat/ }).first()
  const panel = (page: Page) => page.getByRole('dialog')
  const field = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })
  const log = (page: Page) => page.getByRole('log')
  async function openChat(page: Page) { await launcher(page).click(); await panel(page).waitFor(); await expect.poll(() => server.connected()).toBeGreaterThan(0) }
  async function write(page: Page, words: string) { await field(page).fill(words); await field(page).press('Enter') }
  async function picture(page: Page, name: string) { mkdirSync('test-results', { recursive: true }); await page.screenshot({ path: `test-results/widget-${name}.png` }) }

  test('a visitor opens it, writes, and sees the answer, delivered and read', async () => {
    const page = await visit()
    expect(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/widget-')))).toBe(false)
    await openChat(page)
    await expect.poll(() => log(page).textContent()).toContain('Hello! How can we help')
    await write(page, 'Where is my bicycle? See https://shop.example/orders/7')
    await log(page).getByText('Delivered').waitFor()
    server.readAll()
    await log(page).getByText('Read', { exact: true }).waitFor()
    server.typing('Maarja')
    await log(page).getByText('Maarja is writing').waitFor()
    server.agent('On its way. <img src=x onerror=alert(1)>')
    await log(page).getByText('On its way. <img src=x onerror=alert(1)>').waitFor()
    server.agent('', { card: { kind: 'order', title: 'Order 7', text: 'City bicycle, blue', picture: null, price: '€ 649.00', link: { url: 'https://shop.example/orders/7', words: 'Follow it' }, choices: [] } })
    server.agent('', { card: { kind: 'choices', title: 'Does that help?', text: '', picture: null, price: '', link: null, choices: ['Yes, thanks', 'Not yet'] } })
    expect(await log(page).getByRole('link', { name: 'https://shop.example/orders/7' }).getAttribute('rel')).toContain('noopener')
    await picture(page, 'desktop')
    await log(page).getByRole('button', { name: 'Yes, thanks' }).click()
    await expect.poll(() => server.lines().at(-1)?.text).toBe('Yes, thanks')
    await expect.poll(() => server.heard.some((frame) => frame.type === 'read')).toBe(true)
    expect(await objections(page)).toEqual([])
  })

  test('nothing of the page reaches it, and nothing of it reaches the page', async () => {
    const page = await visit()
    const before = await page.getByRole('button', { name: 'A button of the page' }).evaluate((button) => getComputedStyle(button).cssText + button.getBoundingClientRect().width)
    await openChat(page)
    expect(await panel(page).evaluate((each) => [getComputedStyle(each).color, getComputedStyle(each).fontFamily.includes('monospace'), getComputedStyle(each).borderTopStyle])).toEqual(['rgb(29, 27, 25)', false, 'none'])
    expect(await page.getByRole('button', { name: 'A button of the page' }).evaluate((button) => getComputedStyle(button).cssText + button.getBoundingClientRect().width)).toBe(before)
    expect(await page.evaluate(() => Object.keys(window).filter((key) => /balie/i.test(key)).toSorted())).toEqual(['Balie', 'BalieChat'])
  })

  test('by keyboard: open, write, close, and the launcher has the focus again', async () => {
    const page = await visit()
    await launcher(page).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => field(page).evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each).catch(() => false)).toBe(true)
    await page.keyboard.type('Hello')
    await page.keyboard.press('Enter')
    await expect.poll(() => server.lines().map(({ text }) => text)).toEqual(['Hello'])
    await page.keyboard.press('Escape')
    expect(await panel(page).count()).toBe(0)
    expect(await launcher(page).evaluate((each) => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(true)
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false')
  })

  test('what is said while it is closed is counted, shown above the launcher, and told to the page', async () => {
    const page = await visit()
    await page.evaluate(() => { const heard: unknown[] = []; Object.assign(window, { heard }); const balie = window.Balie as unknown as { on: (name: string, listener: (fact: unknown) => void) => void }; balie.on('message', (fact) => heard.push(fact)); balie.on('unread', (fact) => heard.push(fact)) })
    await openChat(page)
    await write(page, 'Hello')
    await log(page).getByText('Delivered').waitFor()
    await page.keyboard.press('Escape')
    server.agent('It is at your door.')
    await page.getByRole('button', { name: 'Open the chat (1 unread)' }).waitFor()
    await page.getByRole('button', { name: 'It is at your door.' }).waitFor()
    await picture(page, 'unread')
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual(expect.arrayContaining([{ text: 'It is at your door.', name: 'Maarja' }, 1]))
    await page.getByRole('button', { name: 'It is at your door.' }).click()
    await log(page).getByText('It is at your door.').waitFor()
    await page.getByRole('button', { name: 'Close the chat' }).first().waitFor()
  })

  test('offline, on again: nothing is lost, nothing doubles, and it says so', async () => {
    const page = await visit()
    await openChat(page)
    await write(page, 'first')
    await log(page).getByText('Delivered').waitFor()
    await page.context().setOffline(true)
    await write(page, 'in the tunnel')
    await page.getByText('No connection. What you write is sent as soon as it is back.').waitFor()
    await picture(page, 'offline')
    server.cut()
    server.agent('while you were away')
    await page.context().setOffline(false)
    await log(page).getByText('while you were away').waitFor()
    await expect.poll(() => server.lines().map(({ text }) => text)).toEqual(['first', 'while you were away', 'in the tunnel'])
    await expect.poll(() => log(page).locator('.bubble p').allTextContents()).toEqual(['Hello! How can we help with your bicycle?', 'first', 'while you were away', 'in the tunnel'])
  })

  test('a page that is left in mid-send sends when it is opened again', async () => {
    const page = await visit()
    await openChat(page)
    await write(page, 'first')
    await log(page).getByText('Delivered').waitFor()
    server.wants.hears = false
    await write(page, 'not heard')
    await log(page).getByText('Being sent').waitFor()
    await page.reload()
    server.wants.hears = true
    await expect.poll(() => server.lines().map(({ text }) => text)).toEqual(['first', 'not heard'])
    // The talk was in sight before: it is again, and nothing else on the page lost the focus to it.
    await panel(page).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    await expect.poll(() => log(page).locator('.visitor .bubble p').allTextContents()).toEqual(['first', 'not heard'])
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':say:')))).toEqual([])
  })

  test('two tabs show the same talk, each line once', async () => {
    const one = await visit()
    await openChat(one)
    await write(one, 'from the first')
    await log(one).getByText('Delivered').waitFor()
    const two = await pageOf(one.context())
    await launcher(two).click()
    await log(two).getByText('from the first').waitFor()
    await write(two, 'from the second')
    server.agent('to both')
    for (const page of [one, two]) await expect.poll(() => log(page).locator('.bubble p').allTextContents()).toEqual(['Hello! How can we help with your bicycle?', 'from the first', 'from the second', 'to both'])
    expect(server.lines().map(({ text }) => text)).toEqual(['from the first', 'from the second', 'to both'])
  })

  test('where sockets are blocked the same goes by requests', async () => {
    server.wants.sockets = false
    const page = await visit()
    await launcher(page).click()
    await write(page, 'through the wall')
    await log(page).getByText('Delivered').waitFor({ timeout: 15_000 })
    server.agent('and back')
    await log(page).getByText('and back').waitFor()
    await write(page, 'and again')
    await expect.poll(() => server.lines().map(({ text }) => text)).toEqual(['through the wall', 'and back', 'and again'])
  })

  test('a line that is not taken says so, and can be tried again or taken away', async () => {
    const page = await visit()
    await openChat(page)
    await write(page, 'refuse me')
    await log(page).getByText('Not sent').waitFor()
    expect(await objections(page)).toEqual([])
    await log(page).getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => server.heard.filter((frame) => frame.type === 'say').length).toBe(2)
    await log(page).getByRole('button', { name: 'Remove' }).click()
    expect(await log(page).getByText('refuse me').count()).toBe(0)
  })

  test('files are sent with their line, and one that is too big is not begun', async () => {
    const page = await visit()
    await openChat(page)
    await expect.poll(() => page.getByRole('button', { name: 'Attach a file' }).isEnabled()).toBe(true)
    const input = page.locator('input[type=file]')
    await input.setInputFiles({ name: 'bell.png', mimeType: 'image/png', buffer: Buffer.alloc(400, 1) })
    await page.getByRole('button', { name: 'Remove: bell.png' }).waitFor()
    await write(page, 'The bell is broken')
    await expect.poll(() => server.lines().at(-1)?.files.map(({ name }) => name)).toEqual(['bell.png'])
    await log(page).getByRole('img', { name: 'bell.png' }).waitFor()
    await input.setInputFiles({ name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(21 * 1024 * 1024) })
    await page.getByText('Files of up to 20 MB can be sent.').waitFor()
    expect(server.uploads).toHaveLength(1)
  })

  test('when nobody is there it says when somebody is, asks who writes, and takes the message', async () => {
    server.wants.settings = someSettings({ form: { ask: 'closed', name: 'optional', email: 'required', fields: [{ key: 'order', label: { en: 'Order number' }, kind: 'text', required: false, choices: [] }], consent: { en: 'You may store what I write.' } }, departments: [{ key: 'sales', name: { en: 'Buying' } }, { key: 'repairs', name: { en: 'Repairs' } }], staffed: { online: false, backAt: '2099-03-02T07:00:00Z', agents: [] } })
    const page = await visit()
    await openChat(page)
    await page.getByText(/^Back Monday.* We answer by e-mail|^Back Monday.*: we answer by e-mail\.$/).waitFor()
    await page.getByRole('button', { name: 'Start the chat' }).click()
    expect(await page.getByText('Please fill this in.').count()).toBe(4)
    await picture(page, 'form')
    expect(await objections(page)).toEqual([])
    await page.getByLabel('Name').fill('Fatima')
    await page.getByLabel('E-mail address').fill('fatima@example.com')
    await page.getByLabel('What is it about?').selectOption('repairs')
    await page.getByLabel('Order number').fill('7')
    await page.getByLabel('You may store what I write.').check()
    await page.getByLabel('Your message').fill('My bicycle is late.')
    await page.getByRole('button', { name: 'Start the chat' }).click()
    await log(page).getByText('My bicycle is late.').waitFor()
    expect(server.heard.find((frame) => frame.type === 'say')).toMatchObject({ text: 'My bicycle is late.', form: { name: 'Fatima', email: 'fatima@example.com', department: 'repairs', consent: true, fields: { order: '7' } } })
  })

  test('a talk ends, is rated, goes by mail, and another begins', async () => {
    const page = await visit()
    await openChat(page)
    await write(page, 'Thank you, that was all.')
    await log(page).getByText('Delivered').waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'Send the talk by e-mail' }).click()
    await page.getByRole('textbox', { name: 'Send the talk by e-mail' }).fill('fatima@example.com')
    await page.getByRole('button', { name: 'Send', exact: true }).first().click()
    await expect.poll(() => server.heard.find((frame) => frame.type === 'transcript')).toMatchObject({ email: 'fatima@example.com' })
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'End the chat' }).click()
    await page.getByText('How was it?').waitFor()
    expect(await objections(page)).toEqual([])
    await page.getByRole('radio', { name: '5 of 5' }).check({ force: true })
    await page.getByRole('textbox', { name: 'Would you like to say more?' }).fill('Quick.')
    await picture(page, 'rating')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Thank you!').waitFor()
    expect(server.heard.find((frame) => frame.type === 'rate')).toMatchObject({ score: 5, words: 'Quick.' })
    await page.getByRole('button', { name: 'Start a new chat' }).click()
    await write(page, 'One more thing')
    await expect.poll(() => server.talk()?.lines.map(({ text }) => text)).toEqual(['One more thing'])
    await log(page).getByText('Thank you, that was all.').waitFor()
  })
})
