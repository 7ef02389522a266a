import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { hasChromium, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('a day', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  let manager: Actor
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '1' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
    manager = await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'Annelies Postma' })
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  test('a note, a forward with a file, a tag, a priority, the customer’s note', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Stange' }))
    const page = await desk.pageFor(counter.agent, { path: `/cases/all/${caseId}` })
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    await page.keyboard.press('n')
    await page.keyboard.type('Nur für uns.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article', { name: /only for colleagues/ }).getByText('Nur für uns.').waitFor()

    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await page.getByRole('tab', { name: 'Forward', selected: true }).waitFor()
    await page.getByLabel(/Add an address to To/).fill('lager@zelt.example')
    await page.keyboard.press('Enter')
    await page.getByLabel('Text').fill('Bitte liefern.')
    await page.locator('input[type=file]').setInputFiles({ name: 'skizze.txt', mimeType: 'text/plain', buffer: Buffer.from('Stange N3') })
    await page.getByText('skizze.txt').first().waitFor()
    // The name is there from the start; sending waits for the whole file.
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    await page.getByLabel('Text').press('Control+Enter')
    await until(() => box.received.filter((each) => each.to.includes('lager@zelt.example')).length, (n) => n === 1, 10_000)
    expect(box.received.at(-1)!.raw).toContain('skizze.txt')

    await page.getByRole('button', { name: /Add a tag/ }).click()
    await page.keyboard.type('ersatzteil')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Priority/ }).click()
    await page.getByRole('menuitemradio', { name: 'Urgent' }).click()
    await expect.poll(async () => { const { body } = await desk.ask(counter.agent, 'GET', `cases/${caseId}`); return [body.priority, body.tags] }).toEqual(['urgent', ['ersatzteil']])
    await shot(page, 'a-day-case')
    await page.context().close()
  }, 60_000)

  test('search finds a case by its words, wherever it stands', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Ganz anderes', text: 'Der Reißverschluss meiner Regenjacken klemmt.' }))
    await desk.ask(counter.agent, 'PUT', `cases/${caseId}/status`, { status: 'solved' })
    const page = await desk.pageFor(counter.agent, { path: '/cases/mine' })
    await page.locator('.case-list').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('Regenjacke')
    await page.locator('.case-row', { hasText: 'Ganz anderes' }).waitFor({ timeout: 8_000 })
    await page.context().close()
  }, 60_000)

  test('a quarantined mail is filed by hand from the ledger', async () => {
    const held = await arrive(counter, aMail(counter, { subject: 'Kein Spam', headers: { 'X-Spam-Flag': 'YES' } }))
    expect(held.state).toBe('quarantined')
    const page = await desk.pageFor(manager, { path: '/ledger' })
    const row = page.getByRole('row', { name: /Kein Spam/ })
    await row.getByText('In quarantine').waitFor()
    await row.getByRole('button').last().click()
    await page.getByRole('menuitem', { name: /File it now/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'As the rules find' }).click()
    await row.getByText('Filed', { exact: true }).waitFor({ timeout: 10_000 })
    await page.context().close()
  }, 60_000)

  test('a letter that was refused says why on the message and in the outbox', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { from: 'Strikt <strikt@kunde.example>', subject: 'Strikt' }))
    box.letterAnswers.set('strikt@kunde.example', { code: 554, words: 'no thank you' })
    const view = (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body
    await desk.ask(counter.agent, 'POST', `cases/${caseId}/replies`, { text: 'Hallo', to: view.recipients.to, seenMessageId: view.lastMessageId })
    const page = await desk.pageFor(counter.agent, { path: `/cases/all/${caseId}` })
    await page.locator('.delivery__detail', { hasText: 'no thank you' }).waitFor({ timeout: 10_000 })
    await page.getByText('Not delivered').first().waitFor()
    await page.context().close()
    const outbox = await desk.pageFor(manager, { path: '/outbox' })
    await outbox.getByText('no thank you').first().waitFor()
    await outbox.context().close()
  }, 60_000)

  test('a connection test says in words what is wrong; the language of the desk changes at once', async () => {
    const page = await desk.pageFor(manager, { path: '/channels' })
    await page.getByRole('button', { name: 'New mailbox' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^E-mail address/).fill('neu@fjeld-wald.test')
    await dialog.getByLabel(/Name shown to customers/).fill('Neu')
    await dialog.getByLabel('Server').first().fill('127.0.0.1')
    await dialog.getByLabel('Port').first().fill('9')
    await dialog.getByLabel('User name').first().fill('neu')
    await dialog.getByLabel(/^Password/).first().fill('geheim')
    await dialog.getByLabel('Send answers through this server').uncheck()
    await dialog.getByRole('button', { name: 'Test the connection' }).click()
    await dialog.getByText('The server refuses connections on this port.').first().waitFor({ timeout: 15_000 })
    await shot(page, 'a-day-channel-check')
    await page.goto(`${desk.url}/profile`)
    await page.getByLabel('Language').selectOption('da')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('da')
    await page.context().close()
  }, 60_000)
})
