import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { hasChromium, objections, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('keys', () => {
  let desk: Desk
  let counter: Counter
  beforeAll(async () => { desk = await openDesk({ BALIE_UNDO_SECONDS: '20' }); counter = await aCounter() })
  afterAll(async () => { await desk?.close() })

  test('a key is put elsewhere: it is shown there, works there and no longer where it was; one that means something is not taken; u takes an offer', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Tasten' }))
    const page = await desk.pageFor(counter.agent, { path: `/cases/unassigned/${caseId}` })
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /Change.*Take/ }).click()
    await page.keyboard.press('e')
    await dialog.getByText(/already means/).waitFor()
    await dialog.getByRole('button', { name: /Change.*Take/ }).click()
    await page.keyboard.press('y')
    await dialog.getByRole('button', { name: 'Back to the usual keys' }).waitFor()
    await shot(page, 'keys')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await page.locator('.kbd[data-keys="y"]').count()).toBe(1)
    await page.keyboard.press('t')
    await page.keyboard.press('y')
    await page.getByText('The case is yours.').waitFor()
    await page.reload()
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('Zu früh.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status').getByRole('button', { name: /Undo/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await expect.poll(() => writtenIn(page.getByLabel('Text'))).toBe('Zu früh.')
    await page.context().close()
  }, 60_000)
})
