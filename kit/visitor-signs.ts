import { useEffect, useRef } from 'react'

/** Who came to the sites or went to another page, and who left. `more`: too many at once, all of it is to be read anew. */
export type VisitorsTold<Visitor = { id: string }> = { here: readonly Visitor[]; left: readonly string[]; more: boolean }

export function visitorSignStore() {
  let send: ((said: object) => void) | null = null
  const watching = new Set<(told: VisitorsTold) => void>()
  return {
    connect(line: ((said: object) => void) | null) { send = line; if (line && watching.size) line({ type: 'visitors', on: true }) },
    hear(told: VisitorsTold) { for (const each of watching) each(told) },
    /** The server tells of visitors only while somebody looks. */
    watch(listener: (told: VisitorsTold) => void) {
      if (!watching.size) send?.({ type: 'visitors', on: true })
      watching.add(listener)
      return () => { watching.delete(listener); if (!watching.size) send?.({ type: 'visitors', on: false }) }
    },
  }
}

export const visitorSigns = visitorSignStore()
/** Says that visitors are looked at, and hears of them. */
export function useVisitorSigns<Visitor extends { id: string }>(hear: (told: VisitorsTold<Visitor>) => void): void {
  const current = useRef(hear)
  current.current = hear
  useEffect(() => visitorSigns.watch((told) => current.current(told as VisitorsTold<Visitor>)), [])
}
