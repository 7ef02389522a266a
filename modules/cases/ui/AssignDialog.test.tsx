// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { button, draw, field, given, screen, within } from '../../../tests/pieces/draw.tsx'
import { fjeld, id, polder, quiet } from '../../../tests/pieces/samples.ts'
import { AssignDialog } from './AssignDialog.tsx'

async function open(view: Partial<{ brandId: string; ownerId: string | null | undefined; teamId: string | null }> = {}) {
  given(quiet)
  const [assign, close] = [vi.fn(), vi.fn()]
  const { user } = draw(<AssignDialog view={{ brandId: fjeld.id, ownerId: null, teamId: null, ...view }} onAssign={assign} onClose={close} />)
  await screen.findByRole('button', { name: /Jonas Brandt/ })
  return { user, assign, close, names: () => within(screen.getByRole('list')).getAllByRole('button').map((each) => each.querySelector('.menu__label')!.textContent) }
}

test('those who work for the brand and can answer are offered, oneself first, and its teams', async () => {
  const { names } = await open()
  expect(names()).toEqual(['Nobody', 'Maren Lindqvist (You)', 'Jonas Brandt', 'Deutsch'])
})
test('the brand of the case decides who is offered', async () => {
  given(quiet)
  draw(<AssignDialog view={{ brandId: polder.id, ownerId: null, teamId: null }} onAssign={vi.fn()} onClose={vi.fn()} />)
  expect(await screen.findByRole('button', { name: /Sanne de Wit/ })).toBeDefined()
  expect(screen.queryByRole('button', { name: /Jonas/ })).toBeNull()
})
test('the field has the focus; typing narrows, Enter takes the first and closes', async () => {
  const { user, assign, close, names } = await open()
  expect(document.activeElement).toBe(field('Find a colleague or team'))
  await user.keyboard('jon')
  expect(names()).toEqual(['Jonas Brandt'])
  await user.keyboard('{Enter}')
  expect(assign).toHaveBeenCalledWith({ ownerId: id(11) }, 'Jonas Brandt')
  expect(close).toHaveBeenCalledOnce()
})
test('Enter with nothing typed gives the case to nobody by accident', async () => {
  const { user, assign } = await open()
  await user.keyboard('{Enter}')
  expect(assign).not.toHaveBeenCalled()
})
test('a name that nobody has assigns nobody', async () => {
  const { user, assign } = await open()
  await user.keyboard('zzz{Enter}')
  expect(assign).not.toHaveBeenCalled()
})
test('a team takes the case from its owner', async () => {
  const { user, assign } = await open({ ownerId: id(11) })
  await user.click(button(/Deutsch/))
  expect(assign).toHaveBeenCalledWith({ ownerId: null, teamId: id(5) }, 'Deutsch')
})
test.each([[null, 'Nobody'], [id(11), 'Jonas Brandt']])('whose it is now is marked: %s', async (ownerId, name) => {
  await open({ ownerId })
  const marked = screen.getAllByRole('button', { pressed: true }).map((each) => each.querySelector('.menu__label')!.textContent)
  expect(marked).toEqual([name])
})
test('of many with different owners none is marked', async () => {
  await open({ ownerId: undefined })
  expect(screen.queryAllByRole('button', { pressed: true })).toEqual([])
})
test('Esc closes and assigns nobody', async () => {
  const { user, assign, close } = await open()
  await user.keyboard('{Escape}')
  expect([close.mock.calls.length, assign.mock.calls.length]).toEqual([1, 0])
})
