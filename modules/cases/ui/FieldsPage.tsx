import { useId, useState, type FormEvent } from 'react'
import { useMe } from '#ui/accounts'
import type { CaseField } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select, TextArea } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Page, Part } from '#kit/Page.tsx'
import { useSeen } from '#kit/seen.ts'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { toast } from '#kit/toasts.ts'
import { choicesIn, fields, useFields } from './fields.ts'
import './FieldsPage.css'

const kinds = ['text', 'number', 'date', 'choice', 'yes-no'] as const satisfies readonly CaseField['kind'][]

/** What each brand wants to know of its cases besides what every case has. */
export function FieldsPage() {
  const { brands } = useMe()
  const { data, isPending, isLoadingError, error, refetch } = useFields()
  const [open, setOpen] = useState<CaseField | 'new' | null>(null)
  const retire = useDeed(({ field, retired }: { field: CaseField; retired: boolean }) => fields.retire(field.id, retired), [['case-fields']])
  const onRetire = (field: CaseField, retired: boolean): void => retire.mutate({ field, retired }, { onSuccess: () => toast(t(retired ? 'fields.retired-done' : 'fields.back-done', { name: field.name }), { until: Date.now() + 8000, action: { label: t('undo'), run: () => onRetire(field, !retired) } }) })
  return <Page title={t('fields.title')} intro={t('fields.intro')} actions={<Button look="primary" onClick={() => setOpen('new')}>{t('fields.new')}</Button>}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('fields.empty')}>{t('fields.empty-hint')}</EmptyState>
      : brands.map((brand) => ({ brand, own: data.filter((each) => each.brandId === brand.id) })).filter(({ own }) => own.length).map(({ brand, own }) => <Part key={brand.id} title={brand.name}>
        <ul className="fields">{own.map((field) => <FieldCard key={field.id} field={field} onChange={() => setOpen(field)} onRetire={(retired) => onRetire(field, retired)} />)}</ul></Part>)}
    {open ? <FieldDialog field={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
  </Page>
}

export function FieldCard({ field, onChange, onRetire }: { field: CaseField; onChange: () => void; onRetire: (retired: boolean) => void }) {
  return <li className={`fields__one card${field.retired ? ' fields__one--retired' : ''}`}>
    <div><b>{field.name}</b> <span className="meta">{t(`fields.kind.${field.kind}`)}</span>
      {field.kind === 'choice' ? <p className="fields__choices">{field.choices.filter((each) => !each.retired).map((each) => <Chip key={each.key}>{each.label}</Chip>)}</p> : null}
      {field.retired ? <p className="meta">{t('fields.retired')}</p> : null}</div>
    <span className="row-of">{field.retired ? <Button small onClick={() => onRetire(false)}>{t('fields.back')}<span className="hidden-text"> {field.name}</span></Button>
      : <><Button small look="quiet" onClick={onChange}>{t('change')}<span className="hidden-text"> {field.name}</span></Button><Button small look="quiet" onClick={() => onRetire(true)}>{t('fields.retire')}<span className="hidden-text"> {field.name}</span></Button></>}</span>
  </li>
}

function FieldDialog({ field, onClose }: { field: CaseField | null; onClose: () => void }) {
  const id = useId()
  const { brands } = useMe()
  const [input, setInput] = useState({ brandId: field?.brandId ?? brands[0]?.id ?? '', name: field?.name ?? '', kind: field?.kind ?? 'text' as CaseField['kind'], choices: (field?.choices ?? []).filter((each) => !each.retired).map((each) => each.label).join('\n') })
  const chosen = choicesIn(input.choices, field?.choices ?? [])
  const seen = useSeen(field)
  const [problem, setProblem] = useState('')
  const save = useDeed(() => (field ? fields.change(field.id, seen.match, { name: input.name, ...(field.kind === 'choice' ? { choices: chosen } : {}) }) : fields.define({ brandId: input.brandId, name: input.name, kind: input.kind, choices: chosen.map((each) => each.label) })), [['case-fields']], { words: t('saved'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(undefined, { onSuccess: onClose, onError: (error) => setProblem(seen.heed(error)) }) }
  return <Dialog title={field ? t('fields.edit', { name: field.name }) : t('fields.new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Field label={t('name')} required maxLength={60} value={input.name} onChange={(event) => setInput({ ...input, name: event.target.value })} />
      {field || brands.length < 2 ? null : <Select label={t('brand')} options={brands.map((each) => ({ value: each.id, label: each.name }))} value={input.brandId} onChange={(event) => setInput({ ...input, brandId: event.target.value })} />}
      {field ? null : <Select label={t('fields.kind')} options={kinds.map((each) => ({ value: each, label: t(`fields.kind.${each}`) }))} value={input.kind} hint={t('fields.kind-hint')} onChange={(event) => setInput({ ...input, kind: kinds.find((each) => each === event.target.value) ?? 'text' })} />}
      {input.kind === 'choice' ? <TextArea label={t('fields.choices')} hint={t('fields.choices-hint')} required rows={5} value={input.choices} onChange={(event) => setInput({ ...input, choices: event.target.value })} /> : null}
      {save.isError ? <p className="form__error" role="alert">{problem}</p> : null}
    </form>
  </Dialog>
}
