// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patiently } from './patiently.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers(); vi.restoreAllMocks() })
const failing = (times: number) => { let n = 0; return vi.fn(async () => { if (n++ < times) throw new Error('away'); return 'here' }) }

test('what is there comes at once', async () => expect(await patiently(failing(0))).toBe('here'))
test('what is away for a moment is fetched again, ever later', async () => {
  const fetch = failing(3)
  const part = patiently(fetch)
  for (const [ms, tries] of [[299, 1], [1, 2], [999, 2], [1, 3], [3_000, 4]] as const) { await vi.advanceTimersByTimeAsync(ms); expect(fetch).toHaveBeenCalledTimes(tries) }
  expect(await part).toBe('here')
})
test('the network comes back: nobody waits for the clock', async () => {
  const fetch = failing(2)
  const part = patiently(fetch)
  await vi.advanceTimersByTimeAsync(300)
  expect(fetch).toHaveBeenCalledTimes(2)
  dispatchEvent(new Event('online'))
  expect(await part).toBe('here')
})
test('what stays away is given up, but not while there is no network', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const ended = vi.fn()
  void patiently(failing(9_999)).catch(ended)
  await vi.advanceTimersByTimeAsync(300_000)
  expect(ended).not.toHaveBeenCalled()
  online.mockReturnValue(true)
  await vi.advanceTimersByTimeAsync(33_000)
  expect(ended).toHaveBeenCalledOnce()
})
