// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Delivery, Message } from '#contracts/conversations'
import { speak, type CatalogueLanguage } from '#kit/i18n.ts'
import { button, choose, draw, found, items, screen } from '../../../tests/pieces/draw.tsx'
import { aMessage, id } from '../../../tests/pieces/samples.ts'
import { MessageCard, type MessageActions } from './MessageCard.tsx'

const ours: Partial<Message> = { kind: 'out', author: { kind: 'person', id: id(10), name: 'Maren Lindqvist', address: 'hilfe@fjeld-wald.example' }, assurance: null, assuranceReasons: [], to: [{ address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }], cc: [{ address: 'chef@kunde.example', name: '' }] }
const delivery = (wish: Partial<Delivery> = {}): Delivery => ({ id: id(400), direction: 'out', state: 'sent', channelId: null, recipients: ['fatima@oeztuerk.example'], at: '2026-11-24T09:50:00Z', dueAt: null, attempts: 1, detail: null, ...wish })
const card = (wish: Partial<Message> = {}, actions: MessageActions = {}, readOnly = false) => draw(<MessageCard message={aMessage(wish)} zone="Europe/Berlin" actions={actions} readOnly={readOnly} />)
const words = () => screen.getByRole('article').textContent!

describe('who wrote it, and how sure we are', () => {
  test('its name says who and what it is', () => {
    card({ kind: 'note', author: { kind: 'person', id: id(10), name: 'Maren', address: null }, assurance: null })
    expect(screen.getByRole('article', { name: 'Note by Maren, only for colleagues' })).toBeDefined()
  })
  test.each([
    ['authenticated', ['aligned'], 'Sender verified: the sender’s domain vouches for it'], ['unverified', [], 'Sender not verified'],
    ['suspicious', ['staff-name', 'reply-to-elsewhere'], 'Careful: the sender may not be who it says: it bears a colleague’s name, answers would go to another domain'],
  ] as const)('%s', (assurance, assuranceReasons, said) => {
    card({ assurance, assuranceReasons: [...assuranceReasons] })
    expect(words()).toContain(said)
  })
  test('what we wrote needs no proof, but says to whom it went', () => {
    card(ours)
    expect(words()).toContain('to Fatima Öztürk · cc chef@kunde.example')
    expect(words()).not.toMatch(/Sender/)
  })
  test('who has no name has an address', () => {
    card({ author: { kind: 'customer', id: null, name: '', address: 'x@y.example' } })
    expect(words()).toMatch(/^x@y\.example/)
  })
  test('a machine that wrote is marked as one', () => {
    card({ automatic: true })
    expect(words()).toContain('automatic message')
  })
})

describe('what it says', () => {
  test('what was quoted is folded away, not cut away', async () => {
    const { user } = card({ hidden: '> Guten Tag' })
    const fold = button('Show quoted text')
    expect([fold.getAttribute('aria-expanded'), screen.getByText('> Guten Tag').hidden]).toEqual(['false', true])
    await user.click(fold)
    expect([button('Hide quoted text').getAttribute('aria-expanded'), screen.getByText('> Guten Tag').hidden]).toEqual(['true', false])
  })
  test('a message without words says that', () => {
    card({ text: '' })
    expect(words()).toContain('This message has no text.')
  })
  test('its looks stand in a sandbox, and pictures from elsewhere come only when asked for', async () => {
    const { user } = card({ hasHtml: true, hasRemoteImages: true })
    const frame = () => screen.getByTitle<HTMLIFrameElement>('Message of Fatima Öztürk as it was written')
    expect(frame().getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin|forms)/)
    expect(frame().getAttribute('src')).toMatch(/images=0$/)
    await user.click(button('Show remote images'))
    expect(frame().getAttribute('src')).toMatch(/images=1$/)
    expect(screen.queryByRole('button', { name: 'Show remote images' })).toBeNull()
  })
  test('plain or as written is one’s choice', async () => {
    const { user } = card({ hasHtml: true })
    await choose(user, 'More about this message', /Plain text/)
    expect(screen.queryByTitle(/as it was written/)).toBeNull()
    expect(words()).toContain('Eine Stange ist gebrochen.')
  })
  test('in plain text every file is listed; as written, those that stand in it are not listed again', async () => {
    const attachment = { id: id(500), name: 'logo.png', contentType: 'image/png', size: 2_100, inline: true, contentId: 'logo', kind: 'image' as const, url: '/files/x' }
    const { user } = card({ hasHtml: true, attachments: [attachment, { ...attachment, id: id(501), name: 'rechnung.pdf', kind: 'file', inline: false, contentType: 'application/pdf' }] })
    const names = () => screen.queryAllByRole('link').map((each) => each.getAttribute('download'))
    expect(names()).toEqual(['rechnung.pdf'])
    await choose(user, 'More about this message', /Plain text/)
    expect(names()).toEqual(['logo.png', 'rechnung.pdf'])
    expect(screen.getByText(/file · 2\.1 kB/)).toBeDefined()
  })
})

describe('what can be done', () => {
  const menu = async (wish: Partial<Message>, actions: MessageActions) => { const { user } = card(wish, actions); await user.click(button('More about this message')); return items().map((each) => each.textContent) }
  test('a message is forwarded or begins a case; without the right to it, it is read', async () => {
    expect(await menu({}, { onForward: vi.fn(), onSplit: vi.fn() })).toEqual(['Forward this message', 'New case from here on', 'Download the raw message'])
  })
  test('who may not, is not offered it', async () => { expect(await menu({}, {})).toEqual(['Download the raw message']) })
  test('a note goes nowhere', () => {
    card({ kind: 'note' }, { onForward: vi.fn(), onSplit: vi.fn() })
    expect(screen.queryByRole('button')).toBeNull()
  })
  const all = () => ({ onTakeBack: vi.fn(), onEditResend: vi.fn(), onSendAgain: vi.fn(), onArrived: vi.fn() })
  test.each<[Delivery['state'], string[], RegExp]>([
    ['scheduled', ['Do not send'], /Will be sent/], ['retrying', ['Do not send'], /Not accepted yet/], ['failed', ['Edit and resend'], /Could not be sent/], ['bounced', ['Edit and resend'], /Came back undelivered/],
    ['doubtful', ['Send again', 'It arrived'], /We do not know whether it arrived/], ['sent', [], /Sent/], ['sending', [], /Being sent/], ['cancelled', [], /Taken back, not sent/],
  ])('a delivery that is %s: %j', (state, deeds, said) => {
    card({ ...ours, deliveries: [delivery({ state })] }, all())
    expect(screen.queryAllByRole('button').map((each) => each.textContent).filter((each) => each !== '⋯')).toEqual(deeds)
    expect(words()).toMatch(said)
  })
  test('in its last seconds it can be taken back, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.parse('2026-11-24T09:50:00Z') })
    const actions = all()
    card({ ...ours, deliveries: [delivery({ state: 'undoable', dueAt: '2026-11-24T09:50:10Z' })] }, actions)
    expect(words()).toContain('Leaves in 10 s')
    button('Undo').click()
    expect(actions.onTakeBack).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(11_000)
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
    expect(words()).toContain('About to be sent')
  })
  afterEach(() => { vi.useRealTimers() })
  test('edited and sent again it brings its message along', async () => {
    const actions = all()
    const { user } = card({ ...ours, deliveries: [delivery({ state: 'bounced', detail: '550 5.1.1 no such user', attempts: 2 })] }, actions)
    expect(words()).toMatch(/2 attempts.*550 5\.1\.1/)
    await user.click(await found('Edit and resend'))
    expect(actions.onEditResend.mock.calls[0]!.map((each: { id: string }) => each.id)).toEqual([id(400), id(200)])
  })
  test('who may only read gets no buttons', () => {
    card({ ...ours, deliveries: [delivery({ state: 'failed' })] }, all(), true)
    expect(screen.queryByRole('button', { name: 'Edit and resend' })).toBeNull()
  })
})

test.each<[CatalogueLanguage, RegExp]>([['en', /Will be sent.*for the customer/], ['de', /Kund/], ['da', /kund/], ['nl', /klant/], ['et', /klien/]])('in %s the customer’s clock is told beside one’s own', async (language, said) => {
  await speak(language)
  card({ ...ours, deliveries: [delivery({ state: 'scheduled', dueAt: '2026-11-25T08:00:00Z' })] })
  expect(words()).toMatch(said)
  expect(words()).not.toMatch(/\{\w+\}|delivery\./)
})
