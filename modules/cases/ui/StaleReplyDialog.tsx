import type { CaseView } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { fullMoment, moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { cameIn } from './composer.ts'

/** Nothing was sent: first this is read. */
export function StaleReplyDialog({ view, seenMessageId, onSend, onReview }: { view: CaseView; seenMessageId: string | null; onSend: () => void; onReview: () => void }) {
  return <Dialog wide title={t('composer.stale.title')} onClose={onReview} foot={<><Button onClick={onSend}>{t('composer.stale.send')}</Button><Button look="primary" data-focus onClick={onReview}>{t('composer.stale.review')}</Button></>}>
    <p>{t('composer.stale.hint')}</p>
    {cameIn(view, seenMessageId).map((each) => <article key={each.id} className={`message message--${each.kind}`}>
      <header className="message__head"><b>{each.author.name || each.author.address}</b><time className="meta" dateTime={each.at} title={fullMoment(each.at)}>{moment(each.at)}</time></header>
      <div className="message__text" dir="auto">{each.text || <span className="meta">{t('message.empty')}</span>}</div>
    </article>)}
  </Dialog>
}
