import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aPerson } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('texts that also change the case', () => {
  let desk: Desk
  let counter: Counter
  let femke: Actor
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '30' })
    counter = await aCounter()
    femke = await aPerson({ accountId: counter.accountId, name: 'Femke Bakker', role: 'manager', brandIds: [counter.brandId] })
    await desk.ask(femke, 'POST', 'case-fields', { brandId: counter.brandId, name: 'Charge', kind: 'text' })
  })
  afterAll(async () => { await desk?.close() })

  const caseNow = async (id: string) => (await desk.ask(counter.agent, 'GET', `cases/${id}`)).body
  async function open(subject: string): Promise<{ page: Page; caseId: string }> {
    const { caseId } = await arrive(counter, aMail(counter, { subject }))
    const page = await desk.pageFor(counter.agent, { path: `/cases/all/${caseId}` })
    await page.locator('.editor__text').waitFor()
    return { page, caseId: caseId! }
  }

  test('Femke writes what a text does, and reads it in the list', async () => {
    const page = await desk.pageFor(femke, { path: '/texts' })
    await page.getByRole('button', { name: 'New text' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ersatzteil unterwegs')
    await dialog.getByLabel('For whom').selectOption({ label: 'Everybody who answers for Fjeld & Wald' })
    await dialog.getByLabel(/^Text, /).click()
    await page.keyboard.type('Die Stange ist unterwegs.')
    const then = async (what: string) => { await dialog.getByRole('button', { name: 'And then' }).click(); await page.getByRole('menuitem', { name: what }).click() }
    await then('Status')
    await then('Tags')
    await dialog.getByLabel('Add', { exact: true }).fill('ersatzteil, stange')
    await then('Assign')
    await then('Charge')
    await dialog.getByLabel('Charge', { exact: true }).fill('7-B')
    await shot(page, 'macro-write')
    expect(await objections(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('+ stange').waitFor()
    await page.getByText('Charge: 7-B').waitFor()
    expect(await faults(page, 'macro-texts', 'light')).toEqual([])
    await page.context().close()
  }, 90_000)

  test('with the answer: seen in small, done when it is sent, taken back with it', async () => {
    const { page, caseId } = await open('Mit der Antwort')
    await page.keyboard.press('m')
    await page.getByRole('dialog').getByText('With the answer').waitFor()
    await page.getByRole('dialog').getByText('Charge: 7-B').waitFor()
    await shot(page, 'macro-choose')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => writtenIn(page.getByLabel('Text', { exact: true }))).toContain('Die Stange ist unterwegs.')
    await page.getByText('When it is sent:').waitFor()
    await shot(page, 'macro-line')
    // Still there in another window, or tomorrow.
    await expect.poll(async () => (await caseNow(caseId)).drafts[0]?.macroId).toBeTruthy()
    await page.reload()
    await page.getByText('When it is sent:').waitFor()
    await page.locator('.editor__text').click()
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => { const now = await caseNow(caseId); return [now.status, now.tags, now.ownerId, Object.values(now.fields)] }).toEqual(['solved', ['ersatzteil', 'stange'], counter.agent.personId, ['7-B']])
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect.poll(async () => { const now = await caseNow(caseId); return [now.status, now.tags, now.ownerId, Object.values(now.fields)] }).toEqual(['open', [], null, []])
    await page.getByText('When it is sent:').waitFor()
    await page.getByRole('button', { name: 'Leave out what Ersatzteil unterwegs does' }).click()
    await page.getByText('When it is sent:').waitFor({ state: 'detached' })
    await page.context().close()
  }, 90_000)

  test('at once, by its name in the palette; undone by the key', async () => {
    const { page, caseId } = await open('Sofort')
    await page.waitForLoadState('networkidle')
    await page.locator('body').press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('Do: Ersatz')
    await shot(page, 'macro-palette')
    await page.keyboard.press('Enter')
    await expect.poll(async () => { const now = await caseNow(caseId); return [now.status, now.tags, now.ownerId] }).toEqual(['solved', ['ersatzteil', 'stange'], counter.agent.personId])
    await page.getByText('Ersatzteil unterwegs: done.').waitFor()
    await page.locator('body').press('u')
    await page.getByText('Ersatzteil unterwegs: taken back.').waitFor()
    await expect.poll(async () => { const now = await caseNow(caseId); return [now.status, now.tags, now.ownerId] }).toEqual(['open', [], null])
    await page.context().close()
  }, 60_000)

  test('the search offers the brand’s fields as they are written, and finds by what stands in one', async () => {
    const { page, caseId } = await open('Mit Charge')
    const [field] = (await desk.ask(femke, 'GET', 'case-fields')).body.rows
    await desk.ask(counter.agent, 'PATCH', `cases/${caseId}`, { fields: { [field.id]: '7-B' } })
    await page.locator('body').press('/')
    await page.keyboard.type('field.')
    await page.getByRole('option', { name: /field\.Charge:/ }).waitFor()
    await shot(page, 'field-search')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('7-b')
    await expect.poll(() => page.locator('.case-row').allInnerTexts().then((all) => all.map((each) => each.includes('Mit Charge')))).toEqual([true])
    await page.getByText('field.Charge:7-b').waitFor()
    await page.context().close()
  }, 60_000)
})
