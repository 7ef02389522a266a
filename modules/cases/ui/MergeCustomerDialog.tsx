import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Customer, CustomerHit } from '#contracts/customers'
import { call, query } from '#kit/api.ts'
import { Avatar } from '#kit/Avatar.tsx'
import { useDebounced } from '#kit/debounced.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'

type Hit = z.infer<typeof CustomerHit>

/** Whom this customer is taken for. Those of the same name are proposed; nobody is merged without being chosen. */
export function MergeCustomerDialog({ customer, onChoose, onClose }: { customer: Customer; onChoose: (into: Hit) => void; onClose: () => void }) {
  const [text, setText] = useState('')
  const typed = useDebounced(text.trim())
  const q = typed.length >= 2 ? typed : customer.name
  const found = useQuery({ queryKey: ['customers', q], staleTime: 30_000, queryFn: ({ signal }) => call<{ rows: Hit[] }>('GET', `customers${query({ q })}`, undefined, signal).then((answer) => answer.rows) })
  const rows = (found.data ?? []).filter((each) => each.id !== customer.id && each.brandId === customer.brandId)
  return <Dialog title={t('customer.merge')} onClose={onClose}>
    <p className="meta">{t('customer.merge.hint', { name: customer.name })}</p>
    <Field label={t('customer.find')} type="search" value={text} onChange={(event) => setText(event.target.value)} />
    {q === typed || !rows.length ? null : <p className="meta">{t('customer.find.same-name')}</p>}
    {found.isPending ? <p className="meta" role="status">{t('loading')}</p> : rows.length ? <CustomerHits rows={rows} onChoose={(hit) => { onClose(); onChoose(hit) }} /> : <p className="meta" role="status">{t('customer.find.none')}</p>}
  </Dialog>
}

export function CustomerHits({ rows, onChoose }: { rows: readonly Hit[]; onChoose: (hit: Hit) => void }) {
  return <ul className="choices">{rows.map((each) => <li key={each.id}><button type="button" className="menu__item" onClick={() => onChoose(each)}>
    <Avatar small name={each.name} /><span className="menu__label">{each.name}</span><span className="meta">{each.address ?? ''}</span></button></li>)}</ul>
}
