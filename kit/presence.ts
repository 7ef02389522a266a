import { useEffect, useSyncExternalStore } from 'react'

export type Doing = 'looking' | 'replying' | 'noting'
export type Present = { personId: string; name: string; doing: Doing }
type Sign = { type: 'at'; caseId: string | null; doing: Doing }

const againMs = 15_000
const nobody: readonly Present[] = []

/** Where this window is, and who else is there. A window that nobody looks at is nowhere. */
export function presenceStore(visible: () => boolean) {
  let send: ((sign: Sign) => void) | null = null
  let place: { caseId: string; doing: Doing } | null = null
  let people: { caseId: string; all: readonly Present[] } | null = null
  const listeners = new Set<() => void>()
  const tell = () => { for (const each of listeners) each() }
  const say = () => send?.(place && visible() ? { type: 'at', ...place } : { type: 'at', caseId: null, doing: 'looking' })

  return {
    /** The line to the server, or that it is gone: then nobody is known to be anywhere. */
    connect(line: ((sign: Sign) => void) | null) {
      send = line
      if (!line && people) { people = null; tell() }
      if (line && place) say()
    },
    hear(caseId: string, all: readonly Present[]) { if (place?.caseId === caseId) { people = { caseId, all }; tell() } },
    at(caseId: string, doing: Doing) {
      if (place?.caseId === caseId && place.doing === doing) return
      if (place?.caseId !== caseId && people) { people = null; tell() }
      place = { caseId, doing }
      say()
    },
    leave(caseId: string) { if (place?.caseId === caseId) { place = null; people = null; say(); tell() } },
    /** Every fifteen seconds, and when the window is hidden or shown. */
    again() { if (place) say() },
    others: (caseId: string): readonly Present[] => (people?.caseId === caseId ? people.all : nobody),
    subscribe(listener: () => void) { listeners.add(listener); return () => { listeners.delete(listener) } },
  }
}

export const presence = presenceStore(() => typeof document === 'undefined' || document.visibilityState === 'visible')
if (typeof document !== 'undefined') {
  setInterval(() => presence.again(), againMs)
  document.addEventListener('visibilitychange', () => presence.again())
}

/** Says that this window is at a case and what is done there. @returns who else is. */
export function usePresence(caseId: string, doing: Doing): readonly Present[] {
  useEffect(() => { presence.at(caseId, doing) }, [caseId, doing])
  useEffect(() => () => presence.leave(caseId), [caseId])
  const read = () => presence.others(caseId)
  return useSyncExternalStore(presence.subscribe, read, read)
}
