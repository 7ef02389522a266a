import type { Text, TextVariant } from '#contracts/knowledge'
import { folded } from '#kit/letters.ts'

const base = (language: string) => language.toLowerCase().split(/[-_]/)[0]

/** In the first of these languages that the text speaks, else as it was first written. */
export function chooseVariant(variants: readonly TextVariant[], wishes: ReadonlyArray<string | null | undefined>): TextVariant {
  for (const wish of wishes) {
    const found = wish && variants.find((each) => each.language === base(wish))
    if (found) return found
  }
  return variants[0]!
}

/** What can be said in this brand: another brand's words are not for its customers. */
export const textsOfBrand = (texts: readonly Text[], brandId: string) => texts.filter((each) => !each.brandId || each.brandId === brandId)

/** Whose shortcut it is. They come one's own first, then the brand's, then everybody's: the first one counts. */
export const byShortcut = (texts: readonly Text[], shortcut: string) => texts.find((each) => each.shortcut && each.shortcut === shortcut.toLowerCase())

/** By what was typed: its shortcut first, then the beginning of the name, then any word of the name, then what it says. */
export function findTexts(texts: readonly Text[], typed: string): Text[] {
  const wanted = folded(typed.trim().replace(/^\//, '')).split(/\s+/).filter(Boolean)
  if (!wanted.length) return [...texts]
  const rank = (text: Text): number => {
    const [shortcut, name, said] = [folded(text.shortcut), folded(text.name), folded(text.variants.map((each) => each.text).join(' '))]
    if (!wanted.every((word) => shortcut.startsWith(word) || name.includes(word) || said.includes(word))) return 0
    if (shortcut === wanted[0]) return 5
    if (shortcut.startsWith(wanted[0]!)) return 4
    return name.startsWith(wanted[0]!) ? 3 : wanted.every((word) => name.includes(word)) ? 2 : 1
  }
  return texts.map((text, at) => ({ text, at, rank: rank(text) })).filter((each) => each.rank).toSorted((one, other) => other.rank - one.rank || one.at - other.at).map((each) => each.text)
}
