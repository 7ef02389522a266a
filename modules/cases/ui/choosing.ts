import type { Row } from './api.ts'
import { selection } from './selection.ts'

/** The rows that the list has read, also those that are not drawn: one may choose from here to far below. */
let listed: readonly Row[] = []
export const knowRows = (rows: readonly Row[]) => { listed = rows }
const rowOf = (box: HTMLElement | undefined) => listed.find((row) => row.id === box?.dataset['case'])
/** Those that are drawn, in the order in which they stand, which is not always the one in which they were drawn. */
const boxes = () => [...document.querySelectorAll<HTMLElement>('.case-row-box')].toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)

export const extendTo = (row: Row) => selection.extend(row, listed)

/** Where the keys are: the row that has the focus, else the one that is open, else the first. */
function here(): { all: HTMLElement[]; at: number } {
  const all = boxes()
  const focused = all.findIndex((each) => each.contains(document.activeElement))
  const open = all.findIndex((each) => each.querySelector('[aria-current=true]'))
  return { all, at: Math.max(0, focused >= 0 ? focused : open) }
}

/** x chooses, J and K (with Shift) choose on while they move. */
export function choosingKeys() {
  const on = (by: 1 | -1) => {
    const { all, at } = here()
    const [from, to] = [all[at], all[Math.max(0, Math.min(all.length - 1, at + by))]]
    const [one, other] = [rowOf(from), rowOf(to)]
    if (!one || !other || !to) return
    if (!selection.current().rows.has(one.id)) selection.toggle(one)
    extendTo(other)
    to.querySelector<HTMLElement>('.case-row')?.focus()
  }
  return {
    x: () => { const { all, at } = here(); const box = all[at]; const row = rowOf(box); if (!box || !row) return; selection.toggle(row); box.querySelector<HTMLElement>('.case-row')?.focus() },
    J: () => on(1), K: () => on(-1),
  }
}
