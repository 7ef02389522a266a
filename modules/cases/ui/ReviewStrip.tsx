import type { Review } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { t } from '#kit/i18n.ts'
import { isApproved } from './reviews.ts'
import { ReviewTalk } from './ReviewTalk.tsx'
import './Review.css'

type Props = { review: Review; version: number | undefined; /** Somebody was quicker: their words are in the review, the author's in the composer. */ overtaken: boolean; onTakeTheirs: () => void; onKeepMine: () => void; onSay: (text: string) => void; onAskAgain: () => void; onWithdraw: () => void }

/** Above the author's words: who looks over them, what they said, and whose words count when two wrote at once. */
export function ReviewStrip({ review, version, overtaken, onTakeTheirs, onKeepMine, onSay, onAskAgain, onWithdraw }: Props) {
  const [name, decided] = [review.asked.name, review.decidedBy?.name ?? review.asked.name]
  const words = isApproved(review, version) ? t('review.is-approved', { name: decided }) : review.state === 'returned' ? t('review.is-returned', { name: decided }) : t('review.is-asked', { name })
  return <section className={`review-strip review-strip--${isApproved(review, version) ? 'approved' : review.state}`} aria-label={t('review')}>
    <div className="review-strip__head"><p role="status">{words}</p>
      <span className="row-of">{review.state === 'returned' ? <Button small onClick={onAskAgain}>{t('review.ask-again', { name })}</Button> : null}
        <Button small look="quiet" onClick={onWithdraw}>{t('review.withdraw')}</Button></span></div>
    {overtaken ? <div className="review-strip__overtaken" role="alert">
      <p>{t('review.overtaken')}</p>
      <blockquote dir="auto">{review.draft.text}</blockquote>
      <span className="row-of"><Button small look="primary" onClick={onTakeTheirs}>{t('review.take-theirs')}</Button><Button small onClick={onKeepMine}>{t('review.keep-mine')}</Button></span>
    </div> : null}
    <ReviewTalk remarks={review.remarks} onSay={onSay} />
  </section>
}
