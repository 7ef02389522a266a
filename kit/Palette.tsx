import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { askSources, commandsNow, fitting, type Command } from './commands.ts'
import { useDebounced } from './debounced.ts'
import { t } from './i18n.ts'
import { Kbd } from './Kbd.tsx'
import './Palette.css'

const shown = 40

/** Everything that can be done now, by its name: type, choose with the arrows, Enter (ARIA combobox with a listbox). */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [commands] = useState(commandsNow)
  const [found, setFound] = useState<Command[]>([])
  const words = useDebounced(typed.trim())
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) { element.showModal(); element.querySelector('input')?.focus() }
    return () => element?.close()
  }, [])
  useEffect(() => {
    if (words.length < 2) { setFound([]); return }
    const leave = new AbortController()
    void askSources(words, leave.signal).then((next) => { if (!leave.signal.aborted) setFound(next) })
    return () => leave.abort()
  }, [words])
  const entries = [...fitting(commands, typed), ...found].slice(0, shown)
  const chosen = Math.min(at, entries.length - 1)
  useEffect(() => { document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' }) }, [id, chosen])
  // Closed first: what is done may open something of its own, or move the focus.
  const run = (command: Command | undefined) => { if (!command) return; onClose(); requestAnimationFrame(() => command.run()) }
  const press = (event: KeyboardEvent) => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: entries.length - 1, PageDown: chosen + 8, PageUp: chosen - 8 }[event.key]
    if (event.key === 'Enter') { event.preventDefault(); run(entries[chosen]) }
    if (to === undefined || ((event.key === 'Home' || event.key === 'End') && typed)) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(entries.length - 1, to)))
  }
  return <dialog ref={dialog} className="dialog palette" aria-label={t('palette')} onCancel={(event) => { event.preventDefault(); onClose() }} onClick={(event) => { if (event.target === dialog.current) onClose() }}>
    <input className="palette__input" role="combobox" aria-label={t('palette')} aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={entries.length ? `${id}-${chosen}` : undefined} autoComplete="off" spellCheck={false}
      placeholder={t('palette.placeholder')} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0) }} onKeyDown={press} />
    <div id={`${id}-list`} role="listbox" aria-label={t('palette')} className="palette__list">
      {entries.map((each, n) => <div key={each.id} id={`${id}-${n}`} role="option" tabIndex={-1} aria-selected={n === chosen} className="palette__item" onMouseMove={() => setAt(n)} onClick={() => run(each)}>
        <span className="palette__name">{each.name}</span>{each.keys ? <Kbd keys={each.keys} /> : null}</div>)}
    </div>
    {entries.length ? null : <p className="palette__none" role="status">{t('palette.none')}</p>}
  </dialog>
}
