import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { ToldFilter } from '#contracts/notifications'
import { Button } from '#kit/Button.tsx'
import { t } from '#kit/i18n.ts'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { Tabs } from '#kit/Tabs.tsx'
import { useNews, useReading, useTold } from './api.ts'
import { NotificationRow } from './NotificationRow.tsx'
import { PauseLine } from './PauseLine.tsx'
import './NotificationPanel.css'

// Not from the contract: that would bring zod along to a panel that should be there at once.
const filters: readonly ToldFilter[] = ['all', 'unread', 'mentions']
const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('.told__link') ?? [])]

/** What one was told, newest first: all of it, what is unread, or where one was named. Arrows and j/k move, Enter goes there. */
export function NotificationPanel({ onClose }: { onClose: () => void }) {
  const id = useId()
  const [filter, setFilter] = useState<ToldFilter>('all')
  const { data, isPending, isLoadingError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTold(filter)
  const unread = useNews().data?.unread ?? 0
  const reading = useReading()
  const list = useRef<HTMLUListElement>(null)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  // Opened by a key, one wants to go on with keys: unless one has gone elsewhere already, the first row has the focus.
  useEffect(() => { if (rows.length && document.activeElement?.id === 'notifications') rowsOf(list.current)[0]?.focus() }, [rows.length])
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    if (!by || (event.target as HTMLElement).role === 'tab') return
    event.preventDefault()
    const all = rowsOf(list.current)
    const here = all.indexOf(document.activeElement as HTMLElement)
    all[Math.max(0, Math.min(all.length - 1, here + by))]?.focus()
  }
  return <div className="told" onKeyDown={step}>
    <header className="told__head"><h2>{t('notify.title')}</h2>{unread ? <Button small look="quiet" onClick={reading.all}>{t('notify.all-read')}</Button> : null}<Link href="/notification-settings" className="button button--quiet button--small" aria-label={t('notify.settings')} title={t('notify.settings')} onClick={onClose}>⚙</Link><Button small look="quiet" aria-label={t('close')} onClick={onClose}>✕</Button></header>
    <div className="told__tabs"><Tabs label={t('notify.filter')} tabs={filters.map((key) => ({ key, label: t(`notify.filter.${key}`), ...(key === 'unread' && unread ? { dot: t('notify.unread', { count: unread }) } : {}) }))} chosen={filter} panelId={id} onChoose={setFilter} /></div>
    <div id={id} role="tabpanel" aria-label={t(`notify.filter.${filter}`)} className="told__rows">
      {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : rows.length === 0 ? <EmptyState title={t('notify.empty')}>{t(`notify.empty.${filter}`)}</EmptyState>
        : <ul ref={list}>{rows.map((row) => <NotificationRow key={row.id} row={row} onGo={onClose} onRead={() => reading.one(row.id)} />)}</ul>}
      {hasNextPage ? <p className="told__more"><Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button></p> : null}
    </div>
    <footer className="told__foot"><PauseLine /></footer>
  </div>
}
