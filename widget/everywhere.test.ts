import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { hasChromium, objections, whyNoBrowser } from '../tests/browser.ts'
import { wordsOf } from './src/languages.ts'
import { launcher, panel, picture, visitors, type Double } from './testing/on-a-page.ts'

type Words = ReturnType<typeof wordsOf>
const places = {
  wide: { viewport: { width: 1200, height: 860 } }, phone: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
} as const
const form = { ask: 'always' as const, name: 'optional' as const, email: 'required' as const, fields: [{ key: 'order', label: { en: 'Order number', de: 'Bestellnummer', ar: 'رقم الطلب' }, kind: 'text' as const, required: false, choices: [] }], consent: { en: 'You may store what I write, for as long as it takes to help me.', de: 'Sie dürfen speichern, was ich schreibe, solange es nötig ist, um mir zu helfen.' } }
const departments = [{ key: 'sales', name: { en: 'Buying a bicycle', de: 'Fahrradkauf' } }, { key: 'repairs', name: { en: 'Repairs', de: 'Werkstatt' } }]

/** Every state that a visitor can meet, one after the other: each is looked at by axe, none is wider than the screen, and the ones worth looking at are kept as pictures. */
async function throughAll(page: Page, server: Double, w: Words, name: string) {
  async function seen(state: string) {
    await page.waitForTimeout(60)
    expect(await objections(page), `${name}: ${state}`).toEqual([])
    expect(await page.evaluate(() => [...document.querySelector('balie-chat')!.shadowRoot!.querySelectorAll('.panel, .panel *')].filter((part) => { const { left, right, width } = part.getBoundingClientRect(); return width > 1 && (right > innerWidth + 0.5 || left < -0.5) && !part.closest('.unseen') }).map((part) => part.className)), `${name}: ${state}: wider than the screen`).toEqual([])
    await picture(page, `state-${name}-${state}`)
  }
  const log = page.getByRole('log')
  await launcher(page).click()
  await panel(page).getByRole('button', { name: w.begin }).click()
  await panel(page).getByText(w.needed).first().waitFor()
  await seen('form')
  await page.locator('[name=email]').fill('fatima@example.com')
  await page.locator('select').selectOption('repairs')
  if (await page.locator('[name=consent]').count()) await page.locator('[name=consent]').check()
  await page.locator('[name=message]').fill('It is the blue one, https://shop.example/orders/7, and the bell does not ring any more.')
  await panel(page).getByRole('button', { name: w.begin }).click()
  await log.getByText(w.kept).waitFor()
  server.readAll()
  server.agent('Good morning! I have it here. Fahrradbeleuchtungsverordnungsparagraph, write to help@shop.example.')
  server.agent('', { card: { kind: 'product', title: 'A bell of brass', text: 'Heard from far away, and it does not rust', picture: null, price: '€ 19.00', link: { url: 'https://shop.example/bells/brass', words: 'Look at it' }, choices: [] } })
  server.agent('', { card: { kind: 'choices', title: 'Shall we mount it?', text: '', picture: null, price: '', link: null, choices: ['Yes, please', 'No, thank you', 'I will think about it'] } })
  server.typing('Maarja')
  await log.getByRole('button', { name: 'Yes, please' }).waitFor()
  await seen('talk')
  await page.locator('.row textarea').fill('refuse me')
  await page.locator('.row textarea').press('Enter')
  await log.getByText(w.failed).waitFor()
  await panel(page).getByRole('button', { name: w.more }).click()
  await seen('failed-and-menu')
  await panel(page).getByRole('button', { name: w.transcript }).click()
  await page.locator('.asked button[type=submit]').click()
  await page.getByText(w.badEmail).waitFor()
  await seen('transcript')
  await page.locator('.asked .plain').click()
  await log.getByRole('button', { name: w.remove }).click()
  await panel(page).getByRole('button', { name: w.emoji }).click()
  await page.locator('.row textarea').fill('Three lines,\nof which the second\nis the longest of them all, by far')
  await seen('emoji')
  await panel(page).getByRole('button', { name: w.more }).click()
  await panel(page).getByRole('button', { name: w.end }).click()
  await page.getByText(w.howWas).waitFor()
  await page.locator('.stars input').nth(3).check({ force: true })
  // Which of them shine is seen without colours.
  expect(await page.locator('.stars').textContent()).toBe('★★★★☆')
  await seen('rating')
  await page.context().setOffline(true)
  server.cut()
  await panel(page).getByText(w.offline).waitFor()
  await seen('offline')
  await page.context().setOffline(false)
  await expect.poll(() => server.connected()).toBe(1)
  server.tell({ type: 'bye', reason: 'blocked', between: null })
  await panel(page).getByText(w.blocked).waitFor()
  await seen('blocked')
}

describe.skipIf(!hasChromium)(`every state of it, everywhere${hasChromium ? '' : ` (${whyNoBrowser})`}`, () => {
  const { visit } = visitors()
  const dark = { head: '<meta name="color-scheme" content="light dark">' }
  test.each([
    ['en', 'wide', {}], ['en', 'phone', { colorScheme: 'dark' }], ['en', 'wide', { forcedColors: 'active' }], ['de', 'phone', {}], ['da', 'wide', { colorScheme: 'dark' }], ['nl', 'phone', {}], ['et', 'wide', {}], ['ar', 'wide', { colorScheme: 'dark' }], ['ar', 'phone', {}],
  ] as const)('%s, %s, %o', async (language, place, how) => {
    const { page, server } = await visit({ form, departments, language: 'en', greeting: { en: 'Hello! How can we help with your bicycle?', de: 'Guten Tag! Wie können wir helfen?', ar: 'مرحبا! كيف يمكننا مساعدتك؟' } }, { ...places[place], ...how, locale: language }, { lang: language, ...dark })
    const kind = 'forcedColors' in how ? 'forced' : 'colorScheme' in how ? 'dark' : 'light'
    await throughAll(page, server, wordsOf(language === 'ar' ? 'en' : language), `${language}-${place}-${kind}`)
    expect(await panel(page).evaluate((each) => getComputedStyle(each).direction)).toBe(language === 'ar' ? 'rtl' : 'ltr')
  }, 150_000)

  test('when somebody is back is said in words of the day, and what is said is taken', async () => {
    const { page } = await visit({ staffed: { online: false, backAt: '2099-03-02T07:00:00Z', agents: [] } })
    await launcher(page).click()
    await panel(page).getByText(/Back Monday.*09:00/).waitFor()
    expect(await objections(page)).toEqual([])
    await picture(page, 'state-away')
  })
})
