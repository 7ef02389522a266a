import { useColleagues, useMe, useTeams } from '#ui/accounts'
import type { CaseField } from '#contracts/cases'
import type { TextDeed } from '#contracts/knowledge'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { useFields } from './fields.ts'
import { inputText, readValue } from './field-values.ts'
import { blankDeed, deedKey, listOf } from './macro-deeds.ts'
import { spanWords } from './macro-words.ts'
import { priorities } from './views.ts'
import './Macro.css'

type Props = { deeds: readonly TextDeed[]; /** Null: one's own, in whatever brand it is used; or everybody's. */ brandId: string | null; forAll: boolean; onChange: (deeds: TextDeed[]) => void }
const statuses = ['open', 'waiting-customer', 'waiting-third-party', 'solved'] as const
const spans = [1, 4, 24, 48, 72, 168, 336, 720]

/** "And then": what a text does to the case that it is used in. What belongs to a brand is offered where the text does. */
export function MacroFields({ deeds, brandId, forAll, onChange }: Props) {
  const fields = (useFields().data ?? []).filter((each) => !each.retired && !forAll && (brandId === null || each.brandId === brandId))
  const put = (deed: TextDeed) => onChange(deeds.map((each) => (deedKey(each) === deedKey(deed) ? deed : each)))
  const drop = (deed: TextDeed) => onChange(deeds.filter((each) => each !== deed))
  const nameOf = (deed: TextDeed) => (deed.kind === 'field' ? fields.find((each) => each.id === deed.fieldId)?.name ?? t('macro.gone') : t(`macro.kind.${deed.kind}`))
  const free = (['status', 'priority', 'assign', 'tag', 'snooze', 'follow'] as const).filter((kind) => !deeds.some((each) => each.kind === kind))
  return <fieldset className="macro-fields"><legend>{t('macro.title')}</legend>
    <p className="field__hint">{t('macro.hint')}</p>
    {deeds.map((deed) => <div key={deedKey(deed)} className="macro-field"><span>{nameOf(deed)}</span>
      <DeedField deed={deed} label={nameOf(deed)} field={deed.kind === 'field' ? fields.find((each) => each.id === deed.fieldId) : undefined} brandId={brandId} forAll={forAll} onChange={put} />
      <button type="button" className="button button--quiet button--small" aria-label={t('macro.take-out', { name: nameOf(deed) })} title={t('macro.take-out', { name: nameOf(deed) })} onClick={() => drop(deed)}>✕</button></div>)}
    <div className="row-of"><Menu small look="plain" label={t('macro.add')} button={`+ ${t('macro.add')}`} items={[
      ...free.map((kind) => ({ key: kind, label: t(`macro.kind.${kind}`), onChoose: () => onChange([...deeds, blankDeed(kind)]) })),
      ...fields.filter((field) => !deeds.some((each) => each.kind === 'field' && each.fieldId === field.id)).map((field) => ({ key: field.id, label: field.name, hint: t('fields.fill'), onChoose: () => onChange([...deeds, { kind: 'field', fieldId: field.id, value: field.kind === 'yes-no' ? true : field.kind === 'choice' ? field.choices.find((each) => !each.retired)?.key ?? null : null }]) })),
    ]} /></div>
  </fieldset>
}

function DeedField({ deed, label, field, brandId, forAll, onChange }: { deed: TextDeed; label: string; field: CaseField | undefined; brandId: string | null; forAll: boolean; onChange: (deed: TextDeed) => void }) {
  const me = useMe()
  const within = (brandIds: readonly string[]) => !forAll && (brandId === null ? brandIds.some((id) => me.brands.some((each) => each.id === id)) : brandIds.includes(brandId))
  const people = useColleagues().filter((each) => within(each.brandIds) && each.role !== 'auditor' && each.role !== 'client-viewer')
  const teams = (useTeams().data ?? []).filter((each) => within([each.brandId]))
  switch (deed.kind) {
    case 'status': return <Select labelHidden label={label} value={deed.status} options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))} onChange={(event) => onChange({ ...deed, status: statuses.find((each) => each === event.target.value) ?? 'solved' })} />
    case 'priority': return <Select labelHidden label={label} value={deed.priority} options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))} onChange={(event) => onChange({ ...deed, priority: priorities.find((each) => each === event.target.value) ?? 'normal' })} />
    case 'assign': return <Select labelHidden label={label} value={deed.to === 'me' ? 'me' : `${deed.to} ${deed.id}`} onChange={(event) => { const [to, id] = event.target.value.split(' '); onChange(id ? { kind: 'assign', to: to as 'person' | 'team', id } : { kind: 'assign', to: 'me', id: null }) }}
      options={[{ value: 'me', label: t('macro.me') }, ...teams.map((each) => ({ value: `team ${each.id}`, label: each.name })), ...people.map((each) => ({ value: `person ${each.id}`, label: each.name }))]} />
    case 'tag': return <div className="macro-field__pair"><TagsField label={t('macro.tags-add')} tags={deed.add} onChange={(add) => onChange({ ...deed, add })} /><TagsField label={t('macro.tags-remove')} tags={deed.remove} onChange={(remove) => onChange({ ...deed, remove })} /></div>
    case 'snooze': return <Select labelHidden label={label} value={String(deed.hours)} options={[...new Set([...spans, deed.hours])].toSorted((one, other) => one - other).map((hours) => ({ value: String(hours), label: spanWords(hours) }))} onChange={(event) => onChange({ ...deed, hours: Number(event.target.value) })} />
    case 'follow': return <span className="meta">{t('macro.follow-hint')}</span>
    case 'field':
      if (!field) return <span className="meta">{t('macro.gone')}</span>
      if (field.kind === 'yes-no') return <Select labelHidden label={label} value={deed.value === true ? 'yes' : 'no'} options={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))} onChange={(event) => onChange({ ...deed, value: event.target.value === 'yes' })} />
      if (field.kind === 'choice') return <Select labelHidden label={label} value={String(deed.value ?? '')} options={field.choices.filter((each) => !each.retired).map((each) => ({ value: each.key, label: each.label }))} onChange={(event) => onChange({ ...deed, value: event.target.value })} />
      return <Field labelHidden label={label} type={field.kind === 'date' ? 'date' : 'text'} inputMode={field.kind === 'number' ? 'decimal' : undefined} placeholder={t('macro.empties')} defaultValue={inputText(deed.value ?? undefined)} onBlur={(event) => { const value = readValue(field.kind, event.target.value); if (value !== undefined) onChange({ ...deed, value }) }} />
  }
}

function TagsField({ label, tags, onChange }: { label: string; tags: readonly string[]; onChange: (tags: string[]) => void }) {
  return <Field label={label} placeholder={t('bulk.tags-hint')} defaultValue={tags.join(', ')} onChange={(event) => onChange(listOf(event.target.value))} />
}
