import type { QueryKey } from '@tanstack/react-query'

/**
 * Events come in bursts; what they make stale is read once a burst, at most every `waitMs`. Reading for each of them
 * would also begin each reading anew before it has ended, so that on a busy day nothing would ever arrive.
 */
export function gather(flush: (keys: QueryKey[]) => void, waitMs = 500) {
  let waiting = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const letGo = () => { const keys = [...waiting.values()]; waiting = new Map(); timer = undefined; flush(keys) }
  return {
    add: (keys: readonly QueryKey[]) => {
      for (const key of keys) waiting.set(JSON.stringify(key), key)
      if (waiting.size) timer ??= setTimeout(letGo, waitMs)
    },
    end: () => { clearTimeout(timer); waiting = new Map() },
  }
}
