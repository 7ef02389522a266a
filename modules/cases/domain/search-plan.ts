/**
 * How words are looked for follows from how often they occur. Gathering every hit and ranking it costs about four microseconds a hit; reading
 * the newest messages until a page is full costs about two a message, and passes total / hits of them for each of the few hundred hits from which
 * a page is made. Measured at 400,000 and 1,000,000 messages (`npm run bench search`).
 */
export function planFor({ found, total }: { found: number; total: number }, rows: number): 'ranked' | 'newest' {
  const [gather, walk] = [found * 4, rows * 2 * 2 * (total / Math.max(1, found))]
  return gather > walk && found > surelyFew ? 'newest' : 'ranked'
}

/** So many hits are gathered without a second thought. Above it, and where a word has only begun, the planner's estimate is not enough. */
export const surelyFew = 6_000
