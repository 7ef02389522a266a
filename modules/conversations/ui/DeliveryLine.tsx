import type { Delivery, Message } from '#contracts/conversations'
import { Button } from '#kit/Button.tsx'
import { fullMoment, moment, relative } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { useSecondsLeft } from '#kit/Toasts.tsx'
import { troubleWords } from '#kit/trouble-words.ts'

export type DeliveryActions = {
  onTakeBack?: (delivery: Delivery) => void
  onEditResend?: (delivery: Delivery, message: Message) => void
  onSendAgain?: (delivery: Delivery) => void
  onArrived?: (delivery: Delivery) => void
}

const tone: Partial<Record<Delivery['state'], 'late' | 'soon' | 'good'>> = { failed: 'late', bounced: 'late', doubtful: 'soon', retrying: 'soon' }

function words(delivery: Delivery, seconds: number, zone: string | null | undefined): string {
  switch (delivery.state) {
    case 'undoable': return seconds > 0 ? t('delivery.undoable', { seconds }) : t('delivery.queued')
    case 'scheduled': {
      const due = delivery.dueAt ?? delivery.at
      const there = zone ? ` (${t('delivery.scheduled-there', { time: fullMoment(due, zone) })})` : ''
      return t('delivery.scheduled', { time: moment(due) }) + there
    }
    case 'retrying': return delivery.dueAt ? t('delivery.retrying', { time: relative(delivery.dueAt) }) : t('delivery.retrying-soon')
    default: return t(`delivery.${delivery.state}`)
  }
}

/** Where one sending stands, in words, and what can be done about it. */
export function DeliveryLine({ delivery, message, zone, actions }: { delivery: Delivery; message: Message; zone: string | null | undefined; actions: DeliveryActions }) {
  const seconds = useSecondsLeft(delivery.state === 'undoable' && delivery.dueAt ? Date.parse(delivery.dueAt) : 0)
  const { state } = delivery
  const { onTakeBack, onEditResend, onSendAgain, onArrived } = actions
  return <div className={`delivery delivery--${tone[state] ?? 'calm'}`}>
    <span className="delivery__words">{words(delivery, seconds, zone)}{delivery.attempts > 1 ? ` · ${t('delivery.attempts', { count: delivery.attempts })}` : ''}{delivery.detail && state !== 'sent' ? <span className="delivery__detail">{troubleWords(delivery.detail)}</span> : null}</span>
    {state === 'undoable' && seconds > 0 && onTakeBack ? <Button small onClick={() => onTakeBack(delivery)}>{t('undo')}</Button> : null}
    {(state === 'scheduled' || state === 'retrying') && onTakeBack ? <Button small onClick={() => onTakeBack(delivery)}>{t('delivery.cancel')}</Button> : null}
    {(state === 'failed' || state === 'bounced') && onEditResend ? <Button small onClick={() => onEditResend(delivery, message)}>{t('delivery.edit-resend')}</Button> : null}
    {state === 'doubtful' && onSendAgain ? <Button small onClick={() => onSendAgain(delivery)}>{t('delivery.send-again')}</Button> : null}
    {state === 'doubtful' && onArrived ? <Button small onClick={() => onArrived(delivery)}>{t('delivery.arrived')}</Button> : null}
  </div>
}
