import { useState, type FormEvent } from 'react'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { fullMoment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { inputValue, presets } from './send-later.ts'

/** When it is to come back: mornings are the agent's own, for it is they who are to see it. */
export function SnoozeDialog({ asleep, now = new Date(), onChoose, onClose }: { asleep: boolean; now?: Date; onChoose: (until: string | null) => void; onClose: () => void }) {
  const [own, setOwn] = useState('')
  const [wrong, setWrong] = useState(false)
  const choose = (until: string | null) => { onClose(); onChoose(until) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!own || new Date(own).getTime() <= Date.now()) { setWrong(true); return }
    choose(new Date(own).toISOString())
  }
  return <Dialog title={t('snooze')} onClose={onClose}>
    <p className="meta">{t('snooze.hint')}</p>
    <ul className="choices">
      {presets(now, Intl.DateTimeFormat().resolvedOptions().timeZone).map((each, index) => <li key={each.key}><button type="button" data-focus={index === 0 || undefined} className="menu__item" onClick={() => choose(each.at.toISOString())}>
        <b className="menu__label">{t(`snooze.${each.key}`)}</b><span className="meta">{fullMoment(each.at)}</span></button></li>)}
      {asleep ? <li><button type="button" className="menu__item" onClick={() => choose(null)}><b className="menu__label">{t('snooze.wake')}</b></button></li> : null}
    </ul>
    <form className="form" onSubmit={submit}>
      <Field label={t('composer.later.own')} type="datetime-local" required min={inputValue(now)} value={own} onChange={(event) => { setOwn(event.target.value); setWrong(false) }} error={wrong ? t('composer.later.past') : undefined} />
      <div className="row-of"><Button type="submit" look="primary">{t('snooze')}</Button></div>
    </form>
  </Dialog>
}
