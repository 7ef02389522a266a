// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Mailbox } from '#contracts/email'
import { refused } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, found, given, items, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, fjeld, id, polder, team } from '../../../tests/pieces/samples.ts'
import { ChannelsPage } from './ChannelsPage.tsx'
import { mailbox as sample } from './sample-mailboxes.ts'

const imap: Mailbox = { ...sample, id: id(80), brandId: fjeld.id }
const http: Mailbox = { ...imap, id: id(81), name: 'Web form', how: 'http', inboundUrl: 'https://desk.example/in/1', settings: { send: null } }

async function open({ rows = [imap], answers = {}, me = aMe('manager') }: { rows?: Mailbox[]; answers?: Record<string, unknown>; me?: ReturnType<typeof aMe> } = {}) {
  const api = given({ 'GET mailboxes': { rows }, 'GET teams': { rows: [team] }, ...answers })
  return { api, ...draw(<ChannelsPage />, { me }) }
}
const dialog = async () => within(await screen.findByRole('dialog'))

describe('the list', () => {
  test('none yet: it says what to do first', async () => {
    await open({ rows: [] })
    expect(await screen.findByText('Connect the mailbox your customers write to.')).toBeDefined()
  })
  test.each<[Partial<Mailbox>, RegExp]>([[{}, /Working/], [{ state: 'failing', detail: 'The server refuses connections on this port.' }, /Not working.*refuses connections/], [{ state: 'paused' }, /Paused/], [{ lastMailAt: null }, /no mail yet/], [{ settings: { send: null } }, /receives only/]])('how one fares is said in words: %j', async (wish, words) => {
    await open({ rows: [{ ...imap, ...wish }] })
    expect((await screen.findByRole('listitem')).textContent).toMatch(words)
  })
  test('who may not change channels sees how they fare', async () => {
    await open({ me: aMe('supervisor') })
    expect((await screen.findByRole('listitem')).textContent).toMatch(/Working/)
    expect(screen.queryAllByRole('button')).toEqual([])
  })
  test('paused and resumed with one button each', async () => {
    const { api, user } = await open({ answers: { 'PUT mailboxes/{id}/pause': { ...imap, state: 'paused' } } })
    api.on('GET mailboxes', { rows: [{ ...imap, state: 'paused' }] })
    await user.click(await found(`Pause ${imap.name}`))
    await vi.waitFor(() => expect(told()).toContain('Paused. Nothing is fetched or sent until you resume.'))
    expect(await found(`Resume ${imap.name}`)).toBeDefined()
  })
  test('only what is fetched can be fetched again, only what is posted has a secret', async () => {
    const { user } = await open({ rows: [imap, http] })
    const menu = async (name: string) => { await user.click(await found(`More about ${name}`)); const all = items().map((each) => each.textContent); await user.keyboard('{Escape}'); return all }
    expect(await menu(imap.name)).toEqual(['Fetch again …', 'Retire …'])
    expect(await menu(http.name)).toEqual(['New secret …', 'Retire …'])
  })
  test('retired only after one was asked', async () => {
    const { api, user } = await open({ answers: { 'DELETE mailboxes/{id}': null } })
    await choose(user, `More about ${imap.name}`, 'Retire …')
    expect((await dialog()).getByText(/This cannot be undone/)).toBeDefined()
    await user.click((await dialog()).getByRole('button', { name: 'Cancel' }))
    expect(api.to('DELETE mailboxes/{id}')).toEqual([])
    await choose(user, `More about ${imap.name}`, 'Retire …')
    await user.click((await dialog()).getByRole('button', { name: 'Retire' }))
    await vi.waitFor(() => expect(api.to('DELETE mailboxes/{id}')[0]!.params).toEqual([imap.id]))
  })
})

describe('a mailbox', () => {
  async function fresh(answers: Record<string, unknown> = {}) {
    const { api, user } = await open({ rows: [], answers: { 'POST mailboxes': http, ...answers } })
    await user.click(button('New mailbox'))
    const form = await dialog()
    await user.type(form.getByLabelText('E-mail address'), 'hilfe@fjeld-wald.example')
    return { api, user, form }
  }
  test('what is missing keeps it here: nothing is asked of the server', async () => {
    const { api, user, form } = await fresh()
    await user.clear(form.getByLabelText('Name shown to customers'))
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect(api.to('POST mailboxes')).toEqual([])
  })
  test('posted to us, it shows its secret this once', async () => {
    const made = { ...http, settings: { send: null, secret: 'geheim-1' } }
    const { api, user, form } = await fresh({ 'POST mailboxes': made })
    await user.selectOptions(form.getByLabelText('How mail arrives'), 'http')
    const sends = form.getByLabelText<HTMLInputElement>('Send answers through this server')
    if (sends.checked) await user.click(sends)
    const name = form.getByLabelText<HTMLInputElement>('Name shown to customers')
    if (!name.value) await user.type(name, 'Web form')
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('geheim-1')).toBeDefined()
    expect(api.to('POST mailboxes')[0]!.body).toMatchObject({ brandId: fjeld.id, address: 'hilfe@fjeld-wald.example', receive: { how: 'http' }, send: null })
  })
  test('its connection can be tested, and what fails is said in words', async () => {
    const { api, user, form } = await fresh({ 'POST mailbox-checks': { ok: false, steps: [{ step: 'receive-sign-in', outcome: 'failed', code: 'wrong-password', detail: 'NO' }] } })
    await user.selectOptions(form.getByLabelText('How mail arrives'), 'smtp')
    const name = form.getByLabelText<HTMLInputElement>('Name shown to customers')
    if (!name.value) await user.type(name, 'Hilfe')
    const [server] = form.getAllByLabelText<HTMLInputElement>('Server')
    await user.clear(server!)
    await user.type(server!, 'smtp.fjeld-wald.example')
    await user.clear(form.getByLabelText('User name'))
    await user.click(form.getByRole('button', { name: 'Test the connection' }))
    expect(await form.findByText('Not everything works yet.')).toBeDefined()
    expect(api.to('POST mailboxes'), 'tested is not saved').toEqual([])
    await user.type(server!, 'x')
    expect(form.queryByText('Not everything works yet.'), 'what was tested is no longer what stands there').toBeNull()
  })
  test('changed, its stored password stays where none is typed', async () => {
    const { api, user } = await open({ answers: { 'PUT mailboxes/{id}': imap } })
    await user.click(await found(`Change ${imap.name}`))
    const form = await dialog()
    expect(form.getAllByLabelText<HTMLInputElement>(/^Password/).map((each) => [each.value, each.required])).toEqual([['', false], ['', false]])
    await user.click(form.getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('PUT mailboxes/{id}')).toHaveLength(1))
    expect(JSON.stringify(api.to('PUT mailboxes/{id}')[0]!.body)).not.toContain('password')
  })
  test('refused the form stays, with the reason in it', async () => {
    const { user } = await open({ answers: { 'PUT mailboxes/{id}': refused(412, 'version-mismatch') } })
    await user.click(await found(`Change ${imap.name}`))
    const form = await dialog()
    await user.type(form.getByLabelText('Name shown to customers'), ' 2')
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect((await form.findByRole('alert')).textContent).toMatch(/newest state/)
    expect(form.getByLabelText<HTMLInputElement>('Name shown to customers').value).toBe(`${imap.name} 2`)
  })
  test('of which brand and how it receives is settled once; teams are those of the brand', async () => {
    const { user } = await open()
    await user.click(await found(`Change ${imap.name}`))
    const form = await dialog()
    expect([form.getByLabelText<HTMLSelectElement>('Brand').disabled, form.getByLabelText<HTMLSelectElement>('How mail arrives').disabled]).toEqual([true, true])
    await user.click(form.getByRole('button', { name: 'Cancel' }))
    await user.click(button('New mailbox'))
    const other = await dialog()
    const teams = () => within(other.getByLabelText('New cases go to')).getAllByRole('option').map((each) => each.textContent)
    expect(teams()).toEqual(['no team', 'Deutsch'])
    await user.selectOptions(other.getByLabelText('Brand'), polder.id)
    expect(teams()).toEqual(['no team'])
  })
  test('passwords are hidden until one looks', async () => {
    const { user } = await open()
    await user.click(await found(`Change ${imap.name}`))
    const form = await dialog()
    const [first] = form.getAllByLabelText<HTMLInputElement>(/^Password/)
    expect(first!.type).toBe('password')
    await user.click(form.getAllByRole('button', { name: 'Show passwords' })[0]!)
    expect(first!.type).toBe('text')
  })
})
