import { useRef, type KeyboardEvent } from 'react'
import './Tabs.css'

export type Tab<Key extends string> = { key: Key; label: string; /** What the dot beside the label says to those who do not see it. */ dot?: string | undefined }

export function Tabs<Key extends string>({ label, tabs, chosen, panelId, onChoose }: { label: string; tabs: readonly Tab<Key>[]; chosen: Key; panelId: string; onChoose: (key: Key) => void }) {
  const list = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const next = tabs[(tabs.findIndex((each) => each.key === chosen) + by + tabs.length) % tabs.length]!
    onChoose(next.key)
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus()
  }
  return <div ref={list} role="tablist" aria-label={label} className="tabs" onKeyDown={step}>
    {tabs.map((each) => <button key={each.key} data-key={each.key} type="button" role="tab" className="tabs__tab" aria-selected={each.key === chosen} aria-controls={panelId} tabIndex={each.key === chosen ? 0 : -1} onClick={() => onChoose(each.key)}>
      {each.label}{each.dot ? <span className="tabs__dot"><span className="hidden-text">, {each.dot}</span></span> : null}
    </button>)}
  </div>
}
