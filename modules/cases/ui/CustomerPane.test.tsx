// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { CaseView } from '#contracts/cases'
import { refused, unreachable, type Asked } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, found, given, screen, told, undo, within } from '../../../tests/pieces/draw.tsx'
import { aRow, aView, fjeld, id, permissionsOf, polder, quiet } from '../../../tests/pieces/samples.ts'
import { CustomerPane } from './CustomerPane.tsx'

const fatima = aView().customerPanel
function open(wish: Partial<CaseView['customerPanel']> = {}, answers: Record<string, unknown> = {}, view: Partial<CaseView> = {}) {
  const shown = aView({ customerPanel: { ...fatima, ...wish }, ...view })
  const api = given({ ...quiet, 'GET cases/{id}': shown, ...answers })
  const close = vi.fn()
  const drawn = draw(<CustomerPane view={shown} shown={false} onClose={close} />)
  drawn.client.setQueryData(['case', shown.id], shown)
  return { api, close, view: shown, ...drawn }
}

describe('who it is', () => {
  test('each address says how we know that it is theirs', () => {
    open({ identities: [...fatima.identities, { id: id(52), kind: 'phone', value: '+49 151 5550 1832', verifiedHow: 'claimed', verifiedAt: null }] })
    expect(screen.getByText(/fatima@oeztuerk\.example/).textContent).toContain('✓ verified by authenticated mail')
    expect(screen.getByText(/\+49 151/).textContent).toMatch(/only claimed$/)
    expect(screen.getByText(/\+49 151/).textContent).not.toContain('✓')
  })
  test('their clock stands beside the name, where their zone is known', () => {
    open({ timeZone: 'America/New_York' })
    expect(screen.getByTitle('America/New_York').textContent).toMatch(/^\d\d:\d\d there$/)
  })
  test('no zone, no clock', () => {
    open({ timeZone: null })
    expect(screen.queryByText(/there$/)).toBeNull()
  })
  test('a language that we do not speak is named all the same', () => {
    open({ language: 'pl' })
    expect(screen.getByText('pl')).toBeDefined()
  })
  test('their other cases, and none of them twice', async () => {
    open({}, { 'GET cases': { rows: [aRow(), aRow({ id: id(101), subject: 'Rechnung', reference: 'F-1043', status: 'solved' })], nextCursor: null } })
    expect((await screen.findByRole('link', { name: 'Rechnung' })).closest('li')!.textContent).toBe('RechnungF-1043 · Solved')
    expect(screen.queryByRole('link', { name: 'Zelt mit gebrochener Stange' })).toBeNull()
  })
  test('no other cases: said', async () => {
    open()
    expect(await screen.findByText('No other cases.')).toBeDefined()
  })
})

describe('what is changed', () => {
  test('a note is kept when the field is left, with Ctrl+Enter or with the button', async () => {
    const { api, user } = open({}, { 'PATCH customers/{id}': ({ body }: Asked) => ({ ...fatima, ...body }) })
    for (const leave of [() => user.tab(), () => user.keyboard('{Control>}{Enter}{/Control}'), () => user.click(button('Save'))]) {
      await user.click(await found('Change Note'))
      await user.keyboard('mag Briefe')
      await leave()
      await vi.waitFor(() => expect(screen.queryByLabelText('Note')).toBeNull())
    }
    expect(api.to('PATCH customers/{id}').map((each) => each.body)).toEqual([{ note: 'mag Briefe' }, { note: 'mag Briefe' }, { note: 'mag Briefe' }])
  })
  test('Esc gives the old words back; unchanged nothing is sent', async () => {
    const { api, user } = open({ note: 'Fährt in den Harz.' })
    await user.click(button('Change Note'))
    await user.keyboard(' Oder nicht.{Escape}')
    await user.click(button('Change Note'))
    await user.tab()
    expect([api.to('PATCH customers/{id}'), screen.getByText('Fährt in den Harz.').tagName]).toEqual([[], 'P'])
  })
  test('a refused note is told', async () => {
    const { user } = open({}, { 'PATCH customers/{id}': refused(403, 'forbidden') })
    await user.click(button('Change Note'))
    await user.keyboard('x{Control>}{Enter}{/Control}')
    await vi.waitFor(() => expect(told().join()).toMatch(/may not do this/))
  })
  test('name, language and zone in one form; refused it stays', async () => {
    const { api, user } = open({}, { 'PATCH customers/{id}': unreachable })
    await user.click(button('Change Customer'))
    const form = within(await screen.findByRole('dialog'))
    await user.type(form.getByLabelText('Name'), ' ')
    await user.selectOptions(form.getByLabelText('Language'), '')
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect((await form.findByRole('alert')).textContent).toMatch(/No connection/)
    api.on('PATCH customers/{id}', { ...fatima, language: null })
    await user.click(form.getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(api.to('PATCH customers/{id}').at(-1)!.body).toEqual({ name: 'Fatima Öztürk', language: null, timeZone: 'Europe/Berlin' })
  })
  test('who may only read changes nothing', () => {
    open({}, {}, { permissions: permissionsOf('client-viewer') })
    expect(screen.queryAllByRole('button', { name: /Change|More/ })).toEqual([])
  })
})

describe('one person twice', () => {
  const other = { id: id(60), brandId: fjeld.id, name: 'F. Öztürk', address: 'f.oe@arbeit.example' }
  test('those of the same name are proposed, of the same brand only, and never oneself', async () => {
    const { user, api } = open({}, { 'GET customers': { rows: [{ ...other, id: id(50) }, other, { ...other, id: id(61), brandId: polder.id, address: 'anders@polder.example' }], nextCursor: null } })
    await choose(user, 'More about the customer', /This is the same person as/)
    expect(await screen.findByText('Of the same name')).toBeDefined()
    expect(within(screen.getByRole('dialog')).getAllByRole('button', { name: /@/ }).map((each) => each.textContent)).toEqual([expect.stringContaining('f.oe@arbeit.example')])
    expect(api.to('GET customers')[0]!.search.get('q')).toBe('Fatima Öztürk')
  })
  test('merged with the way back', async () => {
    const { user, api } = open({}, { 'GET customers': { rows: [other], nextCursor: null }, 'PUT customers/{id}/merging': { ...fatima, name: 'F. Öztürk' }, 'DELETE customers/{id}/merging': fatima })
    await choose(user, 'More about the customer', /This is the same person as/)
    await user.click(await found(/f\.oe@arbeit/))
    await vi.waitFor(() => expect(told()).toContain('Now known as F. Öztürk.'))
    expect(api.to('PUT customers/{id}/merging')[0]!.body).toEqual({ into: other.id })
    undo()
    await vi.waitFor(() => expect(told()).toContain('They are two customers again.'))
  })
  test('who was merged before is named, with what was noted on them, and can be parted', async () => {
    const { user, api } = open({ merged: [{ id: id(60), name: 'F. Öztürk', note: 'ruft lieber an' }] }, { 'DELETE customers/{id}/merging': fatima })
    expect(screen.getByText('Also known as F. Öztürk').textContent).toContain('ruft lieber an')
    await user.click(button('Undo the merge F. Öztürk'))
    await vi.waitFor(() => expect(api.to('DELETE customers/{id}/merging')[0]!.params).toEqual([id(60)]))
  })
})

describe('the timeline', () => {
  const entry = (n: number, at: string, verb: string, caseId = id(101)) => ({ at, kind: 'case' as const, caseId, reference: `F-${n}`, title: n === 1 ? 'Zelt' : '', verb })
  test('days, newest first; other cases are links, this one is not', async () => {
    const today = new Date().toISOString()
    open({}, { 'GET customers/{id}/timeline': { entries: [entry(1, today, 'case.opened'), entry(2, today, 'message.received', id(100)), entry(3, '2020-01-02T10:00:00Z', 'case.status-changed')], nextCursor: null } })
    await screen.findByRole('link', { name: 'F-1' })
    expect(screen.getAllByRole('heading', { level: 4 }).map((each) => each.textContent!.replaceAll(',', ''))).toEqual(['Today', 'Thu 2 Jan 2020'])
    expect(screen.getAllByRole('link', { name: /^F-/ }).map((each) => each.getAttribute('href'))).toEqual([`/case/${id(101)}`, `/case/${id(101)}`])
    expect(screen.getByText('F-2').tagName).toBe('SPAN')
    expect(document.querySelector('.timeline')!.textContent).toMatch(/Case opened F-1Zelt.*wrote F-2.*Status changed F-3/)
  })
  test('older things are read when asked for, and stand behind', async () => {
    const { user } = open({}, { 'GET customers/{id}/timeline': ({ search }: Asked) => (search.get('cursor') ? { entries: [entry(9, '2020-01-01T10:00:00Z', 'customer.met')], nextCursor: null } : { entries: [entry(1, '2020-01-02T10:00:00Z', 'case.opened')], nextCursor: 'c' }) })
    await user.click(await found('Show more'))
    expect(await screen.findByText(/First contact/)).toBeDefined()
    expect(screen.getAllByRole('link', { name: /^F-/ }).map((each) => each.textContent)).toEqual(['F-1', 'F-9'])
  })
  test.each([[unreachable, /No connection/], [() => refused(404, 'unknown'), /does not exist/]])('that it cannot be read is said there, the rest stays', async (answer, words) => {
    open({}, { 'GET customers/{id}/timeline': answer })
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(screen.getByRole('heading', { level: 2, name: 'Fatima Öztürk' })).toBeDefined()
  })
})

test('slid over the case it takes the focus, Esc gives it back', async () => {
  const { again, close, view, user } = open()
  const opener = document.createElement('button')
  document.body.append(opener)
  opener.focus()
  again(<CustomerPane view={view} shown onClose={close} />)
  expect(document.activeElement).toBe(screen.getByRole('complementary', { name: 'Customer' }))
  await user.keyboard('{Escape}')
  expect(close).toHaveBeenCalledOnce()
  again(<CustomerPane view={view} shown={false} onClose={close} />)
  expect(document.activeElement).toBe(opener)
  opener.remove()
})
