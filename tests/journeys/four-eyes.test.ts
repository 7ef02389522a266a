import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aPerson } from '#testing/accounts'
import { aCounter, aMail, arrive, readMail, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('four eyes', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  let [ida, jonas, femke]: Actor[] = []
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '1' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
    const who = (name: string, role: 'agent' | 'manager' = 'agent') => aPerson({ accountId: counter.accountId, name, role, brandIds: [counter.brandId] })
    ;[ida, jonas, femke] = [await who('Ida Tamm'), await who('Jonas Brandt'), await who('Femke Bakker', 'manager')]
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  const open = async (actor: Actor | undefined, caseId: string): Promise<Page> => { const page = await desk.pageFor(actor!, { path: `/cases/all/${caseId}` }); await page.locator('.editor__text').first().waitFor(); return page }
  const composer = (page: Page) => page.getByRole('region', { name: 'Write' })
  const card = (page: Page) => page.getByRole('region', { name: 'Ida Tamm asks you to look over an answer' })

  test('a manager says whose letters need a second look', async () => {
    const page = await desk.pageFor(femke!, { path: '/second-eyes' })
    await page.getByRole('region', { name: 'Fjeld & Wald' }).getByLabel('Ida Tamm').check()
    await page.getByRole('button', { name: 'Save Fjeld & Wald' }).click()
    await page.getByText('Saved.').waitFor()
    expect(await faults(page, 'second-eyes', 'light')).toEqual([])
    await page.context().close()
  }, 60_000)

  test('Ida hands over; Jonas sees her letters come, says something, changes and approves it; she sends it under a subject of her own, and her colleagues see who looked', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Vier Augen', id: 'four@kunde.example' }))
    const [hers, his] = [await open(ida, caseId!), await open(jonas, caseId!)]
    await hers.keyboard.press('r')
    await hers.keyboard.type('Guten Tag, wir schicken eine Stange.')
    await composer(hers).getByRole('button', { name: /Fatima/ }).click()
    await composer(hers).getByRole('button', { name: 'Subject' }).click()
    await composer(hers).getByLabel('Subject').fill('Ihre neue Stange')
    await composer(hers).getByRole('button', { name: /^Hand over for review/ }).click()
    await shot(hers, 'review-ask')
    await hers.getByLabel('What should they look at?').fill('Darf ich das Porto zusagen?')
    await hers.getByRole('button', { name: /^Jonas Brandt/ }).click()
    await composer(hers).getByText('Jonas Brandt is asked to look over it.').waitFor()
    await card(his).getByText('wir schicken eine Stange.').waitFor()
    await card(his).getByText('Darf ich das Porto zusagen?').waitFor()
    // As it is written.
    await composer(hers).getByLabel('Text').click()
    await hers.keyboard.press('Control+End')
    await hers.keyboard.type(' Das Porto tragen wir.')
    await card(his).getByText('Das Porto tragen wir.').waitFor()
    await shot(his, 'review-card')
    expect(await objections(his)).toEqual([])
    await card(his).getByLabel('Say something about it').fill('Ja, schreib noch wann.')
    await card(his).getByRole('button', { name: 'Say it' }).click()
    await composer(hers).getByText('Ja, schreib noch wann.').waitFor()
    await card(his).getByRole('button', { name: /^Change/ }).click()
    const words = card(his).getByLabel('Draft by Ida Tamm')
    await words.click()
    await his.keyboard.press('Control+End')
    await his.keyboard.type(' Sie geht heute hinaus.')
    await card(his).getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => writtenIn(composer(hers).getByLabel('Text'))).toContain('Sie geht heute hinaus.')
    await card(his).getByRole('button', { name: 'Approve' }).click()
    await composer(hers).getByText('Jonas Brandt has approved it as it stands. You can send it.').waitFor()
    await shot(hers, 'review-approved')
    expect(await objections(hers)).toEqual([])
    await composer(hers).getByLabel('Text').press('Control+Enter')
    await hers.getByText('Written by Ida Tamm, looked over by Jonas Brandt').waitFor()
    await his.getByText('Written by Ida Tamm, looked over by Jonas Brandt').waitFor()
    await card(his).waitFor({ state: 'detached' })
    await until(() => box.received.length, (n) => n === 1)
    const letter = await readMail(Buffer.from(box.received[0]!.raw))
    expect([letter.subject, letter.inReplyTo, letter.replyText.trim()]).toEqual(['Ihre neue Stange', ['four@kunde.example'], 'Guten Tag, wir schicken eine Stange. Das Porto tragen wir. Sie geht heute hinaus.'])
    expect(letter.text).not.toContain('Jonas')
    await shot(hers, 'review-sent')
    await Promise.all([hers.context().close(), his.context().close()])
  }, 120_000)

  test('two write at once: whoever is late is asked whose words count; then Jonas sends it in her stead', async () => {
    const before = box.received.length
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Zugleich' }))
    const [hers, his] = [await open(ida, caseId!), await open(jonas, caseId!)]
    await hers.keyboard.press('r')
    await hers.keyboard.type('Eins')
    await composer(hers).getByRole('button', { name: /^Hand over/ }).click()
    await hers.getByRole('button', { name: /^Jonas Brandt/ }).click()
    await card(his).getByRole('button', { name: /^Change/ }).click()
    await composer(hers).getByLabel('Text').click()
    await hers.keyboard.press('Control+End')
    await hers.keyboard.type(' zwei')
    await until(async () => (await desk.ask(jonas!, 'GET', `cases/${caseId}/reviews`)).body.rows[0].draft.text, (text) => text === 'Eins zwei')
    await card(his).getByLabel('Draft by Ida Tamm').click()
    await his.keyboard.type(' drei')
    await card(his).getByRole('button', { name: 'Save' }).click()
    await card(his).getByText('Ida Tamm has written on meanwhile. Whose words should count?').waitFor()
    await shot(his, 'review-overtaken')
    await card(his).getByRole('button', { name: 'Keep mine' }).click()
    await expect.poll(() => writtenIn(composer(hers).getByLabel('Text'))).toBe('Eins drei')
    await card(his).getByRole('button', { name: 'Send it for Ida Tamm' }).click()
    await until(() => box.received.length, (n) => n > before)
    const sent = (await desk.ask(femke!, 'GET', `cases/${caseId}`)).body
    expect([sent.messages.at(-1).author.name, sent.messages.at(-1).text, sent.lookedOver[0].writtenBy]).toEqual(['Jonas Brandt', 'Eins drei', 'Ida Tamm'])
    await expect.poll(() => writtenIn(composer(hers).getByLabel('Text'))).toBe('')
    await Promise.all([hers.context().close(), his.context().close()])
  }, 120_000)

  test('closed by mistake, a case stands again as it did, by the key that undoes', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Aus Versehen' }))
    const page = await open(jonas, caseId!)
    const close = async () => { await page.getByRole('button', { name: /^Status: / }).click(); await page.getByRole('menuitemradio', { name: 'Closed', exact: true }).click(); await page.getByText('This case is closed.').waitFor() }
    await close()
    await shot(page, 'closed')
    expect(await objections(page)).toEqual([])
    await page.getByRole('button', { name: 'Take the closing back' }).waitFor()
    await page.locator('body').press('u')
    await page.getByRole('button', { name: 'Status: Open' }).waitFor()
    await page.getByText('took the closing back').waitFor()
    await close()
    await page.getByRole('button', { name: 'Take the closing back' }).click()
    await page.getByRole('button', { name: 'Status: Open' }).waitFor()
    await page.context().close()
  }, 60_000)
})
