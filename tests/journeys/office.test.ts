import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aPerson } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { hasChromium, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('what a manager keeps in order', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  let manager: Actor
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '0' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
    manager = await aPerson({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'Annelies Postma' })
    page = await desk.pageFor(manager)
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  const goTo = async (path: string, heading: string) => { await page.goto(desk.url + path); await page.getByRole('heading', { level: 1, name: heading }).waitFor() }

  test('a mail in quarantine is filed by hand into the case where it belongs, and the day still adds up', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Zelt mit gebrochener Stange' }))
    const odd = await arrive(counter, aMail(counter, { subject: 'GEWINN: Foto der Stange', text: 'Hier ist das Foto.', headers: { 'X-Spam-Flag': 'YES' } }))
    expect(odd).toMatchObject({ state: 'quarantined', caseId: null })
    await goTo('/ledger', 'Mail ledger')
    const line = page.getByRole('row').filter({ hasText: 'GEWINN' })
    await line.getByText('In quarantine').waitFor()
    await line.getByRole('button', { name: /^What to do with/ }).click()
    await page.getByRole('menuitem', { name: 'File it now' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Into case (reference or subject)').fill('gebrochener')
    await dialog.getByRole('button', { name: /Zelt mit gebrochener Stange/ }).click()
    await line.getByText('Filed').first().waitFor()
    await line.getByText('filed into a case that a colleague chose').waitFor()
    await page.getByText('adds up', { exact: true }).first().waitFor()
    await line.getByRole('link').click()
    await page.getByRole('article', { name: /^Message from/ }).getByText('Hier ist das Foto.').waitFor()
    expect((await desk.ask(manager, 'GET', `cases/${caseId}`)).body.messages).toHaveLength(2)
  }, 60_000)

  test('a letter that was refused stands in the outbox with the server’s words, and goes when it is sent again', async () => {
    const { caseId } = await arrive(counter, aMail(counter, { subject: 'Nicht zustellbar', from: 'Erik <erik@voll.example>' }))
    box.letterAnswers.set('erik@voll.example', { code: 554, words: 'this mailbox is full for ever' })
    const view = (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body
    expect((await desk.ask(counter.agent, 'POST', `cases/${caseId}/replies`, { text: 'Gern.', to: view.recipients.to, seenMessageId: view.lastMessageId })).status).toBe(201)
    await goTo('/outbox', 'Outbox')
    const line = page.getByRole('row').filter({ hasText: 'erik@voll.example' })
    await line.getByText('Could not be sent').waitFor()
    await line.getByText('this mailbox is full for ever').waitFor()
    await shot(page, 'outbox-failed')
    expect(box.received).toEqual([])
    await line.getByRole('button', { name: /^Resend/ }).click()
    await page.getByText('Everything has left.').waitFor()
    await until(() => box.received.length, (n) => n === 1)
    expect(box.received[0]!.to).toEqual(['erik@voll.example'])
  }, 60_000)

  test('a mailbox whose server is not there: the test says which step failed and why; it is kept all the same', async () => {
    await goTo('/channels', 'Channels')
    await page.getByRole('button', { name: 'New mailbox' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail address').fill('service@fjeld-wald.test')
    await dialog.getByLabel('Name shown to customers').fill('Fjeld & Wald Service')
    await dialog.getByLabel('How mail arrives').selectOption('smtp')
    await dialog.getByLabel('Server', { exact: true }).fill('127.0.0.1')
    await dialog.getByLabel('Encryption').selectOption('none')
    await dialog.getByLabel('Port').fill('9')
    await dialog.getByLabel('User name').fill('')
    await dialog.getByRole('button', { name: 'Test the connection' }).click()
    const report = dialog.getByRole('status', { name: 'Test the connection' })
    await report.getByText('Not everything works yet.').waitFor()
    await report.getByText('The server refuses connections on this port.').waitFor()
    await report.scrollIntoViewIfNeeded()
    await shot(page, 'mailbox-test-failed')
    await dialog.getByLabel('Port').fill(String(box.port))
    await dialog.getByRole('button', { name: 'Test the connection' }).click()
    await report.getByText('Everything works.').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('listitem').filter({ hasText: 'service@fjeld-wald.test' }).waitFor()
    const rows = (await desk.ask(manager, 'GET', 'mailboxes')).body.rows as Array<{ address: string; how: string }>
    expect(rows.find((each) => each.address === 'service@fjeld-wald.test')).toMatchObject({ how: 'smtp' })
  }, 60_000)

  test('somebody is invited and the invitation withdrawn; a colleague is suspended and stands at the door, without touching anything', async () => {
    const jonas = await aPerson({ accountId: counter.accountId, name: 'Jonas Brandt', brandIds: [counter.brandId] })
    const his = await desk.pageFor(jonas)
    await his.getByRole('navigation', { name: 'Main' }).waitFor()
    await goTo('/people', 'People')
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Signe Dahl')
    await dialog.getByLabel('E-mail address').fill('signe@veerhuis.example')
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await page.getByRole('dialog', { name: /is invited/ }).getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Withdraw signe@veerhuis.example' }).click()
    await page.getByText('Invitation withdrawn.').waitFor()
    await page.getByRole('button', { name: 'Change Jonas Brandt' }).click()
    await page.getByRole('menuitem', { name: 'Suspend' }).click()
    await page.getByRole('dialog', { name: 'Suspend Jonas Brandt?' }).getByRole('button', { name: 'Suspend' }).click()
    await page.getByRole('row').filter({ hasText: 'Jonas Brandt' }).getByText('suspended').waitFor()
    await his.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 15_000 })
    await his.context().close()
  }, 60_000)

  test('a brand gets its words and its team', async () => {
    await goTo('/brands', 'Brands and teams')
    await page.getByRole('button', { name: 'Change Fjeld & Wald' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Signature').fill('Fjeld & Wald, Flensburg')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('paragraph').getByText('Fjeld & Wald, Flensburg').waitFor()
    await page.getByLabel('Name of the team').fill('Zelte')
    await page.getByRole('button', { name: 'New team' }).click()
    await page.getByRole('button', { name: 'Remove Zelte' }).waitFor()
    expect((await desk.ask(manager, 'GET', 'teams')).body.rows).toMatchObject([{ name: 'Zelte', brandId: counter.brandId }])
  }, 60_000)

  test('the interface changes its language while one looks at it, and remembers', async () => {
    await goTo('/profile', 'My profile')
    await page.getByLabel('Language').selectOption('nl')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('nl')
    await page.getByRole('heading', { level: 1, name: 'Mijn profiel' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Mijn profiel' }).waitFor()
    await page.locator('main select').first().selectOption('en')
    await page.getByRole('button', { name: 'Opslaan' }).click()
    await page.getByRole('heading', { level: 1, name: 'My profile' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  }, 60_000)
})
