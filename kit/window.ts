import { useCallback, useLayoutEffect, useState, type RefObject } from 'react'

/** Which rows of one height are in sight, and some beyond: those above too, so that one who goes back sees no gap. */
export function rowsInSight(top: number, height: number, rowHeight: number, count: number, beyond = 8): [from: number, to: number] {
  const from = Math.max(0, Math.floor(top / rowHeight) - beyond)
  return [Math.min(from, Math.max(0, count - 1)), Math.min(count - 1, Math.ceil((top + height) / rowHeight) + beyond)]
}

/**
 * Draws of a long list only what is in sight. All rows have one height (`--row-height`), so that where a row stands is arithmetic, and a
 * list of a hundred thousand costs what a page costs. Where the list ends its caller knows, and may know it better with each drawing.
 */
export function useWindow(box: RefObject<HTMLElement | null>, filled: boolean): { from: number; to: number; rowHeight: number } {
  const [seen, setSeen] = useState({ top: 0, height: 900, rowHeight: 92 })
  const look = useCallback(() => {
    const element = box.current
    if (!element) return
    const rowHeight = element.querySelector<HTMLElement>('[data-row]')?.offsetHeight || 92
    // Only when other rows come into sight: most steps of a scroll draw nothing anew.
    setSeen((before) => before.height === element.clientHeight && before.rowHeight === rowHeight && Math.floor(before.top / rowHeight / 4) === Math.floor(element.scrollTop / rowHeight / 4) ? before : { top: element.scrollTop, height: element.clientHeight, rowHeight })
  }, [box])
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    look()
    const resized = new ResizeObserver(look)
    resized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => { resized.disconnect(); element.removeEventListener('scroll', look) }
  }, [box, look, filled])
  const [from, to] = rowsInSight(seen.top, seen.height, seen.rowHeight, Infinity)
  return { from, to, rowHeight: seen.rowHeight }
}
