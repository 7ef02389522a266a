import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { faults, hasChromium, openDesk, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('the looks of the doors', () => {
  let desk: Desk
  beforeAll(async () => { desk = await openDesk() })
  afterAll(() => desk?.close())
  const looks = ['light', 'dark'] as const
  const owner = { accountName: 'Veerhuis', name: 'Geert Veenstra', email: 'geert@veerhuis.example', password: 'a long password of his', brand: { name: 'Fjeld & Wald', referencePrefix: 'F', language: 'en', timeZone: 'Europe/Berlin' } }

  /** Goes through some screens in light and in dark, on a page of its own each. */
  async function faultsOf(screens: Array<[name: string, path: string, reach: (page: Page) => Promise<unknown>]>): Promise<string[]> {
    const found: string[] = []
    for (const look of looks) {
      const page = await desk.pageFor(null, { colorScheme: look })
      for (const [name, path, reach] of screens) {
        await page.goto(desk.url + path)
        await reach(page)
        found.push(...await faults(page, name, look))
      }
      await page.context().close()
    }
    return found
  }
  const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).waitFor()

  test('before anything is there: the set-up, also with what it objects to', async () => {
    expect(await faultsOf([
      ['set-up', '/', heading('Set up Balie')],
      ['set-up-refused', '/', async (page) => {
        await page.route('**/api/v1/setup', (route) => route.request().method() === 'POST' ? route.abort() : route.continue())
        for (const label of ['Name of the organisation', 'Your name', 'Name of the brand']) await page.getByLabel(label).fill('An uncommonly long name that nobody expected here')
        await page.getByLabel('E-mail address').fill(owner.email)
        await page.getByLabel('Password', { exact: true }).fill(owner.password)
        await page.getByRole('button', { name: 'Set up' }).click()
        await page.getByRole('alert').waitFor()
      }],
    ])).toEqual([])
  }, 120_000)

  test('at the door: signing in, refused, the code, a forgotten password, a link that has run out, and nobody there', async () => {
    expect((await desk.ask(null, 'POST', 'setup', owner)).status).toBe(200)
    const fill = async (page: Page) => {
      await page.getByLabel('E-mail address').fill(owner.email)
      await page.getByLabel('Password', { exact: true }).fill('not the password')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    }
    expect(await faultsOf([
      ['sign-in', '/', heading('Sign in')],
      ['sign-in-refused', '/', async (page) => { await fill(page); await page.getByRole('alert').waitFor() }],
      ['sign-in-code', '/', async (page) => {
        await page.route('**/api/v1/session', (route) => route.request().method() === 'POST' ? route.fulfill({ json: { next: 'second-factor' } }) : route.continue())
        await fill(page)
        await page.getByLabel('Code').waitFor()
      }],
      ['forgotten', '/forgotten', async (page) => { await page.getByLabel('E-mail address').fill('nobody@veerhuis.example'); await page.getByRole('button').first().click(); await page.getByRole('status').first().waitFor() }],
      ['reset-run-out', '/password-resets/run-out', async (page) => { await page.locator('input[type=password]').fill(owner.password); await page.locator('form button[type=submit]').click(); await page.getByRole('alert').waitFor() }],
      ['invitation-run-out', '/invitations/run-out', (page) => page.getByText('not valid any more').waitFor()],
      ['server-away', '/?away', async (page) => { await page.route('**/api/v1/me', (route) => route.abort()); await page.reload(); await page.getByRole('button', { name: 'Try again' }).waitFor() }],
    ])).toEqual([])
  }, 150_000)
})
