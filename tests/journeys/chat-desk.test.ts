import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aWidget, aWindow, type WidgetMade } from '#testing/chat'
import { aCounter, type Counter } from '#testing/email'
import { faults, hasChromium, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('agents talk with visitors', () => {
  let desk: Desk
  let counter: Counter
  let widget: WidgetMade
  let maren: Page
  let jonas: Page
  let fatima: Awaited<ReturnType<typeof aWindow>>
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter()
    widget = await aWidget({ ...counter, settings: { sneakPeek: true } })
    const of = { accountId: counter.accountId, brandIds: [counter.brandId] }
    maren = await desk.pageFor(await anActor({ ...of, name: 'Maren Lindqvist' }), { path: '/' })
    jonas = await desk.pageFor(await anActor({ ...of, role: 'supervisor', name: 'Jonas Brandt' }), { path: '/chats' })
    fatima = await aWindow(Number(new URL(desk.url).port), widget)
    await fatima.hears('welcome')
  })
  afterAll(async () => { fatima?.close(); await desk?.close() })

  const row = (page: Page) => page.locator('.talk-row').first()

  test('a chat that waits shows by itself, is taken by key, and answered with Enter', async () => {
    await maren.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    await maren.keyboard.press('g')
    await maren.keyboard.press('c')
    await maren.getByText('Nobody waits').waitFor()
    await maren.getByRole('switch', { name: 'I take chats' }).check()
    await fatima.says('Wo ist mein Fahrrad?')
    await maren.getByRole('link', { name: /^Chats 1 waits/ }).waitFor()
    await maren.getByText(/waits in the chat/).first().waitFor()
    await shot(maren, 'chat-waits')
    await row(maren).click()
    await maren.getByRole('log').getByText('Wo ist mein Fahrrad?').waitFor()
    await maren.getByRole('complementary', { name: 'Visitor' }).getByText('Zelte', { exact: true }).waitFor()
    await maren.getByRole('button', { name: /^Take\b/ }).click()
    await maren.getByText('The case is yours.').waitFor()
    const box = maren.getByRole('textbox', { name: /^Write to/ })
    await box.fill('Guten Tag! Ich sehe nach.')
    await until(() => fatima.of('typing'), (all) => all.some((each) => each.name !== null))
    await box.press('Enter')
    await until(() => fatima.lines(), (lines) => lines.some((each) => each.by === 'agent' && each.text === 'Guten Tag! Ich sehe nach.'))
    await maren.getByRole('log').getByText('Guten Tag! Ich sehe nach.').waitFor()
    expect(await box.inputValue()).toBe('')
    await maren.getByRole('log').getByText('✓').first().waitFor()
    fatima.say({ type: 'read', n: fatima.lines().at(-1)!.n })
    await maren.getByText('✓✓ Read').waitFor({ timeout: 20_000 })
  }, 90_000)

  test('the colleague sees it in the same moment, and what is being typed', async () => {
    await row(jonas).click()
    await jonas.getByRole('log').getByText('Guten Tag! Ich sehe nach.').waitFor()
    fatima.say({ type: 'typing', on: true, text: 'Es war rot und' })
    await maren.getByText('Es war rot und').first().waitFor()
    fatima.say({ type: 'typing', on: false, text: '' })
    await fatima.says('Es war rot.')
    for (const page of [maren, jonas]) await page.getByRole('log').getByText('Es war rot.').waitFor()
  }, 60_000)

  test('a supervisor whispers: unmistakably a note, never told to the visitor', async () => {
    const note = jonas.getByRole('textbox', { name: 'Note, only for colleagues' })
    await note.fill('Biete ihr die Abholung an.')
    await shot(jonas, 'chat-whisper')
    await note.press('Enter')
    await jonas.getByText('Saved.').waitFor()
    for (const page of [maren, jonas]) await page.locator('.talk-line--note').getByText('Biete ihr die Abholung an.').waitFor()
    expect(fatima.lines().map((each) => each.text)).not.toContain('Biete ihr die Abholung an.')
  }, 60_000)

  test('a card and a line that is written twice as fast go in their order, each once', async () => {
    const box = maren.getByRole('textbox', { name: /^Write to/ })
    for (const words of ['Eins', 'Zwei', 'Drei']) { await box.fill(words); await box.press('Enter') }
    await maren.getByRole('button', { name: 'Card …' }).click()
    const dialog = maren.getByRole('dialog')
    await dialog.getByLabel('Kind').selectOption('choices')
    await dialog.getByLabel('Title').fill('Wann passt es?')
    await dialog.getByLabel('Replies, one a line').fill('Heute\nMorgen')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await until(() => fatima.lines(), (lines) => lines.some((each) => each.card !== null))
    expect(fatima.lines().filter((each) => each.by === 'agent').map((each) => each.card?.choices ?? each.text)).toEqual(['Guten Tag! Ich sehe nach.', 'Eins', 'Zwei', 'Drei', ['Heute', 'Morgen']])
  }, 60_000)

  test('reads well at every width, in light and dark', async () => {
    expect(await faults(maren, 'chats', 'light')).toEqual([])
    await maren.emulateMedia({ colorScheme: 'dark' })
    expect(await faults(maren, 'chats', 'dark')).toEqual([])
    await maren.emulateMedia({ colorScheme: 'light' })
    await maren.setViewportSize({ width: 1440, height: 900 })
    await jonas.goto(`${desk.url}/visitors`)
    await jonas.getByText('https://fjeld-wald.example/zelte').waitFor()
    expect(await faults(jonas, 'visitors', 'light')).toEqual([])
    await jonas.setViewportSize({ width: 1440, height: 900 })
  }, 150_000)

  test('in its case one answers as in the chat', async () => {
    await maren.getByRole('link', { name: /Open the case/ }).first().click()
    const box = maren.getByRole('textbox', { name: /^Write to/ })
    await box.fill('Die Abholung ist morgen.')
    await box.press('Enter')
    await until(() => fatima.lines(), (lines) => lines.some((each) => each.text === 'Die Abholung ist morgen.'))
    await maren.getByRole('article').getByText('Die Abholung ist morgen.').waitFor()
    await shot(maren, 'chat-in-case')
    const pane = maren.getByRole('complementary', { name: 'Customer' })
    await pane.getByText('Zelte', { exact: true }).first().waitFor()
    fatima.say({ type: 'page', page: { url: 'https://fjeld-wald.example/kasse', title: 'Kasse', referrer: '' } })
    await pane.getByText('Kasse', { exact: true }).waitFor()
    await pane.getByText('Pages before').waitFor()
    await maren.locator('.case-row').getByText('By chat').first().waitFor({ state: 'attached' })
    expect(await faults(maren, 'chat-in-case', 'light')).toEqual([])
    await maren.setViewportSize({ width: 1440, height: 900 })
  }, 120_000)

  test('a visitor is greeted, and blocked with undo', async () => {
    await maren.goto(`${desk.url}/chats`)
    await row(maren).click()
    const card = maren.getByRole('complementary', { name: 'Visitor' })
    await card.getByRole('button', { name: 'Block' }).click()
    await maren.getByRole('button', { name: 'Undo', exact: true }).click()
    await card.getByRole('button', { name: 'Block', exact: true }).waitFor()
    const lena = await aWindow(Number(new URL(desk.url).port), widget)
    await lena.hears('welcome')
    await jonas.getByRole('button', { name: /^Greet/ }).first().click()
    await jonas.getByRole('dialog').getByLabel('Words').fill('Darf ich helfen?')
    await jonas.getByRole('dialog').getByRole('button', { name: 'Greet' }).click()
    expect(await lena.hears('greeting')).toMatchObject({ text: 'Darf ich helfen?' })
    lena.close()
  }, 60_000)

  test('ends with what it was about', async () => {
    await maren.getByRole('button', { name: /^End/ }).click()
    const dialog = maren.getByRole('dialog', { name: 'End the chat' })
    await dialog.getByLabel('Tags').fill('fahrrad, abholung')
    await dialog.getByLabel('Note about it').fill('Abholung morgen.')
    await dialog.getByRole('button', { name: 'End' }).click()
    await maren.getByRole('status').getByText('The chat has ended.').first().waitFor()
  }, 60_000)
})
