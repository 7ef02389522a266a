// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { AgentTalk } from '#contracts/chat'
import { chatSigns } from '#kit/chat-signs.ts'
import { unreachable } from '../../../tests/pieces/api-double.ts'
import { draw, field, found, given, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, id, quiet } from '../../../tests/pieces/samples.ts'
import { ChatsPage, TalkRow } from './ChatsPage.tsx'
import type { Talks } from './api.ts'
import { aLine, aTalk, aVisitor } from './sample-chat.ts'

vi.setConfig({ testTimeout: 15_000 })
const named = (n: number, name: string, wish: Partial<AgentTalk> = {}) => aTalk({ id: id(n), visitor: aVisitor({ id: id(n + 50), name }), ...wish })
const anna = named(711, 'Anna', { state: 'active', ownerId: id(10), unread: 2 })
const bo = named(712, 'Bo')
const cem = named(713, 'Cem', { state: 'active', ownerId: id(11), ownerName: 'Jonas Brandt', unread: 0 })
const all: Talks = { mine: [anna], waiting: [bo], others: [cem], me: { available: true, capacity: 4, busy: 1 } }

async function open({ talks = all, talkId, me = aMe(), answers = {} }: { talks?: Talks; talkId?: string; me?: ReturnType<typeof aMe>; answers?: Parameters<typeof given>[0] } = {}) {
  const api = given({ ...quiet, 'GET visitors/{id}/talks': { rows: [] }, 'GET chats': talks, 'GET talks/{id}': { talk: anna, lines: [aLine(1)], more: false, notes: [], departments: [] }, 'PUT talks/{id}/reading': null, 'POST talks/{id}/typing': null, 'PUT chats/availability': { available: false, capacity: 4, busy: 1 }, ...answers })
  const drawn = draw(<ChatsPage talkId={talkId} />, { me, at: talkId ? `/chats/${talkId}` : '/chats' })
  return { api, ...drawn }
}
const group = async (title: RegExp) => within((await screen.findByRole('heading', { level: 2, name: title })).closest('section')!)

describe('the list', () => {
  test('what is mine, what waits, what colleagues are at', async () => {
    await open()
    expect((await group(/^Mine · 1/)).getByRole('link').textContent).toMatch(/Anna2 new/)
    expect((await group(/^Waiting · 1/)).getByRole('link').textContent).toMatch(/Bo.*waiting/)
    expect((await group(/^Of colleagues · 1/)).getByRole('link').textContent).toMatch(/Cem.*with Jonas Brandt/)
  })
  test('empty it says so, and that new ones come by themselves', async () => {
    await open({ talks: { ...all, mine: [], waiting: [], others: [] } })
    expect(await screen.findByText('Nobody waits')).toBeDefined()
    expect(screen.getByText('You have no chat.')).toBeDefined()
    expect(screen.queryByText(/Of colleagues/)).toBeNull()
    expect(screen.getByText(/a new one shows here by itself/)).toBeDefined()
  })
  test('read in vain: said, and tried again', async () => {
    const { api, user } = await open({ answers: { 'GET chats': unreachable } })
    const again = await found('Try again')
    api.on('GET chats', all)
    await user.click(again)
    expect(await group(/^Waiting/)).toBeDefined()
  })
  test('by keys from one to the next, and out again', async () => {
    const { place, user } = await open()
    await group(/^Mine/)
    await user.keyboard('j')
    expect(place()).toBe(`/chats/${anna.id}`)
  })
  test('the next one lies behind the open one', async () => {
    const { place, user } = await open({ talkId: anna.id })
    await group(/^Mine/)
    await screen.findByText('Zeile 1')
    await user.keyboard('{Escape}j')
    expect(place()).toBe(`/chats/${bo.id}`)
  })
  test('the open one is marked, and shown beside it', async () => {
    await open({ talkId: anna.id })
    expect((await group(/^Mine/)).getByRole('link').getAttribute('aria-current')).toBe('true')
    expect(await screen.findByText('Zeile 1')).toBeDefined()
  })
})

describe('whether one takes chats', () => {
  test('switched off, it is told with what one can carry', async () => {
    const { api, user } = await open()
    await user.click(await screen.findByRole('switch', { name: 'I take chats' }))
    await vi.waitFor(() => expect(api.to('PUT chats/availability')[0]!.body).toEqual({ available: false, capacity: 4 }))
    expect(screen.getByText('1 of 4')).toBeDefined()
  })
  test('more at once; what is no number changes nothing', async () => {
    const { api, user } = await open()
    const box = await screen.findByLabelText('At once')
    await user.clear(box)
    await user.tab()
    expect(field('At once').value).toBe('4')
    expect(api.to('PUT chats/availability')).toEqual([])
    await user.clear(field('At once'))
    await user.type(field('At once'), '6')
    await user.tab()
    await vi.waitFor(() => expect(api.to('PUT chats/availability')[0]!.body).toEqual({ available: true, capacity: 6 }))
  })
  test('refused, it is as it was and says why', async () => {
    const { user } = await open({ answers: { 'PUT chats/availability': unreachable } })
    await user.click(await screen.findByRole('switch', { name: 'I take chats' }))
    await vi.waitFor(() => expect(told().join()).toMatch(/No connection/))
    expect(screen.getByRole<HTMLInputElement>('switch').checked).toBe(true)
  })
  test('who does not answer is not asked', async () => {
    await open({ me: aMe('auditor') })
    await group(/^Waiting/)
    expect(screen.queryByRole('switch')).toBeNull()
  })
})

test('a row says that somebody types, and what, in place of what was said last', async () => {
  given(quiet)
  draw(<TalkRow talk={bo} chosen={false} waits now={new Date('2026-11-24T09:25:00Z')} />)
  expect(screen.getByRole('link').textContent).toMatch(/Eine Stange ist gebrochen.*waiting 4/)
  chatSigns.hear({ talkId: bo.id, caseId: bo.caseId, typing: true, peek: '', online: true })
  await vi.waitFor(() => expect(screen.getByRole('link').textContent).toContain('Bo is typing …'))
  chatSigns.hear({ talkId: bo.id, caseId: bo.caseId, typing: true, peek: 'Ist da wer', online: true })
  await vi.waitFor(() => expect(screen.getByRole('link').textContent).toContain('Ist da wer'))
})
