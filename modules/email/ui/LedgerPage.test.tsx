// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { fireEvent } from '@testing-library/react'
import type { LedgerEntry } from '#contracts/email'
import { refused, unreachable, type Asked } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, found, given, items, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, aRow, fjeld, id, quiet } from '../../../tests/pieces/samples.ts'
import type { Waiting } from './api.ts'
import { LedgerPage } from './LedgerPage.tsx'
import { OutboxPage } from './OutboxPage.tsx'
import { balance as day, entry as sample, mailbox } from './sample-mailboxes.ts'

const entry: LedgerEntry = { ...sample, id: id(90), brandId: fjeld.id, mailboxId: id(80), caseId: id(100) }
const spam: LedgerEntry = { ...entry, id: id(91), subject: 'You won', state: 'quarantined', reason: 'spam', caseId: null, reference: null }

describe('the mail ledger', () => {
  function open({ rows = [entry, spam], answers = {}, me = aMe('supervisor'), at = '/ledger' }: { rows?: LedgerEntry[]; answers?: Record<string, unknown>; me?: ReturnType<typeof aMe>; at?: string } = {}) {
    const api = given({ ...quiet, 'GET ledger': { rows, nextCursor: null }, 'GET ledger/balance': { rows: [{ ...day, mailboxId: id(80) }] }, 'GET mailboxes': { rows: [{ ...mailbox, id: id(80), brandId: fjeld.id }] }, ...answers })
    return { api, ...draw(<LedgerPage />, { me, at }) }
  }
  test('each message: where it is, and why in words', async () => {
    open()
    expect((await screen.findByText('You won')).closest('tr')!.textContent).toMatch(/In quarantine.*spam/)
    expect(screen.getByRole('link', { name: 'F-1042' }).getAttribute('href')).toBe(`/case/${id(100)}`)
  })
  test.each([[{}, 'adds up'], [{ seen: 65 }, 'does not add up']])('a day with %j %s', async (wish, words) => {
    open({ answers: { 'GET ledger/balance': { rows: [{ ...day, mailboxId: id(80), ...wish }] } } })
    expect(await screen.findAllByText(words)).toHaveLength(2)
  })
  test('a figure opens its messages', async () => {
    const { user, place, api } = open()
    await user.click(await found(/Fjeld & Wald Kundenservice: In quarantine 2/))
    expect(Object.fromEntries(new URLSearchParams(place()!.split('?')[1]))).toEqual({ state: 'quarantined', mailbox: id(80), day: '2026-11-24' })
    await vi.waitFor(() => expect(Object.fromEntries(api.to('GET ledger').at(-1)!.search)).toEqual({ state: 'quarantined', mailboxId: id(80), day: '2026-11-24' }))
  })
  test('filters stand in the address; what was typed is asked for once it pauses; all is shown again with one button', async () => {
    const { user, place, api } = open()
    await screen.findByText('You won')
    await user.selectOptions(field('State'), 'quarantined')
    await user.type(field('Search'), 'won')
    await vi.waitFor(() => expect(place()).toBe('/ledger?state=quarantined&q=won'))
    fireEvent.change(field('Day'), { target: { value: '2026-11-23' } })
    await vi.waitFor(() => expect(api.to('GET ledger').at(-1)!.search.get('day')).toBe('2026-11-23'))
    expect(api.to('GET ledger').map((each) => each.search.get('q')).filter((q) => q && q !== 'won'), 'not with every letter').toEqual([])
    await user.click(button('Show all'))
    expect([place(), field('Search').value]).toEqual(['/ledger', ''])
  })
  test('nothing fits: said', async () => {
    open({ rows: [] })
    expect(await screen.findByText('No message fits.')).toBeDefined()
  })
  test('the list that cannot be read takes the balance with it as little as the other way round', async () => {
    open({ answers: { 'GET ledger': unreachable } })
    expect((await screen.findByRole('alert')).textContent).toMatch(/No connection/)
    expect(await screen.findAllByText('adds up')).toHaveLength(2)
  })
  test('more is read behind what is there', async () => {
    const { user } = open({ answers: { 'GET ledger': ({ search }: Asked) => (search.get('cursor') ? { rows: [{ ...spam, id: id(92), subject: 'Older' }], nextCursor: null } : { rows: [entry], nextCursor: 'c2' }) } })
    await user.click(await found('Show more'))
    expect(await screen.findByText('Older')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })
  test('what can be done depends on where it is, and on who looks', async () => {
    const { user } = open()
    const menu = async (name: string) => { await user.click(await found(name)); const all = items().map((each) => each.querySelector('.menu__label')!.textContent); await user.keyboard('{Escape}'); return all }
    expect(await menu('What to do with “Zelt”')).toEqual(['Download raw'])
    expect(await menu('What to do with “You won”')).toEqual(['File it now …', 'Replay', 'Reject', 'Download raw'])
  })
  test('an auditor reads and changes nothing', async () => {
    const { user } = open({ me: aMe('auditor') })
    await user.click(await found('What to do with “You won”'))
    expect(items().map((each) => each.querySelector('.menu__label')!.textContent)).toEqual(['Download raw'])
  })
  test('filed by hand into a case that is found, or as the rules find', async () => {
    const { api, user } = open({ answers: { 'GET cases': { rows: [aRow()], nextCursor: null }, 'PUT ledger/{id}/filing': { ...spam, state: 'filed' } } })
    await choose(user, 'What to do with “You won”', /File it now/)
    await user.type(field('Into case (reference or subject)'), 'F-1042')
    await user.click(await found(/F-1042/))
    await vi.waitFor(() => expect(api.to('PUT ledger/{id}/filing')[0]).toMatchObject({ params: [spam.id], body: { caseId: id(100) } }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await choose(user, 'What to do with “You won”', /File it now/)
    await user.click(button('As the rules find'))
    await vi.waitFor(() => expect(api.to('PUT ledger/{id}/filing')[1]!.body).toEqual({}))
  })
  test('refused the dialog stays and one is told', async () => {
    const { user } = open({ answers: { 'PUT ledger/{id}/filing': refused(409, 'conflict') } })
    await choose(user, 'What to do with “You won”', /File it now/)
    await user.click(button('As the rules find'))
    await vi.waitFor(() => expect(told().join()).toMatch(/at the same time/))
    expect(screen.getByRole('dialog')).toBeDefined()
  })
})

describe('the outbox', () => {
  const waiting: Waiting = { deliveryId: id(95), messageId: id(200), caseId: id(100), reference: 'F-1042', subject: 'Zelt', recipients: ['fatima@oeztuerk.example'], state: 'scheduled', dueAt: '2026-11-25T08:00:00Z', attempts: 0, detail: null }
  function open(rows: Waiting[], answers: Record<string, unknown> = {}, me = aMe()) {
    const api = given({ 'GET outbox': { rows, nextCursor: null }, ...answers })
    return { api, ...draw(<OutboxPage />, { me }) }
  }
  test('everything has left: said so', async () => {
    open([])
    expect(await screen.findByText('Everything has left.')).toBeDefined()
  })
  test.each([['scheduled', ['Do not send']], ['undoable', ['Do not send']], ['retrying', ['Resend', 'Do not send']], ['failed', ['Resend']], ['doubtful', ['Resend']], ['sending', []], ['bounced', []]])('what is %s can be: %j', async (state, deeds) => {
    open([{ ...waiting, state }])
    const line = within((await screen.findByText('Zelt')).closest('tr')!)
    expect(line.queryAllByRole('button').map((each) => each.textContent!.replace(' F-1042', ''))).toEqual(deeds)
  })
  test('who may not answer sees what waits', async () => {
    open([waiting], {}, aMe('auditor'))
    await screen.findByText('Zelt')
    expect(screen.queryAllByRole('button')).toEqual([])
  })
  test('why it did not leave is said in words, and how often it was tried', async () => {
    open([{ ...waiting, state: 'failed', attempts: 5, detail: '550 5.1.1 mailbox unavailable' }])
    expect((await screen.findByText('Zelt')).closest('tr')!.textContent).toMatch(/Could not be sent5 attempts.*550 5\.1\.1 mailbox unavailable/)
  })
  test('stopped in time it is not sent; too late, one is told', async () => {
    const { api, user } = open([waiting], { 'DELETE deliveries/{id}': refused(409, 'too-late') })
    await user.click(await found('Do not send F-1042'))
    await vi.waitFor(() => expect(told()).toContain('Too late: it has already left.'))
    api.on('DELETE deliveries/{id}', { kind: 'reply', text: 'x', html: null, to: [], cc: [], bcc: [], subject: '', attachmentIds: [], files: [], savedAt: '2026-11-24T09:30:00Z', macroId: null, version: 1 })
    await user.click(button('Do not send F-1042'))
    await vi.waitFor(() => expect(told()).toContain('Taken back, will not be sent.'))
  })
})
