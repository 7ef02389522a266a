/**
 * Parts what can be done side by side from what must wait for it: whoever shares a key with an earlier one comes later, so that
 * each finds done what came before it. Order is kept.
 */
export function apart<One>(all: One[], keysOf: (one: One) => string[]): { now: One[]; later: One[] } {
  const seen = new Set<string>()
  const parted: { now: One[]; later: One[] } = { now: [], later: [] }
  for (const one of all) {
    const keys = keysOf(one)
    parted[keys.some((key) => seen.has(key)) ? 'later' : 'now'].push(one)
    for (const key of keys) seen.add(key)
  }
  return parted
}
