import { useId, useState, type FormEvent } from 'react'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select, TextArea } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import type { Card } from './api.ts'
import { toLines } from './widget-writing.ts'

const kinds = ['product', 'order', 'article', 'choices'] as const
const https = 'https://.*'

/** Something to be shown instead of described, or answers to choose from. */
export function CardDialog({ onClose, onSend }: { onClose: () => void; onSend: (card: Card) => void }) {
  const id = useId()
  const [kind, setKind] = useState<Card['kind']>('product')
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [picture, setPicture] = useState('')
  const [price, setPrice] = useState('')
  const [url, setUrl] = useState('')
  const [words, setWords] = useState('')
  const [choices, setChoices] = useState('')
  const offers = kind === 'choices'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend({ kind, title: title.trim(), text: text.trim(), picture: !offers && picture ? picture : null, price: kind === 'product' || kind === 'order' ? price.trim() : '', link: !offers && url ? { url, words: words.trim() || url } : null, choices: offers ? toLines(choices).slice(0, 8) : [] })
  }
  return <Dialog title={t('chats.card-send')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary">{t('composer.send')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Select label={t('chats.card-kind')} options={kinds.map((value) => ({ value, label: t(`chats.card-kind.${value}`) }))} value={kind} onChange={(event) => setKind(event.target.value as Card['kind'])} />
      <Field label={t('chats.card-title')} required maxLength={160} value={title} onChange={(event) => setTitle(event.target.value)} />
      {offers ? <TextArea label={t('chats.card-choices')} required rows={4} value={choices} onChange={(event) => setChoices(event.target.value)} /> : <>
        <TextArea label={t('chats.card-text')} optional rows={2} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
        {kind === 'article' ? null : <Field label={t('chats.card-price')} optional maxLength={40} value={price} onChange={(event) => setPrice(event.target.value)} />}
        <Field label={t('chats.card-picture')} optional type="url" pattern={https} placeholder="https://" maxLength={2000} value={picture} onChange={(event) => setPicture(event.target.value)} />
        <div className="form__pair"><Field label={t('chats.card-link')} optional type="url" pattern={https} placeholder="https://" maxLength={2000} value={url} onChange={(event) => setUrl(event.target.value)} />
          <Field label={t('chats.card-link-words')} optional maxLength={80} value={words} onChange={(event) => setWords(event.target.value)} /></div>
      </>}
    </form>
  </Dialog>
}
