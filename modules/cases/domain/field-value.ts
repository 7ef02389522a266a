import { Refusal } from '#platform/refusal'
import { plain } from '#platform/text'
import type { CaseField, FieldValue } from '../contract.ts'

type Field = Pick<CaseField, 'name' | 'kind' | 'choices'>
const wrong = (field: Field, problem: string) => new Refusal('invalid', `${field.name}: ${problem}`, { fields: [{ field: field.name, problem }] })

/** A value as its field keeps it; null takes it away. @param before what stands there: a choice that was retired since may stay. @throws Refusal 'invalid' */
export function fieldValue(field: Field, value: FieldValue | null, before: FieldValue | undefined): FieldValue | null {
  if (value === null) return null
  switch (field.kind) {
    case 'text': {
      if (typeof value !== 'string') throw wrong(field, 'this is a text.')
      const text = plain(value).trim()
      if (text.length > 1000) throw wrong(field, 'at most 1,000 characters.')
      return text || null
    }
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(field, 'this is a number.')
      return value
    }
    case 'date': {
      if (typeof value !== 'string' || !isDay(value)) throw wrong(field, 'this is a day, written 2026-11-24.')
      return value
    }
    case 'choice': {
      const chosen = field.choices.find((each) => each.key === value)
      if (!chosen || (chosen.retired && value !== before)) throw wrong(field, 'this is not one of the choices.')
      return value
    }
    case 'yes-no': {
      if (typeof value !== 'boolean') throw wrong(field, 'this is yes or no.')
      return value
    }
  }
}

/** A day that is in the calendar: there is no 30th of February. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

/** The value in words that stay true when the field is renamed or retired: for what is told of a change. */
export function valueInWords(field: Field, value: FieldValue | null): string | boolean | number | null {
  return field.kind === 'choice' ? field.choices.find((each) => each.key === value)?.label ?? null : value
}
