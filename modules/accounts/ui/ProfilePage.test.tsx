// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { singleKeysOn } from '#kit/keys.ts'
import { refused } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, found, given, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, id, now } from '../../../tests/pieces/samples.ts'
import { ProfilePage } from './ProfilePage.tsx'

const sessions = [{ id: 's1', current: true, device: 'Firefox on Linux', ipAddress: '10.0.0.1', createdAt: now, lastSeenAt: now }, { id: 's2', current: false, device: 'Safari on iPhone', ipAddress: '10.0.0.2', createdAt: now, lastSeenAt: now }]
const token = { id: id(70), name: 'shop export', scopes: ['read' as const], createdAt: now, expiresAt: null, lastUsedAt: null }

async function open(answers: Record<string, unknown> = {}, me = aMe()) {
  const api = given({ 'GET me/sessions': { rows: sessions }, 'GET api-tokens': { rows: [] }, 'GET colleagues': { rows: [] }, 'GET me': me, ...answers })
  const drawn = draw(<ProfilePage />, { me })
  await found('End Safari on iPhone')
  const part = (name: string) => within(screen.getByRole('heading', { level: 2, name }).closest('section')!)
  return { api, part, ...drawn }
}

test('name, language and signature are one’s own to change', async () => {
  const { api, user, client } = await open({ 'PATCH me': aMe('agent', { name: 'Maren L.', language: 'de' }) })
  await user.clear(field('Your name'))
  await user.type(field('Your name'), 'Maren L.')
  await user.selectOptions(field('Language'), 'de')
  await user.type(field(/^Signature/), 'Grüße')
  await user.click(screen.getAllByRole('button', { name: 'Save' })[0]!)
  await vi.waitFor(() => expect(api.to('PATCH me')[0]!.body).toEqual({ name: 'Maren L.', language: 'de', signature: 'Grüße' }))
  await vi.waitFor(() => expect(client.getQueryData(['me'])).toMatchObject({ language: 'de' }))
})
test('refused, the words stay', async () => {
  const { user } = await open({ 'PATCH me': refused(429, 'too-many') })
  await user.type(field(/^Signature/), 'Grüße')
  await user.click(screen.getAllByRole('button', { name: 'Save' })[0]!)
  await vi.waitFor(() => expect(told().join()).toMatch(/Wait a little/))
  expect(field(/^Signature/).value).toBe('Grüße')
})

describe('the password', () => {
  test('a wrong one is said beside it, and nothing typed is lost; changed, both fields are empty', async () => {
    const { api, user } = await open({ 'PUT me/password': refused(403, 'forbidden') })
    await user.type(field('Current password'), 'alter Satz')
    await user.type(field('New password'), 'ein neuer Satz{Enter}')
    expect((await screen.findByRole('alert')).textContent).toMatch(/may not do this/)
    expect(field('New password').value).toBe('ein neuer Satz')
    api.on('PUT me/password', null)
    await user.click(button('Set password'))
    await vi.waitFor(() => expect(told()).toContain('Password changed. Other sessions were ended.'))
    expect([field('Current password').value, field('New password').value]).toEqual(['', ''])
  })
  test('nine letters are too few', async () => {
    const { api, user } = await open({ 'PUT me/password': null })
    await user.type(field('Current password'), 'alter Satz')
    await user.type(field('New password'), '123456789{Enter}')
    expect(api.to('PUT me/password')).toEqual([])
  })
})

describe('the second factor', () => {
  test('password, picture, code, and the codes for bad days', async () => {
    const { api, user, part } = await open({ 'POST me/second-factor': { uri: 'otpauth://x', secret: 'ABCD EFGH', qr: 'data:image/png;base64,' }, 'PUT me/second-factor': refused(422, 'invalid', { detail: 'That is not the code.' }) })
    await user.click(part('Second factor').getByRole('button', { name: 'Set up' }))
    await user.keyboard('ein guter Satz{Enter}')
    expect(await screen.findByText('ABCD EFGH')).toBeDefined()
    await user.type(field('Code'), '123 456{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('That is not the code.')
    expect(api.to('PUT me/second-factor')[0]!.body).toEqual({ code: '123456' })
    api.on('PUT me/second-factor', { codes: ['k7f0-9q20', 'k7f1-9q21'] })
    await user.click(button('Switch on'))
    expect(await screen.findByText('k7f1-9q21')).toBeDefined()
    await user.click(button('I have kept them'))
    expect(screen.queryByText('k7f1-9q21'), 'they are shown only now').toBeNull()
  })
  test('switched off only with the password', async () => {
    const { api, user, part } = await open({ 'DELETE me/second-factor': null }, aMe('agent', { secondFactor: true }))
    await user.click(part('Second factor').getByRole('button', { name: 'Switch off' }))
    await user.click(part('Second factor').getByRole('button', { name: 'Switch off' }))
    expect(api.to('DELETE me/second-factor')).toEqual([])
    await user.keyboard('{Escape}')
    await user.type(part('Second factor').getByLabelText('Current password'), 'ein guter Satz{Enter}')
    await vi.waitFor(() => expect(told()).toContain('The second factor is switched off.'))
  })
})

test('other sessions can be ended, this one not', async () => {
  const { api, user } = await open({ 'DELETE me/sessions/{id}': null })
  expect(screen.getAllByRole('button', { name: /^End/ }).map((each) => each.textContent)).toEqual(['End Safari on iPhone'])
  await user.click(button('End Safari on iPhone'))
  await vi.waitFor(() => expect(api.to('DELETE me/sessions/{id}')[0]!.params).toEqual(['s2']))
  expect(told()).toContain('Session ended.')
})

describe('tokens', () => {
  test('a token is shown once, with what it may', async () => {
    const { api, user } = await open({ 'POST api-tokens': { ...token, scopes: ['read', 'write'], token: 'balie_geheim' } })
    await user.click(button('New token'))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByLabelText(/^Name/), ' shop export ')
    await user.click(dialog.getByLabelText('answer and change'))
    await user.selectOptions(dialog.getByLabelText('Valid for'), '')
    await user.click(dialog.getByRole('button', { name: 'Add' }))
    expect(await screen.findByText('balie_geheim')).toBeDefined()
    expect(api.to('POST api-tokens')[0]!.body).toEqual({ name: 'shop export', scopes: ['read', 'write'], expiresInDays: null })
  })
  test('one that may nothing is not made', async () => {
    const { api, user } = await open({ 'POST api-tokens': { ...token, token: 'x' } })
    await user.click(button('New token'))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByLabelText(/^Name/), 'x')
    await user.click(dialog.getByLabelText('read'))
    await user.click(dialog.getByRole('button', { name: 'Add' }))
    expect(api.to('POST api-tokens')).toEqual([])
  })
  test('what it may, until when, and whether it was used; and revoked it is', async () => {
    const { api, user } = await open({ 'GET api-tokens': { rows: [token] }, 'DELETE api-tokens/{id}': null })
    expect((await found('Revoke shop export')).closest('li')!.textContent).toMatch(/read · until no end · never used/)
    await user.click(await found('Revoke shop export'))
    await vi.waitFor(() => expect(api.to('DELETE api-tokens/{id}')[0]!.params).toEqual([token.id]))
  })
})

test('single keys can be switched off', async () => {
  const { user } = await open()
  await user.click(field('Single-letter keys'))
  expect(singleKeysOn()).toBe(false)
})
