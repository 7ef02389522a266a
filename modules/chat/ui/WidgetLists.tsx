import { Button } from '#kit/Button.tsx'
import { Checkbox, Field, Select, TextArea } from '#kit/Field.tsx'
import { language, t } from '#kit/i18n.ts'
import { Part } from '#kit/Page.tsx'
import type { Settings } from './api.ts'
import { freshKey, withWords, workingWeek } from './widget-writing.ts'
import type { PartProps } from './WidgetParts.tsx'

export function DepartmentsPart({ settings, set, language, teams }: PartProps & { teams: { id: string; name: string }[] }) {
  const { departments } = settings
  const change = (key: string, patch: Partial<Settings['departments'][number]>) => set({ departments: departments.map((each) => (each.key === key ? { ...each, ...patch } : each)) })
  return <Part title={t('widgets.part.departments')}>
    <p className="meta">{t('widgets.departments-hint')}</p>
    <ul className="widget-rows">{departments.map((each) => <li key={each.key} className="widget-row card">
      <Field label={t('widgets.department-name')} required={!Object.keys(each.name).length} lang={language} maxLength={600} value={each.name[language] ?? ''} onChange={(event) => change(each.key, { name: withWords(each.name, language, event.target.value) })} />
      <Select label={t('widgets.department-team')} options={teams.map((team) => ({ value: team.id, label: team.name }))} value={each.teamId} onChange={(event) => change(each.key, { teamId: event.target.value })} />
      <Button small look="quiet" onClick={() => set({ departments: departments.filter(({ key }) => key !== each.key) })}>{t('remove')}<span className="hidden-text"> {each.name[language] ?? each.key}</span></Button>
    </li>)}</ul>
    {teams.length === 0 ? <p>{t('widgets.no-teams')}</p> : departments.length < 20 ? <Button small onClick={() => set({ departments: [...departments, { key: freshKey('department-', departments.map(({ key }) => key)), name: {}, teamId: teams[0]!.id }] })}>{t('widgets.department-add')}</Button> : null}
  </Part>
}

/** Monday 5 January 1970 began a week: the names of days come from it. */
const nameOfDay = (day: number) => new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(1970, 0, 4 + day)))

export function HoursPart({ settings, set, wrong }: PartProps) {
  const { hours } = settings
  const replace = (index: number, patch: Partial<NonNullable<Settings['hours']>[number]>) => set({ hours: hours!.map((each, n) => (n === index ? { ...each, ...patch } : each)) })
  return <Part title={t('widgets.part.hours')}>
    <Checkbox label={t('widgets.hours-on')} hint={t('widgets.hours-hint')} checked={hours !== null} onChange={(event) => set({ hours: event.target.checked ? workingWeek() : null })} />
    {hours ? <>
      <ul className="widget-rows">{hours.map((each, n) => <li key={n} className="widget-hours">
        <Select label={t('widgets.day')} labelHidden options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: nameOfDay(day) }))} value={String(each.day)} onChange={(event) => replace(n, { day: Number(event.target.value) })} />
        <Field label={t('notify.from')} labelHidden type="time" required value={each.from} onChange={(event) => replace(n, { from: event.target.value })} />
        <Field label={t('notify.to')} labelHidden type="time" required value={each.to} onChange={(event) => replace(n, { to: event.target.value })} />
        <Button small look="quiet" aria-label={`${t('remove')} ${nameOfDay(each.day)} ${each.from}`} onClick={() => set({ hours: hours.filter((_, index) => index !== n) })}>✕</Button>
      </li>)}</ul>
      {wrong.hours ? <p className="field__error" role="alert">{wrong.hours}</p> : null}
      {hours.length < 42 ? <Button small onClick={() => set({ hours: [...hours, { day: Math.min(7, (hours.at(-1)?.day ?? 0) + 1), from: '09:00', to: '17:00' }] })}>{t('widgets.hours-add')}</Button> : null}
    </> : null}
  </Part>
}

export function GreetingsPart({ settings, set, language }: PartProps) {
  const { greetings } = settings
  const change = (id: string, patch: Partial<Settings['greetings'][number]>) => set({ greetings: greetings.map((each) => (each.id === id ? { ...each, ...patch } : each)) })
  return <Part title={t('widgets.part.greetings')}>
    <p className="meta">{t('widgets.greetings-hint')}</p>
    <ul className="widget-rows">{greetings.map((each) => <li key={each.id} className="widget-row card">
      <TextArea label={t('widgets.greeting-words')} lang={language} rows={2} maxLength={600} required={!Object.keys(each.words).length} value={each.words[language] ?? ''} onChange={(event) => change(each.id, { words: withWords(each.words, language, event.target.value) })} />
      <div className="form__pair">
        <Field label={t('widgets.greeting-page')} optional hint={t('widgets.greeting-page-hint')} maxLength={300} value={each.page} onChange={(event) => change(each.id, { page: event.target.value })} />
        <Field label={t('widgets.greeting-after')} type="number" min={0} max={3600} value={each.afterSeconds} onChange={(event) => change(each.id, { afterSeconds: Number.parseInt(event.target.value, 10) || 0 })} />
        <Select label={t('widgets.greeting-who')} options={([['', 'all'], ['new', 'new'], ['back', 'back']] as const).map(([value, key]) => ({ value, label: t(`widgets.greeting-who.${key}`) }))} value={each.returning === null ? '' : each.returning ? 'back' : 'new'} onChange={(event) => change(each.id, { returning: event.target.value === '' ? null : event.target.value === 'back' })} />
      </div>
      <div className="row-of"><Checkbox label={t('widgets.greeting-on')} checked={each.on} onChange={(event) => change(each.id, { on: event.target.checked })} />
        <Button small look="quiet" onClick={() => set({ greetings: greetings.filter(({ id }) => id !== each.id) })}>{t('remove')}<span className="hidden-text"> {each.words[language] ?? each.id}</span></Button></div>
    </li>)}</ul>
    {greetings.length < 20 ? <Button small onClick={() => set({ greetings: [...greetings, { id: freshKey('greeting-', greetings.map(({ id }) => id)), page: '', afterSeconds: 10, returning: null, words: {}, on: true }] })}>{t('widgets.greeting-add')}</Button> : null}
  </Part>
}
