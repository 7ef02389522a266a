import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aCounter, aMail, arrive, readMail, type Counter } from '#testing/email'
import { hasChromium, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

const withReceipt = (words: string) => ({
  headers: { 'Content-Type': 'multipart/mixed; boundary="m"' },
  body: `--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\n--m\r\nContent-Type: text/plain; name="rechnung.txt"\r\nContent-Disposition: attachment; filename="rechnung.txt"\r\n\r\nZelt 1 x 249,00 EUR\r\n--m--`,
})

describe.runIf(hasChromium)('a day’s work at the desk', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  let page: Page
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '0' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
    page = await desk.pageFor(counter.agent)
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  const aCase = async (mail: Parameters<typeof aMail>[1]) => (await arrive(counter, aMail(counter, mail))).caseId!
  const open = async (caseId: string) => { await page.goto(`${desk.url}/cases/all/${caseId}`); await page.getByRole('article', { name: /^Message from/ }).first().waitFor() }
  const caseNow = async (caseId: string) => (await desk.ask(counter.agent, 'GET', `cases/${caseId}`)).body
  const choose = async (menu: string | RegExp, item: string) => { await page.getByRole('button', { name: menu }).click(); await page.getByRole('menuitemradio', { name: item, exact: true }).click() }

  test('note, tag, priority, kind, status and what is known of the customer: shown at once, there after a reload, and nothing of it leaves', async () => {
    const caseId = await aCase({ subject: 'Zelt undicht' })
    await open(caseId)
    await page.keyboard.press('n')
    await page.keyboard.type('Naht prüfen, Charge 7.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('article', { name: /only for colleagues/ }).getByText('Naht prüfen, Charge 7.').waitFor()
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.getByLabel('Add a tag').fill('charge-7')
    await page.getByLabel('Add a tag').press('Enter')
    await page.getByRole('button', { name: 'Remove tag charge-7' }).waitFor()
    await choose(/^Priority: /, 'High')
    await page.getByRole('button', { name: 'Priority: High' }).waitFor()
    await choose(/^Kind: /, 'Complaint')
    await page.getByRole('button', { name: 'Kind: Complaint' }).waitFor()
    await choose(/^Status: /, 'Waiting for someone else')
    await page.getByRole('button', { name: 'Status: Waiting for someone else' }).waitFor()
    const customer = page.getByRole('complementary', { name: 'Customer' })
    await customer.getByRole('button', { name: 'Change Note' }).click()
    await customer.getByLabel('Note').fill('Ruft lieber an.')
    await customer.getByRole('button', { name: 'Save' }).click()
    await customer.getByText('Ruft lieber an.').waitFor()
    await expect.poll(async () => { const now = await caseNow(caseId); return [now.status, now.priority, now.kind, now.tags, now.customerPanel.note] })
      .toEqual(['waiting-third-party', 'high', 'complaint', ['charge-7'], 'Ruft lieber an.'])
    await page.reload()
    for (const words of ['Naht prüfen, Charge 7.', 'charge-7', 'Priority: High', 'Complaint', 'Ruft lieber an.']) await page.getByText(words).first().waitFor()
    await shot(page, 'desk-work')
    expect(box.received).toEqual([])
  }, 60_000)

  test('a message is forwarded with its attachment and one more', async () => {
    const caseId = await aCase({ subject: 'Rechnung', ...withReceipt('Anbei die Rechnung.') })
    await open(caseId)
    await page.keyboard.press('f')
    const to = page.getByLabel('Add an address to To')
    await to.fill('nora@werkstatt.example')
    await to.press('Enter')
    await page.getByLabel('With the message’s attachments (1)').waitFor()
    await page.locator('input[type=file]').setInputFiles({ name: 'skizze.txt', mimeType: 'text/plain', buffer: Buffer.from('hier ist der Riss') })
    await page.getByRole('button', { name: 'Remove skizze.txt' }).waitFor()
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    await page.getByLabel('Text').fill('Bitte ansehen.')
    await page.getByLabel('Text').press('Control+Enter')
    await until(() => box.received.length, (n) => n === 1)
    expect(box.received[0]!.to).toEqual(['nora@werkstatt.example'])
    const letter = await readMail(Buffer.from(box.received[0]!.raw))
    expect(letter.attachments.map((each) => each.name).sort()).toEqual(['rechnung.txt', 'skizze.txt'])
    expect(letter.text).toContain('Bitte ansehen.')
    await page.getByRole('article', { name: /^Answer by/ }).getByText('forwarded').waitFor()
  }, 60_000)

  test('search finds a case by a word of its message, and says so when there is none', async () => {
    const caseId = await aCase({ subject: 'Frage', from: 'Willem de Graaf <willem@kunde.example>', text: 'Passt der Kinderwagen in den Kofferraum?' })
    await page.goto(`${desk.url}/cases/all`)
    await page.locator('.case-row').nth(1).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('Kinderwagen')
    await expect.poll(() => page.locator('.case-row').count()).toBe(1)
    expect(await page.locator('.case-row').getAttribute('href')).toContain(caseId)
    expect(new URL(page.url()).searchParams.get('q')).toBe('Kinderwagen')
    // What waits for somebody is in another view; whoever searches means it too.
    await page.getByRole('combobox', { name: 'Search cases' }).fill('undicht')
    await page.locator('.case-row', { hasText: 'Zelt undicht' }).waitFor()
    await page.getByRole('combobox', { name: 'Search cases' }).fill('Zeppelin')
    await page.getByText('No case matches “Zeppelin”.').waitFor()
  }, 60_000)

  test('an answer is sent later, and until then it can be taken back: nothing leaves, the words are there again', async () => {
    const before = box.received.length
    const caseId = await aCase({ subject: 'Wann kommt es?' })
    await open(caseId)
    await page.getByLabel('Text').fill('Morgen früh ist es da.')
    await page.getByRole('button', { name: 'More ways to send' }).click()
    await page.getByRole('menuitem', { name: 'Send later' }).click()
    await shot(page, 'send-later')
    await page.getByRole('dialog').getByRole('button', { name: /^Tomorrow morning/ }).click()
    const answer = page.getByRole('article', { name: /^Answer by/ })
    await answer.getByText(/Will be sent/).waitFor()
    const [delivery] = (await caseNow(caseId)).messages.at(-1).deliveries
    expect(delivery.state).toBe('scheduled')
    expect(new Date(delivery.dueAt).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' })).toBe('09:00:00')
    await answer.getByRole('button', { name: 'Do not send' }).click()
    await expect.poll(() => writtenIn(page.getByLabel('Text'))).toBe('Morgen früh ist es da.')
    await expect.poll(async () => (await caseNow(caseId)).messages.filter((each: { kind: string }) => each.kind === 'out').map((each: { deliveries: Array<{ state: string }> }) => each.deliveries[0]!.state)).not.toContain('scheduled')
    expect(box.received).toHaveLength(before)
  }, 60_000)
})
