/** Between tries; the network’s return cuts a wait short. */
const waits = [300, 1_000, 3_000, 8_000, 20_000]

/**
 * Fetches a part of the page that is not there yet, again and again: a line that is away for a while must not take the page with it.
 * @throws what the last try met, after half a minute with a network: then the file is gone, and the page is of another version.
 */
export async function patiently<Part>(fetch: () => Promise<Part>): Promise<Part> {
  for (let tried = 0; ; tried++) {
    try {
      return await fetch()
    } catch (error) {
      // Without a network no try counts.
      if (!navigator.onLine) tried = -1
      if (tried >= waits.length) throw error
      await pause(waits[Math.max(0, tried)]!)
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => {
  const end = () => { clearTimeout(timer); removeEventListener('online', end); resolve() }
  const timer = setTimeout(end, ms)
  addEventListener('online', end)
})
