import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('texts', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  let lead: Actor
  beforeAll(async () => {
    desk = await openDesk()
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
    lead = await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'Annelies Postma' })
    await share({ name: 'Ersatzteil ist unterwegs', shortcut: 'ersatz', variants: [
      { language: 'de', text: '', html: '<p>Guten Tag {{customer.name}},</p><p></p><p>die Stange zu <strong>{{case.reference}}</strong> geht <em>heute</em> heraus:</p><ul><li><p>eine Stange</p></li><li><p>zwei Haken</p></li></ul>' },
      { language: 'en', text: 'Hello {{customer.first-name}}, a new pole for {{case.reference}} leaves today.' },
    ] })
    await share({ name: 'Gruß', shortcut: 'gruss', variants: [{ language: 'de', text: 'Viele Grüße\n{{agent.first-name}}' }] })
    await share({ name: 'Größe erfragen', shortcut: '', variants: [{ language: 'de', text: 'Welche Größe haben Sie, {{shoe.size}}?' }] })
    for (let n = 0; n < 14; n++) await share({ name: `Weiterer Text ${n}`, shortcut: '', variants: [{ language: 'de', text: `Was man sonst noch sagen könnte, in mehr als einer Zeile und zum ${n}. Mal.` }] })
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  const share = async (text: object) => expect((await desk.ask(lead, 'POST', 'texts', { ...text, shared: true, brandId: counter.brandId })).status).toBe(201)
  async function opened(wish: Parameters<typeof aMail>[1], options: Parameters<Desk['pageFor']>[1] = {}): Promise<{ page: Page; caseId: string; reference: string }> {
    const { caseId } = await arrive(counter, aMail(counter, wish))
    const page = await desk.pageFor(counter.agent, { path: `/cases/unassigned/${caseId}`, ...options })
    await page.locator('.editor__text').waitFor()
    return { page, caseId: caseId!, reference: (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body.reference }
  }
  const named = (page: Page, name: string) => page.locator('.text').filter({ has: page.locator('b').getByText(name, { exact: true }) })
  const german = 'Guten Tag,\n\ngestern kam das Zelt an, aber eine Stange ist gebrochen. Bitte schicken Sie mir eine neue, wir wollen am Samstag in den Harz.\n\nViele Grüße\nFatima'

  test('m opens the texts, words find one, it is seen as it will read, and Enter puts it where the cursor is; the letter says it', async () => {
    const { page, reference } = await opened({ subject: 'Stange', text: german, from: 'Fatima Öztürk <fatima@kunde.example>' })
    await page.keyboard.press('r')
    await page.keyboard.type('Vorher ')
    await page.keyboard.type('nachher')
    for (let n = 0; n < 'nachher'.length; n++) await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: 'Texts', exact: true }).click()
    await page.getByRole('dialog').getByRole('combobox').fill('haken')
    const chosen = page.getByRole('option', { selected: true })
    await expect.poll(() => chosen.innerText()).toContain('Ersatzteil')
    await expect.poll(() => page.getByRole('group', { name: 'As it will read' }).innerText()).toContain(`Guten Tag Fatima Öztürk,`)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const words = await writtenIn(page.getByLabel('Text'))
    expect(words).toContain('Vorher Guten Tag Fatima Öztürk,')
    expect(words.indexOf('zwei Haken')).toBeLessThan(words.indexOf('nachher'))
    await page.locator('.editor__text strong', { hasText: reference }).waitFor()
    // One thing to undo, and what was typed before is still there.
    await page.keyboard.press('Control+z')
    expect(await writtenIn(page.getByLabel('Text'))).toBe('Vorher nachher')
    await page.keyboard.press('Control+Shift+z')
    const count = box.received.length
    await page.keyboard.press('Control+Enter')
    await until(() => box.received.length, (n) => n === count + 1, 12_000)
    expect(box.received.at(-1)!.raw.toString()).toContain(`<strong>${reference}</strong>`)
    await page.context().close()
  }, 60_000)

  test('outside of a field the key m does it; arrows move; the language is that of what the customer wrote, and another one is a click away', async () => {
    const { page, reference } = await opened({ subject: 'Pole', text: 'Good morning,\n\nmy tent arrived yesterday, but one of the poles is broken. Could you please send me a new one before Saturday?\n\nMany thanks\nJames', from: 'James Cole <james@kunde.example>' })
    await page.keyboard.press('m')
    await page.getByRole('dialog', { name: 'Insert a text' }).waitFor()
    const preview = page.locator('.text-preview')
    await expect.poll(() => preview.innerText()).toContain(`Hello James, a new pole for ${reference}`)
    expect(await objections(page)).toEqual([])
    await page.getByRole('tab', { name: 'German' }).click()
    await expect.poll(() => preview.innerText()).toContain('Guten Tag James Cole')
    await page.getByRole('tab', { name: 'English' }).click()
    await page.getByRole('dialog').getByRole('combobox').focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => preview.innerText()).toContain('Viele Grüße')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => writtenIn(page.getByLabel('Text'))).toBe(`Hello James, a new pole for ${reference} leaves today.`)
    expect(await page.evaluate(() => document.activeElement?.classList.contains('editor__text'))).toBe(true)
    await page.context().close()
  }, 60_000)

  test('a shortcut and a space is enough, or Tab; Backspace and Ctrl+Z bring back what was typed; within a word it means nothing', async () => {
    const { page } = await opened({ subject: 'Kürzel', text: german })
    await page.keyboard.press('r')
    const field = page.getByLabel('Text')
    await page.keyboard.type('und/gruss /niemand /gruss ')
    await expect.poll(() => writtenIn(field)).toMatch(/^und\/gruss \/niemand Viele Grüße\n\S+$/)
    await page.keyboard.press('Backspace')
    await expect.poll(() => writtenIn(field)).toBe('und/gruss /niemand /gruss ')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Tab')
    await expect.poll(() => writtenIn(field)).toContain('Viele Grüße')
    await page.keyboard.press('Control+z')
    await expect.poll(() => writtenIn(field)).toBe('und/gruss /niemand /gruss')
    await page.context().close()
  }, 60_000)

  test('a gap that nobody filled is not sent, and says so', async () => {
    const { page } = await opened({ subject: 'Lücke', text: german })
    await page.keyboard.press('m')
    await page.getByRole('dialog').getByRole('combobox').fill('größe')
    await page.getByText('There is no such variable: shoe.size').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => writtenIn(page.getByLabel('Text'))).toContain('{{shoe.size}}')
    await page.keyboard.press('Control+Enter')
    await page.getByText('There is still a gap').waitFor()
    expect(await writtenIn(page.getByLabel('Text'))).toContain('{{shoe.size}}')
    await page.context().close()
  }, 60_000)

  test('on its page a text is written in two languages, shared, found, changed and removed; a colleague has it at once', async () => {
    const page = await desk.pageFor(lead, { path: '/texts' })
    const colleague = await desk.pageFor(counter.agent, { path: '/texts' })
    await named(colleague, 'Ersatzteil ist unterwegs').waitFor()
    await page.getByRole('button', { name: 'New text' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Dank')
    await page.getByLabel(/^Shortcut/).fill('/Danke')
    await page.getByLabel('For whom').selectOption({ index: 1 })
    await page.locator('.text-edit .editor__text').click()
    await page.keyboard.type('Danke, ')
    await page.getByRole('button', { name: 'Variable' }).click()
    await page.getByRole('menuitem', { name: /Customer’s name/ }).click()
    await page.getByRole('button', { name: 'Add a language' }).click()
    await page.getByRole('menuitem', { name: 'Danish' }).click()
    await page.keyboard.type('Tak, ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('mange gange')
    await shot(page, 'texts-edit')
    expect(await objections(page)).toEqual([])
    await page.getByRole('tab', { name: 'German' }).click()
    expect(await writtenIn(page.locator('.text-edit .editor__text'))).toBe('Danke, {{customer.name}}')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const kept = (await desk.ask(counter.agent, 'GET', 'texts')).body.rows.find((each: { name: string }) => each.name === 'Dank')
    expect(kept).toMatchObject({ shortcut: 'danke', brandId: counter.brandId, variants: [{ language: 'de', text: 'Danke, {{customer.name}}', html: null }, { language: 'da', text: 'Tak, mange gange', html: '<p>Tak, <strong>mange gange</strong></p>' }] })
    await named(colleague, 'Dank').waitFor()
    expect(await colleague.getByRole('button', { name: 'Change Dank' }).count()).toBe(0)
    // Somebody else is quicker: nothing is lost, and it is said.
    await page.getByRole('button', { name: 'Change Dank' }).click()
    await desk.ask(lead, 'PUT', `texts/${kept.id}`, { name: 'Dank', shortcut: 'danke', variants: kept.variants, shared: true, brandId: counter.brandId })
    await page.getByLabel('Name', { exact: true }).fill('Herzlichen Dank')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody changed this while you were writing').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await named(colleague, 'Herzlichen Dank').waitFor()
    await page.getByRole('button', { name: 'Remove Herzlichen Dank' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await named(colleague, 'Herzlichen Dank').waitFor({ state: 'detached' })
    await colleague.getByLabel(/Search/).fill('gruss')
    await expect.poll(() => colleague.locator('.text').count()).toBe(1)
    await Promise.all([page.context().close(), colleague.context().close()])
  }, 90_000)

  test.each(['light', 'dark'] as const)('page and dialogs in %s, from 320 px to 4K: nothing for axe to say, nothing beside the page', async (colorScheme) => {
    const page = await desk.pageFor(lead, { path: '/texts', colorScheme })
    await named(page, 'Ersatzteil ist unterwegs').waitFor()
    const found = await faults(page, 'texts', colorScheme)
    await page.getByRole('button', { name: 'Change Ersatzteil ist unterwegs' }).click()
    await page.locator('.text-edit .editor__text').waitFor()
    found.push(...await faults(page, 'dialog-text', colorScheme))
    await page.context().close()
    const { page: open } = await opened({ subject: `Stange ${colorScheme}`, text: german, from: 'Fatima Öztürk <fatima@kunde.example>' }, { colorScheme })
    await open.keyboard.press('m')
    await open.getByRole('dialog').waitFor()
    found.push(...await faults(open, 'dialog-texts', colorScheme))
    expect(found).toEqual([])
    await open.context().close()
  }, 120_000)

  test('an @ in a note offers colleagues; who is named hears of it and follows the case, who cannot see it is said to the writer', async () => {
    const jonas = await anActor({ accountId: counter.accountId, brandIds: [counter.brandId], name: 'Jonas Eriksen' })
    await anActor({ accountId: counter.accountId, brandIds: [counter.brandId], name: 'Jonna Apart', visibility: 'own' })
    const { page, caseId } = await opened({ subject: 'Erwähnt', text: german })
    await page.keyboard.press('n')
    const field = page.getByLabel('Text')
    await page.keyboard.type('@jon')
    const offered = page.getByRole('listbox', { name: 'Colleagues' })
    await offered.waitFor()
    await expect.poll(() => offered.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('Jonas Eriksen'), expect.stringContaining('Jonna Apart')])
    const active = () => field.evaluate((text) => document.getElementById(text.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '')
    expect(await active()).toContain('Jonas Eriksen')
    await shot(page, 'mention')
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await expect.poll(active).toContain('Jonna Apart')
    await page.keyboard.press('Enter')
    await offered.waitFor({ state: 'hidden' })
    await page.keyboard.type('und @Eriks')
    await page.keyboard.press('Tab')
    await page.keyboard.type('seht bitte nach @jo')
    await page.keyboard.press('Escape')
    await offered.waitFor({ state: 'hidden' })
    // Esc meant the list alone: the text still has the focus.
    await page.keyboard.type('hn')
    await expect.poll(() => writtenIn(field)).toBe('@Jonna Apart und @Jonas Eriksen seht bitte nach @john')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Jonna Apart cannot see this case').waitFor()
    const card = page.locator('.message--note').last()
    await expect.poll(() => card.locator('.message__named').allInnerTexts()).toEqual(['@Jonas Eriksen'])
    await expect.poll(() => card.locator('.message__text').innerText()).toBe('@Jonna Apart und @Jonas Eriksen seht bitte nach @john')
    await shot(page, 'mention-written')
    expect((await desk.ask(jonas, 'GET', `cases/${caseId}`)).body.followers).toEqual([jonas.personId])
    // In a letter an @ is an @.
    await page.keyboard.press('r')
    await page.keyboard.type('@jon')
    expect(await offered.isVisible()).toBe(false)
    await page.context().close()
  }, 60_000)
})
