// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import type { AgentTalk } from '#contracts/chat'
import { chatSigns } from '#kit/chat-signs.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, draw, given, gone, screen } from '../../../tests/pieces/draw.tsx'
import { id, quiet } from '../../../tests/pieces/samples.ts'
import { ChatInCase } from './ChatInCase.tsx'
import { aLine, aTalk } from './sample-chat.ts'

vi.setConfig({ testTimeout: 15_000 })
const mine: Partial<AgentTalk> = { state: 'active', ownerId: id(10), unread: 0 }
function open(wish: Partial<AgentTalk> = mine, answers: Parameters<typeof given>[0] = {}) {
  const talk = aTalk(wish)
  chatSigns.hear({ talkId: talk.id, caseId: talk.caseId, typing: false, peek: '', online: true })
  const api = given({ ...quiet, 'GET talks/{id}': { talk, lines: [aLine(1)], more: false, notes: [], departments: [] }, 'POST talks/{id}/typing': null, 'PUT talks/{id}/reading': null, 'POST talks/{id}/lines': { n: 2, at: '2026-11-24T09:30:00Z', messageId: id(400) }, ...answers })
  return { api, talk, ...draw(<ChatInCase talkId={talk.id} kind="reply" onKind={() => undefined} otherwise={<p>The letter’s composer</p>} />) }
}

test('while it goes on one answers with a line, and nothing of a letter is there', async () => {
  const { api, user } = open()
  const box = await screen.findByRole('textbox', { name: 'Write to Fatima Öztürk' })
  await user.type(box, 'Kommt morgen.{Enter}')
  await vi.waitFor(() => expect(api.to('POST talks/{id}/lines')[0]!.body).toMatchObject({ text: 'Kommt morgen.', seen: 1 }))
  expect(screen.queryByText('The letter’s composer')).toBeNull()
})
test.each([['has ended', () => ({ talk: aTalk({ state: 'ended' }), lines: [], more: false, notes: [], departments: [] })], ['cannot be read', () => refused(404, 'unknown')]])('when it %s one writes as ever', async (_, answer) => {
  open(mine, { 'GET talks/{id}': answer })
  expect(await screen.findByText('The letter’s composer')).toBeDefined()
  expect(screen.queryByRole('textbox')).toBeNull()
})
test('what did not go is shown with a way to send it again', async () => {
  const { api, user } = open(mine, { 'POST talks/{id}/lines': unreachable })
  await user.type(await screen.findByRole('textbox'), 'Kommt morgen.{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(/Not sent\..*Kommt morgen\./)
  api.on('POST talks/{id}/lines', { n: 2, at: '2026-11-24T09:30:00Z', messageId: id(400) })
  await user.click(button('Try again'))
  await gone(/Not sent/)
})
test('one sees what is being typed, and that they have left', async () => {
  const { talk } = open()
  await screen.findByRole('textbox')
  chatSigns.hear({ talkId: talk.id, caseId: talk.caseId, typing: true, peek: 'Wann genau', online: true })
  expect(await screen.findByText('Wann genau', { exact: false })).toBeDefined()
  chatSigns.hear({ talkId: talk.id, caseId: talk.caseId, typing: false, peek: '', online: false })
  expect(await screen.findByText(/The visitor has left/)).toBeDefined()
})
test('who looks at it there has read it', async () => {
  const { api } = open({ ...mine, unread: 1 })
  await vi.waitFor(() => expect(api.to('PUT talks/{id}/reading')[0]?.body).toEqual({ n: 1 }))
})
