import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { Webhook as Verifier } from 'standardwebhooks'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { openReceiver, type Receiver } from '#testing/webhooks'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('a manager tells a program of the warehouse what happens', () => {
  let desk: Desk
  let counter: Counter
  let receiver: Receiver
  let page: Page
  let secret = ''
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter()
    receiver = await openReceiver()
    page = await desk.pageFor(await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'Annelies Postma' }), { path: '/webhooks' })
  })
  afterAll(async () => { await desk?.close(); await receiver?.close() })

  test('makes a webhook, copies its secret, and sends a test that the other side believes', async () => {
    await page.getByText('No program is told anything yet').waitFor()
    await page.getByRole('button', { name: 'New webhook' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Lager Flensburg')
    await dialog.getByLabel('Address to send to').fill(receiver.url)
    await dialog.getByLabel('Messages and notes').check()
    expect(await objections(page)).toEqual([])
    await shot(page, 'webhook-dialog')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const shown = page.getByRole('dialog', { name: 'Secret of Lager Flensburg' })
    secret = await shown.locator('code').first().innerText()
    await shot(page, 'webhook-secret')
    await shown.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Send a test Lager Flensburg' }).click()
    await page.getByText('A test is on its way.').waitFor()
    const [test] = await until(() => receiver.heard, (all) => all.length === 1)
    expect(new Verifier(secret).verify(test!.body, test!.headers)).toMatchObject({ type: 'webhook.test' })
  }, 60_000)

  test('sees what was sent and what went wrong, and sends it again', async () => {
    receiver.answers.push({ status: 410, body: 'moved to the harbour' })
    await arrive(counter, aMail(counter, { subject: 'Zelt mit gebrochener Stange' }))
    await page.getByText('Disabled: the receiver answered 410, it is gone.').waitFor()
    expect(await faults(page, 'webhooks', 'light')).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: 'Resume Lager Flensburg' }).click()
    await page.getByRole('link', { name: 'Lager Flensburg' }).click()
    await page.getByLabel('State').selectOption('failed')
    const failed = page.getByRole('listitem').filter({ hasText: 'Failed' }).first()
    await failed.locator('summary').click()
    await failed.getByText('moved to the harbour').waitFor()
    await page.getByLabel('State').selectOption('')
    await page.getByText('webhook.test', { exact: true }).waitFor()
    expect(await faults(page, 'webhook-deliveries', 'light')).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    const before = receiver.heard.length
    await page.getByRole('button', { name: 'Send again all that failed' }).click()
    await page.getByText(/is sent again|are sent again/).waitFor()
    await until(() => receiver.heard.length, (n) => n > before)
    await page.getByText('sent again', { exact: true }).first().waitFor({ timeout: 10_000 })
    await shot(page, 'webhook-replayed')
  }, 120_000)

  test('in the dark it reads as well', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await faults(page, 'webhook-deliveries', 'dark')).toEqual([])
  }, 60_000)
})
