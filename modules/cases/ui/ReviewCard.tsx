import { useRef, useState } from 'react'
import type { Review } from '#contracts/cases'
import { hasCode, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import type { EditorHandle } from '#kit/editor/Editor.tsx'
import { asHtml } from '#kit/editor/looks.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { attemptAt, fromDraft, isEmpty, type Writing } from './composer.ts'
import { RecipientFields } from './RecipientFields.tsx'
import { reviews, withPictures, type Reviewing } from './reviews.ts'
import { ReviewTalk } from './ReviewTalk.tsx'
import { Words } from './Words.tsx'
import './Review.css'

const names = (list: Review['draft']['to']) => list.map((each) => each.name || each.address).join(', ')

/** A colleague's draft that one is asked to look over: it is seen as it is written, and changed, talked about, approved, handed back or sent from here. */
export function ReviewCard({ review, reviewing }: { review: Review; reviewing: Reviewing }) {
  const { draft, author } = review
  const [editing, setEditing] = useState<Writing | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async (done: Promise<unknown>) => { setBusy(true); await done; setBusy(false) }
  return <section className="review-card" aria-label={t('review.card', { name: author.name })}>
    <header className="review-card__head"><b>{t(review.kind === 'forward' ? 'review.card-forward' : 'review.card', { name: author.name })}</b>
      {review.state === 'approved' ? <span className="review-card__state">{t('review.state.approved')}</span> : review.state === 'returned' ? <span className="review-card__state">{t('review.state.returned')}</span> : null}</header>
    {editing ? <EditDraft review={review} writing={editing} onWriting={setEditing} onClose={() => setEditing(null)} onSaved={reviewing.refresh} /> : <>
      <p className="meta">{draft.to.length ? t('message.to', { names: names(draft.to) }) : t('composer.to-nobody')}{draft.cc.length ? ` · ${t('message.cc', { names: names(draft.cc) })}` : ''}{draft.bcc.length ? ` · ${t('composer.bcc')} ${names(draft.bcc)}` : ''}{draft.subject ? ` · ${draft.subject}` : ''}</p>
      {/* Read by the server as strictly as what is sent. */}
      <div className="review-card__words" dir="auto" dangerouslySetInnerHTML={{ __html: isEmpty(fromDraft(draft)) ? '<p></p>' : withPictures(asHtml(draft), draft.files) }} />
      {draft.files.length ? <ul className="draft-files" aria-label={t('attachments')}>{draft.files.map((each) => <li key={each.id} className="draft-file"><a className="draft-file__name" href={each.url} download={each.name}>{each.name || t('composer.file-unnamed')}</a></li>)}</ul> : null}
      <div className="row-of review-card__deeds">
        <Button look="primary" busy={busy} onClick={() => void act(reviewing.sendInStead(review, attemptFor(review)))}>{t('review.send', { name: author.name })}</Button>
        <Button busy={busy} onClick={() => void act(reviewing.approve(review))}>{t('review.approve')}</Button>
        <Button busy={busy} onClick={() => void act(reviewing.giveBack(review, ''))}>{t('review.give-back')}</Button>
        <Button look="quiet" onClick={() => setEditing({ ...fromDraft(draft), version: draft.version })}>{t('change')}<span className="hidden-text"> {t('review.words', { name: author.name })}</span></Button>
      </div>
    </>}
    <ReviewTalk remarks={review.remarks} onSay={(text) => void reviewing.remark(review, text)} />
  </section>
}

const attempts = new Map<string, Writing>()
/** Pressed again because no answer came, it is the same letter. */
function attemptFor({ id, draft }: Review): string {
  const key = `${id} ${draft.version}`
  if (!attempts.has(key)) attempts.set(key, fromDraft(draft))
  return attemptAt(attempts.get(key)!)
}

function EditDraft({ review, writing, onWriting, onSaved, onClose }: { review: Review; writing: Writing; onWriting: (writing: Writing) => void; onSaved: () => Promise<unknown>; onClose: () => void }) {
  const handle = useRef<EditorHandle>(null)
  const [late, setLate] = useState(false)
  const [busy, setBusy] = useState(false)
  const save = async (version: number | undefined) => {
    setBusy(true)
    try {
      await reviews.edit(review.id, { ...writing, version })
      toast(t('review.edited', { name: review.author.name }))
      await onSaved()
      onClose()
    } catch (error) {
      if (hasCode(error, 'version-mismatch')) { await onSaved(); setLate(true) } else toast(sentence(error), { tone: 'late' })
    } finally {
      setBusy(false)
    }
  }
  return <div className="review-card__edit">
    <RecipientFields writing={writing} recipients={{ to: [], cc: [], explained: [] }} explained={false} autoFocus={false} subject={null} onChange={(patch) => onWriting({ ...writing, ...patch })} />
    <Words of={`review ${review.id}`} words={writing} onWords={(words) => onWriting({ ...writing, ...words })} label={t('review.words', { name: review.author.name })} placeholder="" handle={handle} tools={false}
      urlOf={(contentId) => review.draft.files.find((each) => each.contentId === contentId)?.url ?? null} onFiles={() => false} />
    {late ? <div className="review-strip__overtaken" role="alert"><p>{t('review.overtaken-by', { name: review.author.name })}</p><blockquote dir="auto">{review.draft.text}</blockquote></div> : null}
    <div className="row-of review-card__deeds">
      {late ? <><Button look="primary" onClick={() => { onWriting({ ...fromDraft(review.draft), version: review.draft.version }); setLate(false) }}>{t('review.take-theirs')}</Button><Button busy={busy} onClick={() => void save(review.draft.version)}>{t('review.keep-mine')}</Button></>
        : <Button look="primary" busy={busy} onClick={() => void save(writing.version)}>{t('save')}</Button>}
      <Button onClick={onClose}>{t('cancel')}</Button>
    </div>
  </div>
}
