import { useState } from 'react'
import { Link } from 'wouter'
import { useMe } from '#ui/accounts'
import type { SavedView } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { Sure } from '#kit/Sure.tsx'
import { savedViews, useSavedViews } from './api.ts'
import { ViewDialog } from './ViewDialog.tsx'
import './Views.css'

/** One's views in one's own order. What is shared can be hidden; whoever may changes it for everybody. */
export function ViewsPage() {
  const { data, isPending, isLoadingError, error, refetch } = useSavedViews()
  const [open, setOpen] = useState<Partial<SavedView> | null>(null)
  return <Page title={t('views.title')} actions={<Button look="primary" onClick={() => setOpen({})}>{t('views.new')}</Button>}>
    <p className="meta">{t('views.intro')}</p>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('views.empty')}>{t('views.empty-hint')}</EmptyState> : <ViewList views={data} onChange={setOpen} />}
    {open ? <ViewDialog view={open} onClose={() => setOpen(null)} /> : null}
  </Page>
}

export function ViewList({ views, onChange }: { views: readonly SavedView[]; onChange: (view: SavedView) => void }) {
  const { brands } = useMe()
  const [leaving, setLeaving] = useState<SavedView | null>(null)
  const stale = [['saved-views'], ['view-counts']]
  const order = useDeed(({ ids, hidden }: { ids: string[]; hidden: string[] }) => savedViews.order(ids, hidden), stale)
  const remove = useDeed((view: SavedView) => savedViews.remove(view.id), stale, { words: t('views.removed') })
  const hidden = views.filter((each) => each.hidden).map((each) => each.id)
  const move = (n: number, by: 1 | -1) => { const ids = views.map((each) => each.id); ids.splice(n + by, 0, ...ids.splice(n, 1)); order.mutate({ ids, hidden }) }
  const show = (view: SavedView) => order.mutate({ ids: views.map((each) => each.id), hidden: view.hidden ? hidden.filter((each) => each !== view.id) : [...hidden, view.id] })
  const whose = (view: SavedView) => !view.shared ? t('views.for.me') : view.brandId ? t('views.for.brand', { name: brands.find((each) => each.id === view.brandId)?.name ?? '' }) : t('views.for.all')
  return <><ol className="saved-views">{views.map((view, n) => <li key={view.id} className={`saved-view card${view.hidden ? ' saved-view--hidden' : ''}`}>
    <span className="view-icon" aria-hidden="true">{view.icon}</span>
    <span className="saved-view__words"><Link href={`/cases/${view.id}`}>{view.name}</Link> <span className="meta">{whose(view)}</span>{view.hidden ? <> <Chip>{t('views.hidden')}</Chip></> : null}<code className="saved-view__query">{view.query}</code></span>
    <span className="row-of">
      <Button small look="quiet" aria-label={t('views.up', { name: view.name })} disabled={n === 0} onClick={() => move(n, -1)}>↑</Button>
      <Button small look="quiet" aria-label={t('views.down', { name: view.name })} disabled={n === views.length - 1} onClick={() => move(n, 1)}>↓</Button>
      <Button small look="quiet" onClick={() => show(view)}>{t(view.hidden ? 'views.show' : 'views.hide', { name: '' }).trim()}<span className="hidden-text"> {view.name}</span></Button>
      {view.mayChange ? <><Button small look="quiet" onClick={() => onChange(view)}>{t('change')}<span className="hidden-text"> {view.name}</span></Button><Button small look="quiet" onClick={() => setLeaving(view)}>{t('remove')}<span className="hidden-text"> {view.name}</span></Button></> : null}
    </span>
  </li>)}</ol>
    {leaving ? <Sure title={t('views.remove', { name: leaving.name })} yes={t('remove')} onClose={() => setLeaving(null)} onYes={() => remove.mutate(leaving)}>{t(leaving.shared ? 'views.remove-shared' : 'views.remove-hint')}</Sure> : null}
  </>
}
