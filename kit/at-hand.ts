import { useEffect, useSyncExternalStore } from 'react'

let at: string | null = null
const listeners = new Set<() => void>()
const put = (next: string | null) => { at = next; for (const each of listeners) each() }
const subscribe = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener) } }

/** Says that what this page shows is about this case, where its address does not: what is told of it is before the reader's eyes already. */
export function useAtHand(caseId: string): void { useEffect(() => { put(caseId); return () => { if (at === caseId) put(null) } }, [caseId]) }
export const useCaseAtHand = (): string | null => useSyncExternalStore(subscribe, () => at, () => null)
