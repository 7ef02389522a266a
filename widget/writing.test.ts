import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium, objections, whyNoBrowser } from '../tests/browser.ts'
import { field, log, openChat, panel, picture, visitors, write } from './testing/on-a-page.ts'

describe.skipIf(!hasChromium)(`what a visitor writes, pastes and drops${hasChromium ? '' : ` (${whyNoBrowser})`}`, { timeout: 90_000 }, () => {
  const { visit, pageOf } = visitors()
  const typings = (server: Awaited<ReturnType<typeof visit>>['server']) => server.heard.filter((frame) => frame.type === 'typing')
  /** As a browser hands over files that are pasted or let go. */
  const hand = (page: Page, where: string, kinds: string[], names: string[]) => page.locator(where).evaluate((target, { kinds, names }) => {
    const data = new DataTransfer()
    for (const name of names) data.items.add(new File([new Uint8Array(4_000).fill(1)], name, { type: 'image/png' }))
    for (const kind of kinds) target.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, { kinds, names })

  test('pictures are pasted, two of one name, and go with the line when they are there', async () => {
    const { page, server } = await visit()
    await openChat(page, server)
    await expect.poll(() => page.getByRole('button', { name: 'Attach a file' }).isEnabled()).toBe(true)
    server.wants.filesMs = 400
    await hand(page, '.row textarea', ['paste'], ['image.png'])
    await hand(page, '.row textarea', ['paste'], ['image.png'])
    await expect.poll(() => page.getByRole('progressbar', { name: 'image.png' }).count()).toBe(2)
    await expect.poll(() => page.locator('.files span').first().textContent()).toMatch(/^image\.png: \d+ %$/)
    // Enter does not send what is not whole.
    await write(page, 'Both sides')
    expect(server.lines()).toEqual([])
    await picture(page, 'pasted')
    expect(await objections(page)).toEqual([])
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(0)
    await field(page).press('Enter')
    await expect.poll(() => server.lines()[0]).toMatchObject({ text: 'Both sides', files: [{ name: 'image.png' }, { name: 'image.png' }] })
    expect(await page.locator('.files').count()).toBe(0)
  })

  test('files are let go anywhere over the panel, which says so; one can be taken out again, and one that fails says it', async () => {
    const { page, server } = await visit()
    await openChat(page, server)
    await expect.poll(() => page.getByRole('button', { name: 'Attach a file' }).isEnabled()).toBe(true)
    await hand(page, '.log', ['dragenter', 'dragover'], ['wheel.png'])
    await panel(page).getByText('Drop files here').waitFor()
    await picture(page, 'drop')
    await hand(page, '.log', ['drop'], ['wheel.png', 'bell.png'])
    expect(await panel(page).getByText('Drop files here').count()).toBe(0)
    await page.getByRole('button', { name: 'Remove: bell.png' }).click()
    await field(page).press('Enter')
    await expect.poll(() => server.lines()[0]?.files.map((file) => file.name)).toEqual(['wheel.png'])
    server.wants.filesTaken = false
    await hand(page, '.head', ['dragover', 'drop'], ['virus.png'])
    await panel(page).getByText('The file could not be sent.').waitFor()
    expect(await page.locator('.files').count()).toBe(0)
  })

  test('where a brand takes no files, none is asked for or taken, and the page stays', async () => {
    const { page, server } = await visit({ files: false })
    await openChat(page, server)
    await hand(page, '.log', ['dragover', 'drop'], ['wheel.png'])
    await hand(page, '.row textarea', ['paste'], ['wheel.png'])
    expect(await page.getByRole('button', { name: 'Attach a file' }).count()).toBe(0)
    await panel(page).getByText('The file could not be sent.').waitFor()
    expect(server.uploads).toEqual([])
  })

  test('that somebody types is told, what they type only where the brand looks and says so', async () => {
    const { page, server } = await visit()
    await openChat(page, server)
    await field(page).pressSequentially('My card number is 1234')
    await expect.poll(() => typings(server).length).toBeGreaterThan(0)
    expect(await panel(page).getByText('What you type is seen before you send it.').count()).toBe(0)
    await field(page).fill('')
    await expect.poll(() => typings(server).at(-1)).toEqual({ type: 'typing', on: false, text: '' })
    expect(typings(server).every((frame) => frame.text === '')).toBe(true)

    const seen = await visit({ sneakPeek: true })
    await openChat(seen.page, seen.server)
    await panel(seen.page).getByText('What you type is seen before you send it.').waitFor()
    await field(seen.page).pressSequentially('Where is my bic', { delay: 20 })
    // To the last letter, though nothing more is typed.
    await expect.poll(() => typings(seen.server).at(-1)).toEqual({ type: 'typing', on: true, text: 'Where is my bic' })
    await picture(seen.page, 'sneak-peek')
    await field(seen.page).blur()
    await expect.poll(() => typings(seen.server).at(-1)?.on).toBe(false)
  })

  test('who stops typing is told to have stopped', async () => {
    const { page, server } = await visit()
    await openChat(page, server)
    await field(page).pressSequentially('Hm')
    await expect.poll(() => typings(server).at(-1)?.on).toBe(true)
    await expect.poll(() => typings(server).at(-1)?.on, { timeout: 9_000 }).toBe(false)
  })

  test('what is being written outlives the panel and the page, for this tab alone', async () => {
    const { page, server, context, site } = await visit()
    await openChat(page, server)
    await field(page).fill('I am looking for')
    await page.keyboard.press('Escape')
    await openChat(page, server)
    expect(await field(page).inputValue()).toBe('I am looking for')
    await page.reload()
    await openChat(page, server)
    expect(await field(page).inputValue()).toBe('I am looking for')
    const other = await pageOf(context, site.url)
    await openChat(other, server)
    expect(await field(other).inputValue()).toBe('')
    await field(page).press('Enter')
    await page.reload()
    await panel(page).waitFor()
    expect(await field(page).inputValue()).toBe('')
    expect(server.lines().map(({ text }) => text)).toEqual(['I am looking for'])
  })

  test('cards lead to pages of https alone; a quick reply is given once, and not after the end', async () => {
    const { page, server } = await visit()
    await openChat(page, server)
    await write(page, 'Hello')
    await log(page).getByText('Delivered').waitFor()
    const card = { kind: 'product' as const, title: 'City bicycle', text: 'Blue, eight gears', picture: null, price: '€ 649.00', link: null, choices: [] }
    for (const url of ['javascript:alert(1)', 'http://shop.example/', 'data:text/html,x', 'https://user:secret@shop.example/', 'https://shop.example/blue']) server.agent('', { card: { ...card, link: { url, words: `Look: ${url}` } } })
    await expect.poll(() => log(page).getByText('City bicycle').count()).toBe(5)
    expect(await log(page).getByRole('link').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]))).toEqual([['https://shop.example/blue', '_blank', 'noopener noreferrer']])
    server.agent('', { card: { ...card, kind: 'choices', title: 'This one?', choices: ['Yes', 'No'] } })
    await log(page).getByRole('button', { name: 'Yes' }).dblclick().catch(() => {})
    await expect.poll(() => server.lines().at(-1)?.text).toBe('Yes')
    expect(server.lines().filter(({ text }) => text === 'Yes').length).toBe(1)
    expect(await log(page).getByRole('button', { name: 'No' }).count()).toBe(0)
    server.agent('', { card: { ...card, kind: 'choices', title: 'That one?', choices: ['Sure'] } })
    await log(page).getByRole('button', { name: 'Sure' }).waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'End the chat' }).click()
    await page.getByText('How was it?').waitFor()
    expect(await log(page).getByRole('button', { name: 'Sure' }).count()).toBe(0)
    expect(await page.getByText('How was it?').count()).toBe(1)
  })

  test('the end and the stars that are given in a tunnel arrive when it is over', async () => {
    const { page, server } = await visit()
    await openChat(page, server)
    await write(page, 'That was all')
    await log(page).getByText('Delivered').waitFor()
    await page.context().setOffline(true)
    server.cut()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: 'End the chat' }).click()
    await page.waitForTimeout(200)
    expect(server.heard.some((frame) => frame.type === 'end')).toBe(false)
    await page.context().setOffline(false)
    await page.getByText('How was it?').waitFor()
    expect(server.heard.filter((frame) => frame.type === 'end').length).toBe(1)
  })
})
