import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { currentToasts, dismiss, onToasts, takeNewestOffer, toast } from './toasts.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.runAllTimers(); vi.useRealTimers() })

const texts = () => currentToasts().map((each) => each.text)

test('a text goes by itself; trouble stays longer', () => {
  toast('Saved.')
  toast('That did not work', { tone: 'late' })
  vi.advanceTimersByTime(6000)
  expect(texts()).toEqual(['That did not work'])
  vi.advanceTimersByTime(4000)
  expect(texts()).toEqual([])
})
test('what can be undone stays for as long as it can', () => {
  toast('On its way.', { until: Date.now() + 15_000, action: { label: 'Undo', run: () => undefined } })
  vi.advanceTimersByTime(14_900)
  expect(texts()).toEqual(['On its way.'])
  vi.advanceTimersByTime(200)
  expect(texts()).toEqual([])
})
test('at most four at a time: the oldest gives way', () => {
  for (const text of ['1', '2', '3', '4', '5']) toast(text)
  expect(texts()).toEqual(['2', '3', '4', '5'])
})
test('a text can be sent away, and listeners hear of it', () => {
  const hear = vi.fn()
  const leave = onToasts(hear)
  const id = toast('Saved.')
  dismiss(id)
  leave()
  toast('unheard')
  expect(hear).toHaveBeenCalledTimes(2)
})

test('a key takes the newest offer that still stands, once', () => {
  const taken: string[] = []
  const offer = (name: string, until: number) => toast(name, { until, action: { label: 'Undo', run: () => { taken.push(name) } } })
  offer('over', Date.now() - 1)
  offer('older', Date.now() + 9_000)
  offer('newer', Date.now() + 9_000)
  toast('offers nothing')
  expect([takeNewestOffer(), takeNewestOffer(), takeNewestOffer()]).toEqual([true, true, false])
  expect(taken).toEqual(['newer', 'older'])
})

test('a way to what is told of is no offer: undoing passes it by', () => {
  const [undo, go] = [vi.fn(), vi.fn()]
  toast('On its way.', { action: { label: 'Undo', run: undo } })
  toast('Jonas mentioned you', { way: { label: 'Show', run: go } })
  expect(takeNewestOffer()).toBe(true)
  expect([undo.mock.calls.length, go.mock.calls.length, texts()]).toEqual([1, 0, ['Jonas mentioned you']])
})
