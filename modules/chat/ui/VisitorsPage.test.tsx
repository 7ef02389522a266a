// @vitest-environment happy-dom
import { act } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Visitor } from '#contracts/chat'
import { visitorSigns } from '#kit/visitor-signs.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { draw, found, given, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, id } from '../../../tests/pieces/samples.ts'
import { aVisitor } from './sample-chat.ts'
import { VisitorRow, VisitorsPage } from './VisitorsPage.tsx'

const alone = aVisitor({ talk: null })
function open(rows: Visitor[] = [alone], answers: Parameters<typeof given>[0] = {}, me = aMe()) {
  const api = given({ 'GET visitors': { rows }, 'POST visitors/{id}/greeting': null, ...answers })
  return { api, ...draw(<VisitorsPage />, { me }) }
}
const row = async (name = 'Fatima Öztürk') => (await screen.findByText(name, { selector: 'b' })).closest('li')!

test('nobody there: said, and what would show', async () => {
  open([])
  expect(await screen.findByText('Nobody is there')).toBeDefined()
})
test('read in vain: said, and tried again', async () => {
  const { api, user } = open([], { 'GET visitors': unreachable })
  const again = await found('Try again')
  api.on('GET visitors', { rows: [alone] })
  await user.click(again)
  expect(await row()).toBeDefined()
})
test('who, of which brand, on which page, since when', async () => {
  given({})
  draw(<ul><VisitorRow visitor={alone} now={new Date('2026-11-24T09:17:00Z')} onGreet={undefined} /></ul>)
  expect((await row()).textContent).toMatch(/Fjeld & Wald · Firefox 151 · Linux · de.*Kuppelzelt Isfjell 3https:\/\/fjeld-wald\.example\/zelte\/kuppelzelt.*Visits: 3.*12/)
})
test('who comes, moves on and leaves is seen as it happens; after too much at once all of it is read anew', async () => {
  const { api } = open()
  await row()
  act(() => { visitorSigns.hear({ here: [aVisitor({ id: id(702), name: 'Anna', talk: null }), aVisitor({ talk: null, page: { url: 'https://fjeld-wald.example/kasse', title: 'Kasse', referrer: '' } })], left: [], more: false }) })
  expect((await row('Anna')).textContent).toContain('Kuppelzelt')
  expect((await row()).textContent).toContain('Kasse')
  expect(screen.getByText('2 visitors')).toBeDefined()
  act(() => { visitorSigns.hear({ here: [], left: [id(700)], more: false }) })
  await vi.waitFor(() => expect(screen.queryByText('Fatima Öztürk')).toBeNull())
  act(() => { visitorSigns.hear({ here: [], left: [], more: true }) })
  await vi.waitFor(() => expect(api.to('GET visitors')).toHaveLength(2))
})
test('whom the site signed for is marked, who is blocked too, and neither is greeted by mistake', async () => {
  open([aVisitor({ talk: null, identified: { externalId: 'kunde-88', at: '2026-11-24T09:00:00Z' } }), aVisitor({ id: id(701), name: 'Troll', talk: null, blocked: true })])
  expect((await row()).textContent).toContain('Signed by the site')
  expect(within(await row('Troll')).queryByRole('button')).toBeNull()
})
test('whoever talks already leads to the talk', async () => {
  open([aVisitor()])
  expect(within(await row()).getByRole('link').getAttribute('href')).toBe(`/chats/${id(710)}`)
  expect(screen.queryByRole('button', { name: /^Greet/ })).toBeNull()
})
test('greeted from there', async () => {
  const { api, user } = open()
  await user.click(await found(/^Greet/))
  const form = within(await screen.findByRole('dialog', { name: 'Greet Fatima Öztürk' }))
  await user.click(form.getByRole('button', { name: 'Greet' }))
  expect(api.to('POST visitors/{id}/greeting'), 'without words nobody is greeted').toEqual([])
  await user.type(form.getByLabelText('Words'), ' Darf ich helfen? ')
  await user.click(form.getByRole('button', { name: 'Greet' }))
  await vi.waitFor(() => expect(api.to('POST visitors/{id}/greeting')[0]!.body).toEqual({ text: 'Darf ich helfen?' }))
  await vi.waitFor(() => expect(told()).toContain('Said.'))
})
test('one who has left meanwhile cannot be greeted: said, and the words stay', async () => {
  const { user } = open([alone], { 'POST visitors/{id}/greeting': refused(404, 'unknown') })
  await user.click(await found(/^Greet/))
  const form = within(await screen.findByRole('dialog'))
  await user.type(form.getByLabelText('Words'), 'Hallo')
  await user.click(form.getByRole('button', { name: 'Greet' }))
  expect((await form.findByRole('alert')).textContent).toMatch(/does not exist/)
  expect(form.getByLabelText<HTMLTextAreaElement>('Words').value).toBe('Hallo')
})
test('who only reads greets nobody', async () => {
  open([alone], {}, aMe('auditor'))
  await row()
  expect(screen.queryByRole('button', { name: /^Greet/ })).toBeNull()
})
