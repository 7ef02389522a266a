import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import type { Page } from 'playwright-core'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor } from '#testing/accounts'
import { aWidget, type WidgetMade } from '#testing/chat'
import { aCounter, type Counter } from '#testing/email'
import type { AgentTalk, TalkLines, Visitor } from '#contracts/chat'
import type { Actor } from '#platform/permissions'
import { openHostPage } from '../../widget/testing/double.ts'
import { hasChromium, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

type Said = { identify: (who: object) => void; on: (event: string, heard: (fact: unknown) => void) => void }
declare const Balie: Said

// What happens to a visitor in the world: pages that are left, laptops that are closed, servers that go, floods from next door. The widget as it is built, and the real server.
describe.runIf(hasChromium)('a visitor who is interrupted', () => {
  let desk: Desk
  let counter: Counter
  let widget: WidgetMade
  let maren: Actor
  let shop: Awaited<ReturnType<typeof openHostPage>>
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter()
    maren = await anActor({ accountId: counter.accountId, name: 'Maren Lindqvist', brandIds: [counter.brandId] })
    shop = await openHostPage(desk.url, { site: () => widget.siteKey, css: 'body{font:17px/1.6 Georgia,serif;margin:48px}' })
    widget = await aWidget({ ...counter, settings: { origins: [new URL(shop.url).origin], title: 'Fjeld & Wald', form: { ask: 'never', name: 'optional', email: 'optional', fields: [], consent: {} } } })
  })
  afterAll(async () => { await shop?.close(); await desk?.close() })

  const log = (page: Page) => page.getByRole('log')
  const field = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })
  async function visit(): Promise<Page> {
    const page = await (await desk.browser.newContext({ viewport: { width: 1200, height: 860 }, locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
    await page.goto(shop.url)
    return page
  }
  async function open(page: Page) { await page.getByRole('button', { name: /^Open the chat/ }).click(); await field(page).waitFor() }
  async function write(page: Page, words: string) { await field(page).fill(words); await field(page).press('Enter') }
  const shown = (page: Page) => log(page).locator('.line:not(:has(.on-its-way)) .bubble p').allTextContents()
  const kept = async (talk: AgentTalk) => (await desk.ask<z.infer<typeof TalkLines>>(maren, 'GET', `talks/${talk.id}`)).body.lines.filter((line) => line.by !== 'system').map((line) => line.text)
  const answer = (talk: AgentTalk, text: string) => desk.ask(maren, 'POST', `talks/${talk.id}/lines`, { clientId: randomUUID(), text })
  /** The talk that began with these words. */
  async function talkOf(page: Page, words: string): Promise<AgentTalk> {
    await write(page, words)
    await log(page).getByText('Delivered').waitFor()
    const { waiting } = (await desk.ask<{ waiting: AgentTalk[] }>(maren, 'GET', 'chats')).body
    return waiting.find((each) => each.last?.text === words)!
  }

  test('who leaves the page again and again in mid-send has said everything, once, in order', async () => {
    const page = await visit()
    await open(page)
    const talk = await talkOf(page, 'Line 0')
    const all = ['Line 0']
    for (let n = 1; n <= 8; n++) {
      all.push(`Line ${n}`)
      await write(page, `Line ${n}`)
      await page.waitForTimeout(n * 3 % 11)
      await page.reload()
      await field(page).waitFor()
    }
    await expect.poll(() => kept(talk)).toEqual(all)
    await expect.poll(() => shown(page)).toEqual(all)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':say:')))).toEqual([])
    await page.context().close()
  }, 60_000)

  test('a laptop that sleeps while an agent answers and the server is changed has everything when it wakes', async () => {
    const page = await visit()
    await open(page)
    const talk = await talkOf(page, 'Is it still in stock?')
    const browser = await page.context().newCDPSession(page)
    await browser.send('Page.setWebLifecycleState', { state: 'frozen' })
    await answer(talk, 'Said while you slept')
    await desk.restart(700)
    await answer(talk, 'And after the change')
    await pause(1_500)
    await browser.send('Page.setWebLifecycleState', { state: 'active' })
    await log(page).getByText('And after the change').waitFor({ timeout: 30_000 })
    await write(page, 'I am awake')
    await expect.poll(() => kept(talk)).toEqual(['Is it still in stock?', 'Said while you slept', 'And after the change', 'I am awake'])
    await expect.poll(() => shown(page)).toEqual(await kept(talk))
    await page.context().close()
  }, 90_000)

  test('the server goes while lines and a picture are on their way: each arrives once, in the order of writing', async () => {
    const page = await visit()
    await open(page)
    const talk = await talkOf(page, 'One')
    const restarting = desk.restart(1_200)
    for (const words of ['Two', 'Three', 'Four']) await write(page, words)
    await restarting
    await expect.poll(() => kept(talk), { timeout: 30_000 }).toEqual(['One', 'Two', 'Three', 'Four'])
    await page.context().setOffline(true)
    for (const words of ['Five, in a tunnel', 'Six']) await write(page, words)
    await page.getByText('No connection. What you write is sent as soon as it is back.').waitFor()
    await answer(talk, 'Meanwhile')
    await page.context().setOffline(false)
    await expect.poll(() => kept(talk), { timeout: 30_000 }).toEqual(['One', 'Two', 'Three', 'Four', 'Meanwhile', 'Five, in a tunnel', 'Six'])
    await expect.poll(() => shown(page)).toEqual(await kept(talk))
    await shot(page, 'chat-interrupted')
    await page.context().close()
  }, 90_000)

  test('the site says who it is, signed; the page hears whether that was taken, and the desk sees whom', async () => {
    const page = await visit()
    await page.waitForFunction(() => 'on' in ((window as unknown as { Balie?: object }).Balie ?? {}))
    await page.evaluate(() => { const heard: unknown[] = []; Object.assign(window, { heard }); for (const event of ['identified', 'refused']) Balie.on(event, (fact) => heard.push([event, fact])) })
    const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
    const jwt = (secret: string, seconds: number) => new SignJWT({ name: 'Fatima Haddad', email: 'fatima@kunde.example' }).setProtectedHeader({ alg: 'HS256' }).setSubject('c-77').setExpirationTime(Math.floor(Date.now() / 1000) + seconds).sign(new TextEncoder().encode(secret))
    await page.evaluate((who) => Balie.identify(who), { jwt: await jwt('a key that somebody made up, long enough', 600) })
    await expect.poll(heard).toEqual([['refused', 'bad-signature']])
    await page.evaluate((who) => Balie.identify(who), { jwt: await jwt(widget.signingSecret, -600) })
    await expect.poll(heard).toEqual([['refused', 'bad-signature'], ['refused', 'expired']])
    await page.evaluate((who) => Balie.identify(who), { jwt: await jwt(widget.signingSecret, 600) })
    await expect.poll(heard).toEqual([['refused', 'bad-signature'], ['refused', 'expired'], ['identified', true]])
    await open(page)
    const talk = await talkOf(page, 'It is I')
    expect(talk.visitor).toMatchObject({ identified: { externalId: 'c-77' }, name: 'Fatima Haddad' })
    // By another browser and without a library: as docs/chat-for-sites.md shows it.
    const phone = await visit()
    const said = { id: 'c-77', email: 'fatima@kunde.example', name: 'Fatima Haddad', expires: Math.floor(Date.now() / 1000) + 600 }
    await phone.waitForFunction(() => 'on' in ((window as unknown as { Balie?: object }).Balie ?? {}))
    await phone.evaluate((who) => Balie.identify(who), { ...said, hash: createHmac('sha256', widget.signingSecret).update([said.id, said.name, said.email, said.expires].join('\n')).digest('hex') })
    await open(phone)
    const other = await talkOf(phone, 'And here')
    expect(other.visitor.customerId).toBe(talk.visitor.customerId)
    expect(await log(phone).getByText('It is I').count()).toBe(0)
    for (const each of [page, phone]) await each.context().close()
  }, 60_000)

  test('an agent greets who looks around; the talk begins when they answer', async () => {
    const online = async () => (await desk.ask<{ rows: Visitor[] }>(maren, 'GET', 'visitors')).body.rows.filter((each) => each.online)
    const before = (await online()).map((each) => each.id)
    const page = await visit()
    const there = async () => (await online()).find((each) => !before.includes(each.id))
    await expect.poll(there).toMatchObject({ page: { title: 'Bikes' } })
    expect(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/widget-')))).toBe(false)
    expect((await desk.ask(maren, 'POST', `visitors/${(await there())!.id}/greeting`, { text: 'Good morning! Are you looking for a tent?' })).status).toBe(204)
    await page.getByRole('button', { name: 'Good morning! Are you looking for a tent?' }).click()
    await log(page).getByText('Good morning! Are you looking for a tent?').waitFor()
    const talk = await talkOf(page, 'I am, for two')
    await answer(talk, 'This one')
    await log(page).getByText('This one').waitFor()
    await page.context().close()
  }, 60_000)

  test('a flood from the same address: the visitor gets in by the work that is asked of everybody there', async () => {
    const page = await visit()
    await page.getByRole('button', { name: /^Open the chat/ }).waitFor()
    const types = new Set<string>()
    let going = true
    const flood = async () => {
      while (going) {
        const answer = await fetch(`${desk.url}/chat/v1/exchange`, { method: 'POST', headers: { 'content-type': 'application/json', 'origin': new URL(shop.url).origin }, body: JSON.stringify({ frames: [{ type: 'enter', site: widget.siteKey, page: { url: shop.url, title: '', referrer: '' } }] }) }).then((each) => each.json() as Promise<{ frames: Array<{ type: string }> }>).catch(() => null)
        for (const { type } of answer?.frames ?? []) types.add(type)
      }
    }
    const floods = Array.from({ length: 8 }, flood)
    await expect.poll(() => types.has('challenge'), { timeout: 20_000 }).toBe(true)
    await page.evaluate(() => localStorage.clear())
    await page.reload()
    await open(page)
    await write(page, 'Let me through')
    await log(page).getByText('Delivered').waitFor({ timeout: 30_000 })
    going = false
    await Promise.all(floods)
    await page.context().close()
  }, 90_000)
})
