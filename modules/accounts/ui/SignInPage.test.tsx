// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, found, given, screen, told } from '../../../tests/pieces/draw.tsx'
import { aMe } from '../../../tests/pieces/samples.ts'
import { InvitationPage } from './InvitationPage.tsx'
import { ForgottenPage, ResetPage } from './PasswordPages.tsx'
import { SetUpPage } from './SetUpPage.tsx'
import { SignInPage } from './SignInPage.tsx'

describe('signing in', () => {
  function open(answer: unknown) {
    const api = given({ 'POST session': answer, 'GET me': aMe(), 'POST session/second-factor': { next: 'desk' } })
    return { api, ...draw(<SignInPage />, { me: null }) }
  }
  async function enter(user: ReturnType<typeof open>['user']) {
    await user.type(field('E-mail address'), 'maren@veerhuis.example')
    await user.type(field('Password'), 'ein guter Satz{Enter}')
  }
  test('the address has the focus, Enter is enough, and the password is not shown', async () => {
    const { api, user } = open({ next: 'desk' })
    expect(document.activeElement).toBe(field('E-mail address'))
    expect(field('Password').type).toBe('password')
    await enter(user)
    await vi.waitFor(() => expect(api.to('POST session')[0]?.body).toEqual({ email: 'maren@veerhuis.example', password: 'ein guter Satz' }))
  })
  test('it can be looked at', async () => {
    const { user } = open({ next: 'desk' })
    await user.click(button('Show password'))
    expect(field('Password').type).toBe('text')
  })
  test.each([
    ['wrong', () => refused(401, 'not-signed-in'), 'E-mail address and password do not fit together.'], ['tried too often', () => refused(429, 'too-many'), 'Too many attempts. Wait a little, then try again.'],
    ['locked', () => refused(429, 'locked-out'), 'Too many failed attempts: locked for a few minutes.'], ['without a network', unreachable, 'No connection to the server. Check your network, then try again.'],
  ])('%s: said, and what was typed stays', async (_, answer, words) => {
    const { user } = open(answer)
    await enter(user)
    expect((await screen.findByRole('alert')).textContent).toBe(words)
    expect([field('E-mail address').value, field('Password').value]).toEqual(['maren@veerhuis.example', 'ein guter Satz'])
  })
  test('a second factor is asked for when the first was right; a wrong code is said beside its field', async () => {
    const { api, user } = open({ next: 'second-factor' })
    await enter(user)
    const code = await screen.findByLabelText('Code')
    expect(document.activeElement).toBe(code)
    api.on('POST session/second-factor', refused(401, 'not-signed-in'))
    await user.type(code, '123456{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('This code is not right, or no longer.')
    expect(code.getAttribute('aria-invalid')).toBe('true')
    await user.click(button('Sign in as someone else'))
    expect(field('E-mail address').value, 'the address stays').toBe('maren@veerhuis.example')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('a password that was forgotten', () => {
  test('the answer is the same for any address', async () => {
    given({ 'POST password-resets': null })
    const { user } = draw(<ForgottenPage />, { me: null })
    await user.type(field('E-mail address'), 'wer@auch.immer{Enter}')
    expect((await screen.findByText(/If the address is known/)).getAttribute('role')).toBe('status')
    expect(screen.queryByLabelText('E-mail address')).toBeNull()
  })
  test('a refusal stands beside the field', async () => {
    given({ 'POST password-resets': refused(429, 'too-many') })
    const { user } = draw(<ForgottenPage />, { me: null })
    await user.type(field('E-mail address'), 'wer@auch.immer{Enter}')
    expect((await screen.findByRole('alert')).id).toBe(field('E-mail address').getAttribute('aria-describedby'))
  })
  test('set anew, one is led to the door; with an old link one is told', async () => {
    const api = given({ 'PUT password-resets': refused(410, 'expired') })
    const { user, place } = draw(<ResetPage token="abc" />, { me: null, at: '/password-resets/abc' })
    await user.type(field('New password'), 'noch ein Satz{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('This link is no longer valid.')
    api.on('PUT password-resets', null)
    await user.click(button('Set password'))
    await vi.waitFor(() => expect(place()).toBe('/'))
    expect(told()).toContain('Your password is changed. Please sign in.')
    expect(api.to('PUT password-resets').at(-1)!.body).toEqual({ token: 'abc', password: 'noch ein Satz' })
  })
  test('too short it does not leave the page', async () => {
    const api = given({ 'PUT password-resets': null })
    const { user } = draw(<ResetPage token="abc" />, { me: null })
    await user.type(field('New password'), 'kurz{Enter}')
    expect([field('New password').validity.valid, api.asked]).toEqual([false, []])
  })
})

describe('an invitation', () => {
  const invitation = { email: 'sanne@veerhuis.example', name: 'Sanne', accountName: 'Veerhuis' }
  test('the name that was given can be changed, and one is inside', async () => {
    const api = given({ 'GET invitation-links/{token}': invitation, 'POST invitation-links/{token}': { next: 'desk' }, 'GET me': aMe() })
    const { user, place } = draw(<InvitationPage token="t/1" />, { me: null, at: '/invitations/t' })
    await screen.findByRole('heading', { name: 'Welcome to Veerhuis' })
    await user.type(field('Your name'), ' de Wit')
    await user.type(field('Password'), 'ein guter Satz{Enter}')
    await vi.waitFor(() => expect(place()).toBe('/'))
    expect([api.to('GET invitation-links/{token}')[0]!.params, api.to('POST invitation-links/{token}')[0]!.body]).toEqual([['t%2F1'], { name: 'Sanne de Wit', password: 'ein guter Satz' }])
  })
  test.each([[404, 'unknown'], [410, 'expired']])('used or old (%i) it says what to do', async (status, code) => {
    given({ 'GET invitation-links/{token}': refused(status, code) })
    draw(<InvitationPage token="x" />, { me: null })
    expect((await screen.findByRole('alert')).textContent).toMatch(/Ask for a new one/)
  })
  test('a server that is away is tried again, and is no invalid invitation', async () => {
    const api = given({ 'GET invitation-links/{token}': unreachable })
    const { user } = draw(<InvitationPage token="x" />, { me: null })
    expect((await screen.findByRole('alert')).textContent).toMatch(/No connection/)
    api.on('GET invitation-links/{token}', invitation)
    await user.click(button('Try again'))
    expect(await screen.findByRole('heading', { name: 'Welcome to Veerhuis' })).toBeDefined()
  })
})

describe('setting up', () => {
  test('the prefix follows the name of the brand until another is chosen', async () => {
    given({})
    const { user } = draw(<SetUpPage />, { me: null })
    await user.type(field('Name of the brand'), 'Fjeld')
    expect(field('Reference prefix').value).toBe('F')
    await user.clear(field('Reference prefix'))
    await user.type(field('Reference prefix'), 'xy')
    await user.type(field('Name of the brand'), ' & Wald')
    expect(field('Reference prefix').value).toBe('XY')
    expect(screen.getByText(/Cases are then called XY-1042/)).toBeDefined()
  })
  test('what is missing keeps it on the page; whole, it goes once', async () => {
    const api = given({ 'POST setup': refused(409, 'already-set-up') })
    const { user } = draw(<SetUpPage />, { me: null })
    await user.click(button('Set up'))
    expect(api.asked).toEqual([])
    for (const [name, words] of [['Name of the organisation', 'Veerhuis'], ['Your name', 'Erik'], ['E-mail address', 'erik@veerhuis.example'], ['Password', 'ein guter Satz'], ['Name of the brand', 'Polder']] as const) await user.type(field(name), words)
    await user.click(field('Fill in a sample company'))
    await user.click(button('Set up'))
    expect((await screen.findByRole('alert')).textContent).toBe('This installation is already set up.')
    expect(api.to('POST setup')[0]!.body).toMatchObject({ accountName: 'Veerhuis', sampleCompany: true, brand: { name: 'Polder', referencePrefix: 'P' } })
    expect(await found('Set up')).toBeDefined()
  })
})
