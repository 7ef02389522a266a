import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type PointerEvent, type RefObject } from 'react'
import type { SearchReading } from '#contracts/cases'
import { t } from '#kit/i18n.ts'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useWatchSeats } from '#kit/seats.ts'
import { useWindow } from '#kit/window.ts'
import type { Filter, Row } from './api.ts'
import { CaseRowLink } from './CaseRowLink.tsx'
import { knowRows } from './choosing.ts'
import { useListParts } from './list-data.ts'
import { movedBy } from './pages.ts'

type Shown = { filter: Filter; hrefOf: (id: string) => string; chosenId: string | undefined; showStatus: boolean; showBrand: boolean; /** How many there are, where that is kept. */ count: number | undefined; empty: string; onReading: (reading: SearchReading) => void; onTags: (tags: readonly string[]) => void }

/** The rows of a list, however long: only those in sight are drawn, only their parts are read, and what comes in above moves none of them. */
export function CaseRows({ filter, hrefOf, chosenId, showStatus, showBrand, count, empty, onReading, onTags }: Shown) {
  const box = useRef<HTMLDivElement>(null)
  const [filled, setFilled] = useState(false)
  const { from: above, to, rowHeight } = useWindow(box, filled)
  const list = useListParts(filter, above, to)
  useWatchSeats()
  const { rows } = list
  useEffect(() => setFilled(rows.length > 0), [rows.length > 0])
  useEffect(() => { knowRows(rows); return () => knowRows([]) }, [rows])
  useEffect(() => { if (list.search) onReading(list.search) }, [list.search])
  // The tags of what is at hand are offered in the search.
  useEffect(() => onTags([...new Set(rows.slice(0, 500).flatMap((row) => row.tags))]), [rows])
  const held = useHeldRow(box, rows, rowHeight)
  // Clamped to the rows of this very drawing: with those of the one before, the last row would go and come back when another arrives.
  const [from, last] = [Math.min(above, Math.max(0, rows.length - 1)), Math.min(to, rows.length - 1)]
  // The row that has the focus stays drawn when it is scrolled away: otherwise the focus would be lost with it.
  const focused = held.focused.current ? rows.findIndex((row) => row.id === held.focused.current) : -1
  const drawn = rows.slice(from, last + 1).map((row, n) => [row, from + n] as const)
  if (focused >= 0 && (focused < from || focused > last)) drawn.push([rows[focused]!, focused])
  const size = list.more ? count !== undefined && count > rows.length ? count : -1 : rows.length
  return <div ref={box} className="case-list__rows" aria-busy={list.isFetching || undefined} {...held.hears}>
    {list.isPending ? <Skeleton lines={12} /> : list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      : rows.length === 0 ? (list.more ? <Skeleton lines={12} /> : <EmptyState title={t('cases.empty')}>{empty}</EmptyState>)
      : <ul className="rows" style={{ height: rows.length * rowHeight }}>{drawn.map(([row, n]) => <li key={row.id} data-row="" className="rows__row" aria-setsize={size} aria-posinset={n + 1} style={{ transform: `translateY(${n * rowHeight}px)` }}>
        <CaseRowLink row={row} href={hrefOf(row.id)} chosen={row.id === chosenId} showStatus={showStatus} showBrand={showBrand} /></li>)}</ul>}
    {rows.length > 0 ? <div className="case-list__end"><span className="meta">{t(list.more ? 'loading' : 'cases.end')}</span></div> : null}
  </div>
}

/** Keeps what is looked at where it is: the row under the pointer or with the focus, else the first in sight. Whoever is at the top and points nowhere sees what comes in. */
function useHeldRow(box: RefObject<HTMLDivElement | null>, rows: readonly Row[], rowHeight: number) {
  const pointed = useRef<string | null>(null)
  const focused = useRef<string | null>(null)
  const before = useRef<readonly string[]>([])
  const idAt = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>('.case-row-box')?.dataset['case'] ?? null : null)
  useLayoutEffect(() => {
    const element = box.current
    const ids = rows.map((row) => row.id)
    const holding = pointed.current ?? focused.current
    if (element && before.current.length && (element.scrollTop > 0 || holding)) {
      const moved = movedBy(before.current, Math.floor(element.scrollTop / rowHeight), ids, holding)
      if (moved) element.scrollTop += moved * rowHeight
    }
    before.current = ids
  }, [rows])
  return {
    focused,
    hears: {
      onPointerOver: (event: PointerEvent) => { pointed.current = idAt(event.target) }, onPointerLeave: () => { pointed.current = null },
      onFocus: (event: FocusEvent) => { focused.current = idAt(event.target) }, onBlur: () => { focused.current = null },
    },
  }
}
