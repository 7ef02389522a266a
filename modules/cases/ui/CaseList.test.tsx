// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fireEvent } from '@testing-library/react'
import type { Me } from '#contracts/accounts'
import type { Asked } from '../../../tests/pieces/api-double.ts'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, given, items, screen } from '../../../tests/pieces/draw.tsx'
import { aMe, aRow, fjeld, id, quiet } from '../../../tests/pieces/samples.ts'
import { CaseList } from './CaseList.tsx'
import { patchRows } from './patch-rows.ts'
import { selection } from './selection.ts'

const rows = [aRow(), aRow({ id: id(101), reference: 'F-1043', subject: 'Rechnung', unread: true, tags: ['eins', 'zwei', 'drei'] }), aRow({ id: id(102), reference: 'F-1044', subject: 'Kocher', priority: 'urgent', marks: ['delivery-failed'] })]
beforeEach(() => { selection.clear() })

type Wish = { cases?: unknown; view?: string; at?: string; me?: Me; more?: Record<string, unknown>; chosenId?: string; brandId?: string }
async function open({ cases = { rows, nextCursor: null }, view = 'all', at = `/cases/${view}`, me = aMe('agent', { brands: [fjeld] }), more = {}, chosenId, brandId }: Wish = {}) {
  const api = given({ ...quiet, 'GET cases': cases, 'GET cases/counts': { mine: 0, unassigned: 1, all: 57, waiting: 0, snoozed: 0, brands: {} }, ...more })
  const drawn = draw(<CaseList view={view} brandId={brandId} chosenId={chosenId} begin={null} />, { at, me })
  return { api, subjects: () => screen.queryAllByRole('link').map((each) => each.querySelector('.case-row__subject')?.textContent), ...drawn }
}
const row = (subject: string) => screen.getByText(subject).closest<HTMLElement>('.case-row')!

describe('its states', () => {
  test('it waits, then shows what there is, and how many', async () => {
    const { api } = await open()
    expect(screen.getByText('Loading …', { selector: '.hidden-text' })).toBeDefined()
    expect(await screen.findByText('Rechnung')).toBeDefined()
    expect(screen.getByText('57')).toBeDefined()
    expect(api.to('GET cases')[0]!.search.get('view')).toBe('all')
  })
  test.each([['mine', 'You have no open cases. Take one from “Unassigned”.'], ['waiting', 'No case is in this view.']])('an empty %s says what to do', async (view, words) => {
    await open({ view, cases: { rows: [], nextCursor: null } })
    expect(await screen.findByText(words)).toBeDefined()
  })
  test.each([[unreachable, /No connection/], [() => refused(403, 'forbidden'), /may not do this/]])('refused it says why, and tries again', async (answer, words) => {
    const { api, user } = await open({ cases: answer })
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    api.on('GET cases', { rows, nextCursor: null })
    await user.click(button('Try again'))
    expect(await screen.findByText('Rechnung')).toBeDefined()
  })
  test('a view of one’s own that is gone says so', async () => {
    await open({ view: id(700) })
    expect(await screen.findByText('This view is not there any more.')).toBeDefined()
  })
  test('a saved view searches with its own words', async () => {
    const saved = { id: id(700), name: 'Rückruf', icon: 'R', query: 'tag:rückruf', shared: false, brandId: null, hidden: false, mayChange: true, version: 1 }
    const { api } = await open({ view: id(700), more: { 'GET saved-views': { rows: [saved] }, 'GET saved-views/counts': { counts: { [id(700)]: { n: 100, more: true } } } } })
    expect(await screen.findByRole('heading', { name: 'Rückruf' })).toBeDefined()
    expect(await screen.findByText('100+')).toBeDefined()
    expect(api.to('GET cases')[0]!.search.get('q')).toBe('tag:rückruf')
  })
})

describe('its rows', () => {
  test('only marks that ask for something, and two tags at most', async () => {
    await open()
    await screen.findByText('Rechnung')
    const chips = (subject: string) => [...row(subject).querySelectorAll('.chip')].map((each) => each.textContent)
    expect(chips('Rechnung')).toEqual(['Return', 'eins', 'zwei'])
    expect(chips('Kocher')).toEqual(['Not delivered', 'Urgent', 'Return'])
  })
  test('unread is said in words as well', async () => {
    await open()
    await screen.findByText('Rechnung')
    expect([row('Rechnung').textContent!.includes('unread'), row('Kocher').textContent!.includes('unread')]).toEqual([true, false])
  })
  test('of which brand it is stands there only for who serves several', async () => {
    await open({ me: aMe() })
    await screen.findByText('Rechnung')
    expect(row('Rechnung').textContent).toContain('Fjeld & Wald')
  })
  test('a row leads to its case and keeps what the list is', async () => {
    await open({ at: '/cases/all?sort=oldest' })
    expect((await screen.findByText('Rechnung')).closest('a')!.getAttribute('href')).toBe(`/cases/all/${id(101)}?sort=oldest`)
  })
  test('the open one is marked for who does not see colours', async () => {
    await open({ chosenId: id(101) })
    await screen.findByText('Rechnung')
    expect(screen.getAllByRole('link', { current: true })).toEqual([row('Rechnung')])
  })
  test('what came in is there once, the others stay the same elements: nothing flickers', async () => {
    const { api, client, subjects } = await open()
    await screen.findByText('Rechnung')
    const before = row('Kocher')
    api.on('GET cases', { rows: [aRow({ id: id(103), subject: 'Neu' }), ...rows], nextCursor: null })
    for (let n = 0; n < 3; n++) await client.invalidateQueries({ queryKey: ['cases'] })
    await screen.findByText('Neu')
    expect(subjects().toSorted()).toEqual(['Kocher', 'Neu', 'Rechnung', 'Zelt mit gebrochener Stange'])
    expect(row('Kocher')).toBe(before)
  })
  test('a change is shown in the row before the server answers, and can be taken back', async () => {
    const { client } = await open()
    await screen.findByText('Rechnung')
    const back = patchRows(client, id(101), { subject: 'Rechnung fehlt', unread: false })
    expect(await screen.findByText('Rechnung fehlt')).toBeDefined()
    back()
    expect(await screen.findByText('Rechnung')).toBeDefined()
  })
})

describe('choosing', () => {
  const chosen = () => [...selection.current().rows.values()].map((each) => each.subject)
  test('by its box, and to the end of a range with Shift', async () => {
    const { user } = await open()
    await screen.findByText('Rechnung')
    await user.click(screen.getByRole('checkbox', { name: 'Choose F-1042' }))
    expect(chosen()).toEqual(['Zelt mit gebrochener Stange'])
    fireEvent.click(row('Kocher'), { shiftKey: true })
    expect(chosen()).toEqual(['Zelt mit gebrochener Stange', 'Rechnung', 'Kocher'])
    expect(await screen.findByRole('toolbar', { name: 'With the chosen cases' })).toBeDefined()
  })
  test('who goes to another view begins anew', async () => {
    const { user, again } = await open()
    await screen.findByText('Rechnung')
    await user.click(screen.getByRole('checkbox', { name: 'Choose F-1042' }))
    again(<CaseList view="mine" brandId={undefined} chosenId={undefined} begin={null} />)
    await vi.waitFor(() => expect(chosen()).toEqual([]))
  })
})

describe('what is asked for', () => {
  test('a search stands in the address, so that it can be sent to a colleague, and nothing found says for what', async () => {
    const { api, user, place } = await open({ cases: ({ search }: Asked) => ({ rows: search.get('q') ? [] : rows, nextCursor: null }) })
    await screen.findByText('Rechnung')
    await user.type(field('Search cases'), 'lampe')
    expect(await screen.findByText('No case matches “lampe”.')).toBeDefined()
    expect(place()).toBe('/cases/all?q=lampe')
    expect(api.to('GET cases').map((each) => each.search.get('q')), 'not with every letter').toEqual([null, 'lampe'])
  })
  test('an address with a search begins with it', async () => {
    const { api } = await open({ at: '/cases/all?q=tag:x&sort=oldest' })
    await screen.findByText('Rechnung')
    expect(field('Search cases').value).toBe('tag:x')
    expect([api.to('GET cases')[0]!.search.get('q'), api.to('GET cases')[0]!.search.get('sort')]).toEqual(['tag:x', 'oldest'])
  })
  test('an order is chosen and stands in the address', async () => {
    const { user, place } = await open()
    await screen.findByText('Rechnung')
    await choose(user, /^Order: Newest first/, /Waiting longest first/)
    expect(place()).toBe('/cases/all?sort=waiting')
  })
  test('where nobody waits any more there is no order of waiting', async () => {
    const { user } = await open({ view: 'solved' })
    await user.click(await screen.findByRole('button', { name: /^Order/ }))
    expect(items().map((each) => each.textContent)).toEqual(['✓Newest first', 'Oldest first'])
  })
  test('of one brand only', async () => {
    const { api } = await open({ brandId: fjeld.id, at: `/cases/all?brand=${fjeld.id}` })
    await screen.findByText('Rechnung')
    expect(api.to('GET cases')[0]!.search.get('brandId')).toBe(fjeld.id)
  })
})
