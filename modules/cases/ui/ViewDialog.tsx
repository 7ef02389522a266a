import { useId, useState, type FormEvent } from 'react'
import { useMay, useMe } from '#ui/accounts'
import type { SavedView } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { useSeen } from '#kit/seen.ts'
import { savedViews } from './api.ts'

/** A new view, or what one is to be. With whom it may be shared follows from the reader's role; the server decides it again. */
export function ViewDialog({ view, onClose }: { view: Partial<SavedView>; onClose: () => void }) {
  const id = useId()
  const me = useMe()
  const may = useMay()
  const [name, setName] = useState(view.name ?? '')
  const [icon, setIcon] = useState(view.icon ?? '')
  const [query, setQuery] = useState(view.query ?? '')
  const [forWhom, setForWhom] = useState(view.shared ? view.brandId ?? 'all' : 'me')
  const given = { name: name.trim(), icon: icon.trim() || firstSign(name), query: query.trim(), shared: forWhom !== 'me', brandId: forWhom === 'me' || forWhom === 'all' ? null : forWhom }
  const seen = useSeen(view)
  const [problem, setProblem] = useState('')
  const save = useDeed(() => savedViews.save(view.id ?? null, seen.match, given), [['saved-views'], ['view-counts'], ['cases', 'list']], { words: t('views.saved'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(undefined, { onSuccess: onClose, onError: (error) => setProblem(seen.heed(error)) }) }
  const choices = [{ value: 'me', label: t('views.for.me') }, ...may('view.share') ? me.brands.map((each) => ({ value: each.id, label: t('views.for.brand', { name: each.name }) })) : [], ...may('view.share') && may('brand.change') ? [{ value: 'all', label: t('views.for.all') }] : []]
  return <Dialog title={view.id ? t('views.edit', { name: view.name ?? '' }) : t('views.new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <div className="form__pair"><Field label={t('views.name')} required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} /><Field label={t('views.icon')} hint={t('views.icon-hint')} maxLength={8} placeholder={firstSign(name)} value={icon} onChange={(event) => setIcon(event.target.value)} /></div>
      <Field label={t('views.query')} hint={t('views.query-hint')} required maxLength={400} spellCheck={false} value={query} onChange={(event) => setQuery(event.target.value)} />
      {choices.length > 1 ? <Select label={t('views.for')} options={choices} value={forWhom} onChange={(event) => setForWhom(event.target.value)} /> : null}
      {save.isError ? <p className="form__error" role="alert">{problem}</p> : null}
    </form>
  </Dialog>
}

const firstSign = (name: string) => (name.trim() ? [...new Intl.Segmenter().segment(name.trim())][0]!.segment.toLocaleUpperCase() : '')
