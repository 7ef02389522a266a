// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CaseField, SavedView } from '#contracts/cases'
import { keepKeyMap, keyMap, singleKeysOn } from '#kit/keys.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, found, given, screen, told, undo, within } from '../../../tests/pieces/draw.tsx'
import { aMe, fjeld, id } from '../../../tests/pieces/samples.ts'
import { FieldsPage } from './FieldsPage.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { ViewsPage } from './ViewsPage.tsx'

const dialog = () => within(screen.getByRole('dialog'))

describe('saved views', () => {
  const view = (n: number, wish: Partial<SavedView> = {}): SavedView => ({ id: id(700 + n), name: `Sicht ${n}`, icon: 'S', query: `tag:t${n}`, shared: false, brandId: null, hidden: false, mayChange: true, version: 1, ...wish })
  function open(rows: SavedView[], answers: Record<string, unknown> = {}, me = aMe()) {
    const api = given({ 'GET saved-views': { rows }, 'PUT saved-view-order': { rows }, ...answers })
    return { api, ...draw(<ViewsPage />, { me }) }
  }
  test('none yet: what to do', async () => {
    open([])
    expect(await screen.findByText(/save it as a view/)).toBeDefined()
  })
  test('read in vain: said', async () => {
    open([], { 'GET saved-views': unreachable })
    expect((await screen.findByRole('alert')).textContent).toMatch(/No connection/)
  })
  test('moved by buttons that say what they move; the ends go no further', async () => {
    const { api, user } = open([view(1), view(2), view(3, { hidden: true })])
    await user.click(await found('Move Sicht 1 down'))
    await vi.waitFor(() => expect(api.to('PUT saved-view-order')[0]!.body).toEqual({ ids: [id(702), id(701), id(703)], hidden: [id(703)] }))
    expect([button('Move Sicht 1 up').hasAttribute('disabled'), button('Move Sicht 3 down').hasAttribute('disabled')]).toEqual([true, true])
  })
  test('hidden and shown again', async () => {
    const { api, user } = open([view(1), view(2, { hidden: true })])
    await user.click(await found('Show Sicht 2'))
    await user.click(button('Hide Sicht 1'))
    await vi.waitFor(() => expect(api.to('PUT saved-view-order').map((each) => each.body.hidden)).toEqual([[], [id(702), id(701)]]))
  })
  test('whose each is, and what is another’s is not changed', async () => {
    open([view(1), view(2, { shared: true, brandId: fjeld.id, mayChange: false }), view(3, { shared: true, mayChange: false })])
    await found('Change Sicht 1')
    expect(screen.getAllByRole('listitem').map((each) => each.querySelector('.meta')!.textContent)).toEqual(['Only for me', 'Everybody who works for Fjeld & Wald', 'Everybody'])
    expect(screen.queryByRole('button', { name: 'Change Sicht 2' })).toBeNull()
  })
  test('a new one is named by its first letter until another sign is chosen', async () => {
    const { api, user } = open([], { 'POST saved-views': view(1) })
    await user.click(button('New view'))
    await user.type(dialog().getByLabelText('Name'), 'ärger')
    await user.type(dialog().getByLabelText(/^Search/), 'tag:ärger')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('POST saved-views')[0]!.body).toEqual({ name: 'ärger', icon: 'Ä', query: 'tag:ärger', shared: false, brandId: null }))
    await vi.waitFor(() => expect(told()).toContain('View saved.'))
  })
  test('without a search it is no view; refused, it stays in the form', async () => {
    const { api, user } = open([], { 'POST saved-views': refused(422, 'invalid', { detail: 'query: There is no filter “colour:”.' }) })
    await user.click(button('New view'))
    await user.type(dialog().getByLabelText('Name'), 'x')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect(api.to('POST saved-views')).toEqual([])
    await user.type(dialog().getByLabelText(/^Search/), 'colour:red')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect((await dialog().findByRole('alert')).textContent).toContain('There is no filter “colour:”.')
    expect(dialog().getByLabelText<HTMLInputElement>(/^Search/).value).toBe('colour:red')
  })
  test.each([['agent', null], ['supervisor', 3], ['manager', 4]] as const)('a %s shares as far as their role goes', async (role, count) => {
    const { user } = open([], {}, aMe(role))
    await user.click(button('New view'))
    const choice = dialog().queryByLabelText('For whom')
    expect(choice && within(choice).getAllByRole('option').length).toBe(count)
  })
  test('one that is shared is removed for everybody: said before', async () => {
    const { api, user } = open([view(1, { shared: true })], { 'DELETE saved-views/{id}': null })
    await user.click(await found('Remove Sicht 1'))
    expect(dialog().getByText(/Everybody who uses it loses it/)).toBeDefined()
    await user.click(dialog().getByRole('button', { name: 'Remove' }))
    await vi.waitFor(() => expect(api.to('DELETE saved-views/{id}')[0]!.params).toEqual([id(701)]))
  })
})

describe('case fields', () => {
  const lot: CaseField = { id: id(1001), brandId: fjeld.id, name: 'Charge', kind: 'text', choices: [], position: 1, retired: false, version: 2 }
  const state: CaseField = { ...lot, id: id(1002), name: 'Zustand', kind: 'choice', choices: [{ key: 'new', label: 'Neu', retired: false }, { key: 'old', label: 'Gebraucht', retired: false }, { key: 'gone', label: 'Weg', retired: true }] }
  function open(rows: CaseField[], answers: Record<string, unknown> = {}) {
    const api = given({ 'GET case-fields': { rows }, ...answers })
    return { api, ...draw(<FieldsPage />, { me: aMe('manager') }) }
  }
  test('none yet: an example', async () => {
    open([])
    expect(await screen.findByText(/for example the lot number/)).toBeDefined()
  })
  test('a choice brings its choices, one a line, none twice', async () => {
    const { api, user } = open([], { 'POST case-fields': state })
    await user.click(button('New field'))
    await user.type(dialog().getByLabelText('Name'), 'Zustand')
    expect(dialog().queryByLabelText('Choices')).toBeNull()
    await user.selectOptions(dialog().getByLabelText('Kind of value'), 'choice')
    await user.type(dialog().getByLabelText('Choices'), ' Neu {Enter}{Enter}Gebraucht{Enter}Neu')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('POST case-fields')[0]!.body).toEqual({ brandId: fjeld.id, name: 'Zustand', kind: 'choice', choices: ['Neu', 'Gebraucht'] }))
  })
  test('renamed choices keep their cases; the kind is settled', async () => {
    const { api, user } = open([state], { 'PATCH case-fields/{id}': state })
    await user.click(await found('Change Zustand'))
    expect(dialog().queryByLabelText('Kind of value')).toBeNull()
    expect(dialog().getByLabelText<HTMLTextAreaElement>('Choices').value, 'what is retired is not written again').toBe('Neu\nGebraucht')
    await user.clear(dialog().getByLabelText('Choices'))
    await user.type(dialog().getByLabelText('Choices'), 'Wie neu{Enter}Gebraucht')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('PATCH case-fields/{id}')[0]!.body).toEqual({ name: 'Zustand', choices: [{ key: 'new', label: 'Wie neu' }, { key: 'old', label: 'Gebraucht' }] }))
  })
  test('retired with the way back', async () => {
    const { api, user } = open([lot], { 'PUT case-fields/{id}/retirement': { ...lot, retired: true }, 'DELETE case-fields/{id}/retirement': lot })
    await user.click(await found('Retire Charge'))
    await vi.waitFor(() => expect(told()).toContain('Charge is retired.'))
    undo()
    await vi.waitFor(() => expect(told()).toContain('Charge is back.'))
    expect(api.to('DELETE case-fields/{id}/retirement')).toHaveLength(1)
  })
  test('a retired one can be brought back and not changed', async () => {
    open([{ ...lot, retired: true }])
    expect(await found('Bring back Charge')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Change Charge' })).toBeNull()
  })
  test('changed by somebody meanwhile: nothing is lost, and saving again replaces it on purpose', async () => {
    const { api, user } = open([lot], { 'PATCH case-fields/{id}': refused(412, 'version-mismatch', { current: { ...lot, name: 'Los', version: 5 } }) })
    await user.click(await found('Change Charge'))
    await user.type(dialog().getByLabelText('Name'), ' 2')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect((await dialog().findByRole('alert')).textContent).toMatch(/Save again to replace what they wrote/)
    expect(dialog().getByLabelText<HTMLInputElement>('Name').value).toBe('Charge 2')
    api.on('PATCH case-fields/{id}', { ...lot, name: 'Charge 2', version: 6 })
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('PATCH case-fields/{id}').map((each) => each.match)).toEqual(['"2"', '"5"']))
  })
  test('refused the form stays with the reason', async () => {
    const { user } = open([lot], { 'PATCH case-fields/{id}': refused(409, 'conflict') })
    await user.click(await found('Change Charge'))
    await user.type(dialog().getByLabelText('Name'), ' 2')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect((await dialog().findByRole('alert')).textContent).toMatch(/at the same time/)
    expect(dialog().getByLabelText<HTMLInputElement>('Name').value).toBe('Charge 2')
  })
})

describe('keys', () => {
  afterEach(() => { keepKeyMap({}) })
  const open = () => draw(<KeysDialog onClose={vi.fn()} />)
  test('one is put elsewhere, and all are put back', async () => {
    const { user } = open()
    await user.click(button('Change Take'))
    expect(button(/^Press a key/)).toBeDefined()
    await user.keyboard('y')
    expect(keyMap()).toEqual({ t: 'y' })
    await user.click(button('Back to the usual keys'))
    expect([keyMap(), screen.queryByRole('button', { name: 'Back to the usual keys' })]).toEqual([{}, null])
  })
  test('a key that means something already is said to, and stays', async () => {
    const { user } = open()
    await user.click(button('Change Take'))
    await user.keyboard('e')
    expect(screen.getByText('e already means “Solve”. Put that elsewhere first.').getAttribute('role')).toBe('status')
    expect(keyMap()).toEqual({})
  })
  test.each([['{Enter}'], ['{F5}'], ['{ArrowDown}']])('%s is no single letter', async (pressed) => {
    const { user } = open()
    await user.click(button('Change Take'))
    await user.keyboard(pressed)
    expect([screen.getByText('Choose a single letter, figure or sign.').tagName, keyMap()]).toEqual(['P', {}])
  })
  test('Esc waits no longer, and leaves the dialog open', async () => {
    const { user } = open()
    await user.click(button('Change Take'))
    await user.keyboard('{Escape}')
    expect([screen.queryByRole('button', { name: /^Press a key/ }), keyMap(), screen.getByRole('dialog').hasAttribute('open')]).toEqual([null, {}, true])
  })
  test('what leads out and what sends stays where it is', () => {
    open()
    for (const name of ['Leave the field, close what is open', 'Send', 'Open the case']) expect(screen.queryByRole('button', { name: `Change ${name}` })).toBeNull()
  })
  test('single letters can be switched off', async () => {
    const { user } = open()
    await user.click(field('Single-letter keys'))
    expect(singleKeysOn()).toBe(false)
  })
})
