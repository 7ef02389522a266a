import type { Quiet } from '#contracts/notifications'
import { Button } from '#kit/Button.tsx'
import { Checkbox, Field } from '#kit/Field.tsx'
import { region } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const all = [1, 2, 3, 4, 5, 6, 7]
/** 5 January 2026 is a Monday. */
const dayNamed = (day: number) => new Intl.DateTimeFormat(region(), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, 4 + day)))

/** From when to when, on which days, by which clocks. At least one day: none would mean never, and that is the box above. */
export function QuietHours({ quiet, onChange, zone = here() }: { quiet: Quiet | null; onChange: (quiet: Quiet | null) => void; zone?: string }) {
  const change = (part: Partial<Quiet>) => { if (quiet) onChange({ ...quiet, ...part }) }
  return <div className="quiet">
    <Checkbox label={t('notify.quiet-on')} hint={t('notify.quiet-hint')} checked={quiet !== null} onChange={(event) => onChange(event.target.checked ? { from: '18:00', to: '08:00', days: all, zone } : null)} />
    {quiet ? <>
      <div className="form__pair">
        <Field label={t('notify.from')} type="time" required value={quiet.from} onChange={(event) => { if (event.target.value) change({ from: event.target.value }) }} />
        <Field label={t('notify.to')} type="time" required value={quiet.to} onChange={(event) => { if (event.target.value) change({ to: event.target.value }) }} />
      </div>
      <fieldset><legend className="field__label">{t('notify.days')}</legend><div className="quiet__days">{all.map((day) => <Checkbox key={day} label={dayNamed(day)} checked={quiet.days.includes(day)} disabled={quiet.days.length === 1 && quiet.days.includes(day)}
        onChange={(event) => change({ days: event.target.checked ? [...quiet.days, day].toSorted() : quiet.days.filter((each) => each !== day) })} />)}</div></fieldset>
      <div className="row-of"><span className="meta">{t('notify.zone', { zone: quiet.zone })}</span>{quiet.zone === zone ? null : <Button small onClick={() => change({ zone })}>{t('notify.zone-here', { zone })}</Button>}</div>
    </> : null}
  </div>
}
