import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { objections, hasChromium, openDesk, shot, whyNoBrowser, writtenIn, type Desk } from '../browser.ts'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { until } from '../open-house.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

describe.runIf(hasChromium)('writing with looks', () => {
  let desk: Desk
  let box: LetterBox
  let counter: Counter
  beforeAll(async () => {
    desk = await openDesk({ BALIE_UNDO_SECONDS: '4' })
    box = await openLetterBox()
    counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
  })
  afterAll(async () => { await desk?.close(); await box?.close() })

  /** A case on the screen, with the editor there and the tools shown. */
  async function opened(subject: string): Promise<Page> {
    const { caseId } = await arrive(counter, aMail(counter, { subject }))
    const page = await desk.pageFor(counter.agent, { path: `/cases/unassigned/${caseId}` })
    await page.locator('.editor__text').waitFor()
    await page.getByRole('button', { name: 'Formatting' }).click()
    await page.getByRole('toolbar', { name: 'Formatting' }).waitFor()
    await page.keyboard.press('r')
    return page
  }
  /** A picture on the clipboard, as a screenshot is. */
  const pastePicture = (page: Page) => page.getByLabel('Text').evaluate(async (target) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 60 })
    const drawing = canvas.getContext('2d')!
    drawing.fillStyle = '#2f6f4f'
    drawing.fillRect(0, 0, 120, 60)
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), 'image/png'))
    const data = new DataTransfer()
    data.items.add(new File([blob], 'stange.png', { type: 'image/png' }))
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })

  test('bold words, a list, a link, an emoji, a table and a pasted picture arrive as they were written, and as text', async () => {
    const page = await opened('Mit Aussehen')
    await page.keyboard.type('Guten Tag, das ist ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('wichtig')
    await page.keyboard.press('Control+b')
    await page.keyboard.press('Enter')
    await page.keyboard.type('- Stange')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Haken')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Link' }).click()
    await page.getByLabel('Address').fill('fjeld-wald.example/anleitung')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Emoji' }).click()
    await page.getByLabel('Search by name').fill('tent')
    await page.getByRole('button', { name: 'tent', exact: true }).waitFor()
    await shot(page, 'writing-emoji')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await pastePicture(page)
    const picture = page.locator('.editor__picture')
    await picture.waitFor()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Table' }).click()
    await page.keyboard.type('Teil')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Preis')
    await shot(page, 'writing')
    expect(await objections(page)).toEqual([])
    const count = box.received.length
    await page.keyboard.press('Control+Enter')
    await until(() => box.received.length, (n) => n === count + 1, 12_000)
    const letter = await PostalMime.parse(box.received.at(-1)!.raw)
    expect(letter.html).toMatch(/<strong>wichtig<\/strong>/)
    expect(letter.html).toMatch(/<li><p[^>]*>Stange<\/p><\/li>/)
    expect(letter.html).toContain('href="https://fjeld-wald.example/anleitung"')
    expect(letter.html).toMatch(/<th[^>]*><p[^>]*>Teil<\/p><\/th>/)
    const cid = /src="cid:([^"]+)"/.exec(letter.html!)![1]
    expect(letter.attachments).toMatchObject([{ mimeType: 'image/png', disposition: 'inline', contentId: `<${cid}>` }])
    expect(letter.text).toContain('Guten Tag, das ist wichtig\n- Stange\n- Haken\n')
    expect(letter.text).toContain('\nfjeld-wald.example/anleitung⛺')
    expect(letter.text).toContain('Teil\tPreis')
    // In the thread it stands with its looks and its picture, in the frame for what was written.
    const frame = page.frameLocator('.message__frame').last()
    await frame.locator('strong', { hasText: 'wichtig' }).waitFor()
    await expect.poll(() => frame.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
    await shot(page, 'writing-sent')
    await page.context().close()
  }, 90_000)

  test('what was taken back has its looks and its pictures again, in another browser too, and arrives once', async () => {
    const page = await opened('Zurückgenommen')
    await page.keyboard.press('Control+i')
    await page.keyboard.type('leise')
    await page.keyboard.press('Control+i')
    await pastePicture(page)
    await page.locator('.editor__picture').waitFor()
    const count = box.received.length
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status').getByRole('button', { name: /Undo/ }).click()
    await page.locator('.editor__text em', { hasText: 'leise' }).waitFor()
    await expect.poll(() => page.locator('.editor__picture').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
    const other = await desk.pageFor(counter.agent, { path: new URL(page.url()).pathname })
    await other.locator('.editor__text em', { hasText: 'leise' }).waitFor()
    await expect.poll(() => other.locator('.editor__picture').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
    await other.getByLabel('Text').focus()
    await other.keyboard.press('Control+Enter')
    await until(() => box.received.length, (n) => n === count + 1, 12_000)
    const letter = await PostalMime.parse(box.received.at(-1)!.raw)
    expect(letter.html).toContain('<em>leise</em>')
    expect(letter.attachments).toHaveLength(1)
    expect(letter.html).toContain(`src="cid:${letter.attachments[0]!.contentId!.replace(/[<>]/g, '')}"`)
    await page.context().close()
    await other.context().close()
  }, 60_000)

  test('words without looks stay text; a page’s markup that is pasted loses what could load or run', async () => {
    const page = await opened('Ohne Aussehen')
    await page.keyboard.type('Nur  Text.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('1 < 2')
    await expect.poll(async () => (await desk.ask(counter.agent, 'GET', `cases/${page.url().split('/').at(-1)}`)).body.drafts).toMatchObject([{ text: 'Nur  Text.\n1 < 2', html: null }])
    await page.getByLabel('Text').evaluate((target) => {
      const data = new DataTransfer()
      data.setData('text/html', '<p style="position:fixed">von <b>dort</b><img src="https://spy.example/x.gif"><script>alert(1)</script><a href="javascript:alert(1)">hier</a></p>')
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    expect(await writtenIn(page.getByLabel('Text'))).toContain('von dorthier')
    const draft = await until(async () => (await desk.ask(counter.agent, 'GET', `cases/${page.url().split('/').at(-1)}`)).body.drafts[0], (found) => found?.html?.includes('dort'))
    expect(draft.html).toContain('<strong>dort</strong>')
    expect(draft.html).not.toMatch(/img|script|style|spy/)
    await page.context().close()
  }, 60_000)

  test('along the tools by arrow keys; without a mouse a word becomes bold', async () => {
    const page = await opened('Nur Tasten')
    await page.keyboard.type('alles')
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: 'Bold' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('title'))).toBe('Italic (Ctrl+I)')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('button', { name: 'Italic' }).getAttribute('aria-pressed')).toBe('true')
    await page.locator('.editor__text em', { hasText: 'alles' }).waitFor()
    await page.context().close()
  }, 30_000)
})
