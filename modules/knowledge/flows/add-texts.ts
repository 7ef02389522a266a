import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import type { TextVariant } from '../contract.ts'
import { addText } from '../queries/texts.ts'
import { readVariant } from './read-variant.ts'

/** A shared text that nobody in particular wrote: of a brand, or (null) for everybody. */
type NewText = { brandId: string | null; name: string; shortcut: string; variants: TextVariant[] }

/** Texts that an account begins with. Nothing is announced: nobody is there yet. */
export async function addTexts(tx: Tx, texts: NewText[]): Promise<void> {
  for (const { variants, ...text } of texts) await addText(tx, { accountId: tx.scope!.accountId, id: newId(), ownerId: null, changedBy: null, ...text, deeds: '[]', variants: JSON.stringify(await Promise.all(variants.map((each) => readVariant(each)))) })
}
