import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import type { Editor } from '@tiptap/core'
import { Avatar } from '../Avatar.tsx'
import { t } from '../i18n.ts'
import { place } from '../place.ts'
import { askedFor, findPeople, type Person } from './mention.ts'

/** Whether a press was meant for the list of colleagues. */
export type Taken = (event: KeyboardEvent) => boolean

/** Offers colleagues while an @ is being written. The text keeps the focus and says which of them is chosen (aria-activedescendant); arrows, Enter and Tab choose, Esc lets the @ be. */
export function Mentions({ editor, people, keys }: { editor: Editor; people: readonly Person[]; keys: RefObject<Taken> }) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const state = useSyncExternalStore((listener) => { editor.on('transaction', listener); return () => { editor.off('transaction', listener) } }, () => editor.state)
  const [at, setAt] = useState(0)
  const [left, setLeft] = useState<number | null>(null)
  const asked = editor.isFocused ? askedFor(state) : null
  const found = asked && asked.from !== left ? findPeople(people, asked.typed) : []
  const open = found.length > 0
  const chosen = Math.min(at, found.length - 1)
  const choose = (person: Person | undefined) => {
    if (!person || !asked) return
    editor.chain().focus().insertContentAt({ from: asked.from, to: asked.to }, [{ type: 'mention', attrs: { person: person.id, name: person.name } }, { type: 'text', text: ' ' }]).run()
  }
  useLayoutEffect(() => {
    keys.current = (event) => {
      if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
      const act = { ArrowDown: () => setAt((chosen + 1) % found.length), ArrowUp: () => setAt((chosen - 1 + found.length) % found.length), Enter: () => choose(found[chosen]), Tab: () => choose(found[chosen]), Escape: () => setLeft(asked!.from) }[event.key]
      act?.()
      return Boolean(act)
    }
    return () => { keys.current = () => false }
  })
  useEffect(() => setAt(0), [asked?.typed])
  useEffect(() => { if (!asked) setLeft(null) }, [asked])
  useLayoutEffect(() => {
    const text = editor.view.dom
    text.setAttribute('aria-autocomplete', 'list')
    if (!open) return
    list.current?.showPopover()
    text.setAttribute('aria-controls', `${id}-list`)
    return () => { list.current?.hidePopover(); for (const name of ['aria-controls', 'aria-activedescendant']) text.removeAttribute(name) }
  }, [editor, id, open])
  useLayoutEffect(() => {
    if (!open || !list.current) return
    editor.view.dom.setAttribute('aria-activedescendant', `${id}-${chosen}`)
    const { left: x, top, bottom } = editor.view.coordsAtPos(asked!.from)
    place(list.current, { getBoundingClientRect: () => new DOMRect(x, top, 0, bottom - top) })
  })
  // Where the whole composer goes, the editor has gone before.
  useEffect(() => () => { if (!editor.isDestroyed) editor.view.dom.removeAttribute('aria-autocomplete') }, [editor])
  return <>
    <p className="hidden-text" role="status">{open ? t('mention.found', { count: found.length }) : ''}</p>
    <div ref={list} id={`${id}-list`} popover="manual" role="listbox" aria-label={t('mention.list')} className="menu mentions">
      {found.map((person, n) => <div key={person.id} id={`${id}-${n}`} role="option" tabIndex={-1} aria-selected={n === chosen} className="menu__item mentions__item" onMouseDown={(event) => { event.preventDefault(); choose(person) }}><Avatar small name={person.name} /><span>{person.name}</span></div>)}
    </div>
  </>
}
