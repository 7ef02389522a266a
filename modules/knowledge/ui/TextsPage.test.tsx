// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Text } from '#contracts/knowledge'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, found, given, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, fjeld, id, now } from '../../../tests/pieces/samples.ts'
import { TextsDialog } from './TextsDialog.tsx'
import { TextsPage } from './TextsPage.tsx'

const aText = (wish: Partial<Text> = {}): Text => ({ id: id(800), name: 'Stange unterwegs', shortcut: 'stange', variants: [{ language: 'de', text: 'Die Stange ist unterwegs.', html: null }, { language: 'da', text: 'Stangen er på vej.', html: null }], shared: true, brandId: fjeld.id, deeds: [], mayChange: true, version: 3, changedAt: now, ...wish })
const own = aText({ id: id(801), name: 'Gruß', shortcut: '', variants: [{ language: 'de', text: 'Bis bald!', html: null }], shared: false, brandId: null })
const foreign = aText({ id: id(802), name: 'Rückgabe', shortcut: 'rg', mayChange: false, variants: [{ language: 'de', text: 'Bitte senden Sie es zurück.', html: null }] })

describe('the page of texts', () => {
  async function open(rows: Text[] = [aText(), own, foreign], answers: Record<string, unknown> = {}, me = aMe('supervisor')) {
    const api = given({ 'GET texts': { rows }, ...answers })
    const drawn = draw(<TextsPage macros={{ Fields: () => null, Chips: () => null }} />, { me })
    return { api, names: () => screen.getAllByRole('listitem').map((each) => each.querySelector('b')!.textContent), ...drawn }
  }
  test('none yet: what they are good for', async () => {
    await open([])
    expect(await screen.findByText('Write down what you write again and again.')).toBeDefined()
  })
  test('read in vain: said', async () => {
    await open([], { 'GET texts': unreachable })
    expect((await screen.findByRole('alert')).textContent).toMatch(/No connection/)
  })
  test.each([['Everybody who answers for Fjeld & Wald', aText()], ['Only for me', own], ['Everybody who answers', aText({ brandId: null })]])('with whom it is shared: %s', async (words, text) => {
    await open([text])
    expect((await screen.findByRole('listitem')).textContent).toContain(words)
  })
  test('found by its words, its shortcut, and whose it is', async () => {
    const { user, names } = await open()
    await found('Change Gruß')
    await user.type(field('Search by name, shortcut or words'), 'zurück')
    expect(names()).toEqual(['Rückgabe'])
    await user.clear(field('Search by name, shortcut or words'))
    await user.selectOptions(field('Whose'), 'mine')
    expect(names()).toEqual(['Gruß'])
    await user.type(field('Search by name, shortcut or words'), 'qqq')
    expect(screen.getAllByText('No text fits.').map((each) => each.getAttribute('role')), 'also to who hears the page').toContain('status')
  })
  test('one that is another’s is copied, not changed', async () => {
    await open()
    expect(await found('Copy for me Rückgabe')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Change Rückgabe' })).toBeNull()
  })
  test('removed only after one was asked, and told who loses it', async () => {
    const { api, user } = await open([aText()], { 'DELETE texts/{id}': null })
    await user.click(await found('Remove Stange unterwegs'))
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText(/Everybody who uses it loses it/)).toBeDefined()
    await user.click(dialog.getByRole('button', { name: 'Remove' }))
    await vi.waitFor(() => expect(told()).toContain('Text removed.'))
    expect(api.to('DELETE texts/{id}')[0]!.params).toEqual([id(800)])
  })
  test('refused it is still there, and one is told', async () => {
    const { user } = await open([aText()], { 'DELETE texts/{id}': refused(403, 'forbidden') })
    await user.click(await found('Remove Stange unterwegs'))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }))
    await vi.waitFor(() => expect(told().join()).toMatch(/may not do this/))
    expect(button('Change Stange unterwegs')).toBeDefined()
  })
  test('whom one may share with depends on what one may', async () => {
    const { user } = await open([], {}, aMe('agent'))
    await user.click(button('New text'))
    await screen.findByRole('dialog')
    expect(screen.queryByLabelText('For whom')).toBeNull()
  })
  test('a supervisor shares with brands, a manager with everybody', async () => {
    for (const [me, count] of [[aMe('supervisor'), 3], [aMe('manager'), 4]] as const) {
      const { user, leave } = await open([], {}, me)
      await user.click(button('New text'))
      expect(within(await screen.findByLabelText('For whom')).getAllByRole('option')).toHaveLength(count)
      leave()
    }
  })
  test('without words it is not saved, and that is said', async () => {
    const { api, user } = await open([])
    await user.click(button('New text'))
    await user.type(await screen.findByLabelText('Name'), 'Leer')
    await user.click(button('Save'))
    expect((await screen.findByRole('alert')).textContent).toBe('Write what it should say.')
    expect(api.to('POST texts')).toEqual([])
  })
  test('changed by somebody meanwhile: nothing is lost, and saving again replaces it on purpose', async () => {
    const { api, user } = await open([aText({ shortcut: '' })], { 'PUT texts/{id}': refused(412, 'version-mismatch', { current: aText({ version: 7 }) }) })
    await user.click(await found('Change Stange unterwegs'))
    await user.type(await screen.findByLabelText('Name'), '!')
    await user.click(button('Save'))
    expect((await screen.findByRole('alert')).textContent).toMatch(/Save again to replace what they wrote/)
    expect(field('Name').value).toBe('Stange unterwegs!')
    api.on('PUT texts/{id}', aText({ name: 'Stange unterwegs!' }))
    await user.click(button('Save'))
    await vi.waitFor(() => expect(told()).toContain('Text saved.'))
    expect(api.to('PUT texts/{id}').map((each) => [each.body.name, each.match])).toEqual([['Stange unterwegs!', '"3"'], ['Stange unterwegs!', '"7"']])
  })
})

describe('inserting one', () => {
  function open(texts: Text[] | undefined = [aText(), own, foreign], wishes: string[] = ['de']) {
    const [insert, close] = [vi.fn(), vi.fn()]
    const drawn = draw(<TextsDialog texts={texts} wishes={wishes} fill={(variant) => ({ words: { text: variant.text, html: null }, unknown: [], empty: [] })} onInsert={insert} onDo={vi.fn()} withAnswer Chips={() => null} onClose={close} />)
    return { insert, close, box: field('Search by name, shortcut or words'), chosen: () => screen.queryByRole('option', { selected: true })?.textContent, ...drawn }
  }
  test('typed, Enter: it is inserted', async () => {
    const { user, insert, box } = open()
    expect(document.activeElement).toBe(box)
    await user.keyboard('stange{Enter}')
    expect(insert.mock.calls[0]![0].words.text).toBe('Die Stange ist unterwegs.')
  })
  test('arrows move and go round; the field keeps the focus and says which one', async () => {
    const { user, box, chosen } = open()
    const first = chosen()
    await user.keyboard('{ArrowDown}')
    expect(chosen()).not.toBe(first)
    expect(box.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}')
    expect(chosen()).toBe(first)
    expect(document.activeElement).toBe(box)
  })
  test.each([[['da', 'de'], 'Stangen er på vej.'], [['et', 'de'], 'Die Stange ist unterwegs.'], [['et'], 'Die Stange ist unterwegs.']])('for a customer who reads %j it is said: %s', async (wishes, words) => {
    const { user, insert } = open([aText()], wishes)
    await user.keyboard('{Enter}')
    expect(insert.mock.calls[0]![0].words.text).toBe(words)
  })
  test('another language is chosen by its tab', async () => {
    const { user, insert } = open([aText()])
    await user.click(screen.getByRole('tab', { name: 'Danish' }))
    await user.click(button(/^Insert$/))
    expect(insert.mock.calls[0]![0].words.text).toBe('Stangen er på vej.')
  })
  test('nothing fits: nothing can be inserted', async () => {
    const { user, insert } = open()
    await user.keyboard('qqq{Enter}')
    expect(insert).not.toHaveBeenCalled()
    expect(button(/^Insert$/).hasAttribute('disabled')).toBe(true)
    expect(screen.getByText('No text fits.')).toBeDefined()
  })
})
