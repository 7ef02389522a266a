import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults, hasChromium, openDesk, whyNoBrowser, type Desk } from '../browser.ts'

describe.runIf(hasChromium)('the reference page', () => {
  let desk: Desk
  beforeAll(async () => { desk = await openDesk() })
  afterAll(() => desk?.close())

  test.each(['light', 'dark'] as const)('reads well at every width, %s', async (look) => {
    const page = await desk.pageFor(null, { colorScheme: look, path: '/api' })
    const loud: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') loud.push(message.text()) })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'The API of Balie' }).waitFor()
    // A page of hundreds of addresses, all made alike: colours do not change with the width, what is hidden does once.
    expect(await faults(page, 'api-reference', look, look === 'light' ? [320, 1180] : [1180])).toEqual([])
    expect(loud).toEqual([])
    if (look === 'light') {
      await page.setViewportSize({ width: 1180, height: 900 })
      const answer = page.locator('#postCasesOneReplies')
      await answer.getByText('What to send').click()
      await answer.getByText('seenMessageId').waitFor()
      await answer.scrollIntoViewIfNeeded()
      await page.screenshot({ path: 'test-results/api-reference-open.png' })
    }
  }, 180_000)
})

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))
