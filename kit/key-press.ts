/** One press, and where it fell: in a field, on a link or button, or on a page that something lies over. */
export type Press = { key: string; at: number; modified: boolean; inField: boolean; onControl: boolean; covered: boolean }
export type First = { key: string; at: number }

export const nothingYet: First = { key: '', at: 0 }
const pairMs = 1000
/** These only ever begin a pair. Screens listen each for themselves: 'g a' must not be an 'a' to the one that knows no pairs. */
const beginnings = ['g']

/** Whether the next press is the second half of a pair. */
export const awaitsSecond = (first: First, at: number): boolean => beginnings.includes(first.key) && at - first.at < pairMs

/**
 * Which of the known keys a press means, and what it may be the first half of. 'g m' is g, then m within a second.
 * What lies over the page has all keys, Esc above all: taken from it here, it could not close.
 */
export function meantBy(press: Press, first: First, knows: (keys: string) => boolean, singleKeys: boolean): { keys: string | null; first: First } {
  const ignored = { keys: null, first }
  if (press.modified || press.covered) return ignored
  if (press.key !== 'Escape' && (!singleKeys || press.inField)) return ignored
  // Enter on a link or button is theirs.
  if (press.key === 'Enter' && press.onControl) return ignored
  if (awaitsSecond(first, press.at)) { const pair = `${first.key} ${press.key}`; return { keys: knows(pair) ? pair : null, first: nothingYet } }
  return { keys: knows(press.key) ? press.key : null, first: { key: press.key, at: press.at } }
}
