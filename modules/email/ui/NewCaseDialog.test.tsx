// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { refused } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, given, screen } from '../../../tests/pieces/draw.tsx'
import { aView, fjeld, id, polder, quiet } from '../../../tests/pieces/samples.ts'
import { NewCaseDialog } from './NewCaseDialog.tsx'

const senders = [{ id: id(81), brandId: polder.id, name: 'Polder', address: 'hulp@polder.example' }, { id: id(80), brandId: fjeld.id, name: 'Fjeld & Wald', address: 'hilfe@fjeld-wald.example' }]
async function open(answers: Record<string, unknown> = {}, at = '/cases/all') {
  const api = given({ ...quiet, 'GET senders': { rows: senders }, 'POST cases': aView(), ...answers })
  const close = vi.fn()
  const drawn = draw(<NewCaseDialog onClose={close} />, { at })
  return { api, close, ...drawn }
}
async function write(user: Awaited<ReturnType<typeof open>>['user']) {
  await user.type(await screen.findByLabelText('To (address)'), ' fatima@oeztuerk.example')
  await user.type(field('Subject'), 'Ihr Zelt ')
  await user.type(field('Text'), 'Die Stange ist da.')
}

test('from the brand that one looks at, to an address, about something; then its case is open', async () => {
  const { api, user, close, place } = await open({}, `/cases/all?brand=${fjeld.id}`)
  await write(user)
  expect(field('From').value).toBe(id(80))
  await user.click(button('Open case and send'))
  await vi.waitFor(() => expect(place()).toBe(`/cases/all/${id(100)}`))
  expect(api.to('POST cases')[0]!.body).toEqual({ channelId: id(80), to: { address: 'fatima@oeztuerk.example', name: '' }, subject: 'Ihr Zelt', text: 'Die Stange ist da.' })
  expect(close).toHaveBeenCalledOnce()
})
test('Ctrl+Enter sends from within the text', async () => {
  const { api, user } = await open()
  await write(user)
  await user.keyboard('{Control>}{Enter}{/Control}')
  await vi.waitFor(() => expect(api.to('POST cases')).toHaveLength(1))
})
test('somebody whom we know is named, and greeted by that name', async () => {
  const { api, user } = await open({ 'GET customers': { rows: [{ id: id(50), brandId: fjeld.id, name: 'Fatima Öztürk', address: 'Fatima@oeztuerk.example' }], nextCursor: null } })
  await write(user)
  expect(await screen.findByText('Fatima Öztürk', { selector: '.field__hint' })).toBeDefined()
  await user.click(button('Open case and send'))
  await vi.waitFor(() => expect(api.to('POST cases')[0]!.body.to.name).toBe('Fatima Öztürk'))
})
test('without an address, a subject or words nothing leaves', async () => {
  const { api, user } = await open()
  await screen.findByLabelText('To (address)')
  await user.click(button('Open case and send'))
  await user.type(field('To (address)'), 'niemand')
  await user.type(field('Subject'), 'x')
  await user.type(field('Text'), 'x')
  await user.click(button('Open case and send'))
  expect(api.to('POST cases')).toEqual([])
})
test('refused, nothing that was written is lost', async () => {
  const { user, close } = await open({ 'POST cases': refused(503, 'unavailable') })
  await write(user)
  await user.click(button('Open case and send'))
  expect((await screen.findByRole('alert')).textContent).toMatch(/Not available/)
  expect([field('Subject').value, field('Text').value, close.mock.calls.length]).toEqual(['Ihr Zelt ', 'Die Stange ist da.', 0])
})
test('without a channel to write from it says so, and offers no form', async () => {
  await open({ 'GET senders': { rows: [] } })
  expect(await screen.findByText('There is no channel you can write from yet.')).toBeDefined()
  expect(screen.queryByLabelText('Subject')).toBeNull()
})
