// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BulkAction } from '#contracts/cases'
import { refused } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, found, given, screen, told, undo } from '../../../tests/pieces/draw.tsx'
import { aRow, id, quiet } from '../../../tests/pieces/samples.ts'
import { BulkBar } from './BulkBar.tsx'
import { selection } from './selection.ts'

const rows = [aRow(), aRow({ id: id(101), reference: 'F-1043', tags: ['spare-part'] }), aRow({ id: id(102), reference: 'F-1044', tags: ['spare-part', 'rückruf'] })]
const bulk = (wish: Partial<BulkAction> = {}): BulkAction => ({ id: id(900), action: { kind: 'status', status: 'solved' }, state: 'working', total: 3, waiting: 3, changed: 0, refused: 0, undone: 0, kept: 0, reasons: [], ...wish })
beforeEach(() => { selection.clear(); selection.follow(null) })

async function open(answers: Parameters<typeof given>[0] = {}, chosen = rows) {
  for (const row of chosen) selection.toggle(row)
  const api = given({ ...quiet, 'POST bulk-actions': bulk(), 'GET bulk-actions/{id}': bulk({ state: 'done', waiting: 0, changed: 3 }), ...answers })
  const drawn = draw(<BulkBar of={{ view: 'all' }} total={57} />)
  return { api, asked: () => api.to('POST bulk-actions').map((each) => each.body), ...drawn }
}

describe('what is asked for', () => {
  test('e solves all that are chosen, and lets go of them once that is under way', async () => {
    const { user, asked } = await open()
    expect(screen.getByText('3 chosen')).toBeDefined()
    await user.keyboard('e')
    await vi.waitFor(() => expect(asked()).toEqual([{ caseIds: rows.map((each) => each.id), action: { kind: 'status', status: 'solved' } }]))
    await vi.waitFor(() => expect(screen.queryByRole('toolbar')).toBeNull())
  })
  test('all of the view means the view, not those that were loaded', async () => {
    const { user, asked } = await open()
    await user.click(button('All 57 of this view'))
    expect(screen.getByText('All of this view')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Merge' }), 'a whole view is not merged').toBeNull()
    await user.keyboard('e')
    await vi.waitFor(() => expect(asked()).toEqual([{ of: { view: 'all' }, action: { kind: 'status', status: 'solved' } }]))
  })
  test('a assigns to whoever is chosen', async () => {
    const { user, asked } = await open()
    await user.keyboard('a')
    await user.click(await found(/Jonas Brandt/))
    await vi.waitFor(() => expect(asked()[0]).toMatchObject({ action: { kind: 'assign', ownerId: id(11) } }))
  })
  test('z puts all of them off', async () => {
    const { user, asked } = await open()
    await user.keyboard('z')
    await user.click(await found(/^Tomorrow morning/))
    await vi.waitFor(() => expect(asked()[0]?.action.kind).toBe('snooze'))
  })
  test('tags are added to all and taken from those that have them', async () => {
    const { user, asked } = await open()
    await user.click(button('Tags'))
    await user.type(field('Add a tag'), 'gesehen, sommer ,')
    await user.click(field('spare-part'))
    await user.click(button('Change'))
    await vi.waitFor(() => expect(asked()[0]).toMatchObject({ action: { kind: 'tag', add: ['gesehen', 'sommer'], remove: ['spare-part'] } }))
  })
  test('no tag at all is no deed', async () => {
    const { user, asked } = await open()
    await user.click(button('Tags'))
    await user.click(button('Change'))
    expect(asked()).toEqual([])
  })
  test('they are merged into one of them', async () => {
    const { user, asked } = await open()
    await user.click(button('Merge'))
    expect(await screen.findByRole('dialog', { name: 'Merge 3 cases into' })).toBeDefined()
    await user.click(await found(/F-1043/))
    await vi.waitFor(() => expect(asked()[0]).toMatchObject({ caseIds: rows.map((each) => each.id), action: { kind: 'merge', into: id(101) } }))
  })
  test('any status can be chosen', async () => {
    const { user, asked } = await open()
    await choose(user, 'Status', /Waiting for customer/)
    await vi.waitFor(() => expect(asked()[0]).toMatchObject({ action: { status: 'waiting-customer' } }))
  })
  test('refused as a whole it says why, and they stay chosen', async () => {
    const { user } = await open({ 'POST bulk-actions': refused(403, 'forbidden') })
    await user.keyboard('e')
    await vi.waitFor(() => expect(told().join()).toMatch(/may not do this/))
    expect(screen.getByText('3 chosen')).toBeDefined()
  })
  test('none is chosen with one button', async () => {
    const { user } = await open()
    await user.click(button('Choose none'))
    expect(screen.queryByRole('toolbar')).toBeNull()
  })
})

describe('what comes of it', () => {
  const following = async (action: BulkAction, answers: Parameters<typeof given>[0] = {}) => { selection.follow(action.id); return open({ 'GET bulk-actions/{id}': action, ...answers }, []) }
  test('while it runs a bar says how far it is', async () => {
    await following(bulk({ waiting: 1, changed: 2 }))
    const bar = await screen.findByRole<HTMLProgressElement>('progressbar')
    expect([bar.value, bar.max]).toEqual([2, 3])
    expect(screen.getByText('2 of 3')).toBeDefined()
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull()
  })
  test('done, it can be undone by its button or by the key for the newest undo', async () => {
    const { api } = await following(bulk({ state: 'done', waiting: 0, changed: 3 }), { 'PUT bulk-actions/{id}/undoing': bulk({ state: 'undone', waiting: 0, undone: 3 }) })
    expect(await found(/Undo/)).toBeDefined()
    expect(undo()).toBe(true)
    await vi.waitFor(() => expect(api.to('PUT bulk-actions/{id}/undoing')).toHaveLength(1))
  })
  test('what cannot be undone is not offered to be', async () => {
    await following(bulk({ state: 'done', waiting: 0, changed: 0, refused: 3 }))
    expect(await screen.findByText(/3 refused\./)).toBeDefined()
    expect([screen.queryByRole('button', { name: /Undo/ }), undo()]).toEqual([null, false])
  })
  test('which were refused, and why, in the reader’s words where there are any', async () => {
    const why = (n: number, code: string) => ({ caseId: id(n), reference: `F-${n}`, subject: 'Zelt', code, why: 'The server says so.' })
    const { user } = await following(bulk({ state: 'done', waiting: 0, changed: 1, refused: 2, reasons: [why(101, 'forbidden'), why(102, 'of-tomorrow')] }))
    await user.click(await found('Which, and why'))
    expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['F-101 ZeltYou may not do this with this case.', 'F-102 ZeltThe server says so.'])
    expect(screen.getByRole('link', { name: 'F-101 Zelt' }).getAttribute('href')).toBe(`/case/${id(101)}`)
  })
  test('what was kept back is said as well', async () => {
    await following(bulk({ state: 'undone', waiting: 0, undone: 2, kept: 1 }))
    expect((await screen.findByText(/2 cases are as they were\./)).textContent).toMatch(/1 stays, because something has happened to it since\./)
  })
  test('it can be sent away', async () => {
    const { user } = await following(bulk({ state: 'done', waiting: 0, changed: 3 }))
    await user.click(await found('Dismiss'))
    expect(screen.queryByText('3 cases changed.')).toBeNull()
  })
})
