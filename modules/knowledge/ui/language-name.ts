import { language } from '#kit/i18n.ts'

/** Languages that a text can be written in besides those of the brands: what customers in Europe write, by their own names where we have no better. */
export const textLanguages = ['en', 'de', 'da', 'nl', 'et', 'fr', 'es', 'it', 'pt', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg', 'hr', 'sl', 'sv', 'nb', 'fi', 'is', 'lv', 'lt', 'el', 'tr', 'uk', 'ru', 'ar', 'zh', 'ja']

const names = new Map<string, Intl.DisplayNames>()
/** In the reader's language. */
export function languageName(code: string): string {
  const known = names.get(language()) ?? new Intl.DisplayNames([language()], { type: 'language' })
  names.set(language(), known)
  try { return known.of(code) ?? code } catch { return code }
}
