import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor } from '#testing/accounts'
import { aWidget, type WidgetMade } from '#testing/chat'
import { aCounter, type Counter } from '#testing/email'
import type { AgentTalk, TalkLines } from '#contracts/chat'
import type { Actor } from '#platform/permissions'
import { openHostPage } from '../../widget/testing/double.ts'
import { hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

// The widget as it is built, on a page of another origin under a strict policy, with the real server behind it.
describe.runIf(hasChromium)('a visitor on a shop’s page and an agent', () => {
  let desk: Desk
  let counter: Counter
  let widget: WidgetMade
  let maren: Actor
  let shop: Awaited<ReturnType<typeof openHostPage>>
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter()
    maren = await anActor({ accountId: counter.accountId, name: 'Maren Lindqvist', brandIds: [counter.brandId] })
    shop = await openHostPage(desk.url, { site: () => widget.siteKey })
    widget = await aWidget({ ...counter, settings: { origins: [new URL(shop.url).origin], title: 'Fjeld & Wald', form: { ask: 'never', name: 'optional', email: 'optional', fields: [], consent: {} } } })
  })
  afterAll(async () => { await shop?.close(); await desk?.close() })

  const log = (page: Page) => page.getByRole('log')
  async function visit(): Promise<Page> {
    const page = await (await desk.browser.newContext({ viewport: { width: 1200, height: 860 }, locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
    await page.goto(shop.url)
    return page
  }
  async function write(page: Page, words: string) { const field = page.getByRole('textbox', { name: 'Write a message' }); await field.fill(words); await field.press('Enter') }
  const said = async (talk: AgentTalk) => (await desk.ask<z.infer<typeof TalkLines>>(maren, 'GET', `talks/${talk.id}`)).body.lines.filter((line) => line.by !== 'system').map((line) => line.text)
  async function talkThatSays(words: string): Promise<AgentTalk> {
    const found = async () => (await desk.ask(maren, 'GET', 'chats')).body.waiting.find((each: AgentTalk) => each.last?.text === words) as AgentTalk | undefined
    await expect.poll(found).toBeTruthy()
    return (await found())!
  }
  const answer = (talk: AgentTalk, text: string) => desk.ask(maren, 'POST', `talks/${talk.id}/lines`, { clientId: randomUUID(), text })

  test('they talk: a restart in mid-send loses nothing and doubles nothing; the end comes to both', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Open the chat' }).click()
    await write(page, 'Where is my tent?')
    await log(page).getByText('Delivered').waitFor()
    const talk = await talkThatSays('Where is my tent?')
    expect((await answer(talk, 'I will have a look.')).status).toBe(201)
    await log(page).getByText('I will have a look.').waitFor()
    await desk.ask(maren, 'PUT', `talks/${talk.id}/reading`, { n: 1 })
    // The server goes away while a line is on its way, and the page is opened anew before it is back.
    const restarted = desk.restart(1_500)
    await write(page, 'It should have come yesterday.')
    await log(page).getByText('Being sent').waitFor()
    await restarted
    await log(page).getByText('Delivered').waitFor({ timeout: 30_000 })
    await expect.poll(() => said(talk)).toEqual(['Where is my tent?', 'I will have a look.', 'It should have come yesterday.'])
    await answer(talk, 'It is at your neighbour’s.')
    await log(page).getByText('It is at your neighbour’s.').waitFor()
    await page.reload()
    await page.getByRole('dialog').waitFor()
    await expect.poll(async () => (await log(page).locator('.bubble p').allTextContents()).filter((text) => !text.startsWith('Hello'))).toEqual(await said(talk))
    await shot(page, 'chat-on-a-site')
    expect(await objections(page)).toEqual([])
    await desk.ask(maren, 'POST', `talks/${talk.id}/ending`, { status: 'solved' })
    await page.getByText('How was it?').waitFor()
    await page.context().close()
  }, 90_000)

  test('a picture is sent and shown on both sides; who is offline is told later', async () => {
    const page = await visit()
    await page.getByRole('button', { name: 'Open the chat' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Attach a file' }).isEnabled()).toBe(true)
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await page.locator('input[type=file]').setInputFiles({ name: 'torn.png', mimeType: 'image/png', buffer: png })
    await page.getByRole('button', { name: 'Remove: torn.png' }).waitFor()
    await expect.poll(() => page.locator('progress').count()).toBe(0)
    await write(page, 'It is torn.')
    await log(page).getByText('Delivered').waitFor()
    expect(await log(page).getByRole('img', { name: 'torn.png' }).evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(1)
    const talk = await talkThatSays('It is torn.')
    await page.context().setOffline(true)
    await answer(talk, 'You get a new one.')
    await page.context().setOffline(false)
    await log(page).getByText('You get a new one.').waitFor({ timeout: 20_000 })
    await page.context().close()
  }, 60_000)

  test('on a page that the brand did not name there is nothing', async () => {
    const stranger = await openHostPage(desk.url, { site: () => widget.siteKey })
    const page = await (await desk.browser.newContext()).newPage()
    await page.goto(stranger.url)
    await page.waitForTimeout(1_000)
    expect(await page.locator('balie-chat').count()).toBe(0)
    await stranger.close()
    await page.context().close()
  })

  test('the test page shows it, on our own origin', async () => {
    const page = await desk.pageFor(null, { path: `/chat/test/${widget.siteKey}` })
    await page.getByRole('heading', { name: 'A page to try the chat on' }).waitFor()
    await page.getByRole('button', { name: 'Open the chat' }).click()
    await write(page, 'Hello from the test page')
    await log(page).getByText('Delivered').waitFor()
    expect(await objections(page)).toEqual([])
    await shot(page, 'chat-test-page')
    await page.context().close()
  })

  test('with ?preview it shows in a frame of the desk what is not saved yet, and makes no talk; a page of somebody else’s can neither frame it nor talk to it', async () => {
    const unsaved = (await desk.ask(null, 'GET', `/chat/v1/sites/${widget.siteKey}`)).body
    const visitors = async () => (await desk.ask(maren, 'GET', 'visitors')).body.rows.length
    const before = await visitors()
    // The desk frames it, as its settings page does; it has a field that is being written in.
    const page = await desk.pageFor(maren)
    await page.getByRole('main').waitFor()
    await page.evaluate((src) => {
      document.body.innerHTML = '<main><h1>Settings</h1><label>Title <input></label></main><iframe title="Preview" width="760" height="800"></iframe>'
      Object.assign(window, { ready: new Promise((done) => addEventListener('message', ({ data }) => { if (data.type === 'balie-preview-ready') done(true) })) })
      document.querySelector('iframe')!.src = src
    }, `/chat/test/${widget.siteKey}?preview`)
    await page.evaluate(() => (window as unknown as { ready: Promise<boolean> }).ready)
    const say = (more: object) => page.evaluate((message) => document.querySelector('iframe')!.contentWindow!.postMessage(message, location.origin), { type: 'balie-preview', settings: { ...unsaved, title: 'Not saved yet', colour: '#7a1f5e' }, ...more })
    const frame = page.frameLocator('iframe')
    await page.getByLabel('Title').focus()
    await say({ language: 'de' })
    await frame.getByText('Wo bleibt mein Fahrrad?').waitFor()
    await shot(page, 'chat-preview')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await say({ language: 'de', theme: 'dark', settings: { ...unsaved, title: 'And now', colour: '#123456', position: 'left', greeting: { de: 'Moin!' } } })
    await frame.getByRole('dialog', { name: 'And now' }).waitFor()
    await frame.getByText('Moin!').waitFor()
    expect(await frame.getByRole('dialog').evaluate((each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each.querySelector('.head')!).backgroundColor, each.getBoundingClientRect().left])).toEqual(['rgb(28, 27, 25)', 'rgb(18, 52, 86)', 20])
    await shot(page, 'chat-preview-dark')
    await frame.getByRole('button', { name: 'Ja, danke' }).click()
    await frame.getByText('Ja, danke').last().waitFor()
    for (const [show, words] of [['after', 'Wie war es?'], ['before', 'Chat beginnen']] as const) {
      await say({ language: 'de', show, settings: { ...unsaved, form: { ask: 'always', name: 'required', email: 'optional', fields: [], consent: {} } } })
      await frame.getByText(words).waitFor()
    }
    await shot(page, 'chat-preview-form')
    await say({ show: 'closed' })
    await frame.getByRole('button', { name: 'Open the chat' }).waitFor()
    expect(await frame.getByRole('dialog').count()).toBe(0)
    expect(await visitors()).toBeLessThanOrEqual(before)
    expect(await objections(page)).toEqual([])
    await page.context().close()

    // Somebody else's page opens it in a window, frames it, and talks to it: nothing changes.
    const evil = await openHostPage(desk.url, { site: () => 'none', bare: true })
    const theirs = await (await desk.browser.newContext()).newPage()
    const framed: string[] = []
    theirs.on('console', (message) => framed.push(message.text()))
    await theirs.goto(evil.url)
    const [opened] = await Promise.all([theirs.context().waitForEvent('page'), theirs.evaluate((url) => { Object.assign(window, { other: open(url) }) }, `${desk.url}/chat/test/${widget.siteKey}?preview`)])
    await opened.waitForFunction(() => 'Balie' in window)
    await theirs.evaluate((settings) => (window as unknown as { other: Window }).other.postMessage({ type: 'balie-preview', settings }, '*'), { ...unsaved, title: 'Evil' })
    await opened.evaluate((settings) => { postMessage({ type: 'balie-preview', settings }, '*'); dispatchEvent(new MessageEvent('message', { origin: 'https://evil.example', source: window, data: { type: 'balie-preview', settings } })) }, { ...unsaved, title: 'Evil' })
    await opened.waitForTimeout(400)
    expect(await opened.getByText('Evil').count()).toBe(0)
    for (const path of ['/', '/chats', `/chat/test/${widget.siteKey}`]) {
      const { headers } = await desk.ask(null, 'GET', path)
      expect(String(headers['content-security-policy']), path).toMatch(path.startsWith('/chat/') ? /frame-ancestors 'self'/ : /frame-ancestors 'none'/)
    }
    await evil.close()
    await theirs.context().close()
  }, 150_000)
})
