import { useDeferredValue, useEffect, useRef, useState, type ReactNode } from 'react'
import { useLocation, useSearch } from 'wouter'
import { Button } from '#kit/Button.tsx'
import { useDebounced } from '#kit/debounced.ts'
import { number } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useTitle } from '#kit/title.ts'
import { useCases, useCounts, type View } from './api.ts'
import { CaseRowLink } from './CaseRowLink.tsx'
import { SelectionBar } from './SelectionBar.tsx'

export function CaseList({ view, brandId, chosenId, begin }: { view: View; brandId: string | undefined; chosenId: string | undefined; begin: ReactNode }) {
  const [place, go] = useLocation()
  useTitle(chosenId ? '' : t(`view.${view}`))
  const search = useSearch()
  const [text, setText] = useState(() => new URLSearchParams(search).get('q') ?? '')
  const q = useDebounced(useDeferredValue(text).trim())
  const list = useCases({ view, brandId, q: q || undefined })
  const counts = useCounts().data
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const count = q || brandId ? undefined : view === 'solved' || view === 'closed' ? undefined : counts?.[view]
  const params = new URLSearchParams({ ...(brandId ? { brand: brandId } : {}), ...(q ? { q } : {}) }).toString()
  // What is searched for stands in the address too, without a step in the history for every letter.
  useEffect(() => { if (params !== new URLSearchParams(search).toString()) go(`${place}${params ? `?${params}` : ''}`, { replace: true }) }, [q])
  const more = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    const mark = more.current
    if (!mark || !hasNextPage) return
    const watch = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting && !isFetchingNextPage) void fetchNextPage() }, { rootMargin: '400px' })
    watch.observe(mark)
    return () => watch.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  return <section className="case-list" aria-label={t('cases')}>
    <header className="bar case-list__bar"><h2>{t(`view.${view}`)}</h2>{count === undefined ? null : <span className="meta">{number(count)}</span>}<span className="bar__end">{begin}</span></header>
    <div className="case-list__search"><input type="search" className="field__control" aria-label={t('cases.search')} placeholder={t('cases.search')} value={text} onChange={(event) => setText(event.target.value)} aria-keyshortcuts="/" /></div>
    <SelectionBar of={{ view, ...(brandId ? { brandId } : {}), ...(q ? { q } : {}) }} total={count} />
    <div className="case-list__rows" aria-busy={list.isFetching || undefined}>
      {list.isPending ? <Skeleton lines={12} /> : list.isLoadingError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        : rows.length === 0 ? <EmptyState title={t('cases.empty')}>{q ? t('cases.empty.search', { q }) : t(view === 'mine' ? 'cases.empty.mine' : 'cases.empty.other')}</EmptyState>
        : <ul>{rows.map((row) => <li key={row.id}><CaseRowLink row={row} href={`/cases/${view}/${row.id}${params ? `?${params}` : ''}`} chosen={row.id === chosenId} showStatus={view === 'waiting' || Boolean(q)} showBrand={!brandId} /></li>)}</ul>}
      {rows.length > 0 ? <div ref={more} className="case-list__end">{hasNextPage ? <Button small look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('cases.more')}</Button> : <span className="meta">{t('cases.end')}</span>}</div> : null}
    </div>
  </section>
}
