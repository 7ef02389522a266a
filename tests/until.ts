import { setTimeout as pause } from 'node:timers/promises'

/** Asks until it is so, or says what it was at the end. */
export async function until<T>(what: () => Promise<T> | T, so: (found: T) => boolean, forMs = 15_000): Promise<T> {
  for (const end = Date.now() + forMs; ;) {
    const found = await what()
    if (so(found)) return found
    if (Date.now() > end) throw new Error(`It did not come to that within ${forMs} ms: ${JSON.stringify(found)?.slice(0, 1500)}`)
    await pause(25)
  }
}
