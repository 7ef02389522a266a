import type { z } from 'zod'
import type { BrandInput, Language } from '#contracts/accounts'

export type BrandWriting = z.input<typeof BrandInput>

export const freshBrand = (language: Language): BrandWriting => ({ name: '', referencePrefix: '', language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Berlin', signature: '' })

/** The first letter that a name can lend: "Øst & Søn" becomes O, "7-Nord" N. */
export function prefixOf(name: string): string {
  const letters = name.replace(/[øØ]/g, 'O').replace(/[æÆ]/g, 'AE').replace(/ß/g, 'SS').normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
  return /[A-Z]/.exec(letters)?.[0] ?? ''
}
