import { brandById } from '#modules/accounts'
import type { Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { z } from 'zod'
import type { CaseField, CaseFieldChange, CaseFieldInput, FieldValue } from '../contract.ts'
import { fieldValue, valueInWords } from '../domain/field-value.ts'
import { brandFieldsChanged } from '../events.ts'
import { addField, changeFieldRow, fieldForUpdate, fieldsOfBrands, fieldsOfCase, namesake, putFields } from '../queries/fields.ts'
import { byPerson } from './case-in-sight.ts'

/** A field that a brand's cases have from now on. */
export async function defineField(tx: Tx, actor: Actor, input: z.infer<typeof CaseFieldInput>): Promise<CaseField> {
  const { brandId, kind } = input
  if (!may(actor, 'brand.change', { brandId })) throw unknown('brand')
  await brandById(tx, brandId)
  const name = await freeName(tx, brandId, input.name, null)
  const id = newId()
  await addField(tx, { accountId: actor.accountId, brandId, id, name, kind, choices: JSON.stringify(choicesOf(kind, input.choices.map((label) => ({ label })), [])) })
  return told(tx, actor, id)
}

/** Its name and its choices; not its kind, for that would make values of another kind of what is written in it. */
export async function changeField(tx: Tx, actor: Actor, id: string, change: z.infer<typeof CaseFieldChange>, seen?: Seen): Promise<CaseField> {
  const field = await fieldToChange(tx, actor, id, seen)
  const name = change.name === undefined ? field.name : await freeName(tx, field.brandId, change.name, id)
  const choices = change.choices === undefined ? field.choices : choicesOf(field.kind, change.choices, field.choices)
  await changeFieldRow(tx, { id, name, choices: JSON.stringify(choices), retired: field.retired })
  return told(tx, actor, id)
}

/** Not asked for any more; what was written stays, and it can be brought back. */
export async function retireField(tx: Tx, actor: Actor, id: string, retired: boolean, seen?: Seen): Promise<CaseField> {
  const field = await fieldToChange(tx, actor, id, seen)
  if (field.retired === retired) return field
  const name = retired ? field.name : await freeName(tx, field.brandId, field.name, id)
  await changeFieldRow(tx, { id, name, choices: JSON.stringify(field.choices), retired })
  return told(tx, actor, id)
}

/** Values for a case, each as its field keeps it. @returns what is to be told of it: names and words, which stay true. @throws Refusal */
export async function writeFields(tx: Tx, held: { id: string; brandId: string }, values: Record<string, FieldValue | null>): Promise<Record<string, FieldValue | null>> {
  const fields = await fieldsOfBrands(tx, { brandIds: [held.brandId] })
  const [{ fields: before } = { fields: {} as Record<string, FieldValue> }] = await fieldsOfCase(tx, { caseId: held.id })
  const kept: Record<string, FieldValue | null> = {}
  const words: Record<string, FieldValue | null> = {}
  for (const [id, value] of Object.entries(values)) {
    const field = fields.find((each) => each.id === id)
    if (!field || (field.retired && value !== null)) throw unknown('field')
    kept[id] = fieldValue(field, value, before[id])
    if (kept[id] !== (before[id] ?? null)) words[field.name] = valueInWords(field, kept[id])
  }
  if (Object.keys(words).length) await putFields(tx, { caseId: held.id, values: JSON.stringify(kept) })
  return words
}

async function fieldToChange(tx: Tx, actor: Actor, id: string, seen: Seen): Promise<CaseField> {
  const [field] = await fieldForUpdate(tx, { id })
  if (!field || !may(actor, 'brand.change', { brandId: field.brandId })) throw unknown('field')
  holdToWhatWasSeen(seen, field)
  return field
}

async function freeName(tx: Tx, brandId: string, wanted: string, but: string | null): Promise<string> {
  const name = plain(wanted).trim()
  if (!name) throw new Refusal('invalid', 'A name has letters that can be seen.')
  if ((await namesake(tx, { brandId, name, but })).length) throw new Refusal('invalid', `This brand has a field called “${name}” already.`)
  return name
}

/** A choice that is there keeps its key; one that is left out is retired, for cases may have it. */
function choicesOf(kind: CaseField['kind'], wanted: Array<{ key?: string | undefined; label: string }>, before: CaseField['choices']): CaseField['choices'] {
  if (kind !== 'choice') return []
  const labels = wanted.map((each) => ({ ...each, label: plain(each.label).trim() })).filter((each) => each.label)
  if (!labels.length) throw new Refusal('invalid', 'A choice needs something to choose from.')
  if (new Set(labels.map((each) => each.label.toLowerCase())).size < labels.length) throw new Refusal('invalid', 'Two choices bear the same name.')
  const kept = labels.map(({ key, label }) => {
    const known = before.find((each) => each.key === key) ?? before.find((each) => key === undefined && each.label.toLowerCase() === label.toLowerCase())
    return { key: known?.key ?? newId(), label, retired: false }
  })
  return [...kept, ...before.filter((each) => !kept.some(({ key }) => key === each.key)).map((each) => ({ ...each, retired: true }))]
}

async function told(tx: Tx, actor: Actor, id: string): Promise<CaseField> {
  const [field] = await fieldForUpdate(tx, { id })
  await announce(tx, byPerson(actor), brandFieldsChanged({ brandId: field!.brandId, subjectId: field!.brandId }, { fieldId: id }))
  return field!
}
