import { useId, useState, type FormEvent } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useSearch } from 'wouter'
import { cases } from '#ui/cases'
import type { z } from 'zod'
import type { CustomerHit } from '#contracts/customers'
import { call, query, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select, TextArea } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Skeleton } from '#kit/states.tsx'
import { useSenders } from './api.ts'
import { customerAt, inOrder } from './senders.ts'

const useHits = (q: string) => useQuery({ queryKey: ['customer-hits', q], enabled: q.length > 1, queryFn: ({ signal }) => call<{ rows: z.infer<typeof CustomerHit>[] }>('GET', `customers${query({ q })}`, undefined, signal).then((answer) => answer.rows) }).data ?? []

/** The first message of a case that we begin: from which address, to whom, about what. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const [, go] = useLocation()
  const client = useQueryClient()
  const brandId = new URLSearchParams(useSearch()).get('brand')
  const known = useSenders()
  const from = inOrder(known.data ?? [], brandId)
  const [writing, setWriting] = useState({ channelId: '', to: '', subject: '', text: '' })
  const set = (patch: Partial<typeof writing>) => setWriting((before) => ({ ...before, ...patch }))
  const channelId = writing.channelId || from[0]?.id || ''
  const hits = useHits(writing.to.trim())
  const open = useMutation({
    mutationFn: () => cases.open({ channelId, to: { address: writing.to.trim(), name: customerAt(hits, writing.to)?.name ?? '' }, subject: writing.subject.trim(), text: writing.text }),
    onSuccess: (view) => { void client.invalidateQueries({ queryKey: ['cases'] }); onClose(); go(`/cases/all/${view.id}`) },
  })
  const submit = (event: FormEvent) => { event.preventDefault(); open.mutate() }
  const form = from.length ? <form id={id} className="form" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.currentTarget.requestSubmit() } }}>
    <Select label={t('cases.new-case.from')} options={from.map((each) => ({ value: each.id, label: `${each.name} <${each.address}>` }))} value={channelId} onChange={(event) => set({ channelId: event.target.value })} />
    <Field label={t('cases.new-case.to')} type="email" required maxLength={254} autoComplete="off" list={`${id}-hits`} value={writing.to} onChange={(event) => set({ to: event.target.value })} hint={customerAt(hits, writing.to)?.name} />
    <datalist id={`${id}-hits`}>{hits.flatMap((each) => (each.address ? [<option key={each.id} value={each.address}>{each.name}</option>] : []))}</datalist>
    <Field label={t('subject')} required maxLength={400} value={writing.subject} onChange={(event) => set({ subject: event.target.value })} />
    <TextArea label={t('composer.text')} required rows={8} dir="auto" value={writing.text} onChange={(event) => set({ text: event.target.value })} />
    {open.isError ? <p className="form__error" role="alert">{sentence(open.error)}</p> : null}
  </form> : <p>{t('cases.new-case.no-mailbox')}</p>
  return <Dialog wide title={t('cases.new-case')} onClose={onClose} foot={from.length ? <><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={open.isPending}>{t('cases.new-case.open')}</Button></> : <Button onClick={onClose}>{t('close')}</Button>}>
    {known.isPending ? <Skeleton lines={5} /> : form}
  </Dialog>
}
