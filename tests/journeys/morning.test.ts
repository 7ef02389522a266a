import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { anActor } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { hasChromium, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

/** What lies in the mailbox at eight. Two customers have written about two things each. */
const mails = [
  ['Zelt', 'Fatima'], ['Schlafsack', 'Jesper'], ['Kocher', 'Willem'], ['Rucksack', 'Liis'], ['Stiefel', 'Maarten'], ['Lampe', 'Anke'], ['Seil', 'Birte'], ['Haken', 'Birte'], ['Karte', 'Toomas'], ['Kompass', 'Toomas'],
  ['Isomatte', 'Søren'], ['Trinkflasche', 'Greta'], ['Wanderstock', 'Hinrich'], ['Regenjacke', 'Ilse'], ['Mütze', 'Jaan'], ['Rückruf eins', 'Karen'], ['Rückruf zwei', 'Lars'], ['Rückruf drei', 'Mette'], ['Rückruf vier', 'Nils'], ['Handschuhe', 'Okke'],
] as const
type Subject = (typeof mails)[number][0]

describe.runIf(hasChromium)('a morning at the desk, without a mouse', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  let jonas: Actor
  let page: Page
  let pointed = 0
  const ids = new Map<string, string>()
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '8' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
    jonas = await anActor({ accountId: counter.accountId, brandIds: [counter.brandId], name: 'Jonas Brandt' })
    for (const [subject, name] of mails) ids.set(subject, (await arrive(counter, aMail(counter, { from: `${name} <${name.toLowerCase()}@kunde.example>`, subject, text: `Moin, es geht um: ${subject}.`, id: `${subject}@kunde.example`.replace(/\s/g, '-') }))).caseId!)
    await arrive(counter, aMail(counter, { from: 'Søren <søren@kunde.example>', subject: 'Re: Isomatte', text: 'Und die Rechnung fehlt auch.', inReplyTo: 'Isomatte@kunde.example' }))
    page = await desk.pageFor(counter.agent, { path: '/profile' })
    await page.exposeFunction('pointedAt', () => { pointed++ })
    // A key on a button makes a click, too; the hand of somebody on a mouse comes with a pointer.
    await page.addInitScript(() => {
      const tell = () => { (window as unknown as { pointedAt: () => void }).pointedAt() }
      for (const kind of ['pointerdown', 'mousedown', 'mousemove', 'wheel', 'touchstart']) document.addEventListener(kind, tell, { capture: true })
      document.addEventListener('click', (event) => { if (event.detail > 0) tell() }, { capture: true })
    })
    await page.goto(`${desk.url}/cases/all`)
    await page.locator('.case-row', { hasText: 'Isomatte' }).waitFor()
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  const keys = async (...pressed: string[]) => { for (const each of pressed) await page.keyboard.press(each) }
  const caseNow = async (subject: string) => (await desk.ask(counter.agent, 'GET', `cases/${ids.get(subject)}`)).body
  const focusedRow = () => page.evaluate(() => document.activeElement?.querySelector('.case-row__subject')?.textContent ?? null)
  const written = () => writtenIn(page.getByLabel('Text'))
  const told = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor()

  /** Down the list, and up again, until the row has the focus. */
  async function rowOf(subject: string) {
    await keys('Escape')
    const way: Array<string | null> = []
    for (const key of [...Array<string>(mails.length + 4).fill('j'), ...Array<string>(mails.length + 4).fill('k')]) {
      await keys(key)
      // As fast as a key repeats that is held down.
      await page.waitForTimeout(30)
      way.push(await focusedRow())
      if (way.at(-1) === subject) return
    }
    throw new Error(`the keys do not lead to ${subject}, but by ${way.join(', ')}`)
  }
  async function open(subject: Subject) {
    await rowOf(subject)
    await keys('Enter')
    await page.getByRole('heading', { level: 1, name: subject, exact: true }).waitFor()
    await page.getByRole('article').first().waitFor()
  }
  /** By its name, as who does not know the key would. */
  async function command(name: string) {
    await keys('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).waitFor()
    await page.keyboard.type(name)
    await page.getByRole('option', { selected: true, name: new RegExp(name.slice(0, 12), 'i') }).waitFor()
    await keys('Enter')
  }
  async function write(key: 'r' | 'n', words: string, send = 'Control+Enter') {
    await keys(key)
    await page.keyboard.type(words)
    await keys(send)
    await expect.poll(written).toBe('')
  }
  /** Through the dialog to the words that are to be chosen. */
  async function tabTo(name: RegExp) {
    for (let n = 0; n < 40; n++) {
      if (await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').then((words) => name.test(words))) return
      await keys('Tab')
    }
    throw new Error(`Tab does not lead to ${name}`)
  }

  test('answers: sent, sent and solved, taken back and corrected, and one that is left half written', async () => {
    await open('Zelt')
    await write('r', 'Die neue Stange ist unterwegs.')
    await open('Schlafsack')
    await write('r', 'Er kommt am Freitag.')
    await open('Kocher')
    await write('r', 'Das Geld ist zurück bei Ihnen.', 'Control+Shift+Enter')
    await expect.poll(async () => (await caseNow('Kocher')).status).toBe('solved')
    await open('Rucksack')
    await write('r', 'Er kostet 19 Euro.')
    await keys('Escape', 'u')
    await expect.poll(written).toBe('Er kostet 19 Euro.')
    await keys('r', 'Control+a')
    await page.keyboard.type('Er kostet 91 Euro.')
    await keys('Control+Enter')
    await expect.poll(written).toBe('')
    await open('Handschuhe')
    await keys('r')
    await page.keyboard.type('Ich frage im Lager nach und')
    await until(async () => (await caseNow('Handschuhe')).drafts.length, (n) => n === 1)
  }, 90_000)

  test('a note, a forward to the maker, a case taken, one handed over, one put off, one solved by mistake', async () => {
    await open('Stiefel')
    await write('n', 'Leder aus der Charge vom Mai.')
    await open('Lampe')
    await keys('f')
    await page.keyboard.type('werkstatt@lampen.example')
    await keys('Enter')
    await tabTo(/^Text$/)
    await page.keyboard.type('Bitte einmal ansehen.')
    await keys('Control+Enter')
    await told('Forward on its way.')
    await open('Wanderstock')
    await keys('t')
    await told('The case is yours.')
    await open('Regenjacke')
    await keys('a')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Jonas')
    await keys('Enter')
    await told(/Jonas Brandt/)
    await open('Trinkflasche')
    await keys('z')
    await page.getByRole('dialog').waitFor()
    await tabTo(/^Tomorrow morning/)
    await keys('Enter')
    await told(/^Snoozed until/)
    await open('Mütze')
    await keys('e')
    await expect.poll(async () => (await caseNow('Mütze')).status).toBe('solved')
    await keys('u')
    await expect.poll(async () => (await caseNow('Mütze')).status).toBe('open')
  }, 90_000)

  test('two cases become one; two others one, and two again; of two questions in one each gets its own', async () => {
    await open('Seil')
    await command('Merge into another')
    await page.getByRole('dialog').getByRole('button', { name: /Haken/ }).waitFor()
    await tabTo(/Haken/)
    await keys('Enter')
    await page.getByRole('heading', { level: 1, name: 'Haken' }).waitFor()
    await open('Karte')
    await command('Merge into another')
    await page.getByRole('dialog').getByRole('button', { name: /Kompass/ }).waitFor()
    await tabTo(/Kompass/)
    await keys('Enter')
    await page.getByRole('heading', { level: 1, name: 'Kompass' }).waitFor()
    // The offer in the corner has gone by then: the case itself still has it, by its name.
    await page.reload()
    await page.getByText('Moin, es geht um: Karte.').first().waitFor()
    await command('Undo the merge')
    await page.getByRole('heading', { level: 1, name: 'Karte' }).waitFor()
    await shot(page, 'morning-two-again')
    await open('Isomatte')
    await command('New case from the newest')
    await told(/^Split off as/)
    await page.getByText(/^Split from/).first().waitFor()
    ids.set('Rechnung', new URL(page.url()).pathname.split('/').at(-1)!)
    await shot(page, 'morning-split')
  }, 90_000)

  test('many at once: solved, all given back with one key, then two of them solved after all', async () => {
    // Where closing many can be undone, this is the place to close instead: the same keys, with the status chosen by name.
    await keys('Escape', 'g', 'a')
    const choose = async (more: number) => { await rowOf('Rückruf vier'); await keys('x'); for (let n = 0; n < more; n++) await keys('Shift+J'); await page.getByText(`${more + 1} chosen`).waitFor() }
    const states = async () => (await Promise.all((['Rückruf eins', 'Rückruf zwei', 'Rückruf drei', 'Rückruf vier'] as const).map(caseNow))).map((each) => each.status)
    await choose(3)
    await keys('e')
    await page.getByText('4 cases changed.').waitFor()
    expect(await states()).toEqual(['solved', 'solved', 'solved', 'solved'])
    await shot(page, 'morning-many')
    await keys('u')
    await page.getByText('4 cases are as they were.').waitFor()
    expect(await states()).toEqual(['open', 'open', 'open', 'open'])
    await page.locator('.case-row', { hasText: 'Rückruf vier' }).waitFor()
    await choose(1)
    await keys('e')
    await page.getByText('2 cases changed.').waitFor()
  }, 90_000)

  test('at noon each case stands where it was put, each letter left once, and no hand was on the mouse', async () => {
    const letters = [['fatima@kunde.example', 'Die neue Stange ist unterwegs.'], ['jesper@kunde.example', 'Er kommt am Freitag.'], ['liis@kunde.example', 'Er kostet 91 Euro.'], ['werkstatt@lampen.example', 'Bitte einmal ansehen.'], ['willem@kunde.example', 'Das Geld ist zur']] as const
    await until(() => box.received.length, (n) => n >= letters.length, 20_000)
    await page.waitForTimeout(500)
    expect(box.received.map((each) => each.to[0]).sort()).toEqual(letters.map(([to]) => to))
    for (const [to, words] of letters) expect(box.received.filter((each) => each.to.includes(to) && each.raw.includes(words)), to).toHaveLength(1)

    const me = counter.agent.personId
    const stands = async (subject: string) => {
      const { status, ownerId, merged, snoozedUntil, messages, drafts } = await caseNow(subject)
      return [subject, status, ownerId === me ? 'mine' : ownerId === jonas.personId ? 'Jonas' : ownerId, merged ? 'merged' : snoozedUntil ? 'asleep' : '', messages.map((each: { kind: string }) => each.kind).join(' '), drafts.length]
    }
    expect(await Promise.all([...mails.map(([subject]) => subject), 'Rechnung'].map(stands))).toEqual([
      ['Zelt', 'waiting-customer', null, '', 'in out', 0], ['Schlafsack', 'waiting-customer', null, '', 'in out', 0], ['Kocher', 'solved', null, '', 'in out', 0], ['Rucksack', 'waiting-customer', null, '', 'in out', 0],
      ['Stiefel', 'open', null, '', 'in note', 0], ['Lampe', 'open', null, '', 'in forward', 0], ['Seil', 'open', null, 'merged', 'in', 0], ['Haken', 'open', null, '', 'in in', 0], ['Karte', 'open', null, '', 'in', 0], ['Kompass', 'open', null, '', 'in', 0],
      ['Isomatte', 'open', null, '', 'in', 0], ['Trinkflasche', 'open', null, 'asleep', 'in', 0], ['Wanderstock', 'open', 'mine', '', 'in', 0], ['Regenjacke', 'open', 'Jonas', '', 'in', 0], ['Mütze', 'open', null, '', 'in', 0],
      ['Rückruf eins', 'open', null, '', 'in', 0], ['Rückruf zwei', 'open', null, '', 'in', 0], ['Rückruf drei', 'solved', null, '', 'in', 0], ['Rückruf vier', 'solved', null, '', 'in', 0], ['Handschuhe', 'open', null, '', 'in', 1], ['Rechnung', 'open', null, '', 'in', 0],
    ])
    expect((await caseNow('Handschuhe')).drafts[0].text).toBe('Ich frage im Lager nach und')
    expect(pointed).toBe(0)
    // The count can tell: the same page with a hand on the mouse.
    await page.mouse.click(5, 5)
    await expect.poll(() => pointed).toBeGreaterThan(0)
  }, 60_000)
})
