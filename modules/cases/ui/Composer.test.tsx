// @vitest-environment happy-dom
import { useRef, useState } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CaseView } from '#contracts/cases'
import type { EditorHandle } from '#kit/editor/Editor.tsx'
import { presence } from '#kit/presence.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, found, given, screen, told, undo, within } from '../../../tests/pieces/draw.tsx'
import { aMessage, aView, id, quiet } from '../../../tests/pieces/samples.ts'
import { useCase } from './api.ts'
import { Composer } from './Composer.tsx'
import type { DraftKind } from './composer.ts'
import { drafts } from './drafts.ts'

// The editor has not come yet: its plain field takes the words.
vi.mock('#kit/editor/Editor.tsx', () => new Promise(() => undefined))

const caseId = aView().id
beforeEach(() => { for (const kind of ['reply', 'note', 'forward'] as const) drafts.forget(caseId, kind) })

function Standing({ kind: first }: { kind: DraftKind }) {
  const [kind, setKind] = useState(first)
  const [forwardId, setForwardId] = useState<string | null>(null)
  const text = useRef<EditorHandle>(null)
  const { data } = useCase(caseId)
  return data ? <Composer view={data} kind={kind} onKind={setKind} canReply forwardId={forwardId} onForwardId={setForwardId} text={text} /> : null
}
const sent = { messageId: id(400), deliveryId: id(401), undoUntil: '2026-11-24T10:00:15Z', undoSeconds: 15 }
async function open(kind: DraftKind = 'reply', view: Partial<CaseView> = {}, answers: Parameters<typeof given>[0] = {}) {
  const api = given({ ...quiet, 'GET cases/{id}': aView(view), 'POST cases/{id}/replies': sent, 'POST cases/{id}/notes': { ...sent, deliveryId: null }, 'POST cases/{id}/forwards': sent, ...answers })
  const drawn = draw(<Standing kind={kind} />)
  const text = await screen.findByLabelText<HTMLTextAreaElement>('Text')
  return { api, text, words: () => field('Text').value, ...drawn }
}

describe('what was written goes where it is meant to', () => {
  test('an answer: to the sender, with what was seen last, and the field is empty again', async () => {
    const { api, user, text, words } = await open()
    await user.type(text, 'Die neue Stange kommt.')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await vi.waitFor(() => expect(words()).toBe(''))
    expect(api.to('POST cases/{id}/replies')[0]!.body).toMatchObject({ text: 'Die neue Stange kommt.', to: [{ address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }], cc: [], seenMessageId: id(200) })
    expect(told()).toContain('Answer on its way.')
  })
  test('sent from another window of mine, it is no draft here any more', async () => {
    const written = aMessage({ id: id(210), kind: 'out', text: 'Die neue Stange kommt.' })
    const { api, client, user, text, words } = await open()
    await user.type(text, 'Die neue Stange kommt.')
    await vi.waitFor(() => expect(drafts.read(caseId, 'reply')?.state).toBe('saved'))
    const before = aView()
    api.on('GET cases/{id}', aView({ messages: [...before.messages, written], lastMessageId: written.id }))
    await client.invalidateQueries({ queryKey: ['case', caseId] })
    await vi.waitFor(() => expect(words()).toBe(''))
  })
  test('with Shift the case is solved along with it', async () => {
    const { api, user, text } = await open()
    await user.type(text, 'Erledigt.')
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await vi.waitFor(() => expect(api.to('POST cases/{id}/replies')[0]?.body.thenStatus).toBe('solved'))
    expect(told().join()).toMatch(/Answer on its way\. Solved\./)
  })
  test('a note has no recipients, and says who sees it', async () => {
    const { api, user, text, words } = await open('note')
    expect(screen.getByText('Only colleagues see this')).toBeDefined()
    await user.type(text, 'Kulanz ist möglich.')
    await user.click(button('Add note'))
    await vi.waitFor(() => expect(words()).toBe(''))
    expect(Object.keys(api.to('POST cases/{id}/notes')[0]!.body)).not.toContain('to')
    expect(api.to('POST cases/{id}/replies')).toEqual([])
  })
  test('whom a note names and who cannot see it is told', async () => {
    const { user, text } = await open('note', {}, { 'POST cases/{id}/notes': { ...sent, deliveryId: null, cannotSee: ['Sanne de Wit'] } })
    await user.type(text, '@Sanne')
    await user.click(button('Add note'))
    await vi.waitFor(() => expect(told()).toContain('Sanne de Wit cannot see this case and was not told.'))
  })
  test('a forward goes to whom it was addressed, with the message that was chosen', async () => {
    const second = aMessage({ id: id(201), at: '2026-11-24T09:40:00Z', text: 'Hier ist das Foto.' })
    const { api, user } = await open('forward', { messages: [aMessage(), second] })
    await user.type(field('Add an address to To'), 'werkstatt@lampen.example{Enter}')
    await user.selectOptions(field('Message to forward'), id(200))
    await user.click(button('Send'))
    await vi.waitFor(() => expect(api.to('POST cases/{id}/forwards')[0]?.body).toMatchObject({ messageId: id(200), to: [{ address: 'werkstatt@lampen.example' }] }))
    expect(await screen.findByRole('tab', { name: /Reply/, selected: true })).toBeDefined()
  })
  test('a forward begins with the newest message', async () => {
    await open('forward', { messages: [aMessage(), aMessage({ id: id(201), text: 'Das Foto.' }), aMessage({ id: id(202), kind: 'note', text: 'intern' })] })
    expect(field('Message to forward').value).toBe(id(201))
  })
})

describe('what is not ready does not go', () => {
  test.each([['reply', 'There is nothing to send yet.'], ['note', 'There is nothing to send yet.'], ['forward', 'Add a recipient first.']] as const)('an empty %s: %s', async (kind, words) => {
    const { api, user } = await open(kind)
    await user.click(button(/^(Send|Add note)$/))
    expect(told()).toContain(words)
    expect(api.asked.filter((each) => each.address.startsWith('POST'))).toEqual([])
  })
  test('without a recipient the fields for them open', async () => {
    const { user, text } = await open('reply', { recipients: { to: [], cc: [], explained: [] } })
    await user.type(text, 'Wohin?')
    await user.click(button('Send'))
    expect(told()).toContain('Add a recipient first.')
    expect(field('Add an address to To')).toBeDefined()
  })
  test('a gap that a text left is filled first', async () => {
    const { api, user, text } = await open()
    await user.type(text, 'Guten Tag {{{{customer.name}},')
    await user.click(button('Send'))
    expect(told().join()).toMatch(/gap in double braces/)
    expect(api.to('POST cases/{id}/replies')).toEqual([])
  })
  test('pressed twice it goes once', async () => {
    const { api, user, text, words } = await open()
    const letGo = api.hold('POST cases/{id}/replies')
    await user.type(text, 'Nur einmal.')
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}')
    await user.click(button(/^Send$/))
    letGo()
    await vi.waitFor(() => expect(words()).toBe(''))
    expect(api.to('POST cases/{id}/replies')).toHaveLength(1)
  })
})

describe('refused, not a letter is lost', () => {
  test.each([
    ['no network', unreachable, /No connection to the server/], ['no right to it', () => refused(403, 'forbidden'), /may not do this/], ['gone from sight', () => refused(404, 'unknown'), /does not exist/], ['too many', () => refused(429, 'too-many'), /Wait a little/],
    ['too large', () => refused(413, 'too-large'), /too large/], ['a mistake of ours', () => refused(500, 'bug', { detail: 'relation does not exist' }), /on our side/],
  ])('%s: the words stay, are saved as a draft, and one is told', async (_, answer, words) => {
    const { api, user, text, words: stands } = await open('reply', {}, { 'POST cases/{id}/replies': answer })
    await user.type(text, 'Bitte nicht verlieren.')
    await user.click(button('Send'))
    await vi.waitFor(() => expect(told().join()).toMatch(words))
    expect(told().join()).not.toMatch(/relation/)
    expect(stands()).toBe('Bitte nicht verlieren.')
    await vi.waitFor(() => expect(api.to('PUT cases/{id}/drafts/{kind}').at(-1)?.body.text).toBe('Bitte nicht verlieren.'))
  })
  test('sent again after no answer came it is the same attempt; changed, it is another', async () => {
    const { api, user, text, words } = await open('reply', {}, { 'POST cases/{id}/replies': unreachable })
    await user.type(text, 'Kommt an')
    for (const times of [1, 2]) { await user.click(button('Send')); await vi.waitFor(() => expect(api.to('POST cases/{id}/replies')).toHaveLength(times)); await found('Send') }
    await user.type(text, '.')
    api.on('POST cases/{id}/replies', sent)
    await user.click(button('Send'))
    await vi.waitFor(() => expect(words()).toBe(''))
    const [first, second, third] = api.to('POST cases/{id}/replies').map((each) => each.body.attempt)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })
  test('something came in: it is shown, and the answer goes on purpose or is changed first', async () => {
    const second = aMessage({ id: id(201), at: '2026-11-24T09:40:00Z', text: 'Hat sich erledigt!' })
    const { api, user, text, words } = await open('reply', {}, { 'POST cases/{id}/replies': refused(409, 'stale-reply') })
    await user.type(text, 'Schicken Sie ein Foto.')
    api.on('GET cases/{id}', aView({ messages: [aMessage(), second], lastMessageId: second.id }))
    await user.click(button('Send'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('Hat sich erledigt!')).toBeDefined()
    expect(dialog.queryByText('Eine Stange ist gebrochen.')).toBeNull()
    await user.click(dialog.getByRole('button', { name: 'Back to my answer' }))
    expect(words()).toBe('Schicken Sie ein Foto.')
    api.on('POST cases/{id}/replies', sent)
    await user.click(button('Send'))
    await vi.waitFor(() => expect(words()).toBe(''))
    expect(api.to('POST cases/{id}/replies').map((each) => each.body.seenMessageId)).toEqual([id(200), second.id])
  })
})

describe('drafts', () => {
  test('what was kept is there again, with its recipients', async () => {
    const draft = { kind: 'reply' as const, text: 'Angefangen', html: null, to: [{ address: 'chef@kunde.example', name: '' }], cc: [], bcc: [], subject: '', attachmentIds: [], files: [], savedAt: '2026-11-24T09:30:00Z', macroId: null, version: 1 }
    const { words } = await open('reply', { drafts: [draft] })
    expect(words()).toBe('Angefangen')
    expect(screen.getByText('to chef@kunde.example')).toBeDefined()
  })
  test('each kind has its own, and the tab of one that waits says so', async () => {
    const { user, text, words } = await open()
    await user.type(text, 'An den Kunden')
    await user.click(screen.getByRole('tab', { name: 'Note' }))
    expect(words()).toBe('')
    expect(screen.getByRole('tab', { name: /Reply/ }).textContent).toBe('Reply, has a draft')
    await user.click(screen.getByRole('tab', { name: /Reply/ }))
    expect(words()).toBe('An den Kunden')
  })
  test('discarded it is gone, and comes back with one key', async () => {
    const { api, user, text, words } = await open()
    await user.type(text, 'Doch nicht')
    await user.click(button('Discard draft'))
    await vi.waitFor(() => expect(words()).toBe(''))
    await vi.waitFor(() => expect(api.to('DELETE cases/{id}/drafts/{kind}')).toHaveLength(1))
    await vi.waitFor(() => expect(told()).toContain('Draft discarded.'))
    undo()
    await vi.waitFor(() => expect(words()).toBe('Doch nicht'))
  })
  test('taken back the answer stands in its field again; too late, it does not', async () => {
    const draft = { kind: 'reply', text: 'Zu früh.', html: null, to: [], cc: [], bcc: [], subject: '', attachmentIds: [], files: [], savedAt: '2026-11-24T09:30:00Z', macroId: null, version: 1 }
    const { api, user, text, words } = await open('reply', {}, { 'DELETE deliveries/{id}': refused(409, 'too-late') })
    for (const [answer, left] of [[refused(409, 'too-late'), ''], [draft, 'Zu früh.']] as const) {
      api.on('DELETE deliveries/{id}', answer)
      await user.type(text, 'Zu früh.')
      await user.click(button('Send'))
      await vi.waitFor(() => expect(words()).toBe(''))
      await vi.waitFor(() => expect(undo()).toBe(true))
      await vi.waitFor(() => expect(told().join()).toMatch(left ? /Taken back/ : /Too late/))
      expect(words()).toBe(left)
    }
  })
})

test('the recipients stand in one line, and why each of them is told when they are opened', async () => {
  const { user } = await open()
  await user.click(button(/to Fatima Öztürk/))
  expect(screen.getByText('hilfe@fjeld-wald.example').closest('li')!.textContent).toMatch(/Left out · our own address/)
  await user.click(field('Add an address to To'))
  await user.keyboard('{Escape}')
  expect(screen.queryByLabelText('Add an address to To'), 'Esc folds the recipients first').toBeNull()
  expect(document.activeElement).toBe(field('Text'))
})
test('who else is at the case is named', async () => {
  await open()
  presence.hear(caseId, [{ personId: id(11), name: 'Jonas Brandt', doing: 'replying' }])
  expect((await screen.findByText(/Jonas Brandt/)).textContent).toMatch(/Jonas Brandt/)
})
test('sent later it says when, and is not on its way', async () => {
  const { api, user, text } = await open()
  await user.type(text, 'Am Morgen.')
  await choose(user, 'More ways to send', /Send later/)
  await user.click(await found(/Tomorrow morning/))
  await vi.waitFor(() => expect(told().join()).toMatch(/^Will be sent /))
  expect(Date.parse(api.to('POST cases/{id}/replies')[0]!.body.sendAt)).toBeGreaterThan(Date.now())
})
