import { useEffect, useRef, useSyncExternalStore } from 'react'
import { meantKey, type KeyMap } from './key-map.ts'
import { awaitsSecond, meantBy, nothingYet } from './key-press.ts'

const stored = 'balie-single-keys'
/** WCAG 2.1.4: single-letter keys can be switched off. Kept in the browser until the profile has a place for it. */
export const singleKeysOn = () => localStorage.getItem(stored) !== 'off'
export const switchSingleKeys = (on: boolean) => localStorage.setItem(stored, on ? 'on' : 'off')

const storedMap = 'balie-keys'
let map: KeyMap | null = null
const listeners = new Set<() => void>()
/** Which keys somebody has put elsewhere, in this browser. */
export function keyMap(): KeyMap {
  if (!map) { try { map = JSON.parse(localStorage.getItem(storedMap) ?? '{}') as KeyMap } catch { map = {} } }
  return map
}
export function keepKeyMap(next: KeyMap) {
  map = next
  try { localStorage.setItem(storedMap, JSON.stringify(next)) } catch { /* It holds until the window is closed. */ }
  for (const each of listeners) each()
}
const subscribe = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener) } }
export const useKeyMap = (): KeyMap => useSyncExternalStore(subscribe, keyMap, () => noMap)
const noMap: KeyMap = {}

const inField = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Letters act when no field has the focus and nothing lies over the page. */
export function useKeys(actions: Record<string, (() => void) | undefined>): void {
  const current = useRef(actions)
  current.current = actions
  useEffect(() => {
    let first = nothingYet
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const { target } = event
      const at = Date.now()
      const key = awaitsSecond(first, at) ? event.key : meantKey(keyMap(), event.key)
      if (key === null) return
      const meant = meantBy({
        key, at, modified: event.ctrlKey || event.metaKey || event.altKey, inField: inField(target),
        onControl: target instanceof HTMLElement && target.closest('a, button, summary') !== null, covered: document.querySelector('dialog[open], :popover-open') !== null,
      }, first, (keys) => current.current[keys] !== undefined, singleKeysOn())
      first = meant.first
      const action = meant.keys === null ? undefined : current.current[meant.keys]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
