import { useState } from 'react'
import type { Delivery, Message } from '#contracts/conversations'
import { fullMoment, moment } from '#kit/formats.ts'
import { isKnown, t, word } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { Attachments } from './Attachments.tsx'
import { DeliveryLine, type DeliveryActions } from './DeliveryLine.tsx'
import { MessageBody } from './MessageBody.tsx'
import { onlyNames } from './named.ts'
import './MessageCard.css'

export type MessageActions = DeliveryActions & { onForward?: (message: Message) => void; onSplit?: (message: Message) => void }

const labels = { in: 'message.customer', 'third-party': 'message.customer', out: 'message.ours', forward: 'message.ours', note: 'message.note' } as const
const names = (list: Message['to']) => list.map((each) => each.name || each.address).join(', ')

/** One utterance with all that is known about it: who, to whom, how sure we are of that, and where its deliveries stand. */
export function MessageCard({ message, zone, actions = {}, readOnly = false, over }: { message: Message; zone?: string | null; actions?: MessageActions; readOnly?: boolean; /** Who wrote and who looked over it, for colleagues to know. */ over?: { writtenBy: string; lookedOverBy: string } | undefined }) {
  const ours = message.kind === 'out' || message.kind === 'forward'
  const hasLooks = message.hasHtml && !(message.kind === 'note' && onlyNames(message.writtenHtml ?? '<img>'))
  const [plain, setPlain] = useState(!hasLooks)
  const shown: Delivery[] = message.deliveries.filter((each) => each.direction === 'out')
  const items = [
    ...(hasLooks ? [{ key: 'plain', label: t('message.plain'), checked: plain, onChoose: () => setPlain(true) }, { key: 'html', label: t('message.html'), checked: !plain, onChoose: () => setPlain(false) }] : []),
    ...(actions.onForward && message.kind !== 'note' ? [{ key: 'forward', label: t('message.forward'), onChoose: () => actions.onForward?.(message) }] : []),
    ...(actions.onSplit && message.kind !== 'note' ? [{ key: 'split', label: t('message.split'), onChoose: () => actions.onSplit?.(message) }] : []),
    ...(message.kind === 'note' ? [] : [{ key: 'raw', label: t('message.raw'), onChoose: () => window.location.assign(`/api/v1/messages/${message.id}/raw`) }]),
  ]
  return <article className={`message message--${message.kind}`} aria-label={t(labels[message.kind], { name: message.author.name })} id={`message-${message.id}`}>
    <header className="message__head">
      <b className="message__who">{message.author.name || message.author.address}</b>
      <span className="meta message__facts">
        {message.kind === 'note' ? <span>{t('note')} · </span> : null}{message.kind === 'forward' ? <span>{t('forwarded')} · </span> : null}{message.kind === 'third-party' ? <span>{t('third-party')} · </span> : null}
        {!ours && message.author.address && message.author.address !== message.author.name ? <span>{message.author.address} · </span> : null}
        <time dateTime={message.at} title={fullMoment(message.at)}>{moment(message.at)}</time>
      </span>
      {items.length ? <span className="message__menu"><Menu small look="quiet" label={t('message.more')} button="⋯" items={items} /></span> : null}
    </header>
    {message.kind !== 'note' && message.to.length + message.cc.length > (ours ? 0 : 1) ? <p className="meta message__to">{t('message.to', { names: names(message.to) })}{message.cc.length ? ` · ${t('message.cc', { names: names(message.cc) })}` : ''}</p> : null}
    {over ? <p className="meta message__over">{t('message.looked-over', { writer: over.writtenBy, reader: over.lookedOverBy })}</p> : null}
    {message.assurance && !ours ? <p className={`message__sure message__sure--${message.assurance}`}>
      <span>{t(`assurance.${message.assurance}`)}</span>{message.assuranceReasons.length ? <span className="message__reasons">: {message.assuranceReasons.map((each) => word('assure', each)).join(', ')}</span> : null}
      {message.automatic ? <span> · {t('message.automatic')}</span> : null}
      {message.marks.filter((each) => isKnown(`marked.${each}`)).map((each) => <span key={each}> · {word('marked', each)}</span>)}
    </p> : null}
    <MessageBody message={message} plain={plain} />
    {/* What the frame shows in its place is not listed once more. */}
    <Attachments attachments={plain ? message.attachments : message.attachments.filter((each) => !each.inline)} />
    {shown.map((delivery) => <DeliveryLine key={delivery.id} delivery={delivery} message={message} zone={zone} actions={readOnly ? {} : actions} />)}
  </article>
}
