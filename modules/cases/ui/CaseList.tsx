import { Suspense, useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { SearchReading as Reading } from '#contracts/cases'
import { useDebounced } from '#kit/debounced.ts'
import { number } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useTitle } from '#kit/title.ts'
import { useCounts, useSavedViews, useViewCounts, type Sort, type View } from './api.ts'
import { CaseRows } from './CaseRows.tsx'
import { SearchReading, ViewDialog } from './dialogs.ts'
import { SearchBox } from './SearchBox.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { without } from './suggest.ts'
import { isView, sortsOf } from './views.ts'

/** What stands in the address beside the view: brand, search and order, so that it can be sent to a colleague. */
const paramsOf = (brandId: string | undefined, q: string, sort: Sort) => new URLSearchParams({ ...(brandId ? { brand: brandId } : {}), ...(q ? { q } : {}), ...(sort === 'newest' ? {} : { sort }) }).toString()

export function CaseList({ view, brandId, chosenId, begin }: { view: string; brandId: string | undefined; chosenId: string | undefined; begin: ReactNode }) {
  const [place, go] = useLocation()
  const search = useSearch()
  const given = new URLSearchParams(search)
  const [text, setText] = useState(() => given.get('q') ?? '')
  const typed = useDebounced(useDeferredValue(text))
  const q = typed.trim() ? typed : ''
  const saved = useSavedViews()
  const viewCounts = useViewCounts(!isView(view))
  const counts = useCounts().data
  const named = isView(view) ? undefined : saved.data?.find((each) => each.id === view)
  const sorts = sortsOf(view, named?.query, q)
  const wanted = given.get('sort')
  const sort = sorts.find((each) => each === wanted) ?? 'newest'
  const [reading, setReading] = useState<Reading>()
  const title = isView(view) ? t(`view.${view}`) : named?.name ?? t('views.title')
  useTitle(chosenId ? '' : title)
  const params = paramsOf(brandId, q, sort)
  // What is searched for stands in the address too, without a step in the history for every letter.
  useEffect(() => { if (params !== new URLSearchParams(search).toString()) go(`${place}${params ? `?${params}` : ''}`, { replace: true }) }, [q])
  const asked = q || named?.query
  const filter = useMemo(() => ({ view: (isView(view) ? view : 'all') as View, ...(brandId ? { brandId } : {}), ...(asked ? { q: asked } : {}), ...(sort === 'newest' ? {} : { sort }) }), [view, brandId, asked, sort])
  const kept = q || brandId ? undefined : isView(view) ? (view === 'solved' || view === 'closed' ? undefined : counts?.[view]) : viewCounts?.[view]?.more ? undefined : viewCounts?.[view]?.n
  const count = kept === undefined ? (!q && viewCounts?.[view]?.more ? t('views.many', { n: viewCounts[view]!.n }) : null) : number(kept)
  const [saving, setSaving] = useState<string | null>(null)
  const [tags, setTags] = useState<readonly string[]>([])
  const toRows = () => document.querySelector<HTMLElement>('.case-row')?.focus()

  return <section className="case-list" aria-label={t('cases')}>
    <header className="bar case-list__bar">{named ? <span className="view-icon" aria-hidden="true">{named.icon}</span> : null}<h2>{title}</h2>{count === null ? null : <span className="meta">{count}</span>}<span className="bar__end">
      {sorts.length > 1 ? <Menu small look="quiet" label={`${t('sort')}: ${t(`sort.${sort}`)}`} button="↓↑" items={sorts.map((each) => ({ key: each, label: t(`sort.${each}`), checked: each === sort, onChoose: () => { const next = paramsOf(brandId, q, each); go(`${place}${next ? `?${next}` : ''}`, { replace: true }) } }))} /> : null}{begin}</span></header>
    <div className="case-list__search"><SearchBox value={text} tags={tags} onChange={setText} onLeave={toRows} /></div>
    <SelectionBar of={filter} total={kept} />
    <Suspense fallback={null}>{q && reading ? <SearchReading reading={reading} onSave={() => setSaving(text.trim())} onTakeOut={(piece) => setText(without(q, piece))} /> : null}</Suspense>
    {!isView(view) && saved.isPending ? <Skeleton lines={12} /> : !isView(view) && !named ? (saved.isError ? <ErrorState error={saved.error} onRetry={() => void saved.refetch()} /> : <EmptyState title={t('cases.empty')}>{t('views.gone')}</EmptyState>)
      : <CaseRows key={`${view} ${brandId} ${asked} ${sort}`} filter={filter} hrefOf={(id) => `/cases/${view}/${id}${params ? `?${params}` : ''}`} chosenId={chosenId} showStatus={view === 'waiting' || view === 'snoozed' || Boolean(asked)} showBrand={!brandId} count={kept} onReading={setReading} onTags={setTags}
        empty={q ? t('cases.empty.search', { q: q.trim() }) : t(view === 'mine' ? 'cases.empty.mine' : 'cases.empty.other')} />}
    <Suspense fallback={null}>{saving === null ? null : <ViewDialog view={{ query: saving }} onClose={() => setSaving(null)} />}</Suspense>
  </section>
}
