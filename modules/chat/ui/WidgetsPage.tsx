import { useId, useState, type FormEvent } from 'react'
import { Link, useLocation } from 'wouter'
import { useMay, useMe } from '#ui/accounts'
import type { Widget } from '#contracts/chat'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { Sure } from '#kit/Sure.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useWidgets, widgets } from './api.ts'
import './Widgets.css'

/** The widgets on the sites of one's brands. */
export function WidgetsPage() {
  const may = useMay()('channel.change')
  const { data, isPending, isLoadingError, error, refetch } = useWidgets()
  const [making, setMaking] = useState(false)
  const [retiring, setRetiring] = useState<Widget | null>(null)
  const retire = useDeed((id: string) => widgets.retire(id), [['widgets']], { words: t('widgets.retired') })
  return <Page title={t('widgets.title')} intro={t('widgets.intro')} actions={may ? <Button look="primary" onClick={() => setMaking(true)}>{t('widgets.new')}</Button> : null}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('widgets.empty')}>{t('widgets.empty-hint')}</EmptyState>
      : <ul className="widgets">{data.map((each) => <WidgetCard key={each.id} widget={each} may={may} onRetire={() => setRetiring(each)} />)}</ul>}
    {making ? <NewWidgetDialog onClose={() => setMaking(false)} /> : null}
    {retiring ? <Sure title={t('webhooks.retire-title', { name: retiring.name })} yes={t('channels.retire')} onClose={() => setRetiring(null)} onYes={() => retire.mutate(retiring.id)}>{t('widgets.retire-hint')}</Sure> : null}
  </Page>
}

export function WidgetCard({ widget, may, onRetire }: { widget: Widget; may: boolean; onRetire: () => void }) {
  const brand = useMe().brands.find((each) => each.id === widget.brandId)?.name
  return <li className="widget card">
    <div className="widget__head"><h2><Link href={`/widgets/${widget.id}`}>{widget.name}</Link></h2><span className="meta">{brand}</span>
      <Chip tone={widget.online ? 'good' : 'neutral'}>{t('widgets.online', { count: widget.online })}</Chip></div>
    <p className="meta">{widget.settings.origins.length ? widget.settings.origins.join(' · ') : t('widgets.no-origins')}</p>
    <CopyLine label={t('widgets.snippet')} text={widget.snippet} />
    <div className="row-of"><Link href={`/widgets/${widget.id}`} className="button button--plain button--small">{t(may ? 'change' : 'widgets.look')}<span className="hidden-text"> {widget.name}</span></Link>
      <a className="button button--quiet button--small" href={`/chat/test/${widget.siteKey}`} target="_blank" rel="noreferrer">{t('widgets.test-page')}<span className="hidden-text"> {widget.name}</span></a>
      {may ? <Button small look="quiet" onClick={onRetire}>{t('channels.retire')} …<span className="hidden-text"> {widget.name}</span></Button> : null}</div>
  </li>
}

/** A name and a brand are enough to begin with; the rest is set while looking at it. */
function NewWidgetDialog({ onClose }: { onClose: () => void }) {
  const { brands } = useMe()
  const [, go] = useLocation()
  const id = useId()
  const [name, setName] = useState('')
  const [brandId, setBrandId] = useState(brands[0]?.id ?? '')
  const make = useDeed(() => widgets.make({ brandId, name: name.trim() }), [['widgets']], { quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); make.mutate(undefined, { onSuccess: (made) => { onClose(); go(`/widgets/${made.id}`) } }) }
  return <Dialog title={t('widgets.new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={make.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Field label={t('name')} required maxLength={80} hint={t('widgets.name-hint')} value={name} onChange={(event) => setName(event.target.value)} />
      <Select label={t('brand')} options={brands.map((each) => ({ value: each.id, label: each.name }))} value={brandId} onChange={(event) => setBrandId(event.target.value)} />
      {make.isError ? <p className="form__error" role="alert">{sentence(make.error)}</p> : null}
    </form>
  </Dialog>
}
