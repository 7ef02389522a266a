import type { z } from 'zod'
import type { Scope, Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { brandsFor, may, mayShare, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { Text, TextDeed, TextInput, TextVariant } from '../contract.ts'
import { textChanged } from '../events.ts'
import { addText, changeText, retireText, textForReading, textForUpdate, textsFor, type StoredText } from '../queries/texts.ts'
import { readVariant } from './read-variant.ts'

/** Texts are for who answers: of the brands in which one does. */
export const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'case.reply') })

const mayChange = (actor: Actor, text: StoredText) => may(actor, 'case.reply') && (text.ownerId === actor.personId || (!text.ownerId && mayShare(actor, 'text.share', text.brandId)))

const present = (actor: Actor, { ownerId, ...text }: StoredText): Text => ({ ...text, shared: !ownerId, mayChange: mayChange(actor, { ownerId, ...text }) })
export const listTexts = async (tx: Tx, actor: Actor): Promise<Text[]> => (await textsFor(tx, { personId: actor.personId })).map((each) => present(actor, each))

/** Whether a text of this brand (or of one's own, or of everybody's) may do this: only who knows cases can tell. @throws Refusal */
export type CheckDeeds = (tx: Tx, actor: Actor, text: { brandId: string | null; shared: boolean }, deeds: TextDeed[]) => Promise<void>

/** Keeps a new text, or what one is to be from now on. */
export async function saveText(tx: Tx, actor: Actor, id: string | null, input: z.infer<typeof TextInput>, checkDeeds: CheckDeeds, seen?: Seen): Promise<Text> {
  const before = id ? await textToChange(tx, actor, id, seen) : null
  const brandId = input.shared ? input.brandId : null
  if (brandId && !may(actor, 'case.reply', { brandId })) throw unknown('brand')
  if (input.shared && !mayShare(actor, 'text.share', brandId)) throw new Refusal('forbidden', brandId ? 'Your role does not let you share texts of this brand.' : 'Your role does not let you share texts with everybody.')
  const deeds = deedsOf(input.deeds)
  await checkDeeds(tx, actor, { brandId, shared: input.shared }, deeds)
  const kept = {
    accountId: actor.accountId, id: id ?? newId(), brandId, ownerId: input.shared ? null : actor.personId,
    name: nameOf(input.name), shortcut: input.shortcut, variants: JSON.stringify(await variantsOf(input.variants, deeds.length > 0)), deeds: JSON.stringify(deeds), changedBy: actor.personId,
  }
  await (id ? changeText : addText)(tx, kept)
  const [text] = await textForReading(tx, { id: kept.id, personId: actor.personId })
  await tell(tx, actor, kept.id, before ? [before, text!] : [text!])
  return present(actor, text!)
}

/** What was written with it stays as it was written. */
export async function removeText(tx: Tx, actor: Actor, id: string, seen?: Seen): Promise<void> {
  const before = await textToChange(tx, actor, id, seen)
  await retireText(tx, { id, personId: actor.personId })
  await tell(tx, actor, id, [before])
}

async function textToChange(tx: Tx, actor: Actor, id: string, seen: Seen): Promise<StoredText> {
  const [text] = await textForUpdate(tx, { id, personId: actor.personId })
  if (!text) throw unknown('text')
  if (!mayChange(actor, text)) throw new Refusal('forbidden', 'This text is shared by others. Save it under a name of your own to change it.')
  holdToWhatWasSeen(seen, present(actor, text))
  return text
}

/** Whoever had the text until now hears of it as well as whoever has it from now on. Somebody's own is nobody else's news. */
async function tell(tx: Tx, actor: Actor, id: string, texts: StoredText[]) {
  const places = new Set(texts.filter((each) => !each.ownerId).map((each) => each.brandId))
  await announce(tx, { kind: 'person', id: actor.personId }, [...places].map((brandId) => textChanged({ brandId, subjectId: id }, {})))
}

function nameOf(given: string): string {
  const name = plain(given).trim()
  if (!name) throw new Refusal('invalid', 'A text needs a name.')
  return name
}

async function variantsOf(given: z.infer<typeof TextInput>['variants'], mayBeSilent: boolean): Promise<TextVariant[]> {
  const variants = await Promise.all(given.map((each) => readVariant(each, mayBeSilent)))
  if (new Set(variants.map((each) => each.language)).size < variants.length) throw new Refusal('invalid', 'A text says what it says once in each language.')
  return variants
}

/** Each is said once, and says something. @throws Refusal */
function deedsOf(given: TextDeed[]): TextDeed[] {
  const deeds = given.map((each) => (each.kind === 'tag' ? { ...each, add: tagsOf(each.add), remove: tagsOf(each.remove) } : each)).filter((each) => each.kind !== 'tag' || each.add.length + each.remove.length > 0)
  const keys = deeds.map((each) => (each.kind === 'field' ? each.fieldId : each.kind))
  if (new Set(keys).size < keys.length) throw new Refusal('invalid', 'A text does one thing once: two of its deeds change the same.')
  if (deeds.some((each) => each.kind === 'snooze') && deeds.some((each) => each.kind === 'status' && each.status === 'solved')) throw new Refusal('invalid', 'What is solved sleeps already: solve the case, or snooze it.')
  for (const each of deeds) if (each.kind === 'assign' && (each.to === 'me') !== (each.id === null)) throw new Refusal('invalid', 'Say to whom the case is given.')
  return deeds
}
const tagsOf = (tags: string[]): string[] => [...new Set(tags.map((each) => plain(each).trim()).filter(Boolean))]

/** A text as whoever wrote or shares it may use it now, if it is still there. */
export async function textForUse(tx: Tx, actor: Actor, id: string, ofPerson = actor.personId): Promise<{ id: string; name: string; brandId: string | null; deeds: TextDeed[] }> {
  const [text] = await textForReading(tx, { id, personId: ofPerson })
  if (!text) throw unknown('text')
  return text
}
