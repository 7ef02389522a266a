const toldKey = 'balie-told'
const remembered = 200
const heldMs = 60_000
/** Two sounds within this time are one. */
const betweenSoundsMs = 4_000

type Store = Pick<Storage, 'getItem' | 'setItem'>
/** Whether this window gets hold of a name, for a while, before all others. Where a browser has no locks, each window is alone. */
export type Hold = (name: string, ms: number) => Promise<boolean>

// Not by the storage: what one window writes there, another may read some moments later, and both would speak.
const hold: Hold = (name, ms) => new Promise((resolve) => {
  if (!navigator.locks) { resolve(true); return }
  void navigator.locks.request(name, { ifAvailable: true }, (lock) => { resolve(lock !== null); return lock ? new Promise((letGo) => { setTimeout(letGo, ms) }) : undefined })
})

function read(store: Store): string[] {
  try { const found: unknown = JSON.parse(store.getItem(toldKey) ?? '[]'); return Array.isArray(found) ? found.map(String) : [] } catch { return [] }
}

/** Of these tellings those that no window of this browser has told yet; they are this one's from now on. Windows that were asleep find in the storage what was told. */
export async function claim(keys: readonly string[], store: Store = localStorage, held: Hold = hold): Promise<string[]> {
  const told = read(store)
  const mine: string[] = []
  for (const key of keys) if (!told.includes(key) && await held(`balie told ${key}`, heldMs)) mine.push(key)
  if (mine.length) try { store.setItem(toldKey, JSON.stringify([...read(store), ...mine].slice(-remembered))) } catch { /* No room: who sleeps longer than the lock is held may tell it once more. */ }
  return mine
}

/** Whether a sound may be heard now, whichever window makes it. */
export const claimSound = (held: Hold = hold): Promise<boolean> => held('balie sound', betweenSoundsMs)
