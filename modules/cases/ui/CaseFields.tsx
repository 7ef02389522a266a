import { useState } from 'react'
import type { CaseField, FieldValue } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { toast } from '#kit/toasts.ts'
import { arranged, inputText, readValue, shownValue } from './field-values.ts'

type Props = { fields: readonly CaseField[]; brandId: string; values: Readonly<Record<string, FieldValue>>; change: boolean; onChange: (id: string, value: FieldValue | null) => void }

/** The brand's own fields: what is filled in stands in the line and is changed where it stands; the rest waits behind one button. */
export function CaseFields({ fields, brandId, values, change, onChange }: Props) {
  const [writing, setWriting] = useState<string | null>(null)
  const { filled, empty } = arranged(fields, brandId, values)
  const begun = empty.find((each) => each.id === writing)
  const keep = (id: string, value: FieldValue | null) => { setWriting(null); if (value !== (values[id] ?? null)) onChange(id, value) }
  return <>
    {[...filled, ...(begun ? [begun] : [])].map((field) => <One key={field.id} field={field} value={values[field.id]} change={change && !field.retired} writing={writing === field.id} onWrite={() => setWriting(field.id)} onLeave={() => setWriting(null)} onKeep={(value) => keep(field.id, value)} />)}
    {change && empty.length ? <Menu small look="quiet" label={t('fields.fill')} button={<>+ {t('fields.fill')}</>} items={empty.flatMap((field) => (listed(field)
      ? choicesOf(field).map(({ value, label }) => ({ key: `${field.id} ${label}`, label: `${field.name}: ${label}`, onChoose: () => keep(field.id, value) }))
      : [{ key: field.id, label: `${field.name} …`, onChoose: () => setWriting(field.id) }]))} /> : null}
  </>
}

const listed = ({ kind }: CaseField) => kind === 'choice' || kind === 'yes-no'
const choicesOf = (field: CaseField, present?: FieldValue): { value: FieldValue; label: string }[] => (field.kind === 'yes-no'
  ? [{ value: true, label: t('yes') }, { value: false, label: t('no') }] : field.choices.filter((each) => !each.retired || each.key === present).map((each) => ({ value: each.key, label: each.label })))

function One({ field, value, change, writing, onWrite, onLeave, onKeep }: { field: CaseField; value: FieldValue | undefined; change: boolean; writing: boolean; onWrite: () => void; onLeave: () => void; onKeep: (value: FieldValue | null) => void }) {
  const shown = `${field.name}: ${shownValue(field, value)}`
  if (!change) return <Chip title={shown}>{shown}</Chip>
  if (listed(field)) return <Menu small look="quiet" label={shown} button={<>{shown} ▾</>} items={[
    ...choicesOf(field, value).map((each) => ({ key: String(each.value), label: each.label, checked: each.value === value, onChoose: () => onKeep(each.value) })),
    { key: 'none', label: t('none'), checked: false, onChoose: () => onKeep(null) }]} />
  if (!writing) return <Button small look="quiet" onClick={onWrite} title={t('change')}>{shown}</Button>
  const read = (text: string) => { const kept = readValue(field.kind, text); if (kept === undefined) { toast(t('fields.no-number', { name: field.name }), { tone: 'late' }); onLeave() } else onKeep(kept) }
  return <label className="case__field"><span className="meta">{field.name}</span><input className="field__control case__tag" autoFocus type={field.kind === 'date' ? 'date' : 'text'} inputMode={field.kind === 'number' ? 'decimal' : undefined} maxLength={1000} defaultValue={inputText(value)}
    onBlur={(event) => read(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') read(event.currentTarget.value); if (event.key === 'Escape') { event.stopPropagation(); onLeave() } }} /></label>
}
