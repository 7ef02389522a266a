import type { QueryKey } from '@tanstack/react-query'

/**
 * Events come in bursts. The first is read at once, so that a quiet desk is quick; what follows it is read together, at most every
 * `waitMs`. Reading for each of them would begin each reading anew before it has ended: on a busy day nothing would ever arrive.
 */
export function gather(flush: (keys: QueryKey[]) => void, waitMs = 500) {
  let waiting = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  const letGo = () => { last = Date.now(); const keys = [...waiting.values()]; waiting = new Map(); timer = undefined; flush(keys) }
  return {
    add: (keys: readonly QueryKey[]) => {
      for (const key of keys) waiting.set(JSON.stringify(key), key)
      if (!waiting.size || timer) return
      const since = Date.now() - last
      timer = setTimeout(letGo, since >= waitMs ? 0 : waitMs - since)
    },
    end: () => { clearTimeout(timer); waiting = new Map() },
  }
}
