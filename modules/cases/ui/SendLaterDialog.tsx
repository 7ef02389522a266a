import { useState, type FormEvent } from 'react'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { fullMoment, timeOfDay } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { inputValue, presets } from './send-later.ts'

const zoneName = (zone: string) => zone.split('/').at(-1)!.replaceAll('_', ' ')

/** Presets lie in the customer's day; each moment is told in both zones, so that nobody has to count. */
export function SendLaterDialog({ customerZone, now = new Date(), onChoose, onClose }: { customerZone: string | null; now?: Date; onChoose: (sendAt: string) => void; onClose: () => void }) {
  const [own, setOwn] = useState('')
  const [wrong, setWrong] = useState(false)
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const both = (at: Date) => <span className="later__times"><span>{t('composer.later.yours', { time: fullMoment(at) })}</span>
    {customerZone ? <span className="meta">{timeOfDay(at) === timeOfDay(at, customerZone) ? t('composer.later.same', { zone: zoneName(customerZone) }) : t('composer.later.theirs', { time: fullMoment(at, customerZone), zone: zoneName(customerZone) })}</span> : null}</span>
  const ownAt = own ? new Date(own) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ownAt || ownAt.getTime() <= Date.now()) { setWrong(true); return }
    onChoose(ownAt.toISOString())
  }
  return <Dialog title={t('composer.later.title')} onClose={onClose}>
    {customerZone ? null : <p className="meta">{t('composer.later.zone-unknown')}</p>}
    <ul className="choices">{presets(now, customerZone ?? ownZone).map((each, index) => <li key={each.key}><button type="button" data-focus={index === 0 || undefined} className="menu__item later__choice" onClick={() => onChoose(each.at.toISOString())}>
      <b>{t(`composer.later.${each.key}`)}</b>{both(each.at)}</button></li>)}</ul>
    <form className="form" onSubmit={submit}>
      <Field label={t('composer.later.own')} type="datetime-local" required min={inputValue(now)} value={own} onChange={(event) => { setOwn(event.target.value); setWrong(false) }} hint={ownAt && !wrong ? both(ownAt) : undefined} error={wrong ? t('composer.later.past') : undefined} />
      <div className="row-of"><Button type="submit" look="primary">{t('composer.send-later')}</Button></div>
    </form>
  </Dialog>
}
