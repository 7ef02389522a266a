// @vitest-environment happy-dom
import { act } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { AgentTalk } from '#contracts/chat'
import { chatSigns } from '#kit/chat-signs.ts'
import { commandsNow } from '#kit/commands.ts'
import type { Asked } from '../../../tests/pieces/api-double.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, draw, found, given, screen, told, undo, within } from '../../../tests/pieces/draw.tsx'
import { aMe, colleagues, id, quiet, team } from '../../../tests/pieces/samples.ts'
import { aLine, aTalk, aVisitor } from './sample-chat.ts'
import { TalkPane } from './TalkPane.tsx'
import { visitorSigns } from '#kit/visitor-signs.ts'
import type { Line, Note } from './talk-lines.ts'

vi.setConfig({ testTimeout: 15_000 })
const mine: Partial<AgentTalk> = { state: 'active', ownerId: id(10), ownerName: 'Maren Lindqvist', unread: 0 }
const jonas: Partial<AgentTalk> = { state: 'active', ownerId: id(11), ownerName: 'Jonas Brandt', unread: 0 }
beforeEach(() => { chatSigns.hear({ talkId: aTalk().id, caseId: id(100), typing: false, peek: '', online: true }) })

async function open(wish: Partial<AgentTalk> = {}, lines: Line[] = [aLine(1, { text: 'Eine Stange ist gebrochen.' })], answers: Parameters<typeof given>[0] = {}, me = aMe()) {
  const held: { talk: AgentTalk; lines: Line[]; notes: Note[] } = { talk: aTalk(wish), lines, notes: [] }
  const api = given({
    ...quiet, 'GET visitors/{id}/talks': { rows: [] }, 'PUT talks/{id}/reading': null, 'POST talks/{id}/typing': null, 'GET colleagues': { rows: colleagues }, 'GET teams': { rows: [team] },
    'GET talks/{id}': ({ search }: Asked) => ({ talk: held.talk, lines: held.lines.filter((each) => each.n > Number(search.get('after'))), more: false, notes: held.notes, departments: [{ key: 'department-1', name: { de: 'Rückgaben', en: 'Returns' } }] }), ...answers,
  })
  const drawn = draw(<TalkPane id={held.talk.id} />, { me })
  await screen.findByRole('heading', { level: 1 })
  return { api, held, ...drawn, reread: () => drawn.client.invalidateQueries({ queryKey: ['talks'] }) }
}
const dialog = async () => within(await screen.findByRole('dialog'))

describe('reading it', () => {
  test('read in vain: said, and tried again', async () => {
    const api = given({ ...quiet, 'GET visitors/{id}/talks': { rows: [] }, 'POST talks/{id}/typing': null, 'GET talks/{id}': unreachable })
    const { user } = draw(<TalkPane id={aTalk().id} />)
    const again = await found('Try again')
    api.on('GET talks/{id}', { talk: aTalk(), lines: [aLine(1)], more: false, notes: [], departments: [] })
    await user.click(again)
    expect(await screen.findByText('Zeile 1')).toBeDefined()
  })
  test('a long talk is read to its end, and later only what is new', async () => {
    const all = [1, 2, 3, 4, 5].map((n) => aLine(n))
    const { api, reread } = await open(mine, all, { 'GET talks/{id}': ({ search }: Asked) => { const rest = all.filter((each) => each.n > Number(search.get('after'))); return { talk: aTalk(mine), lines: rest.slice(0, 2), more: rest.length > 2, notes: [], departments: [] } } })
    expect(await screen.findByText('Zeile 5')).toBeDefined()
    expect(api.to('GET talks/{id}').map((each) => each.search.get('after'))).toEqual(['0', '2', '4'])
    all.push(aLine(6, { text: 'Noch etwas' }))
    await reread()
    expect(await screen.findByText('Noch etwas')).toBeDefined()
    expect(api.to('GET talks/{id}').at(-1)!.search.get('after')).toBe('5')
  })
  test('one’s own is read while it is looked at, once; a colleague’s is not', async () => {
    const { api } = await open({ ...mine, unread: 2 }, [aLine(1), aLine(2)])
    await vi.waitFor(() => expect(api.to('PUT talks/{id}/reading').map((each) => each.body)).toEqual([{ n: 2 }]))
  })
  test('who looks on reads nothing for the customer', async () => {
    const { api, reread } = await open({ ...jonas, unread: 2 })
    await reread()
    expect(api.to('PUT talks/{id}/reading')).toEqual([])
  })
  test('who they are, where they are, and with whom they talk', async () => {
    await open({ ...jonas, department: 'Rückgaben' })
    expect(screen.getByRole('heading', { level: 1, name: 'Fatima Öztürk' }).parentElement!.textContent).toMatch(/is on the page.*Zelte und mehr · Rückgaben · with Jonas Brandt/)
    expect(screen.getByRole('link', { name: /F-1042/ }).getAttribute('href')).toBe(`/case/${id(100)}`)
  })
  test('one who has left is told of at once, and what becomes of an answer', async () => {
    await open(mine)
    expect(screen.queryByText(/visitor has left/)).toBeNull()
    chatSigns.hear({ talkId: aTalk().id, caseId: id(100), typing: false, peek: '', online: false })
    expect(await screen.findByText(/The visitor has left/)).toBeDefined()
  })
  test('what is being typed shows where the brand looks, elsewhere only that something is', async () => {
    await open(mine)
    chatSigns.hear({ talkId: aTalk().id, caseId: id(100), typing: true, peek: 'Es war rot und', online: true })
    expect(await screen.findByText(/Es war rot und/)).toBeDefined()
    chatSigns.hear({ talkId: aTalk().id, caseId: id(100), typing: true, peek: '', online: true })
    expect(await screen.findByText('Fatima Öztürk is typing …')).toBeDefined()
  })
})

describe('taking it', () => {
  test('by key, and then it can be passed on, shared and ended', async () => {
    const { api, held, user } = await open({}, undefined, { 'PUT talks/{id}/taking': () => { held.talk = aTalk(mine); return held.talk } })
    await user.keyboard('{Escape}t')
    await vi.waitFor(() => expect(told()).toContain('The case is yours.'))
    expect(api.to('PUT talks/{id}/taking')).toHaveLength(1)
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^Take/ })).toBeNull())
    expect(button(/^End/)).toBeDefined()
  })
  test.each([
    ['somebody was quicker', () => refused(409, 'taken-by-another', { ownerName: 'Jonas Brandt' }), 'Jonas Brandt has this case.'],
    ['the hands are full', () => refused(409, 'conflict', { capacity: 4 }), /in 4 chats already/],
    ['it left one’s sight', () => refused(404, 'unknown'), /does not exist/],
  ])('%s: said, and shown as it is', async (_, answer, words) => {
    const { api, held, user } = await open({}, undefined, { 'PUT talks/{id}/taking': () => { held.talk = aTalk(jonas); return answer() } })
    await user.click(button(/^Take/))
    await vi.waitFor(() => expect(told().join()).toMatch(words))
    expect(told()).toHaveLength(1)
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /^Take/ })).toBeNull())
    expect(api.to('PUT talks/{id}/taking')).toHaveLength(1)
  })
  test.each<[string, Partial<AgentTalk>, ReturnType<typeof aMe>, boolean]>([
    ['one that waits', {}, aMe(), true], ['a colleague’s', jonas, aMe(), false], ['one that ended', { state: 'ended' }, aMe(), false], ['any, by an auditor', {}, aMe('auditor'), false], ['any, by a specialist', {}, aMe('specialist'), false],
  ])('%s is offered only to whom it can belong', async (_, wish, me, offered) => {
    await open(wish, undefined, {}, me)
    expect(screen.queryAllByRole('button', { name: /^Take/ })).toHaveLength(offered ? 1 : 0)
    expect(commandsNow().some((each) => each.id === 'chat-take')).toBe(offered)
  })
  test('who may only look has nothing to write with', async () => {
    await open(jonas, undefined, {}, aMe('auditor'))
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: /^(End|Pass on|Invite)/ })).toBeNull()
  })
})

describe('with colleagues', () => {
  test('passed on to a person, with what they need to know', async () => {
    const { api, user } = await open(mine, undefined, { 'POST talks/{id}/transfer': aTalk(jonas) })
    await user.keyboard('{Escape}a')
    const form = await dialog()
    await user.selectOptions(form.getByLabelText('To'), 'Jonas Brandt')
    await user.type(form.getByLabelText(/^Note for them/), 'Sie will heute noch Bescheid.')
    await user.click(form.getByRole('button', { name: 'Pass on' }))
    await vi.waitFor(() => expect(api.to('POST talks/{id}/transfer')[0]!.body).toEqual({ personId: id(11), note: 'Sie will heute noch Bescheid.' }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(told()).toContain('Passed on.')
  })
  test('or to a team of its brand; whoever works elsewhere, or only reads, is not offered', async () => {
    const { api, user } = await open(mine, undefined, { 'POST talks/{id}/transfer': null })
    await user.click(button(/^Pass on/))
    const form = await dialog()
    await vi.waitFor(() => expect([...form.getByLabelText<HTMLSelectElement>('To').options].map((each) => each.text)).toEqual(['—', 'Jonas Brandt', 'Team: Deutsch', 'Department: Returns']))
    await user.selectOptions(form.getByLabelText('To'), 'Team: Deutsch')
    await user.click(form.getByRole('button', { name: 'Pass on' }))
    await vi.waitFor(() => expect(api.to('POST talks/{id}/transfer')[0]!.body).toEqual({ teamId: team.id, note: '' }))
  })
  test('or to a department of its widget, named in one’s own language', async () => {
    const { api, user } = await open(mine, undefined, { 'POST talks/{id}/transfer': aTalk(mine) })
    await user.click(button(/^Pass on/))
    const form = await dialog()
    await user.selectOptions(form.getByLabelText('To'), 'Department: Returns')
    await user.click(form.getByRole('button', { name: 'Pass on' }))
    await vi.waitFor(() => expect(api.to('POST talks/{id}/transfer')[0]!.body).toEqual({ department: 'department-1', note: '' }))
  })
  test('refused, the reason stands in the form and what was written stays', async () => {
    const { user } = await open(mine, undefined, { 'POST talks/{id}/transfer': refused(409, 'taken-by-another') })
    await user.click(button(/^Pass on/))
    const form = await dialog()
    await user.selectOptions(form.getByLabelText('To'), 'Jonas Brandt')
    await user.type(form.getByLabelText(/^Note for them/), 'Eilig')
    await user.click(form.getByRole('button', { name: 'Pass on' }))
    expect((await form.findByRole('alert')).textContent).toMatch(/Somebody else has taken/)
    expect(form.getByLabelText<HTMLTextAreaElement>(/^Note for them/).value).toBe('Eilig')
  })
  test('a colleague is asked to come along', async () => {
    const { api, user } = await open(mine, undefined, { 'POST talks/{id}/invitation': null })
    await user.click(button(/^Invite/))
    const form = await dialog()
    await user.click(form.getByRole('button', { name: 'Invite a colleague' }))
    expect(api.to('POST talks/{id}/invitation'), 'nobody was chosen').toEqual([])
    await user.selectOptions(form.getByLabelText('To'), 'Jonas Brandt')
    await user.click(form.getByRole('button', { name: 'Invite a colleague' }))
    await vi.waitFor(() => expect(api.to('POST talks/{id}/invitation')[0]!.body).toEqual({ personId: id(11), note: '' }))
    await vi.waitFor(() => expect(told()).toContain('Invited.'))
  })
  test('a supervisor who looks on whispers, and speaks only when they mean to', async () => {
    const { api, held, reread, user } = await open(jonas, undefined, { 'POST cases/{id}/notes': { messageId: id(400), deliveryId: null, undoUntil: null, undoSeconds: 0 } }, aMe('supervisor'))
    expect(screen.getByText('Only colleagues see this')).toBeDefined()
    await user.type(screen.getByRole('textbox'), 'Biete ihr die Abholung an.{Enter}')
    await vi.waitFor(() => expect(api.to('POST cases/{id}/notes')[0]!.body).toMatchObject({ text: 'Biete ihr die Abholung an.' }))
    expect(api.to('POST talks/{id}/lines')).toEqual([])
    held.notes.push({ id: id(850), at: '2026-11-24T09:22:00Z', name: 'Jonas Brandt', text: 'Biete ihr die Abholung an.' })
    await reread()
    const whisper = (await screen.findByText('Biete ihr die Abholung an.')).closest('li')!
    expect(whisper.textContent).toMatch(/Jonas Brandt.*Only colleagues see this/)
    await user.keyboard('{Escape}r')
    expect(screen.getByRole('textbox', { name: 'Write to Fatima Öztürk' })).toBeDefined()
  })
})

describe('ending it', () => {
  test('with tags, a note and what becomes of the case', async () => {
    const { api, held, user } = await open(mine, undefined, { 'POST talks/{id}/ending': () => { held.talk = aTalk({ ...mine, state: 'ended' }); return held.talk } })
    await user.keyboard('{Escape}e')
    const form = await dialog()
    await user.type(form.getByLabelText(/^Tags/), ' zelt, ,abholung ')
    await user.type(form.getByLabelText(/^Note about it/), 'Abholung morgen.')
    await user.selectOptions(form.getByLabelText('The case is then'), 'open')
    await user.click(form.getByRole('button', { name: 'End' }))
    await vi.waitFor(() => expect(api.to('POST talks/{id}/ending')[0]!.body).toEqual({ tags: ['zelt', 'abholung'], note: 'Abholung morgen.', status: 'open' }))
    await vi.waitFor(() => expect(screen.queryByRole('textbox')).toBeNull())
    expect(screen.getAllByRole('status').map((each) => each.textContent).join()).toMatch(/The chat has ended/)
  })
  test('refused, it goes on', async () => {
    const { user } = await open(mine, undefined, { 'POST talks/{id}/ending': unreachable })
    await user.click(button(/^End/))
    await user.click((await dialog()).getByRole('button', { name: 'End' }))
    expect((await (await dialog()).findByRole('alert')).textContent).toMatch(/No connection/)
  })
})

describe('the visitor beside it', () => {
  const card = () => within(screen.getByRole('complementary', { name: 'Visitor' }))
  test('what they say of themselves stands apart from what the site signed', async () => {
    await open(mine)
    expect(card().queryByText(/Signed by the site/)).toBeNull()
    expect(card().getByText(/name and address are only what they typed/)).toBeDefined()
    const claimed = card().getByText('Only claimed').closest('section')!
    expect(claimed.textContent).toContain('fatima@oeztuerk.example')
    expect(claimed.textContent).toContain('4711')
    expect(card().getByText('Kuppelzelt Isfjell 3')).toBeDefined()
  })
  test('signed for, it says by whom and as whom', async () => {
    await open({ ...mine, visitor: aVisitor({ identified: { externalId: 'kunde-88', at: '2026-11-24T09:00:00Z' } }) })
    expect(card().getByText(/Signed by the site/)).toBeDefined()
    expect(card().getByText(/server signed that this is/)).toBeDefined()
    expect(card().getByText('kunde-88')).toBeDefined()
  })
  test('a zone that nobody knows is shown as it was said', async () => {
    await open({ ...mine, visitor: aVisitor({ timeZone: 'Mars/Olympus', page: null, browser: '', attributes: {} }) })
    expect(card().getByText('Mars/Olympus')).toBeDefined()
    expect(card().queryByText('On the page')).toBeNull()
  })
  test('nobody knows who it is: said', async () => {
    await open({ ...mine, visitor: aVisitor({ name: '', claimed: { name: '', email: '', fields: {} } }) })
    expect(card().getByText(/nobody knows who this is/)).toBeDefined()
    expect(card().queryByText('Only claimed')).toBeNull()
  })
  test('the page is shown as they go, and where they were', async () => {
    const { held } = await open(mine)
    expect(card().getByText('Pages before').parentElement!.textContent).toBe('Pages beforeZelteFjeld & Wald')
    const moved = aVisitor({ page: { url: 'https://fjeld-wald.example/kasse', title: 'Kasse', referrer: '' }, pages: [{ url: 'https://fjeld-wald.example/zelte/kuppelzelt', title: 'Kuppelzelt Isfjell 3' }] })
    held.talk = aTalk({ ...mine, visitor: moved })
    act(() => { visitorSigns.hear({ here: [aVisitor({ id: id(799) }), moved], left: [], more: false }) })
    expect((await card().findByText('Kasse')).parentElement!.textContent).toContain('https://fjeld-wald.example/kasse')
  })
  test('what they talked about before leads to its case; this talk is not among it', async () => {
    const talk = { id: id(712), caseId: id(101), reference: 'F-0900', subject: 'Schlafsack zu kurz', state: 'ended' as const, rating: 4, startedAt: '2026-10-01T09:00:00Z' }
    await open(mine, undefined, { 'GET visitors/{id}/talks': { rows: [{ ...talk, id: aTalk().id, subject: 'Dieser' }, talk] } })
    expect((await card().findByRole('link', { name: 'Schlafsack zu kurz' })).getAttribute('href')).toBe(`/case/${id(101)}`)
    expect(card().queryByText('Dieser')).toBeNull()
  })
  test('blocked, with a way back', async () => {
    const { api, held, user } = await open(mine, undefined, { 'PUT visitors/{id}/block': () => { held.talk = aTalk({ ...mine, visitor: aVisitor({ blocked: true }) }); return null }, 'DELETE visitors/{id}/block': () => { held.talk = aTalk(mine); return null } })
    await user.click(card().getByRole('button', { name: 'Block' }))
    await vi.waitFor(() => expect(told()).toContain('Blocked: they cannot write any more.'))
    expect(await card().findByRole('button', { name: 'Unblock' })).toBeDefined()
    expect(undo()).toBe(true)
    await vi.waitFor(() => expect(api.to('DELETE visitors/{id}/block')).toHaveLength(1))
    expect(await card().findByRole('button', { name: 'Block' })).toBeDefined()
  })
  test('who may not change customers blocks nobody', async () => {
    await open(jonas, undefined, {}, aMe('auditor'))
    expect(card().queryByRole('button')).toBeNull()
  })
})
