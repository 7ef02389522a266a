import { useEffect, useRef } from 'react'
import { meantBy, nothingYet } from './key-press.ts'

const stored = 'balie-single-keys'
/** WCAG 2.1.4: single-letter keys can be switched off. Kept in the browser until the profile has a place for it. */
export const singleKeysOn = () => localStorage.getItem(stored) !== 'off'
export const switchSingleKeys = (on: boolean) => localStorage.setItem(stored, on ? 'on' : 'off')

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
      const meant = meantBy({
        key: event.key, at: Date.now(), modified: event.ctrlKey || event.metaKey || event.altKey, inField: inField(target),
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
