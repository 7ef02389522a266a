// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CaseView } from '#contracts/cases'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, found, given, items, screen, told, undo, within } from '../../../tests/pieces/draw.tsx'
import { aRow, aView, id, permissionsOf, quiet } from '../../../tests/pieces/samples.ts'
import { CasePane } from './CasePane.tsx'
import { drafts } from './drafts.ts'
import { selection } from './selection.ts'

// The editor has not come yet: its plain field takes the words.
vi.mock('#kit/editor/Editor.tsx', () => new Promise(() => undefined))
// Three of a handful of files for the first time: on a busy machine that takes a moment.
vi.setConfig({ testTimeout: 15_000 })
const caseId = aView().id
beforeEach(() => { selection.clear(); drafts.forget(caseId, 'reply') })

async function open(view: Partial<CaseView> = {}, answers: Parameters<typeof given>[0] = {}) {
  const shown = aView(view)
  const api = given({ ...quiet, 'GET cases/{id}': shown, ...answers })
  const drawn = draw(<CasePane caseId={shown.id} back="/cases/all" Chat={({ otherwise }) => <>{otherwise}</>} Visitor={({ talkId }) => <p>Who talks in {talkId}</p>} />)
  await screen.findByRole('heading', { level: 1, name: shown.subject })
  return { api, ...drawn, head: () => within(screen.getByRole('heading', { level: 1 }).closest('header')!) }
}
const solveButton = () => button(/^(Solve|Reopen)$/)

describe('reading it', () => {
  test('while it is on its way the screen says so', async () => {
    const api = given({ ...quiet, 'GET cases/{id}': aView() })
    const letGo = api.hold('GET cases/{id}')
    draw(<CasePane caseId={caseId} back="/cases/all" Chat={({ otherwise }) => <>{otherwise}</>} Visitor={({ talkId }) => <p>Who talks in {talkId}</p>} />)
    expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true')
    letGo()
    expect(await screen.findByRole('heading', { name: 'Zelt mit gebrochener Stange' })).toBeDefined()
  })
  test.each([
    ['unknown to the reader', () => refused(404, 'unknown'), /does not exist, or you may not see it/], ['out of reach', unreachable, /No connection to the server/], ['forbidden', () => refused(403, 'forbidden'), /You may not do this/], ['too much asked', () => refused(429, 'too-many'), /Wait a little/],
  ])('%s: said in words, and tried again when asked', async (_, answer, words) => {
    const api = given({ ...quiet, 'GET cases/{id}': answer })
    const { user } = draw(<CasePane caseId={caseId} back="/cases/all" Chat={({ otherwise }) => <>{otherwise}</>} Visitor={({ talkId }) => <p>Who talks in {talkId}</p>} />)
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    api.on('GET cases/{id}', aView())
    await user.click(button('Try again'))
    expect(await screen.findByRole('heading', { level: 1, name: 'Zelt mit gebrochener Stange' })).toBeDefined()
  })
  test('a reading that fails later takes nothing off the screen', async () => {
    const { api, client } = await open()
    api.on('GET cases/{id}', unreachable)
    await client.invalidateQueries({ queryKey: ['case', caseId] })
    expect(screen.getByText('Eine Stange ist gebrochen.')).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
  })
  test('what was unread is told to be read, once', async () => {
    const { api, client } = await open({ unread: true })
    await vi.waitFor(() => expect(api.to('PUT cases/{id}/reading')).toHaveLength(1))
    await client.invalidateQueries({ queryKey: ['case', caseId] })
    expect(api.to('PUT cases/{id}/reading')).toHaveLength(1)
  })
})

describe('changing it', () => {
  test('solved is shown before the server has said so, and can be taken back', async () => {
    const { api, user } = await open({}, { 'PUT cases/{id}/status': ({ body }: { body: object }) => ({ ...aRow(), ...body }) })
    const letGo = api.hold('PUT cases/{id}/status')
    await user.keyboard('e')
    expect(await found('Reopen')).toBeDefined()
    expect(told()).toEqual([])
    api.on('GET cases/{id}', aView({ status: 'solved' }))
    letGo()
    await vi.waitFor(() => expect(told()).toContain('Solved'))
    expect(undo()).toBe(true)
    await vi.waitFor(() => expect(api.to('PUT cases/{id}/status').map((each) => each.body)).toEqual([{ status: 'solved' }, { status: 'open' }]))
  })
  test.each([['a conflict', () => refused(409, 'conflict'), /at the same time/], ['no right to it', () => refused(403, 'forbidden'), /may not do this/], ['no network', unreachable, /No connection/], ['a stale version', () => refused(412, 'version-mismatch'), /newest state/]])('refused for %s it is open again, and one is told why', async (_, answer, words) => {
    const { user } = await open({}, { 'PUT cases/{id}/status': answer })
    await user.click(solveButton())
    await vi.waitFor(() => expect(told().join()).toMatch(words))
    expect(solveButton().textContent).toContain('Solve')
    expect(undo(), 'what did not happen is not offered to be undone').toBe(false)
  })
  test('who goes on before the server has answered is offered the way back all the same', async () => {
    const { api, user, leave } = await open({}, { 'PUT cases/{id}/status': aRow({ status: 'solved' }) })
    const letGo = api.hold('PUT cases/{id}/status')
    await user.keyboard('e')
    leave()
    letGo()
    await vi.waitFor(() => expect(told()).toContain('Solved'))
  })
  test('somebody was quicker: the case is not mine, and I am told whose it is', async () => {
    const { user, head } = await open({}, { 'PUT cases/{id}/taking': refused(409, 'taken-by-another', { ownerName: 'Jonas Brandt' }) })
    await user.keyboard('t')
    await vi.waitFor(() => expect(told()).toContain('Jonas Brandt has this case.'))
    expect(head().getByRole('button', { name: /Owner: Nobody/ })).toBeDefined()
  })
  test('assigning says whom one saw, so that nobody is passed by', async () => {
    const { api, user } = await open({ ownerId: id(11) }, { 'PUT cases/{id}/assignment': aRow({ ownerId: id(10) }) })
    await user.keyboard('a')
    await user.click(await found(/Maren Lindqvist/))
    await vi.waitFor(() => expect(told()).toContain('Assigned to Maren Lindqvist (You).'))
    expect(api.to('PUT cases/{id}/assignment')[0]!.body).toEqual({ ownerId: id(10), expectedOwnerId: id(11) })
  })
  test('every status is in the menu, the present one marked', async () => {
    const { api, user } = await open({}, { 'PUT cases/{id}/status': aRow({ status: 'waiting-customer' }) })
    await user.click(button('Status: Open'))
    expect(screen.getByRole('menuitemradio', { name: /Open/ }).getAttribute('aria-checked')).toBe('true')
    await user.click(screen.getByRole('menuitemradio', { name: /Waiting for customer/ }))
    await vi.waitFor(() => expect(api.to('PUT cases/{id}/status')[0]!.body).toEqual({ status: 'waiting-customer' }))
  })
  test('closed by a slip it is opened again by what takes the closing back', async () => {
    const { api, user } = await open({}, { 'PUT cases/{id}/status': aRow({ status: 'closed' }), 'DELETE cases/{id}/closing': aRow({ status: 'open' }) })
    await choose(user, 'Status: Open', /Closed/)
    await vi.waitFor(() => expect(told()).toContain('Closed'))
    expect(undo()).toBe(true)
    await vi.waitFor(() => expect(api.to('DELETE cases/{id}/closing')).toHaveLength(1))
  })
  test('following is one choice in the menu, and the other afterwards', async () => {
    const { api, user } = await open({}, { 'PUT cases/{id}/following': null })
    api.on('GET cases/{id}', aView({ followers: [id(10)] }))
    await choose(user, 'Case', 'Follow')
    await vi.waitFor(() => expect(api.to('PUT cases/{id}/following')).toHaveLength(1))
    await user.click(button('Case'))
    await vi.waitFor(() => expect(items()[0]!.textContent).toBe('Stop following'))
  })
})

describe('keys', () => {
  test('in a field letters are letters', async () => {
    const { api, user } = await open()
    await user.click(screen.getByLabelText('Text'))
    await user.keyboard('eta')
    expect(api.to('PUT cases/{id}/status')).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Text').value).toBe('eta')
  })
  test('while cases are chosen in the list the letters do not mean the open one', async () => {
    const { api, user } = await open()
    selection.toggle(aRow({ id: id(101) }))
    await user.keyboard('e')
    await user.keyboard('t')
    expect(api.asked.filter((each) => each.address.startsWith('PUT'))).toEqual([])
  })
  test('n is a note, r a reply, each with the focus in its text', async () => {
    const { user } = await open()
    for (const [key, name] of [['n', 'Note'], ['r', 'Reply']] as const) {
      await user.keyboard(key)
      expect(screen.getByRole('tab', { selected: true }).textContent).toContain(name)
      expect(document.activeElement).toBe(screen.getByLabelText('Text'))
      await user.keyboard('{Escape}')
      screen.getByLabelText('Text').blur()
    }
  })
  test('f begins a forward with the address', async () => {
    const { user } = await open()
    await user.keyboard('f')
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Add an address to To')))
  })
})

describe('what may not be done is not offered', () => {
  const labels = () => screen.getAllByRole('button').map((each) => each.getAttribute('aria-label') ?? each.textContent)
  test('a reader of the client company reads', async () => {
    const { user, api } = await open({ permissions: permissionsOf('client-viewer') })
    expect(screen.getByText('You can read this case, but not answer it.')).toBeDefined()
    expect(labels().filter((each) => /Solve|Take|Assign|Status|Discard|Send/.test(each ?? ''))).toEqual([])
    for (const key of ['e', 't', 'a', 'r', 'n', 'f', 'z']) await user.keyboard(key)
    expect(api.asked.filter((each) => each.address.startsWith('PUT'))).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
  test('who may only note, notes', async () => {
    await open({ permissions: ['case.see', 'case.note'] })
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual(['Note'])
    expect(screen.getByText('Only colleagues see this')).toBeDefined()
  })
  test('a closed case is evidence', async () => {
    await open({ status: 'closed' })
    expect(screen.getByText(/kept as evidence/)).toBeDefined()
    expect(screen.queryByLabelText('Text')).toBeNull()
    expect(labels().filter((each) => /Solve|Reopen|Take|Add a tag/.test(each ?? ''))).toEqual([])
  })
  test('a merged case leads to where the work goes on, and can be parted', async () => {
    const link = { kind: 'merged-into' as const, caseId: id(101), reference: 'F-1043', subject: 'Rechnung', reason: '' }
    const { api, user, place } = await open({ merged: true, links: [link] }, { 'DELETE cases/{id}/merging': aRow() })
    expect(screen.getByRole('link', { name: 'Go on in F-1043' }).getAttribute('href')).toBe(`/case/${id(101)}`)
    expect(screen.queryByLabelText('Text')).toBeNull()
    await user.click(button('Undo the merge'))
    await vi.waitFor(() => expect(told()).toContain('They are two cases again.'))
    expect([api.to('DELETE cases/{id}/merging')[0]!.params, place()]).toEqual([[caseId], `/case/${caseId}`])
  })
  test('a solved case is not snoozed', async () => {
    const { user } = await open({ status: 'solved' })
    await user.keyboard('z')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

test('what comes in by the live feed stands at the end, once, and what is being written stays', async () => {
  const { api, client, user } = await open()
  await user.type(screen.getByLabelText('Text'), 'Ich schaue')
  const second = { ...aView().messages[0]!, id: id(201), at: '2026-11-24T09:40:00Z', text: 'Hier noch ein Foto.' }
  api.on('GET cases/{id}', aView({ messages: [aView().messages[0]!, second], lastMessageId: second.id }))
  for (let n = 0; n < 3; n++) await client.invalidateQueries({ queryKey: ['case', caseId] })
  await screen.findByText('Hier noch ein Foto.')
  expect(screen.getAllByRole('article').map((each) => within(each).getByText(/Stange|Foto/).textContent)).toEqual(['Eine Stange ist gebrochen.', 'Hier noch ein Foto.'])
  expect(screen.getByLabelText<HTMLTextAreaElement>('Text').value).toBe('Ich schaue')
  expect(screen.getByText('1 message came in while you were writing.')).toBeDefined()
})
