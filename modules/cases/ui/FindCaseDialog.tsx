import { useState } from 'react'
import type { CaseView } from '#contracts/cases'
import { useDebounced } from '#kit/debounced.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { age } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { useCases, type Row } from './api.ts'

/** The other case of a merge or link. Before anything is typed, the customer's own cases are there: it is mostly one of those. */
export function FindCaseDialog({ view, suggested, title, hint, onChoose, onClose }: { view: Pick<CaseView, 'id' | 'brandId' | 'customer'>; /** Instead of the customer's other cases. */ suggested?: readonly Row[]; title: string; hint?: string; onChoose: (row: Row) => void; onClose: () => void }) {
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const list = useCases(q ? { view: 'all', brandId: view.brandId, q } : { view: 'all', customerId: view.customer.id })
  const rows = (!q && suggested ? suggested : list.data?.pages[0]?.rows ?? []).filter((row) => (suggested || row.id !== view.id) && row.brandId === view.brandId && !row.merged).slice(0, 20)
  const choose = (row: Row | undefined) => { if (row) { onClose(); onChoose(row) } }
  return <Dialog title={title} onClose={onClose}>
    {hint ? <p className="meta">{hint}</p> : null}
    {/* What is shown belongs to what was typed a moment ago: Enter means it only when nothing is under way. */}
    <form onSubmit={(event) => { event.preventDefault(); if (q && q === text.trim() && !list.isFetching) choose(rows[0]) }}><Field label={t('case.find')} type="search" value={text} onChange={(event) => setText(event.target.value)} /></form>
    {q || suggested || !rows.length ? null : <p className="meta">{t('case.find.same-customer')}</p>}
    <FoundCases rows={rows} pending={list.isPending} onChoose={choose} />
  </Dialog>
}

export function FoundCases({ rows, pending = false, onChoose }: { rows: readonly Row[]; pending?: boolean; onChoose: (row: Row) => void }) {
  if (pending) return <p className="meta" role="status">{t('loading')}</p>
  if (!rows.length) return <p className="meta" role="status">{t('case.find.none')}</p>
  return <ul className="choices">{rows.map((row) => <li key={row.id}><button type="button" className="menu__item" onClick={() => onChoose(row)}>
    <span className="menu__label"><b>{row.reference}</b> {row.subject}<span className="meta found__line">{row.customer.name} · {t(`status.${row.status}`)} · {age(row.lastMessageAt)}</span></span></button></li>)}</ul>
}
