import { useState, type FormEvent } from 'react'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Checkbox, Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'

/** Tags for many cases: what is added to all, and what is taken from those that have it. */
export function TagsDialog({ tags, onChange, onClose }: { tags: readonly string[]; onChange: (change: { add: string[]; remove: string[] }) => void; onClose: () => void }) {
  const [text, setText] = useState('')
  const [remove, setRemove] = useState<readonly string[]>([])
  const add = text.split(',').map((each) => each.trim()).filter(Boolean)
  const submit = (event: FormEvent) => { event.preventDefault(); onClose(); if (add.length || remove.length) onChange({ add, remove: [...remove] }) }
  return <Dialog title={t('tags')} onClose={onClose}>
    <form className="form" onSubmit={submit}>
      <Field label={t('tags.add')} hint={t('bulk.tags-hint')} maxLength={400} value={text} onChange={(event) => setText(event.target.value)} />
      {tags.length ? <fieldset><legend>{t('bulk.tags-remove')}</legend>{tags.map((tag) => <Checkbox key={tag} label={tag} checked={remove.includes(tag)} onChange={(event) => setRemove(event.target.checked ? [...remove, tag] : remove.filter((each) => each !== tag))} />)}</fieldset> : null}
      <div className="row-of"><Button type="submit" look="primary">{t('change')}</Button></div>
    </form>
  </Dialog>
}
