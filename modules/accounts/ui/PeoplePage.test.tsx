// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, found, given, items, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, fjeld, id, now, people, polder, team } from '../../../tests/pieces/samples.ts'
import { BrandsPage } from './BrandsPage.tsx'
import { PeoplePage } from './PeoplePage.tsx'

const manager = aMe('manager', { personId: id(12) })
const house = { 'GET people': { rows: people }, 'GET brands': { rows: [fjeld, polder] }, 'GET teams': { rows: [team] }, 'GET invitations': { rows: [] } }
const invitation = { id: id(60), email: 'sanne@veerhuis.example', role: 'agent' as const, invitedBy: 'Annelies Postma', expiresAt: '2026-12-01T10:00:00Z', createdAt: now }

describe('people', () => {
  async function open(answers: Record<string, unknown> = {}, me = manager) {
    const api = given({ ...house, ...answers })
    const drawn = draw(<PeoplePage />, { me })
    return { api, ...drawn }
  }
  const line = async (name: string) => within((await screen.findByText(name)).closest('tr')!)

  test('each with role, brands and how far they see, and when they were here', async () => {
    await open()
    const maren = await line('Maren Lindqvist')
    expect(maren.getByText('Agent')).toBeDefined()
    expect(maren.getByText('all cases')).toBeDefined()
    expect(maren.getByText('Deutsch')).toBeDefined()
    expect((await line('Jonas Brandt')).getByText('never')).toBeDefined()
  })
  test('who may only see, sees no way to change anybody', async () => {
    await open({}, aMe('auditor'))
    await line('Jonas Brandt')
    expect(screen.queryAllByRole('button')).toEqual([])
  })
  test('read in vain it says so and tries again', async () => {
    const { api, user } = await open({ 'GET people': unreachable })
    await user.click(await found('Try again'))
    api.on('GET people', { rows: people })
    await user.click(await found('Try again'))
    expect(await line('Jonas Brandt')).toBeDefined()
  })
  test('nobody suspends oneself', async () => {
    const { user } = await open({}, aMe('manager', { personId: id(11) }))
    await user.click(await found('Change Jonas Brandt'))
    expect(items().map((each) => each.textContent)).toEqual(['Change …', 'End all sessions'])
  })
  test('before somebody is suspended one is asked, with the safe answer in hand', async () => {
    const { api, user } = await open({ 'PATCH people/{id}': { ...people[1]!, status: 'suspended' } })
    await choose(user, 'Change Jonas Brandt', 'Suspend …')
    expect(document.activeElement?.textContent).toBe('Cancel')
    await user.keyboard('{Enter}')
    expect(api.to('PATCH people/{id}')).toEqual([])
    await choose(user, 'Change Jonas Brandt', 'Suspend …')
    await user.click(button('Suspend'))
    await vi.waitFor(() => expect(api.to('PATCH people/{id}')[0]).toMatchObject({ params: [id(11)], body: { status: 'suspended' } }))
  })
  test('only what was changed is sent', async () => {
    const { api, user } = await open({ 'PATCH people/{id}': people[1]! })
    await choose(user, 'Change Jonas Brandt', 'Change …')
    await user.selectOptions(field('Role'), 'supervisor')
    await user.click(button('Save'))
    await vi.waitFor(() => expect(api.to('PATCH people/{id}')[0]!.body).toEqual({ role: 'supervisor' }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
  test('refused the form stays as it was written, with the reason in it', async () => {
    const { user } = await open({ 'PATCH people/{id}': refused(409, 'conflict') })
    await choose(user, 'Change Jonas Brandt', 'Change …')
    await user.clear(field(/^Name/))
    await user.type(field(/^Name/), 'Jonas B.')
    await user.click(button('Save'))
    expect((await within(screen.getByRole('dialog')).findByRole('alert')).textContent).toMatch(/at the same time/)
    expect(field(/^Name/).value).toBe('Jonas B.')
  })
  test('who sees only the cases of a team, and is in none, would see nothing: said before it is saved', async () => {
    const { user } = await open()
    await choose(user, 'Change Jonas Brandt', 'Change …')
    await user.selectOptions(await screen.findByLabelText('Fjeld & Wald'), 'team')
    expect(screen.getByRole('alert').textContent).toBe('Choose a team below, or nothing will be seen here.')
    await user.click(field('Deutsch'))
    expect(screen.queryByRole('alert')).toBeNull()
  })
  test('an invitation shows its link this once', async () => {
    const { api, user } = await open({ 'POST invitations': { ...invitation, link: 'https://desk.example/invitations/abc' } })
    await user.click(button('Invite'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByLabelText(/^Name/), 'Sanne')
    await user.type(dialog.getByLabelText('E-mail address'), 'sanne@veerhuis.example')
    await user.selectOptions(await dialog.findByLabelText('Fjeld & Wald'), 'all')
    await user.click(dialog.getByRole('button', { name: 'Invite' }))
    expect(await screen.findByText('https://desk.example/invitations/abc')).toBeDefined()
    expect(api.to('POST invitations')[0]!.body).toEqual({ name: 'Sanne', email: 'sanne@veerhuis.example', role: 'agent', grants: [{ brandId: fjeld.id, visibility: 'all' }], teamIds: [] })
  })
  test.each([['no-address', false], ['sanne@veerhuis.example', true]])('%s is an address to invite: %s', async (address, good) => {
    const { api, user } = await open({ 'POST invitations': refused(422, 'invalid', { detail: 'email: not so.' }) })
    await user.click(button('Invite'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByLabelText(/^Name/), 'Sanne')
    await user.type(dialog.getByLabelText('E-mail address'), address)
    await user.click(dialog.getByRole('button', { name: 'Invite' }))
    if (good) expect((await dialog.findByRole('alert')).textContent).toBe('email: not so.')
    expect(api.to('POST invitations')).toHaveLength(good ? 1 : 0)
  })
  test('an open invitation is withdrawn', async () => {
    const { api, user } = await open({ 'GET invitations': { rows: [invitation] }, 'DELETE invitations/{id}': null })
    await user.click(await found('Withdraw sanne@veerhuis.example'))
    await vi.waitFor(() => expect(told()).toContain('Invitation withdrawn.'))
    expect(api.to('DELETE invitations/{id}')[0]!.params).toEqual([id(60)])
  })
})

describe('brands and teams', () => {
  async function open(answers: Record<string, unknown> = {}, me = manager) {
    const api = given({ ...house, 'GET me': me, ...answers })
    const drawn = draw(<BrandsPage />, { me })
    await screen.findByRole('heading', { name: 'Fjeld & Wald' })
    return { api, ...drawn }
  }
  test('a team is founded in its brand, and the field is free for the next', async () => {
    const { api, user } = await open({ 'POST teams': { ...team, id: id(6), name: 'Dansk' } })
    await user.type(screen.getAllByLabelText<HTMLInputElement>('Name of the team')[0]!, ' Dansk {Enter}')
    await vi.waitFor(() => expect(screen.getAllByLabelText<HTMLInputElement>('Name of the team')[0]!.value).toBe(''))
    expect(api.to('POST teams')[0]!.body).toEqual({ brandId: fjeld.id, name: 'Dansk' })
  })
  test('refused the name stays, and one is told', async () => {
    const { user } = await open({ 'POST teams': refused(409, 'conflict') })
    await user.type(screen.getAllByLabelText<HTMLInputElement>('Name of the team')[0]!, 'Deutsch{Enter}')
    await vi.waitFor(() => expect(told().join()).toMatch(/at the same time/))
    expect(screen.getAllByLabelText<HTMLInputElement>('Name of the team')[0]!.value).toBe('Deutsch')
  })
  test('a team is renamed where it stands; Esc leaves it as it was', async () => {
    const { api, user } = await open({ 'PATCH teams/{id}': { ...team, name: 'Deutschland' } })
    await user.click(await found('Change Deutsch'))
    await user.keyboard('land{Escape}')
    expect(api.to('PATCH teams/{id}')).toEqual([])
    await user.click(await found('Change Deutsch'))
    await user.keyboard('land{Enter}')
    await vi.waitFor(() => expect(api.to('PATCH teams/{id}')[0]!.body).toEqual({ name: 'Deutschland' }))
  })
  test('the same name again changes nothing', async () => {
    const { api, user } = await open()
    await user.click(await found('Change Deutsch'))
    await user.keyboard('{Enter}')
    expect(api.to('PATCH teams/{id}')).toEqual([])
  })
  test('a team is removed after one was asked', async () => {
    const { api, user } = await open({ 'DELETE teams/{id}': null })
    await user.click(await found('Remove Deutsch'))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }))
    await vi.waitFor(() => expect(told()).toContain('The team is removed.'))
    expect(api.to('DELETE teams/{id}')[0]!.params).toEqual([team.id])
  })
  test('a prefix in small letters becomes one; figures do not leave the page', async () => {
    const { api, user } = await open({ 'PUT brands/{id}': fjeld })
    await user.click(button('Change Fjeld & Wald'))
    const prefix = field('Reference prefix')
    await user.clear(prefix)
    await user.type(prefix, 'f1')
    await user.click(button('Save'))
    expect([prefix.validity.valid, api.to('PUT brands/{id}')]).toEqual([false, []])
    await user.clear(prefix)
    await user.type(prefix, 'fw')
    await user.click(button('Save'))
    await vi.waitFor(() => expect(api.to('PUT brands/{id}')[0]!.body).toEqual({ name: 'Fjeld & Wald', referencePrefix: 'FW', language: 'de', timeZone: 'Europe/Berlin', signature: '' }))
  })
  test('who may not change brands sees them', async () => {
    await open({}, aMe('agent'))
    expect(screen.queryAllByRole('button')).toEqual([])
    expect(screen.queryByLabelText('Name of the team')).toBeNull()
  })
})
