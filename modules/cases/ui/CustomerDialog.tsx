import { useId, useState, type FormEvent } from 'react'
import type { CaseView } from '#contracts/cases'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select } from '#kit/Field.tsx'
import { catalogueLanguages, t } from '#kit/i18n.ts'
import { useCustomerChange } from './customer.ts'

/** Name, language and time zone: what an answer is addressed with, written in, and timed by. */
export function CustomerDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const id = useId()
  const customer = view.customerPanel
  const change = useCustomerChange(view.id, customer)
  const [input, setInput] = useState({ name: customer.name, language: customer.language ?? '', timeZone: customer.timeZone ?? '' })
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate({ name: input.name.trim(), language: input.language || null, timeZone: input.timeZone || null }, { onSuccess: onClose }) }
  const unknown = { value: '', label: t('customer.unknown') }
  // A language that we do not speak ourselves, but the customer does, stays in the list.
  const languages = [...new Set([...catalogueLanguages, ...(customer.language ? [customer.language] : [])])]
  return <Dialog title={t('customer.edit')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={change.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Field label={t('name')} required maxLength={160} value={input.name} onChange={(event) => setInput({ ...input, name: event.target.value })} />
      <Select label={t('language')} options={[unknown, ...languages.map((value) => ({ value, label: catalogueLanguages.some((each) => each === value) ? t(`lang.${value as 'en'}`) : value }))]} value={input.language} onChange={(event) => setInput({ ...input, language: event.target.value })} />
      <Select label={t('customer.time-zone')} hint={t('customer.time-zone-hint')} options={[unknown, ...[...new Set([...(customer.timeZone ? [customer.timeZone] : []), ...Intl.supportedValuesOf('timeZone')])].map((value) => ({ value, label: value.replaceAll('_', ' ') }))]} value={input.timeZone} onChange={(event) => setInput({ ...input, timeZone: event.target.value })} />
      {change.isError ? <p className="form__error" role="alert">{sentence(change.error)}</p> : null}
    </form>
  </Dialog>
}
