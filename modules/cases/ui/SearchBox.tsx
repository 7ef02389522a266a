import { Suspense, useId, useRef, useState, type KeyboardEvent } from 'react'
import { t } from '#kit/i18n.ts'
import { Suggestions, fetchSearchPieces } from './dialogs.ts'
import type { Suggestion } from './suggest.ts'
import '#kit/Field.css'

/** The field that `/` goes to. What is typed is searched for at once; filters are offered while they are being written, and chosen with the arrows. */
export function SearchBox({ value, tags, onChange, onLeave }: { value: string; tags: readonly string[]; onChange: (text: string) => void; /** On to the results. */ onLeave: () => void }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [offered, setOffered] = useState<Suggestion[]>([])
  const [at, setAt] = useState(-1)
  const shown = open && offered.length > 0
  const choose = (suggestion: Suggestion) => { onChange(suggestion.text); setAt(-1); setOpen(true); field.current?.focus() }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'ArrowDown' && !shown) { event.preventDefault(); onLeave() }
    else if (step && shown) { event.preventDefault(); setAt((at + step + 1 + offered.length + 1) % (offered.length + 1) - 1) }
    else if (event.key === 'Enter') { event.preventDefault(); if (shown && offered[at]) choose(offered[at]); else { setOpen(false); onLeave() } }
    else if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); if (shown) setOpen(false); else if (value) onChange(''); else field.current?.blur() }
  }
  return <div className="search" onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false) }}>
    <input ref={field} type="search" role="combobox" className="field__control" aria-label={t('cases.search')} placeholder={t('cases.search')} autoComplete="off" spellCheck={false} enterKeyHint="search" aria-keyshortcuts="/"
      aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
      value={value} onFocus={() => { fetchSearchPieces(); setOpen(true) }} onChange={(event) => { onChange(event.target.value); setAt(-1); setOpen(true) }} onKeyDown={press} />
    <Suspense fallback={null}>{open ? <Suggestions id={id} text={value} tags={tags} at={at} shown={shown} onOffer={setOffered} offered={offered} onChoose={choose} /> : <div id={`${id}-list`} role="listbox" aria-label={t('search.suggestions')} hidden />}</Suspense>
  </div>
}
