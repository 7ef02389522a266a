import { useState, type FormEvent } from 'react'
import type { Review } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Field } from '#kit/Field.tsx'
import { fullMoment, moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

/** What author and reviewer said to each other about a draft, and a line to say more. */
export function ReviewTalk({ remarks, onSay }: { remarks: Review['remarks']; onSay: (text: string) => void }) {
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => { event.preventDefault(); if (text.trim()) { onSay(text.trim()); setText('') } }
  return <div className="review-talk">
    {remarks.length ? <ul aria-label={t('review.remarks')}>{remarks.map((each, n) => <li key={n}><b>{each.by}</b> <span dir="auto">{each.text}</span> <time className="meta" dateTime={each.at} title={fullMoment(each.at)}>{moment(each.at)}</time></li>)}</ul> : null}
    {/* Ctrl+Enter here is no sending: it is of the line alone. */}
    <form className="review-talk__say" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Enter') event.stopPropagation() }}>
      <Field label={t('review.remark')} labelHidden placeholder={t('review.remark')} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      <Button small type="submit" disabled={!text.trim()}>{t('review.say')}</Button>
    </form>
  </div>
}
