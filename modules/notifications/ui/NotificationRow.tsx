import { Link, useLocation } from 'wouter'
import type { Told } from '#contracts/notifications'
import { Button } from '#kit/Button.tsx'
import { age, fullMoment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { hrefOf, sentenceOf } from './words.ts'

/** One of them: what happened, in which case, and how it begins. Going there reads it; what is about no case is read by the way. */
export function NotificationRow({ row, onGo, onRead, now = new Date() }: { row: Told; onGo: () => void; onRead: () => void; now?: Date }) {
  const [path] = useLocation()
  const unread = row.readAt === null
  return <li className={`told__row${unread ? ' told__row--unread' : ''}`}>
    <Link href={hrefOf(row, path)} className="told__link" onClick={() => { if (unread) onRead(); onGo() }}>
      <span className="told__what">{unread ? <span className="hidden-text">{t('case.unread')}: </span> : null}{sentenceOf(row)}</span><time className="meta" dateTime={row.at} title={fullMoment(row.at)}>{age(row.at, now)}</time>
      {row.case ? <span className="told__case">{row.case.reference} {row.case.subject}</span> : null}
      {row.words ? <span className="told__words">{row.words}</span> : null}
    </Link>
    {unread ? <Button small look="quiet" className="told__read" title={t('notify.one-read')} aria-label={`${t('notify.one-read')}: ${sentenceOf(row)}`} onClick={onRead}>✓</Button> : null}
  </li>
}
