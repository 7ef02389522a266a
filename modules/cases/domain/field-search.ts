import type { CaseField, FieldValue } from '../contract.ts'

type Field = Pick<CaseField, 'name' | 'kind' | 'choices'>
const folded = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')

/** Whether somebody means this field: its name, in whatever case, with or without hyphens for the spaces. */
export const isNamed = (field: Pick<Field, 'name'>, said: string): boolean => folded(field.name) === folded(said) || folded(field.name).replaceAll(' ', '-') === folded(said)

const yes = new Set(['yes', 'ja', 'jah', 'true', '1'])
const no = new Set(['no', 'nein', 'nej', 'nee', 'ei', 'false', '0'])

/** What may stand in a case when somebody looks for this; nothing where the field cannot hold it. Letters are looked for as they were typed, and as they are often written. */
export function valuesMeant(field: Field, said: string): FieldValue[] {
  const typed = said.trim()
  switch (field.kind) {
    case 'text': return [...new Set([typed, typed.toLowerCase(), typed.toUpperCase(), typed.slice(0, 1).toUpperCase() + typed.slice(1), typed.slice(0, 1).toUpperCase() + typed.slice(1).toLowerCase()])]
    case 'number': { const number = Number(typed.replace(/,(?=\d*$)/, '.')); return Number.isFinite(number) ? [number] : [] }
    case 'date': return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? [typed] : []
    // Also what can be chosen no longer: cases may have it.
    case 'choice': return field.choices.filter((each) => folded(each.label) === folded(typed)).map((each) => each.key)
    case 'yes-no': return yes.has(folded(typed)) ? [true] : no.has(folded(typed)) ? [false] : []
  }
}
