import { useEffect, useSyncExternalStore } from 'react'
import type { Present } from './presence.ts'

const nobody: readonly Present[] = []

/** At which cases of a list colleagues are at this moment. */
export function seatStore() {
  let send: ((said: object) => void) | null = null
  let watching = 0
  let seats: ReadonlyMap<string, readonly Present[]> = new Map()
  const listeners = new Set<() => void>()
  const put = (next: ReadonlyMap<string, readonly Present[]>) => { seats = next; for (const each of listeners) each() }
  return {
    /** The line to the server, or that it is gone: then nobody is known to be anywhere. */
    connect(line: ((said: object) => void) | null) { send = line; if (!line && seats.size) put(new Map()); if (line && watching) line({ type: 'list', on: true }) },
    hear(cases: ReadonlyArray<{ caseId: string; people: readonly Present[] }>, whole: boolean) {
      const next = new Map(whole ? [] : seats)
      for (const { caseId, people } of cases) { if (people.length) next.set(caseId, people); else next.delete(caseId) }
      put(next)
    },
    watch() { if (watching++ === 0) send?.({ type: 'list', on: true }); return () => { if (--watching === 0) send?.({ type: 'list', on: false }) } },
    at: (caseId: string): readonly Present[] => seats.get(caseId) ?? nobody,
    subscribe(listener: () => void) { listeners.add(listener); return () => { listeners.delete(listener) } },
  }
}

export const seats = seatStore()
/** Which colleagues are at this case now. */
export const useSeats = (caseId: string): readonly Present[] => { const read = () => seats.at(caseId); return useSyncExternalStore(seats.subscribe, read, read) }
/** A list is shown: the server tells who is at its cases. */
export const useWatchSeats = (): void => useEffect(() => seats.watch(), [])
