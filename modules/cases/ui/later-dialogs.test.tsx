// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { fireEvent } from '@testing-library/react'
import { button, draw, field, screen } from '../../../tests/pieces/draw.tsx'
import { SendLaterDialog } from './SendLaterDialog.tsx'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { inputValue, presets } from './send-later.ts'

const tuesday = new Date('2026-11-24T10:00:00Z')
const here = Intl.DateTimeFormat().resolvedOptions().timeZone
const labels = () => screen.getAllByRole('listitem').map((each) => each.querySelector('b')!.textContent)

describe('put off', () => {
  function open(asleep = false) {
    const [choose, close] = [vi.fn(), vi.fn()]
    return { choose, close, ...draw(<SnoozeDialog asleep={asleep} now={tuesday} onChoose={choose} onClose={close} />) }
  }
  test('the first choice has the focus: two keys put a case off', async () => {
    const { user, choose, close } = open()
    expect(labels()).toEqual(['Later today', 'Tomorrow morning', 'Next week'])
    expect(document.activeElement?.textContent).toMatch(/^Later today/)
    await user.keyboard('{Enter}')
    expect(choose).toHaveBeenCalledWith(presets(tuesday, here)[0]!.at.toISOString())
    expect(close).toHaveBeenCalledOnce()
  })
  test('one that sleeps can be woken, one that is awake cannot', async () => {
    open()
    expect(screen.queryByText('Wake it now')).toBeNull()
  })
  test('woken it has no time any more', async () => {
    const { user, choose } = open(true)
    await user.click(button('Wake it now'))
    expect(choose).toHaveBeenCalledWith(null)
  })
  test('a time of one’s own is read in one’s own zone', async () => {
    const { user, choose } = open()
    const own = inputValue(new Date(Date.now() + 2 * 86_400_000))
    fireEvent.change(field('Day and time'), { target: { value: own } })
    await user.click(button('Snooze'))
    expect(choose).toHaveBeenCalledWith(new Date(own).toISOString())
  })
  test('a time that is over is refused beside its field, and the words go when it is changed', async () => {
    const { choose, close } = open()
    fireEvent.change(field('Day and time'), { target: { value: '2026-01-01T09:00' } })
    fireEvent.submit(field('Day and time').closest('form')!)
    expect(screen.getByRole('alert').textContent).toBe('Choose a time that is still to come.')
    expect(field('Day and time').getAttribute('aria-invalid')).toBe('true')
    expect([choose.mock.calls.length, close.mock.calls.length]).toEqual([0, 0])
    fireEvent.change(field('Day and time'), { target: { value: '2099-01-01T09:00' } })
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('sent later', () => {
  function open(customerZone: string | null) {
    const choose = vi.fn()
    return { choose, ...draw(<SendLaterDialog customerZone={customerZone} now={tuesday} onChoose={choose} onClose={vi.fn()} />) }
  }
  test('mornings are the customer’s, and both clocks are told where they differ', async () => {
    const { user, choose } = open('America/New_York')
    const tomorrow = button(/^Tomorrow morning/)
    expect(tomorrow.textContent).toMatch(/your time.*09:00.*for the customer \(New York\)/)
    await user.click(tomorrow)
    expect(choose).toHaveBeenCalledWith('2026-11-25T14:00:00.000Z')
  })
  test('where they are the same it says so once', () => {
    open(here)
    expect(button(/^Tomorrow morning/).textContent).toMatch(/the same for the customer/)
  })
  test('a zone that is not known is not guessed', () => {
    open(null)
    expect(screen.getByText('The customer’s time zone is not known.')).toBeDefined()
    expect(button(/^Tomorrow morning/).textContent).not.toMatch(/for the customer/)
  })
  test('on a Sunday tomorrow is Monday, and is offered once', () => {
    draw(<SendLaterDialog customerZone={null} now={new Date('2026-11-22T10:00:00Z')} onChoose={vi.fn()} onClose={vi.fn()} />)
    expect(labels()).toEqual(['In three hours', 'Tomorrow morning'])
  })
  test('one’s own time is told for the customer while it is typed; the past is refused', async () => {
    const { choose } = open('America/New_York')
    fireEvent.change(field('Day and time'), { target: { value: '2099-06-01T15:00' } })
    expect(screen.getByText(/for the customer \(New York\)/, { selector: '.field__hint *' })).toBeDefined()
    fireEvent.change(field('Day and time'), { target: { value: '2020-06-01T15:00' } })
    fireEvent.submit(field('Day and time').closest('form')!)
    expect(screen.getByRole('alert')).toBeDefined()
    expect(choose).not.toHaveBeenCalled()
  })
})
