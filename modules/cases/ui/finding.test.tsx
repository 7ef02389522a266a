// @vitest-environment happy-dom
import { useState } from 'react'
import { describe, expect, test, vi } from 'vitest'
import type { SearchReading as Reading } from '#contracts/cases'
import type { Asked } from '../../../tests/pieces/api-double.ts'
import { button, draw, field, found, given, gone, screen } from '../../../tests/pieces/draw.tsx'
import { aRow, aView, fjeld, id, polder, quiet } from '../../../tests/pieces/samples.ts'
import { FindCaseDialog } from './FindCaseDialog.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SearchReading } from './SearchReading.tsx'

const invoice = aRow({ id: id(101), reference: 'F-1043', subject: 'Rechnung' })
const pages = (...rows: ReturnType<typeof aRow>[]) => ({ rows, nextCursor: null })

describe('the other case of a merge', () => {
  async function open(cases: unknown = pages(aRow(), invoice), suggested?: ReturnType<typeof aRow>[]) {
    const api = given({ ...quiet, 'GET cases': cases })
    const [choose, close] = [vi.fn(), vi.fn()]
    return { api, choose, close, ...draw(<FindCaseDialog view={aView()} title="Merge" onChoose={choose} onClose={close} {...suggested ? { suggested } : {}} />) }
  }
  test('the customer’s other cases are there before anything is typed, the case itself is not', async () => {
    const { api } = await open()
    expect(await found(/F-1043/)).toBeDefined()
    expect(screen.queryByRole('button', { name: /F-1042/ })).toBeNull()
    expect(screen.getByText('Other cases of this customer')).toBeDefined()
    expect(api.to('GET cases')[0]!.search.get('customerId')).toBe(id(50))
  })
  test('typed words are looked for in the brand; Enter takes what they found first', async () => {
    const { api, user, choose, close } = await open(({ search }: Asked) => (search.get('q') ? pages(invoice, aRow({ id: id(102), reference: 'F-1044' })) : pages()))
    await user.keyboard('rech')
    await found(/F-1043/)
    await user.keyboard('{Enter}')
    expect(choose).toHaveBeenCalledWith(invoice)
    expect(close).toHaveBeenCalledOnce()
    expect([api.to('GET cases').at(-1)!.search.get('q'), api.to('GET cases').at(-1)!.search.get('brandId')]).toEqual(['rech', fjeld.id])
  })
  test('Enter means nothing while the answer is under way: no case is merged that nobody saw', async () => {
    const { api, user, choose } = await open(pages(invoice))
    await found(/F-1043/)
    api.hold('GET cases')
    await user.keyboard('zelt{Enter}')
    await vi.waitFor(() => expect(api.to('GET cases').length).toBe(2))
    await user.keyboard('{Enter}')
    expect(choose).not.toHaveBeenCalled()
  })
  test.each([['of another brand', aRow({ id: id(101), reference: 'X-1', brandId: polder.id })], ['merged already', aRow({ id: id(101), reference: 'X-1', merged: true })]])('one %s is not offered', async (_, row) => {
    await open(pages(row))
    expect(await screen.findByText('No case fits.')).toBeDefined()
  })
  test('of many that are chosen, one of them goes on: those are offered instead', async () => {
    await open(pages(), [aRow(), invoice])
    expect([await found(/F-1042/), await found(/F-1043/)]).toHaveLength(2)
  })
})

describe('the search field', () => {
  function open({ text = '', tags = ['spare-part', 'rückruf'], answers = {} as Record<string, unknown> } = {}) {
    const api = given({ ...quiet, ...answers })
    const leave = vi.fn()
    function Held() { const [value, setValue] = useState(text); return <SearchBox value={value} tags={tags} onChange={setValue} onLeave={leave} /> }
    const drawn = draw(<Held />)
    return { ...drawn, api, leave, box: field('Search cases'), options: () => screen.queryAllByRole('option').map((each) => each.querySelector('span')!.textContent) }
  }
  const offered = async (options: () => (string | null)[], first: string) => vi.waitFor(() => expect(options()[0]).toBe(first))
  test('an empty field shows what can be asked; a letter narrows it', async () => {
    const { user, box, options } = open()
    await user.click(box)
    await vi.waitFor(() => expect(options().length).toBeGreaterThan(8))
    await user.keyboard('ta')
    await vi.waitFor(() => expect(options()).toEqual(['tag:']))
    expect(screen.getByRole('option').textContent).toContain('tagged as')
  })
  test('arrows go through what is offered and round again, Enter takes it, and its values follow', async () => {
    const { user, box, options } = open()
    await user.click(box)
    await user.keyboard('tag:')
    await offered(options, 'spare-part')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(box.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[0]!.id)
    await user.keyboard('{ArrowDown}{Enter}')
    expect(box.value).toBe('tag:rückruf ')
    expect(document.activeElement).toBe(box)
  })
  test('what has a space in it is put into quotes', async () => {
    const { user, box, options } = open()
    await user.click(box)
    await user.keyboard('owner:jon')
    await offered(options, 'Jonas Brandt')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(box.value).toBe('owner:"Jonas Brandt" ')
  })
  test('customers are asked for, from two letters on', async () => {
    const { api, user, box, options } = open({ answers: { 'GET customers': { rows: [{ id: id(50), brandId: fjeld.id, name: 'Fatima', address: 'fatima@oeztuerk.example' }], nextCursor: null } } })
    await user.click(box)
    await user.keyboard('from:f')
    expect(api.to('GET customers')).toEqual([])
    await user.keyboard('a')
    await offered(options, 'fatima@oeztuerk.example')
  })
  test('Esc closes what is offered, then empties, then leaves', async () => {
    const { user, box, options } = open()
    await user.click(box)
    await user.keyboard('ta')
    await offered(options, 'tag:')
    await user.keyboard('{Escape}')
    expect([options(), box.value]).toEqual([[], 'ta'])
    await user.keyboard('{Escape}')
    expect([box.value, document.activeElement === box]).toEqual(['', true])
    await user.keyboard('{Escape}')
    expect(document.activeElement).not.toBe(box)
  })
  test('Enter, and the arrow down where nothing is offered, lead to what was found', async () => {
    const { user, box, leave } = open({ text: 'zelt ' })
    await user.click(box)
    await user.keyboard('{ArrowDown}')
    await user.keyboard('{Enter}')
    expect(leave).toHaveBeenCalledTimes(2)
  })
  test('leaving the field takes the offers away', async () => {
    const { user, box, options } = open()
    await user.click(box)
    await vi.waitFor(() => expect(options().length).toBeGreaterThan(1))
    await user.tab()
    expect(options()).toEqual([])
  })
})

describe('how the search was understood', () => {
  const reading: Reading = { filters: [{ key: 'tag', value: 'spare-part', negated: true, from: 0, to: 15 }], problems: [], order: 'best' }
  test('each filter is shown as it was meant, and can be taken out', async () => {
    const [save, takeOut] = [vi.fn(), vi.fn()]
    const { user } = draw(<SearchReading reading={reading} onSave={save} onTakeOut={takeOut} />)
    expect(screen.getByText('Best matches first')).toBeDefined()
    await user.click(button('Remove the filter not tag:spare-part'))
    expect(takeOut).toHaveBeenCalledWith(reading.filters[0])
    await user.click(button('Save as a view'))
    expect(save).toHaveBeenCalledOnce()
  })
  test.each([
    ['unknown-filter', 'colour', 'red', 'There is no filter “colour:”. Put it in quotes to look for the words.'], ['no-value', 'tag', '', 'Say what “tag:” should be.'], ['unknown-value', 'is', 'blue', '“is:” cannot be “blue”.'],
    ['bad-date', 'before', 'soon', '“soon” is no day. Write it as 2026-11-24, 7d, today or yesterday.'], ['unknown-owner', 'owner', 'zorro', 'No colleague of yours is called “zorro”.'],
  ])('a mistake is told: %s', (code, key, value, words) => {
    draw(<SearchReading reading={{ filters: [], problems: [{ code, key, value, from: 0, to: 3, sentence: 'said by the server' }], order: 'newest' }} onSave={vi.fn()} onTakeOut={vi.fn()} />)
    expect(screen.getByText(words)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Save as a view' }), 'a mistake is no view').toBeNull()
  })
  test('a problem that is not known yet is told in the server’s own way, not as a code', async () => {
    draw(<SearchReading reading={{ filters: [], problems: [{ code: 'of-tomorrow', key: 'x', value: 'y', from: 0, to: 3, sentence: 'This cannot be looked for.' }], order: 'newest' }} onSave={vi.fn()} onTakeOut={vi.fn()} />)
    await gone('search.problem.of-tomorrow')
    expect(screen.getByText('This cannot be looked for.')).toBeDefined()
  })
})
