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

  test('the settings page shows on it what is not saved yet; a page of somebody else’s can neither frame it nor talk to it', async () => {
    const unsaved = (await desk.ask(null, 'GET', `/chat/v1/sites/${widget.siteKey}`)).body
    const page = await desk.pageFor(null, { path: `/chat/test/${widget.siteKey}` })
    await page.waitForFunction(() => !!document.querySelector('balie-chat'))
    await page.evaluate((settings) => postMessage({ type: 'balie-preview', settings, open: true }, location.origin), { ...unsaved, title: 'Not saved yet', colour: '#7a1f5e' })
    await page.getByRole('heading', { name: 'Not saved yet' }).waitFor()
    expect(await page.locator('balie-chat').count()).toBe(1)
    // Somebody who framed or opened it would be another source and another origin: nothing changes.
    await page.evaluate((settings) => window.dispatchEvent(new MessageEvent('message', { origin: 'https://evil.example', source: window, data: { type: 'balie-preview', settings } })), { ...unsaved, title: 'Evil' })
    await page.waitForTimeout(300)
    expect(await page.getByRole('heading', { name: 'Not saved yet' }).count()).toBe(1)
    const answer = await desk.ask(null, 'GET', `/chat/test/${widget.siteKey}`)
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    await page.context().close()
  })
})
