import { useId, useState, type FormEvent } from 'react'
import { useMe } from '#ui/accounts'
import type { Webhook } from '#contracts/webhooks'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Checkbox, Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { webhooks, type Made } from './api.ts'
import { families, fromPatterns, toPatterns } from './patterns.ts'

/** A webhook to make or to change: of which brand, where to, and what it wants to hear. */
export function WebhookDialog({ webhook, onClose, onMade }: { webhook: Webhook | null; onClose: () => void; onMade: (made: Made) => void }) {
  const { brands } = useMe()
  const id = useId()
  const [writing, setWriting] = useState({ brandId: webhook?.brandId ?? brands[0]?.id ?? '', name: webhook?.name ?? '', url: webhook?.url ?? '' })
  const [choice, setChoice] = useState(() => fromPatterns(webhook?.patterns ?? ['case.*']))
  const patterns = toPatterns(choice)
  const save = useDeed(async () => {
    const input = { ...writing, name: writing.name.trim(), patterns }
    return webhook ? { ...await webhooks.change(webhook.id, input), secret: null } : webhooks.make(input)
  }, [['webhooks']], { words: t('saved'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(undefined, { onSuccess: (made) => { onClose(); if (made.secret !== null) onMade(made as Made) } }) }
  const toggle = (family: string, on: boolean) => setChoice({ ...choice, families: on ? [...choice.families, family] : choice.families.filter((each) => each !== family) })
  return <Dialog title={webhook ? t('webhooks.edit', { name: webhook.name }) : t('webhooks.new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <div className="form__pair">
        <Field label={t('name')} required maxLength={80} value={writing.name} onChange={(event) => setWriting({ ...writing, name: event.target.value })} />
        <Select label={t('brand')} disabled={webhook !== null} options={brands.map((each) => ({ value: each.id, label: each.name }))} value={writing.brandId} onChange={(event) => setWriting({ ...writing, brandId: event.target.value })} />
      </div>
      <Field label={t('webhooks.url')} type="url" required maxLength={2000} placeholder="https://" autoComplete="off" hint={t('webhooks.url-hint')} value={writing.url} onChange={(event) => setWriting({ ...writing, url: event.target.value })} />
      <fieldset><legend>{t('webhooks.hears')}</legend>
        <Checkbox label={t('webhooks.everything')} checked={choice.everything} onChange={(event) => setChoice({ ...choice, everything: event.target.checked })} />
        {choice.everything ? null : <>
          <div className="webhook__families">{families.map((family) => <Checkbox key={family} label={t(`webhooks.family.${family}`)} checked={choice.families.includes(family)} onChange={(event) => toggle(family, event.target.checked)} />)}</div>
          <Field label={t('webhooks.verbs')} optional={patterns.length > 0} required={patterns.length === 0} hint={t('webhooks.verbs-hint')} autoComplete="off" value={choice.others} onChange={(event) => setChoice({ ...choice, others: event.target.value })} />
        </>}
      </fieldset>
      <p className="meta">{t('webhooks.sight')}</p>
      {save.isError ? <p className="form__error" role="alert">{sentence(save.error)}</p> : null}
    </form>
  </Dialog>
}
