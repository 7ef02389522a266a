// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { CaseField, CaseView } from '#contracts/cases'
import { button, choose, draw, field, given, items, screen, told } from '../../../tests/pieces/draw.tsx'
import { aView, fjeld, id, permissionsOf, polder, quiet } from '../../../tests/pieces/samples.ts'
import type { CaseActions } from './case-actions.ts'
import { CaseFacts } from './CaseFacts.tsx'

const aField = (n: number, wish: Partial<CaseField> = {}): CaseField => ({ id: id(1000 + n), brandId: fjeld.id, name: `Feld ${n}`, kind: 'text', choices: [], position: n, retired: false, version: 1, ...wish })
const lot = aField(1, { name: 'Charge' })
const weight = aField(2, { name: 'Gewicht', kind: 'number' })
const state = aField(3, { name: 'Zustand', kind: 'choice', choices: [{ key: 'new', label: 'Neu', retired: false }, { key: 'old', label: 'Gebraucht', retired: false }, { key: 'lost', label: 'Verloren', retired: true }] })
const warranty = aField(4, { name: 'Garantie', kind: 'yes-no' })

async function open(wish: Partial<CaseView> = {}, fields: CaseField[] = [], permissions = permissionsOf('agent')) {
  given({ ...quiet, 'GET case-fields': { rows: fields } })
  const [change, snooze] = [vi.fn(), vi.fn()]
  const actions = { may: (permission: string) => permissions.includes(permission), change, snooze } as unknown as CaseActions
  const drawn = draw(<CaseFacts view={aView(wish)} actions={actions} />)
  if (fields.length) await vi.waitFor(() => expect(document.body.textContent).toMatch(/Field|Charge|Zustand|Garantie|Gewicht|Alt/))
  return { change, snooze, ...drawn }
}

describe('kind, priority, tags', () => {
  test.each([['Kind: Return', /Complaint/, { kind: 'complaint' }], ['Priority: Normal', /Urgent/, { priority: 'urgent' }]])('%s can be another', async (menu, item, said) => {
    const { user, change } = await open()
    await choose(user, menu, item)
    expect(change).toHaveBeenCalledWith(said)
  })
  test('a tag is added with Enter, once, and without the space around it', async () => {
    const { user, change } = await open({ tags: ['sommer'] })
    await user.click(button('+ Add a tag'))
    expect(document.activeElement).toBe(field('Add a tag'))
    await user.keyboard(' ersatz {Enter}')
    expect(change.mock.calls).toEqual([[{ tags: ['sommer', 'ersatz'] }]])
  })
  test('the same tag again, or none, changes nothing', async () => {
    const { user, change } = await open({ tags: ['sommer'] })
    for (const words of ['sommer', ' ']) { await user.click(button('+ Add a tag')); await user.keyboard(`${words}{Enter}`) }
    expect(change).not.toHaveBeenCalled()
  })
  test('Esc lets the tag be, and says nothing to the desk around it', async () => {
    const { user, change } = await open()
    const heard = vi.fn()
    document.addEventListener('keydown', heard)
    await user.click(button('+ Add a tag'))
    await user.keyboard('er')
    heard.mockClear()
    await user.keyboard('{Escape}')
    document.removeEventListener('keydown', heard)
    expect([change.mock.calls.length, screen.queryByLabelText('Add a tag')]).toEqual([0, null])
  })
  test('a tag is taken out by its own button', async () => {
    const { user, change } = await open({ tags: ['sommer', 'ersatz'] })
    await user.click(button('Remove tag sommer'))
    expect(change).toHaveBeenCalledWith({ tags: ['ersatz'] })
  })
  test('asleep it says until when, and can be woken', async () => {
    const { user, snooze } = await open({ snoozedUntil: '2099-01-01T08:00:00Z' })
    expect(screen.getByText(/^until /)).toBeDefined()
    await user.click(button('Wake it now'))
    expect(snooze).toHaveBeenCalledWith(null)
  })
  test.each([['who may only read', {}, permissionsOf('client-viewer')], ['a closed case', { status: 'closed' as const }, permissionsOf('agent')], ['a merged case', { merged: true }, permissionsOf('agent')]])('%s: words instead of buttons', async (_, wish, permissions) => {
    await open({ tags: ['sommer'], ...wish }, [], permissions)
    expect(screen.queryAllByRole('button')).toEqual([])
    for (const words of ['Return', 'Normal', 'sommer']) expect(screen.getByText(words)).toBeDefined()
  })
})

describe('the brand’s own fields', () => {
  test('what is not filled in waits behind one button, its choices in full', async () => {
    const { user } = await open({}, [lot, state, warranty])
    await user.click(button('Field'))
    expect(items().map((each) => each.textContent)).toEqual(['Charge …', 'Zustand: Neu', 'Zustand: Gebraucht', 'Garantie: Yes', 'Garantie: No'])
  })
  test('fields of another brand, and retired ones, are not asked for', async () => {
    const { user } = await open({}, [lot, { ...state, retired: true }, { ...warranty, brandId: polder.id }])
    await user.click(button('Field'))
    expect(items().map((each) => each.textContent)).toEqual(['Charge …'])
  })
  test('a text is written where it will stand', async () => {
    const { user, change } = await open({}, [lot])
    await choose(user, 'Field', 'Charge …')
    await user.keyboard('7-B{Enter}')
    expect(change).toHaveBeenCalledWith({ fields: { [lot.id]: '7-B' } })
  })
  test('a number that is none is told, and nothing is changed', async () => {
    const { user, change } = await open({}, [weight])
    await choose(user, 'Field', 'Gewicht …')
    await user.keyboard('viel{Enter}')
    expect([told(), change.mock.calls.length]).toEqual([['Gewicht takes a number.'], 0])
  })
  test('a comma is a decimal point', async () => {
    const { user, change } = await open({}, [weight])
    await choose(user, 'Field', 'Gewicht …')
    await user.keyboard('1,5{Enter}')
    expect(change).toHaveBeenCalledWith({ fields: { [weight.id]: 1.5 } })
  })
  test('changed to the same it is not changed; emptied, it is gone', async () => {
    const { user, change } = await open({ fields: { [lot.id]: '7-B' } }, [lot])
    await user.click(button('Charge: 7-B'))
    await user.keyboard('{Enter}')
    expect(change).not.toHaveBeenCalled()
    await user.click(button('Charge: 7-B'))
    await user.clear(field('Charge'))
    await user.keyboard('{Enter}')
    expect(change).toHaveBeenCalledWith({ fields: { [lot.id]: null } })
  })
  test('Esc gives the old value back', async () => {
    const { user, change } = await open({ fields: { [lot.id]: '7-B' } }, [lot])
    await user.click(button('Charge: 7-B'))
    await user.keyboard('999{Escape}')
    expect([change.mock.calls.length, button('Charge: 7-B').textContent]).toEqual([0, 'Charge: 7-B'])
  })
  test('a choice that is retired stays where it was chosen, and is not offered elsewhere', async () => {
    const { user, change } = await open({ fields: { [state.id]: 'lost' } }, [state])
    await user.click(button('Zustand: Verloren'))
    expect(items().map((each) => each.textContent)).toEqual(['Neu', 'Gebraucht', '✓Verloren', 'None'])
    await user.click(items()[3]!)
    expect(change).toHaveBeenCalledWith({ fields: { [state.id]: null } })
  })
  test('a retired field stands where it was filled in, as words', async () => {
    await open({ fields: { [lot.id]: '7-B' } }, [{ ...lot, retired: true, name: 'Alt' }])
    expect([screen.getByText('Alt: 7-B').className, screen.queryByRole('button', { name: /Alt/ })]).toEqual([expect.stringContaining('chip'), null])
  })
})
