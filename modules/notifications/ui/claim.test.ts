import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { claim, claimSound, type Hold } from './claim.ts'

const aStore = () => { const kept = new Map<string, string>(); return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value) } } }
/** The browser's locks, as several windows share them. */
function locks(): Hold {
  const taken = new Set<string>()
  return async (name, ms) => { if (taken.has(name)) return false; taken.add(name); setTimeout(() => taken.delete(name), ms); return true }
}
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('of several windows one tells each, also when neither has read yet what the other wrote', async () => {
  const held = locks()
  expect(await Promise.all([claim(['a 1', 'b 1'], aStore(), held), claim(['b 1', 'c 1'], aStore(), held)])).toEqual([['a 1'], ['b 1', 'c 1']])
})
test('a window that slept longer than the lock is held finds what was told; what counts on is told again', async () => {
  const [store, held] = [aStore(), locks()]
  expect(await claim(['a 1'], store, held)).toEqual(['a 1'])
  vi.advanceTimersByTime(120_000)
  expect(await claim(['a 1', 'a 2'], store, held)).toEqual(['a 2'])
})
test('what is kept is bounded, and rubbish in its place is no trouble', async () => {
  const [store, held] = [aStore(), locks()]
  store.setItem('balie-told', 'no JSON')
  for (let n = 0; n < 300; n++) await claim([`n${n}`], store, held)
  expect(JSON.parse(store.getItem('balie-told')!)).toHaveLength(200)
})
test('where nothing can be kept, the lock alone holds', async () => {
  const [full, held] = [{ getItem: () => null, setItem: () => { throw new Error('QuotaExceededError') } }, locks()]
  expect([await claim(['a 1'], full, held), await claim(['a 1'], full, held)]).toEqual([['a 1'], []])
})
test('one sound every few seconds, of all windows', async () => {
  const held = locks()
  const sounds = [await claimSound(held), await claimSound(held)]
  vi.advanceTimersByTime(4_000)
  expect([...sounds, await claimSound(held)]).toEqual([true, false, true])
})
