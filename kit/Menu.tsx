import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { place } from './place.ts'
import './Menu.css'

export type MenuItem = { key: string; label: ReactNode; hint?: ReactNode; checked?: boolean; disabled?: boolean; onChoose: () => void }

/** A button that opens a list of actions. The popover lies in the top layer, so that no pane clips it. */
export function Menu({ label, button, items, look = 'plain', small = false, id: buttonId }: { label: string; button: ReactNode; items: MenuItem[]; look?: 'plain' | 'quiet' | 'primary'; small?: boolean; id?: string }) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? [])]
  const step = (event: KeyboardEvent) => {
    const all = entries()
    const here = all.indexOf(document.activeElement as HTMLElement)
    const target = { ArrowDown: all[(here + 1) % all.length], ArrowUp: all[(here - 1 + all.length) % all.length], Home: all[0], End: all.at(-1) }[event.key]
    if (event.key === 'Tab') list.current?.hidePopover()
    if (!target) return
    event.preventDefault()
    target.focus()
  }
  return <>
    <button ref={opener} id={buttonId} type="button" popoverTarget={id} aria-haspopup="menu" aria-label={label} className={`button button--${look}${small ? ' button--small' : ''}`}>{button}</button>
    <div ref={list} id={id} popover="auto" role="menu" aria-label={label} className="menu" onKeyDown={step}
      onToggle={(event) => { if (event.newState === 'open' && opener.current && list.current) { place(list.current, opener.current); entries()[0]?.focus() } }}>
      {items.map((item) => <button key={item.key} type="button" disabled={item.disabled} role={item.checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={item.checked} className="menu__item"
        onClick={() => { list.current?.hidePopover(); item.onChoose() }}>
        <span className="menu__mark" aria-hidden="true">{item.checked ? '✓' : ''}</span><span className="menu__label">{item.label}</span>{item.hint ? <span className="meta">{item.hint}</span> : null}
      </button>)}
    </div>
  </>
}
