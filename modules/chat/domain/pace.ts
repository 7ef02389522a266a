/** How fast something may come: so many a second in the long run, so many at once. */
export type Pace = { perSecond: number; burst: number; /** Whoever is a little too fast waits so long; beyond it is refused. */ patienceSeconds: number }
type Level = { debt: number; at: number }

/**
 * Limits by key (an address, a visitor): slow first, then refuse. Whoever is too fast hurts only their own key.
 * @returns 0: at once. More: after so many seconds. `refused`: not now, but after `retryAfter` seconds.
 */
export function paced(pace: Pace) {
  const levels = new Map<string, Level>()
  return {
    take(key: string, nowMs: number, cost = 1): { wait: number } | { retryAfter: number } {
      const level = levels.get(key) ?? { debt: 0, at: nowMs }
      const debt = Math.max(0, level.debt - (nowMs - level.at) / 1000 * pace.perSecond)
      const wait = Math.max(0, debt + cost - pace.burst) / pace.perSecond
      if (wait > pace.patienceSeconds) {
        levels.set(key, { debt, at: nowMs })
        return { retryAfter: Math.ceil(wait) }
      }
      levels.set(key, { debt: debt + cost, at: nowMs })
      return { wait }
    },
    /** Who paid in another way owes less. */
    pay(key: string, amount: number) { const level = levels.get(key); if (level) level.debt = Math.max(0, level.debt - amount) },
    /** Forgets who owes nothing any more. */
    sweep(nowMs: number) { for (const [key, { debt, at }] of levels) if ((nowMs - at) / 1000 * pace.perSecond >= debt) levels.delete(key) },
    get size() { return levels.size },
  }
}
