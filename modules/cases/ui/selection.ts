import { useSyncExternalStore } from 'react'
import type { Row } from './api.ts'

/** What is chosen in the list, and which deed for many is under way. `whole`: all that the view holds, also what was not loaded. */
export type Selection = { rows: ReadonlyMap<string, Row>; anchor: string | null; whole: boolean; bulkId: string | null }

/** Outside the components: the list chooses, the bar above it acts, the case beside it keeps its keys to itself meanwhile. */
export function selectionStore() {
  let now: Selection = { rows: new Map(), anchor: null, whole: false, bulkId: null }
  const listeners = new Set<() => void>()
  const set = (change: Partial<Selection>) => { now = { ...now, ...change }; for (const each of listeners) each() }
  return {
    current: () => now,
    subscribe: (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener) } },
    toggle(row: Row) {
      const rows = new Map(now.rows)
      if (!rows.delete(row.id)) rows.set(row.id, row)
      set({ rows, anchor: row.id, whole: false })
    },
    /** From where one began to choose up to here, as they stand in the list. */
    extend(row: Row, listed: readonly Row[]) {
      const [from, to] = [listed.findIndex((each) => each.id === (now.anchor ?? row.id)), listed.findIndex((each) => each.id === row.id)]
      const between = from < 0 || to < 0 ? [row] : listed.slice(Math.min(from, to), Math.max(from, to) + 1)
      set({ rows: new Map([...now.rows, ...between.map((each) => [each.id, each] as const)]), anchor: now.anchor ?? row.id, whole: false })
    },
    all: () => set({ whole: true }),
    /** @returns whether there was anything to let go of. */
    clear() {
      const any = now.rows.size > 0
      if (any) set({ rows: new Map(), anchor: null, whole: false })
      return any
    },
    follow: (bulkId: string | null) => set({ bulkId }),
  }
}

export const selection = selectionStore()
export const useSelection = () => useSyncExternalStore(selection.subscribe, selection.current, selection.current)
