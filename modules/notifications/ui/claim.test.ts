import { expect, test } from 'vitest'
import { betweenSoundsMs, claim, claimSound } from './claim.ts'

const aStore = () => { const kept = new Map<string, string>(); return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value) } } }
const alone = async <Result>(work: () => Result) => work()

test('of several windows one tells each', async () => {
  const store = aStore()
  expect(await Promise.all([claim(['a 1', 'b 1'], store, alone), claim(['b 1', 'c 1'], store, alone)])).toEqual([['a 1', 'b 1'], ['c 1']])
  expect(await claim(['a 1', 'a 2'], store, alone)).toEqual(['a 2'])
})
test('what is kept is bounded, and rubbish in its place is no trouble', async () => {
  const store = aStore()
  store.setItem('balie-told', 'no JSON')
  for (let n = 0; n < 300; n++) await claim([`n${n}`], store, alone)
  expect(JSON.parse(store.getItem('balie-told')!)).toHaveLength(200)
  expect([await claim(['n299'], store, alone), await claim(['n0'], store, alone)]).toEqual([[], ['n0']])
})
test('where nothing can be kept, each window tells for itself', async () => {
  const full = { getItem: () => null, setItem: () => { throw new Error('QuotaExceededError') } }
  expect(await claim(['a 1'], full, alone)).toEqual(['a 1'])
})
test('one sound every few seconds; a clock that was set back silences nothing', async () => {
  const store = aStore()
  const at = 1_800_000_000_000
  expect([await claimSound(at, store, alone), await claimSound(at + betweenSoundsMs - 1, store, alone), await claimSound(at + betweenSoundsMs, store, alone), await claimSound(at - 60_000, store, alone)]).toEqual([true, false, true, true])
})
