import type { CaseField, FieldValue } from '#contracts/cases'
import { shortDate } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

type Values = Readonly<Record<string, FieldValue>>

/** The value as it is shown. A day is a day, not a moment: no zone may move it. */
export function shownValue(field: Pick<CaseField, 'kind' | 'choices'>, value: FieldValue | undefined): string {
  if (value === undefined) return ''
  switch (field.kind) {
    case 'yes-no': return t(value === true ? 'yes' : 'no')
    case 'choice': return field.choices.find((each) => each.key === value)?.label ?? String(value)
    case 'date': return shortDate(`${value}T12:00:00Z`, 'UTC')
    case 'number': return new Intl.NumberFormat(undefined, { maximumFractionDigits: 10 }).format(Number(value))
    case 'text': return String(value)
  }
}

/** What stands in the line, and what waits behind "add": a retired field shows only where it was filled in. */
export function arranged(fields: readonly CaseField[], brandId: string, values: Values): { filled: CaseField[]; empty: CaseField[] } {
  const own = fields.filter((each) => each.brandId === brandId)
  return { filled: own.filter((each) => values[each.id] !== undefined), empty: own.filter((each) => values[each.id] === undefined && !each.retired) }
}

/** What was typed, as the field keeps it; undefined: it cannot be that. A decimal comma is a decimal point. */
export function readValue(kind: CaseField['kind'], text: string): FieldValue | null | undefined {
  const typed = text.trim()
  if (!typed) return null
  if (kind !== 'number') return typed
  const number = Number(typed.replace(/\s/g, '').replace(/,(?=\d*$)/, '.'))
  return Number.isFinite(number) ? number : undefined
}

/** The value as an input holds it. */
export const inputText = (value: FieldValue | undefined): string => (value === undefined ? '' : String(value))

/** The values after a change, as the screen shows them before the server has answered. */
export function withValues(before: Values, change: Readonly<Record<string, FieldValue | null>> | undefined): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter((entry): entry is [string, FieldValue] => entry[1] !== null))
}
