// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Widget } from '#contracts/chat'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, found, given, screen, told, undo, within } from '../../../tests/pieces/draw.tsx'
import { aMe, id, team } from '../../../tests/pieces/samples.ts'
import { aWidget } from './sample-chat.ts'
import { WidgetPage } from './WidgetPage.tsx'
import { WidgetsPage } from './WidgetsPage.tsx'

vi.setConfig({ testTimeout: 20_000 })
const manager = aMe('manager')
async function open(widget: Widget = aWidget(), answers: Parameters<typeof given>[0] = {}, me = manager) {
  const held = { widget }
  const api = given({ 'GET widgets': () => ({ rows: [held.widget] }), 'GET teams': { rows: [team] }, 'GET mailboxes': { rows: [] }, 'PUT widgets/{id}': ({ body }: { body: Partial<Widget> }) => { held.widget = { ...held.widget, ...body, version: held.widget.version + 1 }; return held.widget }, ...answers })
  const drawn = draw(<WidgetPage id={widget.id} />, { me })
  await screen.findByRole('heading', { level: 1, name: widget.name })
  return { api, held, puts: () => api.to('PUT widgets/{id}'), save: () => drawn.user.click(button('Save')), ...drawn }
}
const part = (title: string) => within(screen.getByRole('heading', { level: 2, name: title }).closest('section')!)

describe('settings', () => {
  test('one that does not exist says so', async () => {
    given({ 'GET widgets': { rows: [] } })
    draw(<WidgetPage id={id(1)} />, { me: manager })
    expect(await screen.findByRole('link', { name: 'Chat widgets' })).toBeDefined()
  })
  test('saved with the version that was seen, and taken back with undo', async () => {
    const { puts, save, user } = await open()
    expect(screen.queryByText('Not saved yet.')).toBeNull()
    await user.clear(field(/^Title of the window/))
    await user.type(field(/^Title of the window/), 'Zelte')
    expect(screen.getByText('Not saved yet.')).toBeDefined()
    await save()
    await vi.waitFor(() => expect(told()).toContain('Saved.'))
    expect([puts()[0]!.match, puts()[0]!.body.settings.title]).toEqual(['"3"', 'Zelte'])
    expect(undo()).toBe(true)
    await vi.waitFor(() => expect(puts()[1]!.body.settings.title).toBe('Fjeld & Wald'))
    expect(puts()[1]!.match).toBe('"4"')
    await vi.waitFor(() => expect(field(/^Title of the window/).value).toBe('Fjeld & Wald'))
  })
  test('what the server objects to stands at its field, and what was written stays', async () => {
    const { save, user } = await open(aWidget(), { 'PUT widgets/{id}': refused(422, 'invalid', { fields: [{ field: 'settings/origins/0', problem: 'Write it as https://shop.example.' }] }) })
    const origins = field('Sites on which it may run')
    await user.clear(origins)
    await user.type(origins, 'https://zelte.example{Enter}https://*.zelte.example')
    await save()
    expect(await screen.findByText('Write it as https://shop.example.')).toBeDefined()
    expect([origins.value, origins.getAttribute('aria-invalid')]).toEqual(['https://zelte.example\nhttps://*.zelte.example', 'true'])
  })
  test('a colleague’s change is not written over: said, and shown when wished', async () => {
    const { held, user, client } = await open()
    await user.type(part('On your site').getByLabelText<HTMLInputElement>('Name'), ' 2')
    held.widget = aWidget({ name: 'Anders', version: 4 })
    await client.invalidateQueries({ queryKey: ['widgets'] })
    expect(await screen.findByText(/A colleague has changed this widget/)).toBeDefined()
    await user.click(button('Show it as it is now'))
    expect(part('On your site').getByLabelText<HTMLInputElement>('Name').value).toBe('Anders')
  })
  test('changes are thrown away when wished', async () => {
    const { puts, user } = await open()
    await user.click(field('Not on phones'))
    await user.click(button('Undo changes'))
    expect(field('Not on phones').checked).toBe(false)
    expect(puts()).toEqual([])
  })
  test('who may only look changes nothing', async () => {
    await open(aWidget(), {}, aMe('supervisor'))
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
    expect(field(/^Title of the window/).closest('fieldset')!.disabled).toBe(true)
  })
  test('words are written per language', async () => {
    const { puts, save, user } = await open()
    expect(field('Words in').value).toBe('de')
    await user.selectOptions(field('Words in'), 'en')
    await user.clear(field('Greeting'))
    await user.selectOptions(field('Words in'), 'da')
    await user.type(field('Greeting'), 'Hej!')
    await save()
    await vi.waitFor(() => expect(puts()[0]!.body.settings.greeting).toEqual({ de: 'Moin! Was können wir für Sie tun?', da: 'Hej!' }))
  })
  test('the form before a chat: asked or not, and what', async () => {
    const { puts, save, user } = await open()
    const form = part('Form before the chat')
    await user.click(form.getByRole('button', { name: /^Remove/ }))
    await user.click(form.getByRole('button', { name: 'Ask something more' }))
    await user.type(form.getByLabelText('Question'), 'Größe')
    await user.selectOptions(form.getByLabelText('Answer'), 'choice')
    await user.type(form.getByLabelText(/^Choices/), 'S{Enter}M')
    await save()
    await vi.waitFor(() => expect(puts()[0]!.body.settings.form.fields).toMatchObject([{ key: 'field1', label: { de: 'Größe' }, kind: 'choice', choices: ['S', 'M'] }]))
    await user.selectOptions(form.getByLabelText('It is asked'), 'never')
    expect(form.queryByLabelText('Question')).toBeNull()
  })
  test('departments lead to teams of the brand', async () => {
    const { puts, save, user } = await open()
    const form = part('Departments')
    await user.click(await form.findByRole('button', { name: 'Add a department' }))
    await user.type(form.getByLabelText('Name for visitors'), 'Rückgaben')
    await save()
    await vi.waitFor(() => expect(puts()[0]!.body.settings.departments).toEqual([{ key: 'department-1', name: { de: 'Rückgaben' }, teamId: team.id }]))
  })
  test('hours begin with a working week, and each can go', async () => {
    const { puts, save, user } = await open()
    await user.click(field('Only at certain hours'))
    await user.click(button('Remove Monday 09:00'))
    await user.click(button('Add hours'))
    await save()
    await vi.waitFor(() => expect(puts()[0]!.body.settings.hours.map((each: { day: number }) => each.day)).toEqual([2, 3, 4, 5, 6]))
  })
  test('greetings and privacy', async () => {
    const { puts, save, user } = await open()
    const form = part('Greetings that come by themselves')
    await user.click(form.getByRole('button', { name: 'Add a greeting' }))
    await user.type(form.getByLabelText('Words'), 'Noch Fragen?')
    await user.selectOptions(form.getByLabelText('Visitors'), 'back')
    await user.click(field('Show agents what is being typed'))
    await save()
    await vi.waitFor(() => expect(puts()[0]!.body.settings).toMatchObject({ greetings: [{ words: { de: 'Noch Fragen?' }, returning: true, on: true }], sneakPeek: true }))
  })
})

describe('signing keys', () => {
  test('a new one shows its secret this once', async () => {
    const { held, user } = await open(aWidget(), { 'POST widgets/{id}/signing-keys': () => { held.widget = aWidget({ signingKeys: [{ id: id(730), createdAt: '2026-11-24T09:00:00Z' }] }); return { id: id(730), secret: 'geheim-geheim' } } })
    expect(screen.getByText('No key: nobody can be identified.')).toBeDefined()
    await user.click(button('New key'))
    const shown = within(await screen.findByRole('dialog', { name: 'A new signing key' }))
    expect(shown.getByText('geheim-geheim')).toBeDefined()
    await user.click(shown.getByRole('button', { name: 'Done' }))
    expect(screen.queryByText('geheim-geheim')).toBeNull()
    expect(await screen.findByText(id(730), { selector: 'code' })).toBeDefined()
  })
  test('retired only after a question', async () => {
    const { api, user } = await open(aWidget({ signingKeys: [{ id: id(730), createdAt: '2026-11-24T09:00:00Z' }] }), { 'DELETE widgets/{id}/signing-keys/{keyId}': null })
    await user.click(await found(/^Retire …/))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }))
    expect(api.to('DELETE widgets/{id}/signing-keys/{keyId}')).toEqual([])
    await user.click(await found(/^Retire …/))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Retire' }))
    await vi.waitFor(() => expect(api.to('DELETE widgets/{id}/signing-keys/{keyId}')[0]!.params).toEqual([id(720), id(730)]))
  })
})

describe('all widgets', () => {
  function list(rows: Widget[], answers: Parameters<typeof given>[0] = {}, me = manager) {
    const api = given({ 'GET widgets': { rows }, ...answers })
    return { api, ...draw(<WidgetsPage />, { me }) }
  }
  test('none yet, and read in vain', async () => {
    const { api, user } = list([], { 'GET widgets': unreachable })
    const again = await found('Try again')
    api.on('GET widgets', { rows: [] })
    await user.click(again)
    expect(await screen.findByText('No widget yet')).toBeDefined()
  })
  test('where it runs, how many are there, and the line to copy', async () => {
    list([aWidget(), aWidget({ id: id(721), name: 'Neu', online: 0, settings: { ...aWidget().settings, origins: [] } })])
    const cards = (await screen.findAllByRole('listitem')).map((each) => each.textContent)
    expect(cards[0]).toMatch(/12 visitors now.*https:\/\/fjeld-wald\.example.*<script async/)
    expect(cards[1]).toContain('No site yet: it runs on the test page only.')
    expect(screen.getByRole('link', { name: 'Test page Neu' }).getAttribute('href')).toBe('/chat/test/kQ3x')
  })
  test('made with a name and a brand, one is led to its settings', async () => {
    const { api, place, user } = list([], { 'POST widgets': aWidget() })
    await user.click(await found('New widget'))
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('Name'), ' Zelte ')
    await user.click(form.getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('POST widgets')[0]!.body).toEqual({ brandId: id(1), name: 'Zelte' }))
    await vi.waitFor(() => expect(place()).toBe(`/widgets/${id(720)}`))
  })
  test('retired only after a question; who may not change channels is not offered it', async () => {
    const { api, user } = list([aWidget()], { 'DELETE widgets/{id}': null })
    await user.click(await found(/^Retire …/))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Retire' }))
    await vi.waitFor(() => expect(api.to('DELETE widgets/{id}')).toHaveLength(1))
  })
  test('a supervisor looks', async () => {
    list([aWidget()], {}, aMe('supervisor'))
    expect(await screen.findByRole('link', { name: 'Look at it Zelte und mehr' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /Retire|New widget/ })).toBeNull()
  })
})
