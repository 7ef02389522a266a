import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => { document.addEventListener('visibilitychange', listener); return () => document.removeEventListener('visibilitychange', listener) }

/** Whether this window can be seen. What lies open in a hidden one is looked at by nobody. */
export const useVisible = (): boolean => useSyncExternalStore(subscribe, () => document.visibilityState === 'visible', () => true)
