/** The house's keys that somebody has put elsewhere: which key they press instead. */
export type KeyMap = Readonly<Record<string, string>>

/** Single keys of the desk, whoever listens to them. Pairs begin with g; what follows it stays. */
export const houseKeys = ['j', 'k', 'x', 'r', 'n', 'f', 'a', 't', 'e', 'z', 'm', 'u', '/', '?', 'g'] as const

const isUpper = (key: string) => key.length === 1 && key !== key.toLowerCase()

/** Which key of the house somebody means. Null: it means nothing to them, because they have put it elsewhere. With Shift a letter moves along. */
export function meantKey(map: KeyMap, pressed: string): string | null {
  if (isUpper(pressed)) return meantKey(map, pressed.toLowerCase())?.toUpperCase() ?? null
  const found = Object.keys(map).find((key) => map[key] === pressed)
  if (found !== undefined) return found
  return map[pressed] === undefined ? pressed : null
}

/** What is pressed for a key of the house, a pair's first key included. */
export function shownKeys(map: KeyMap, keys: string): string {
  const [first = '', ...rest] = keys.split(' ')
  return [map[first] ?? first, ...rest].join(' ')
}

/** Puts a key elsewhere. One that means something already is not taken away from it: it says what it means. */
export function moved(map: KeyMap, key: string, to: string): { map: KeyMap } | { takenBy: string } | { impossible: true } {
  if (!/^[\p{Ll}\p{N}\p{P}\p{S}]$/u.test(to)) return { impossible: true }
  const { [key]: _, ...others } = map
  if (to === key) return { map: others }
  const takenBy = meantKey(others, to)
  if (takenBy !== null && (houseKeys as readonly string[]).includes(takenBy) && takenBy !== key) return { takenBy }
  return { map: { ...others, [key]: to } }
}
