import { useEffect, useRef } from 'react'

const stored = 'balie-single-keys'
/** WCAG 2.1.4: single-letter keys can be switched off. Kept in the browser until the profile has a place for it. */
export const singleKeysOn = () => localStorage.getItem(stored) !== 'off'
export const switchSingleKeys = (on: boolean) => localStorage.setItem(stored, on ? 'on' : 'off')

const inField = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Letters act when no field has the focus and nothing lies over the page. 'g m' is g, then m within a second. */
export function useKeys(actions: Record<string, (() => void) | undefined>): void {
  const current = useRef(actions)
  current.current = actions
  useEffect(() => {
    let first = { key: '', at: 0 }
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      // What lies over the page has the keys, Esc above all: taken from it here, it could not close.
      if (document.querySelector('dialog[open], :popover-open')) return
      if (event.key !== 'Escape' && (!singleKeysOn() || inField(event.target))) return
      if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary')) return
      const pair = first.key && Date.now() - first.at < 1000 ? `${first.key} ${event.key}` : ''
      const action = (pair && current.current[pair]) || current.current[event.key]
      first = pair ? { key: '', at: 0 } : { key: event.key, at: Date.now() }
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
