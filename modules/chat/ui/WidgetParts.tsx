import { useState } from 'react'
import { Checkbox, Field, Select, TextArea } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Part } from '#kit/Page.tsx'
import { Button } from '#kit/Button.tsx'
import { useBrandMailboxes, type Settings } from './api.ts'
import { freshKey, problems, toLines, withWords } from './widget-writing.ts'

export type PartProps = { settings: Settings; set: (patch: Partial<Settings>) => void; /** Whose words are being written. */ language: string; wrong: ReturnType<typeof problems> }
const number = (text: string, otherwise: number) => { const n = Number.parseInt(text, 10); return Number.isNaN(n) ? otherwise : n }

export function LookPart({ settings, set, language, wrong }: PartProps) {
  return <Part title={t('widgets.part.look')}>
    <div className="form__pair">
      <Field label={t('widgets.title-field')} optional maxLength={80} error={wrong.title} value={settings.title} onChange={(event) => set({ title: event.target.value })} />
      <Field label={t('widgets.logo')} optional type="url" placeholder="https://" maxLength={2000} error={wrong.logo} value={settings.logo} onChange={(event) => set({ logo: event.target.value })} />
    </div>
    <div className="form__pair">
      <Field label={t('widgets.colour')} type="color" error={wrong.colour} value={settings.colour} onChange={(event) => set({ colour: event.target.value })} />
      <Field label={t('widgets.text-on-colour')} type="color" error={wrong.textOnColour} value={settings.textOnColour} onChange={(event) => set({ textOnColour: event.target.value })} />
      <Select label={t('widgets.position')} options={(['right', 'left'] as const).map((value) => ({ value, label: t(`widgets.position.${value}`) }))} value={settings.position} onChange={(event) => set({ position: event.target.value as Settings['position'] })} />
    </div>
    <div className="form__pair">{(['x', 'y'] as const).map((axis) => <Field key={axis} label={t(`widgets.offset.${axis}`)} type="number" min={0} max={400} error={wrong.offset} value={settings.offset[axis]} onChange={(event) => set({ offset: { ...settings.offset, [axis]: number(event.target.value, 0) } })} />)}</div>
    <TextArea label={t('widgets.greeting')} lang={language} rows={3} maxLength={600} hint={t('widgets.greeting-hint')} value={settings.greeting[language] ?? ''} onChange={(event) => set({ greeting: withWords(settings.greeting, language, event.target.value) })} />
    <LinesField label={t('widgets.hide-on')} hint={t('widgets.hide-on-hint')} value={settings.hideOn} onChange={(hideOn) => set({ hideOn })} />
    <Checkbox label={t('widgets.hide-phones')} checked={settings.hideOnPhones} onChange={(event) => set({ hideOnPhones: event.target.checked })} />
    <Checkbox label={t('widgets.hide-closed')} checked={settings.hideWhenClosed} onChange={(event) => set({ hideWhenClosed: event.target.checked })} />
  </Part>
}

/** What was typed stays as it was typed; what it means is read from it. */
function LinesField({ label, hint, value, onChange }: { label: string; hint: string; value: string[]; onChange: (lines: string[]) => void }) {
  const [text, setText] = useState(() => value.join('\n'))
  const shown = JSON.stringify(toLines(text)) === JSON.stringify(value) ? text : value.join('\n')
  return <TextArea label={label} optional hint={hint} rows={2} spellCheck={false} value={shown} onChange={(event) => { setText(event.target.value); onChange(toLines(event.target.value)) }} />
}

export function FormPart({ settings, set, language, wrong }: PartProps) {
  const { form } = settings
  const change = (patch: Partial<Settings['form']>) => set({ form: { ...form, ...patch } })
  const field = (key: string, patch: Partial<Settings['form']['fields'][number]>) => change({ fields: form.fields.map((each) => (each.key === key ? { ...each, ...patch } : each)) })
  return <Part title={t('widgets.part.form')}>
    <Select label={t('widgets.ask')} error={wrong.form} options={(['never', 'closed', 'always'] as const).map((value) => ({ value, label: t(`widgets.ask.${value}`) }))} value={form.ask} onChange={(event) => change({ ask: event.target.value as typeof form.ask })} />
    {form.ask === 'never' ? null : <>
      <div className="form__pair">{(['name', 'email'] as const).map((which) => <Select key={which} label={t(which)} options={(['no', 'optional', 'required'] as const).map((value) => ({ value, label: t(`widgets.asked.${value}`) }))} value={form[which]} onChange={(event) => change({ [which]: event.target.value })} />)}</div>
      <ul className="widget-rows">{form.fields.map((each) => <li key={each.key} className="widget-row card">
        <Field label={t('widgets.field-label')} required={!Object.keys(each.label).length} lang={language} maxLength={600} value={each.label[language] ?? ''} onChange={(event) => field(each.key, { label: withWords(each.label, language, event.target.value) })} />
        <Select label={t('widgets.field-kind')} options={(['text', 'long-text', 'choice'] as const).map((value) => ({ value, label: t(`widgets.field-kind.${value}`) }))} value={each.kind} onChange={(event) => field(each.key, { kind: event.target.value as typeof each.kind })} />
        {each.kind === 'choice' ? <LinesField label={t('widgets.field-choices')} hint={t('widgets.one-per-line')} value={each.choices} onChange={(choices) => field(each.key, { choices })} /> : null}
        <Checkbox label={t('widgets.asked.required')} checked={each.required} onChange={(event) => field(each.key, { required: event.target.checked })} />
        <Button small look="quiet" onClick={() => change({ fields: form.fields.filter(({ key }) => key !== each.key) })}>{t('remove')}<span className="hidden-text"> {each.label[language] ?? each.key}</span></Button>
      </li>)}</ul>
      {form.fields.length < 10 ? <Button small onClick={() => change({ fields: [...form.fields, { key: freshKey('field', form.fields.map(({ key }) => key)), label: {}, kind: 'text', required: false, choices: [] }] })}>{t('widgets.field-add')}</Button> : null}
      <TextArea label={t('widgets.consent')} optional lang={language} rows={2} maxLength={600} hint={t('widgets.consent-hint')} value={form.consent[language] ?? ''} onChange={(event) => change({ consent: withWords(form.consent, language, event.target.value) })} />
    </>}
  </Part>
}

const switches = ['showPage', 'sneakPeek', 'readReceipts', 'files', 'transcript', 'rating', 'sound'] as const
export function SwitchesPart({ settings, set }: PartProps) {
  return <Part title={t('widgets.part.switches')}>{switches.map((each) => <Checkbox key={each} label={t(`widgets.switch.${each}`)} hint={each === 'showPage' || each === 'sneakPeek' ? t(`widgets.switch-hint.${each}`) : undefined} checked={settings[each]} onChange={(event) => set({ [each]: event.target.checked })} />)}</Part>
}

export function MailPart({ settings, set, wrong, brandId }: PartProps & { brandId: string }) {
  const mailboxes = useBrandMailboxes(brandId).data ?? []
  return <Part title={t('widgets.part.mail')}>
    <p className="meta">{t('widgets.mail-hint')}</p>
    <div className="form__pair">
      <Field label={t('widgets.mail-after')} type="number" required min={1} max={1440} error={wrong.mailAfterMinutes} value={settings.mailAfterMinutes} onChange={(event) => set({ mailAfterMinutes: number(event.target.value, 5) })} />
      <Field label={t('widgets.end-after')} type="number" required min={5} max={10080} error={wrong.endAfterMinutes} value={settings.endAfterMinutes} onChange={(event) => set({ endAfterMinutes: number(event.target.value, 720) })} />
      <Select label={t('widgets.mailbox')} options={[{ value: '', label: t('widgets.mailbox-any') }, ...mailboxes.map((each) => ({ value: each.id, label: `${each.name} · ${each.address}` }))]} value={settings.mailboxId ?? ''} onChange={(event) => set({ mailboxId: event.target.value || null })} />
    </div>
  </Part>
}
