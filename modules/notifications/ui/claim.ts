const toldKey = 'balie-told'
const rangKey = 'balie-rang'
const remembered = 200
/** Two sounds within this time are one. */
export const betweenSoundsMs = 4_000

type Store = Pick<Storage, 'getItem' | 'setItem'>
/** What several windows share, one at a time. Where locks are missing, each window is alone. */
type Alone = <Result>(work: () => Result) => Promise<Result>
const alone: Alone = (work) => (navigator.locks ? navigator.locks.request('balie-telling', () => work()) as Promise<ReturnType<typeof work>> : Promise.resolve(work()))

function read(store: Store, key: string): string[] {
  try { const found: unknown = JSON.parse(store.getItem(key) ?? '[]'); return Array.isArray(found) ? found.map(String) : [] } catch { return [] }
}
const write = (store: Store, key: string, value: unknown) => { try { store.setItem(key, JSON.stringify(value)) } catch { /* No room: then another window may tell it as well. */ } }

/** Of these tellings those that no window of this browser has told yet; they are this one's from now on. */
export const claim = (keys: readonly string[], store: Store = localStorage, exclusively: Alone = alone): Promise<string[]> => exclusively(() => {
  const told = read(store, toldKey)
  const mine = keys.filter((each) => !told.includes(each))
  if (mine.length) write(store, toldKey, [...told, ...mine].slice(-remembered))
  return mine
})

/** Whether a sound may be heard now, whichever window makes it. */
export const claimSound = (now: number, store: Store = localStorage, exclusively: Alone = alone): Promise<boolean> => exclusively(() => {
  const before = Number(store.getItem(rangKey) ?? 0)
  if (now - before < betweenSoundsMs && now >= before) return false
  write(store, rangKey, now)
  return true
})
