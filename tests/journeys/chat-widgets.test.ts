import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aCounter, type Counter } from '#testing/email'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('a manager puts a widget on the shop’s site', () => {
  let desk: Desk
  let counter: Counter
  let page: Page
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter()
    page = await desk.pageFor(await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'Annelies Postma' }), { path: '/widgets' })
  })
  afterAll(async () => { await desk?.close() })

  test('makes one, sees it as it will be, and saves it; an origin that is none is said at its field', async () => {
    await page.getByText('No widget yet').waitFor()
    await page.getByRole('button', { name: 'New widget' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Zelte und mehr')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Zelte und mehr' }).waitFor()
    await page.getByLabel('Words in').selectOption('de')
    await page.getByLabel('Greeting', { exact: true }).fill('Moin! Was können wir für Sie tun?')
    await page.getByLabel('It is asked').selectOption('always')
    await page.getByRole('button', { name: 'Ask something more' }).click()
    await page.getByLabel('Question').fill('Bestellnummer')
    const preview = page.frameLocator('iframe[title="The widget on a page"]')
    await preview.getByText('Moin! Was können wir für Sie tun?').waitFor()
    await preview.getByLabel(/Bestellnummer/).waitFor()
    await page.getByLabel('Only at certain hours').check()
    await page.getByRole('button', { name: 'Add a greeting' }).click()
    await page.getByLabel('Words', { exact: true }).fill('Noch Fragen zum Zelt?')
    await page.getByLabel('Sites on which it may run').fill('https://zelte.example/kasse')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Write it as https://shop.example.', { exact: true }).waitFor()
    expect(await objections(page)).toEqual([])
    await page.getByLabel('Sites on which it may run').fill('https://zelte.example')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    const { body } = await desk.ask(await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId] }), 'GET', 'widgets')
    expect(body.rows[0]).toMatchObject({ name: 'Zelte und mehr', version: 2, settings: { origins: ['https://zelte.example'], greeting: { de: 'Moin! Was können wir für Sie tun?' }, hours: { length: 5 }, form: { fields: [{ label: { de: 'Bestellnummer' } }] } } })
  }, 60_000)

  test('sees the widget itself in every moment, in the dark and on a phone, before anything is saved', async () => {
    const preview = page.frameLocator('iframe[title="The widget on a page"]')
    const aside = page.getByRole('complementary', { name: 'Preview' })
    await page.getByLabel('Title of the window').fill('Zelte & mehr')
    await preview.getByText('Zelte & mehr').first().waitFor()
    await shot(page, 'widget-preview-before')
    await aside.getByLabel('What is shown').selectOption('talk')
    await preview.getByText('Wo bleibt mein Fahrrad?').waitFor()
    await aside.getByRole('button', { name: 'Dark' }).click()
    await shot(page, 'widget-preview-dark')
    await aside.getByRole('button', { name: 'Phone' }).click()
    await shot(page, 'widget-preview-phone')
    await aside.getByLabel('What is shown').selectOption('away')
    await aside.getByRole('button', { name: 'Dark' }).click()
    await aside.getByRole('button', { name: 'Phone' }).click()
    await preview.getByLabel(/Bestellnummer/).waitFor()
    await shot(page, 'widget-preview-away')
    await page.getByRole('button', { name: 'Undo changes' }).click()
    const { body } = await desk.ask(await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId] }), 'GET', 'visitors')
    expect(body.rows, 'looking at it makes nobody a visitor').toEqual([])
  }, 60_000)

  test('takes it back with undo', async () => {
    await page.getByLabel('Title of the window').fill('Ein Versehen')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => page.getByText('Not saved yet.').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await expect.poll(() => page.getByLabel('Title of the window').inputValue()).toBe('')
    expect(await page.getByLabel('Greeting', { exact: true }).inputValue()).toBe('Moin! Was können wir für Sie tun?')
  }, 60_000)

  test('makes a signing key, sees its secret once, and retires it', async () => {
    await page.getByRole('button', { name: 'New key' }).click()
    const dialog = page.getByRole('dialog', { name: 'A new signing key' })
    const secret = await dialog.locator('code').last().innerText()
    expect(secret).toMatch(/^[\w-]{43}$/)
    await shot(page, 'widget-key')
    await dialog.getByRole('button', { name: 'Done' }).click()
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: /^Retire/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click()
    await page.getByText('No key: nobody can be identified.').waitFor()
  }, 60_000)

  test('reads well at every width, in light and dark, list and editor', async () => {
    expect(await faults(page, 'widget', 'light')).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await faults(page, 'widget', 'dark')).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`${desk.url}/widgets`)
    await page.getByRole('link', { name: 'Zelte und mehr', exact: true }).waitFor()
    expect(await faults(page, 'widgets', 'light')).toEqual([])
  }, 120_000)
})
