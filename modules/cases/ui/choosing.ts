import type { Row } from './api.ts'
import { selection } from './selection.ts'

/** The rows as they stand on the screen; each box knows its row. */
const boxes = () => [...document.querySelectorAll<HTMLElement>('.case-row-box')]
const rowOf = new WeakMap<Element, Row>()
export const knowRow = (row: Row) => (box: HTMLElement | null) => { if (box) rowOf.set(box, row) }
const listed = () => boxes().flatMap((box) => rowOf.get(box) ?? [])

export const extendTo = (row: Row) => selection.extend(row, listed())

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
    const [one, other] = [from && rowOf.get(from), to && rowOf.get(to)]
    if (!one || !other || !to) return
    if (!selection.current().rows.has(one.id)) selection.toggle(one)
    extendTo(other)
    to.querySelector<HTMLElement>('.case-row')?.focus()
  }
  return {
    x: () => { const { all, at } = here(); const box = all[at]; const row = box && rowOf.get(box); if (!row) return; selection.toggle(row); box.querySelector<HTMLElement>('.case-row')?.focus() },
    J: () => on(1), K: () => on(-1),
  }
}
