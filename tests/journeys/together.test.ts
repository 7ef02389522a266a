import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('two at one case', () => {
  let desk: Desk
  let counter: Counter
  beforeAll(async () => { desk = await openDesk(); counter = await aCounter() })
  afterAll(async () => { await desk?.close() })

  test('Jonas sees that Maren looks, then that she writes, then that she is gone; after a restart of the server it is so again', async () => {
    const jonas = await aPerson({ accountId: counter.accountId, name: 'Jonas Brandt', brandIds: [counter.brandId] })
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Zwei zugleich' }))
    const his = await desk.pageFor(jonas, { path: `/cases/unassigned/${caseId}` })
    await his.getByRole('article', { name: /Fatima/ }).waitFor()
    const hers = await desk.pageFor(counter.agent, { path: `/cases/unassigned/${caseId}` })
    await hers.getByText('Jonas Brandt is looking at this case').waitFor()
    await his.getByText('Maren Lindqvist is looking at this case').waitFor()
    await hers.keyboard.press('r')
    await hers.keyboard.type('Ich schreibe schon.')
    await his.getByText('Maren Lindqvist is writing an answer').waitFor()
    await shot(his, 'together')
    expect(await objections(his)).toEqual([])
    await desk.restart(300)
    await his.getByText(/Maren Lindqvist is (?:looking|writing)/).waitFor({ timeout: 25_000 })
    await hers.context().close()
    await his.getByText(/Maren Lindqvist is/).waitFor({ state: 'detached' })
    await his.context().close()
  }, 90_000)
})
