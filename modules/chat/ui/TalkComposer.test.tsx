// @vitest-environment happy-dom
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fireEvent } from '@testing-library/react'
import type { AgentTalk } from '#contracts/chat'
import type { Text } from '#contracts/knowledge'
import { Declined } from '#kit/api.ts'
import type { UploadOptions } from '#kit/upload.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, found, given, gone, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, fjeld, id, quiet } from '../../../tests/pieces/samples.ts'
import { outgoing } from './outgoing.ts'
import { aTalk } from './sample-chat.ts'
import { TalkComposer } from './TalkComposer.tsx'
import { TalkLines } from './TalkLines.tsx'

vi.setConfig({ testTimeout: 15_000 })
type Sending = { file: File; options: UploadOptions; done: (answer: { id: string }) => void; failed: (error: Error) => void }
const sendings: Sending[] = []
vi.mock('#kit/upload.ts', () => ({ upload: (_: string, file: File, options: UploadOptions) => new Promise((done, failed) => { sendings.push({ file, options, done, failed }) }) }))

const talk = aTalk({ state: 'active', ownerId: id(10) })
const spare: Text = { id: id(30), name: 'Ersatzteil ist unterwegs', shortcut: 'ersatz', shared: true, brandId: fjeld.id, mayChange: true, version: 1, deeds: [], changedAt: '2026-11-20T09:00:00Z', variants: [{ language: 'en', text: 'It is on its way.', html: null }, { language: 'de', text: 'Guten Tag {{customer.name}}, das Ersatzteil ist unterwegs.', html: null }] }
afterEach(() => { sendings.length = 0; for (const each of outgoing.of(talk.id)) outgoing.drop(talk.id, each.line.clientId) })

function Standing({ of: shown, first }: { of: AgentTalk; first: 'reply' | 'note' }) {
  const [kind, setKind] = useState(first)
  return <><TalkLines talk={shown} lines={[]} /><TalkComposer talk={shown} kind={kind} onKind={setKind} seen={3} /></>
}
const kept = { n: 4, at: '2026-11-24T09:30:00Z', messageId: id(400) }
async function open({ first = 'reply', answers = {}, of = talk }: { first?: 'reply' | 'note'; answers?: Parameters<typeof given>[0]; of?: AgentTalk } = {}) {
  const api = given({ ...quiet, 'GET texts': { rows: [spare] }, 'POST talks/{id}/typing': null, 'POST talks/{id}/lines': kept, 'POST cases/{id}/notes': { messageId: id(400), deliveryId: null, undoUntil: null, undoSeconds: 0 }, ...answers })
  const drawn = draw(<Standing of={of} first={first} />, { me: aMe() })
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox')
  await drawn.user.clear(box)
  return { api, box, lines: () => api.to('POST talks/{id}/lines').map((each) => each.body), ...drawn }
}

describe('saying something', () => {
  test('Enter sends, Shift+Enter breaks, and the field is empty at once', async () => {
    const { box, lines, user } = await open()
    await user.type(box, 'Guten Tag!{Shift>}{Enter}{/Shift}Ich sehe nach.{Enter}')
    expect(box.value).toBe('')
    await vi.waitFor(() => expect(lines()).toMatchObject([{ text: 'Guten Tag!\nIch sehe nach.', seen: 3, card: null, attachmentIds: [] }]))
  })
  test('who wishes it breaks with Enter and sends with Ctrl, and the browser remembers', async () => {
    const { box, lines, user } = await open()
    await user.click(field('Enter sends'))
    await user.type(box, 'Eins{Enter}Zwei')
    expect(lines()).toEqual([])
    await user.keyboard('{Control>}{Enter}{/Control}')
    await vi.waitFor(() => expect(lines()[0].text).toBe('Eins\nZwei'))
    expect(localStorage.getItem('balie-chat-enter')).toBe('off')
  })
  test('nothing but blanks is not said', async () => {
    const { box, lines, user } = await open()
    await user.type(box, '   {Enter}')
    await user.click(button(/^Send/))
    expect(lines()).toEqual([])
  })
  test('fast lines go one after the other, in their order', async () => {
    const { api, box, lines, user } = await open()
    const letGo = api.hold('POST talks/{id}/lines')
    await user.type(box, 'Eins{Enter}Zwei{Enter}Drei{Enter}')
    expect(lines().map((each) => each.text)).toEqual(['Eins'])
    expect(screen.getAllByText('Sending …')).toHaveLength(3)
    letGo()
    await vi.waitFor(() => expect(lines().map((each) => each.text)).toEqual(['Eins', 'Zwei', 'Drei']))
    await gone('Sending …')
  })
  test.each([['no network', unreachable, /No connection/], ['a right lost', () => refused(403, 'forbidden'), /may not do this/], ['a talk that ended', () => refused(409, 'conflict'), /at the same time/]])('%s: the line stays, says why, and goes again as the same line', async (_, answer, words) => {
    const { api, box, lines, user } = await open({ answers: { 'POST talks/{id}/lines': answer } })
    await user.type(box, 'Ich sehe nach.{Enter}')
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    api.on('POST talks/{id}/lines', kept)
    await user.click(button('Try again'))
    await vi.waitFor(() => expect(lines()).toHaveLength(2))
    expect(lines()[1].clientId).toBe(lines()[0].clientId)
    await gone('Ich sehe nach.')
  })
  test('one that failed can be given up', async () => {
    const { box, user } = await open({ answers: { 'POST talks/{id}/lines': unreachable } })
    await user.type(box, 'Doch nicht.{Enter}')
    await screen.findByRole('alert')
    await user.click(button('Remove'))
    await gone('Doch nicht.')
  })
  test('the visitor is told that somebody types, not with every letter, and that they stopped', async () => {
    const { api, box, user } = await open()
    await user.type(box, 'Guten Tag')
    expect(api.to('POST talks/{id}/typing').map((each) => each.body.on)).toEqual([true])
    await user.clear(box)
    expect(api.to('POST talks/{id}/typing').map((each) => each.body.on)).toEqual([true, false])
  })
  test('what is half written waits for one’s coming back', async () => {
    const { box, again, user } = await open()
    await user.type(box, 'Halb')
    again(<Standing key="other" of={{ ...talk, id: id(711) }} first="reply" />)
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('')
    again(<Standing key="back" of={talk} first="reply" />)
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Halb')
    await user.clear(screen.getByRole('textbox'))
  })
})

describe('a note is never told to the visitor', () => {
  test('it looks unlike an answer, goes into the case, and one is back at the answer', async () => {
    const { api, box, lines, user } = await open({ first: 'note' })
    expect(screen.getByText('Only colleagues see this')).toBeDefined()
    await user.type(box, 'Sie hat schon dreimal geschrieben.{Enter}')
    await vi.waitFor(() => expect(api.to('POST cases/{id}/notes')[0]!.body).toEqual({ text: 'Sie hat schon dreimal geschrieben.', attachmentIds: [] }))
    expect(await screen.findByRole('textbox', { name: 'Write to Fatima Öztürk' })).toBeDefined()
    expect(lines()).toEqual([])
    expect(api.to('POST talks/{id}/typing'), 'nobody is told that a note is being written').toEqual([])
  })
  test('refused, it stays as it was written', async () => {
    const { box, user } = await open({ first: 'note', answers: { 'POST cases/{id}/notes': unreachable } })
    await user.type(box, 'Kulanz{Enter}')
    await vi.waitFor(() => expect(told().join()).toMatch(/No connection/))
    expect(box.value).toBe('Kulanz')
    await user.clear(box)
  })
})

describe('texts', () => {
  test('a shortcut is replaced by its words, in the language of the visitor', async () => {
    const { box, user } = await open()
    await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Texts' })).toBeDefined())
    await user.type(box, 'Hm. /ersatz ')
    expect(box.value).toBe('Hm. Guten Tag Fatima Öztürk, das Ersatzteil ist unterwegs.')
    await user.clear(box)
  })
  test('what is none stays, and Enter after it sends', async () => {
    const { box, lines, user } = await open()
    await user.type(box, 'und/oder /nichts{Enter}')
    await vi.waitFor(() => expect(lines()[0].text).toBe('und/oder /nichts'))
  })
  test('or is chosen from the list', async () => {
    const { box, user } = await open()
    await user.click(button('Texts'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(await dialog.findByRole('option', { name: /Ersatzteil/ }))
    await user.click(dialog.getByRole('button', { name: /^Insert/ }))
    expect(box.value).toBe('Guten Tag Fatima Öztürk, das Ersatzteil ist unterwegs.')
    await user.clear(box)
  })
})

describe('files', () => {
  const picture = (name = 'stange.jpg') => new File(['x'], name, { type: 'image/jpeg' })
  test('a pasted picture is sent along when it has arrived, and not before', async () => {
    const { box, lines, user } = await open()
    fireEvent.paste(box, { clipboardData: { files: [picture()] } })
    sendings[0]!.options.onProgress?.(0.5)
    await vi.waitFor(() => expect(screen.getByRole('progressbar', { name: 'stange.jpg' }).getAttribute('value')).toBe('0.5'))
    await user.type(box, 'So sieht sie aus.{Enter}')
    expect(lines()).toEqual([])
    sendings[0]!.done({ id: id(500) })
    await vi.waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
    await user.keyboard('{Enter}')
    await vi.waitFor(() => expect(lines()).toMatchObject([{ text: 'So sieht sie aus.', attachmentIds: [id(500)] }]))
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull()
  })
  test('dropped ones too, without words', async () => {
    const { lines, user } = await open()
    fireEvent.drop(screen.getByRole('region', { name: /^(Text|Write|Answer|Composer)/i }), { dataTransfer: { files: [picture('a.jpg'), picture('b.jpg')] } })
    sendings.forEach((each, n) => each.done({ id: id(500 + n) }))
    await vi.waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
    await user.click(button('Remove a.jpg'))
    await user.click(button(/^Send/))
    await vi.waitFor(() => expect(lines()).toMatchObject([{ text: '', attachmentIds: [id(501)] }]))
  })
  test('one that does not arrive says so and stands in nobody’s way', async () => {
    const { box, lines, user } = await open()
    fireEvent.paste(box, { clipboardData: { files: [picture()] } })
    sendings[0]!.failed(new Declined('too-large', 'This is too large.', 413))
    await vi.waitFor(() => expect(told().join()).toMatch(/stange\.jpg.*too large/))
    await user.type(box, 'Dann eben so.{Enter}')
    await vi.waitFor(() => expect(lines()).toMatchObject([{ attachmentIds: [] }]))
  })
})

describe('cards and signs', () => {
  test('a product with its price and link', async () => {
    const { lines, user } = await open()
    await user.click(button('Card …'))
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('Title'), 'Ersatzstange')
    await user.type(form.getByLabelText(/^Price/), '12,90 €')
    await user.type(form.getByLabelText(/^Address of the link/), 'https://fjeld-wald.example/stange')
    await user.click(form.getByRole('button', { name: 'Send' }))
    await vi.waitFor(() => expect(lines()[0].card).toEqual({ kind: 'product', title: 'Ersatzstange', text: '', picture: null, price: '12,90 €', link: { url: 'https://fjeld-wald.example/stange', words: 'https://fjeld-wald.example/stange' }, choices: [] }))
  })
  test('quick replies, one a line, and without a title nothing', async () => {
    const { lines, user } = await open()
    await user.click(button('Card …'))
    const form = within(await screen.findByRole('dialog'))
    await user.selectOptions(form.getByLabelText('Kind'), 'choices')
    await user.type(form.getByLabelText('Replies, one a line'), 'Heute{Enter}{Enter}Morgen')
    await user.click(form.getByRole('button', { name: 'Send' }))
    expect(lines()).toEqual([])
    await user.type(form.getByLabelText('Title'), 'Wann passt es?')
    await user.click(form.getByRole('button', { name: 'Send' }))
    await vi.waitFor(() => expect(lines()[0].card).toMatchObject({ kind: 'choices', choices: ['Heute', 'Morgen'], link: null, price: '' }))
  })
  test('a sign goes where one was writing', async () => {
    const { box, user } = await open()
    await user.type(box, 'Gerne!')
    await found('Emoji')
    await choose(user, 'Emoji', /🙂/)
    expect(box.value).toBe('Gerne!🙂')
    await user.clear(box)
  })
})
