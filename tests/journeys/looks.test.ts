import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { faults, hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

const languages = ['en', 'de', 'da', 'nl', 'et'] as const

/** What stands out by nothing but a background that forced colours take away: the row, entry or tab that is chosen, a button, a field, a progress bar. */
const unseen = (page: Page): Promise<string[]> => page.evaluate(() => {
  const edge = (style: CSSStyleDeclaration) => ['Top', 'Bottom', 'Left'].some((side) => parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)) >= 1 && style.getPropertyValue(`border-${side.toLowerCase()}-style`) !== 'none') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
  const canvas = getComputedStyle(document.body).backgroundColor
  const marked = (element: Element) => { const style = getComputedStyle(element); return edge(style) || (style.forcedColorAdjust === 'none' || style.backgroundColor !== canvas) && style.backgroundColor !== 'rgba(0, 0, 0, 0)' && style.backgroundColor !== canvas || style.textDecorationLine === 'underline' || parseInt(style.fontWeight) >= 600 }
  const drawn = (element: Element) => element.getClientRects().length > 0
  const wanting = [...document.querySelectorAll('[aria-current], [aria-selected=true], .case-row-box--chosen, input:not([type=checkbox]):not([type=file]), select, textarea, .button--primary, .chip')]
  return [...new Set(wanting.filter((each) => drawn(each) && !marked(each) && !marked(each.parentElement!)).map((each) => each.outerHTML.slice(0, 110)))].slice(0, 6)
})

describe.runIf(hasChromium)('the looks', () => {
  let desk: Desk
  let counter: Counter
  let manager: Actor
  let caseId: string
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter({ send: { host: '127.0.0.1', port: 9 } })
    manager = await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'Annelies Postma' })
    caseId = (await arrive(counter, aMail(counter, { id: 'looks@kunde.example', subject: 'Zelt mit gebrochener Stange, bitte um Ersatz bis Samstag', text: 'Guten Tag,\n\ngestern kam das Zelt an, aber eine Stange ist gebrochen.\n\nViele Grüße\nFatima Öztürk' }))).caseId!
    for (let n = 0; n < 12; n++) await arrive(counter, aMail(counter, { from: `Kunde ${n} <k${n}@kunde.example>`, subject: `Frage ${n} zur Bestellung`, text: 'Wo bleibt meine Bestellung? Ich warte schon seit einer Woche und habe nichts gehört.' }))
    await arrive(counter, aMail(counter, { headers: { 'X-Spam-Flag': 'YES' }, subject: 'You won' }))
    const view = (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body
    const { id: fieldId } = (await desk.ask(manager, 'POST', 'case-fields', { brandId: counter.brandId, name: 'Chargennummer', kind: 'text' })).body
    await desk.ask(manager, 'POST', 'case-fields', { brandId: counter.brandId, name: 'Zustand', kind: 'choice', choices: ['Neu', 'Gebraucht'] })
    await desk.ask(counter.agent, 'PATCH', `cases/${caseId}`, { fields: { [fieldId]: '7-B' } })
    await desk.ask(counter.agent, 'POST', `cases/${caseId}/notes`, { text: 'Stange liegt in Flensburg.' })
    await desk.ask(counter.agent, 'POST', `cases/${caseId}/replies`, { text: 'Wir schicken eine neue.', to: view.recipients.to, seenMessageId: view.lastMessageId })
  })
  afterAll(() => desk?.close())

  const screens = () => [['list', '/cases/all'], ['case', `/cases/all/${caseId}`], ['ledger', '/ledger'], ['outbox', '/outbox'], ['channels', '/channels'], ['webhooks', '/webhooks'], ['people', '/people'], ['brands', '/brands'], ['fields', '/fields'], ['profile', '/profile']] as const

  test.each(['light', 'dark'] as const)('every screen in %s, from 320 px to 4K: nothing for axe to say, nothing beside the page', async (colorScheme) => {
    const page = await desk.pageFor(manager, { colorScheme })
    const found: string[] = []
    for (const [name, path] of screens()) {
      await page.goto(desk.url + path)
      await page.locator('main').first().waitFor()
      found.push(...await faults(page, name, colorScheme))
    }
    expect(found).toEqual([])
    await page.context().close()
  }, 180_000)

  // What can be pressed, chosen or is chosen has to be seen where a reader's own few colours stand in for all of ours.
  test('every screen in forced colours, from 320 px to 4K: nothing beside the page, and what one can act on has an edge or a colour of the reader’s', async () => {
    const page = await desk.pageFor(manager, { forcedColors: 'active', colorScheme: 'dark' })
    const found: string[] = []
    for (const [name, path] of screens()) {
      await page.goto(desk.url + path)
      await page.locator('main').first().waitFor()
      found.push(...await faults(page, name, 'forced'), ...(await unseen(page)).map((each) => `${name}: ${each}`))
    }
    expect(found).toEqual([])
    await page.context().close()
  }, 180_000)

  test('every dialog, wide and in light, narrow and in dark: nothing for axe to say, nothing beside the page, and the focus comes back', async () => {
    const found: string[] = []
    for (const [colorScheme, width] of [['light', 1440], ['dark', 320]] as const) {
      const page = await desk.pageFor(manager, { colorScheme, viewport: { width, height: 900 } })
      const opened: Array<[name: string, path: string, open: () => Promise<void>]> = [
        ['customer', `/cases/all/${caseId}`, () => page.getByRole('button', { name: 'Change Customer' }).click()],
        ['assign', `/cases/all/${caseId}`, () => page.keyboard.press('a')],
        ['snooze', `/cases/all/${caseId}`, () => page.keyboard.press('z')],
        ['find-case', `/cases/all/${caseId}`, async () => { await page.getByRole('button', { name: 'Case', exact: true }).click(); await page.getByRole('menuitem', { name: 'Merge into another case …' }).click() }],
        ['field', '/fields', () => page.getByRole('button', { name: 'New field' }).click()],
        ['bulk-tags', '/cases/all', async () => { await page.getByRole('checkbox', { name: /^Choose / }).first().check(); await page.getByRole('toolbar').getByRole('button', { name: 'Tags' }).click() }],
        ['keys', `/cases/all/${caseId}`, () => page.keyboard.press('?')],
        ['new-case', '/cases/all', () => page.getByRole('button', { name: 'New case' }).click()],
        ['file-now', '/ledger', async () => { await page.getByRole('button', { name: 'What to do with “You won”' }).click(); await page.getByRole('menuitem', { name: 'File it now' }).click() }],
        ['mailbox', '/channels', () => page.getByRole('button', { name: 'New mailbox' }).click()],
        ['webhook', '/webhooks', () => page.getByRole('button', { name: 'New webhook' }).click()],
        ['invite', '/people', () => page.getByRole('button', { name: 'Invite' }).click()],
        ['brand', '/brands', () => page.getByRole('button', { name: 'New brand' }).click()],
      ]
      for (const [name, path, open] of opened) {
        await page.goto(desk.url + path)
        if (path.endsWith(caseId)) await page.getByRole('article', { name: /Fatima/ }).waitFor()
        if (name === 'customer' && width < 1184) await page.getByRole('button', { name: 'Customer', exact: true }).click()
        await open()
        await page.getByRole('dialog').waitFor()
        const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (beside > 0) found.push(`${name} at ${width}: ${beside} px beside the page`)
        found.push(...(await objections(page)).map((each) => `${name} at ${width}: ${each}`))
        await shot(page, `dialog-${name}-${width}-${colorScheme}`)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        // Opened by a button, the focus is back on it: nobody has to begin the page anew.
        const back = await page.evaluate(() => document.activeElement?.tagName)
        if (['customer', 'new-case', 'mailbox', 'invite', 'brand', 'file-now'].includes(name) && back !== 'BUTTON') found.push(`${name} at ${width}: the focus goes to ${back}`)
      }
      await page.context().close()
    }
    expect(found).toEqual([])
  }, 120_000)

  test('the door, and the desk in forced colours', async () => {
    const door = await desk.pageFor(null)
    await door.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await objections(door)).toEqual([])
    await door.context().close()
    const page = await desk.pageFor(manager, { forcedColors: 'active', path: `/cases/all/${caseId}` })
    await page.getByRole('article', { name: /Fatima/ }).waitFor()
    await shot(page, 'case-forced-colours')
    expect(await objections(page)).toEqual([])
    await page.context().close()
  }, 60_000)

  test.each(languages)('the desk speaks %s, whole', async (language) => {
    const person = await anActor({ accountId: counter.accountId, role: 'supervisor', brandIds: [counter.brandId], language })
    const page = await desk.pageFor(person, { path: `/cases/all/${caseId}` })
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language)
    const word = { en: 'All open', de: 'Alle offenen', da: 'Alle åbne', nl: 'Alle open', et: 'Kõik avatud' }[language]
    await page.getByRole('navigation').getByText(word, { exact: true }).waitFor({ timeout: 8_000 })
    // Keys of the catalogue never show: a missing word would stand there as `family.word`.
    expect(await page.locator('body').innerText()).not.toMatch(/\b(?:view|nav|status|composer|verb|mark|kind|delivery)\.[a-z-]+\b/)
    await shot(page, `case-${language}`)
    await page.context().close()
  }, 60_000)
})
