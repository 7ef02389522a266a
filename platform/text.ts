/** The first words of a text in one line, cut at a character, never inside one. */
export function firstWords(text: string, length: number): string {
  const line = withoutNul(text.slice(0, length * 4)).replace(/[\s\u00a0]+/g, ' ').trim()
  const characters = [...line]
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('').trimEnd()}…`
}

/** Takes out what PostgreSQL cannot keep (NUL) and what changes the direction or hides text in names and subjects. */
export const plain = (text: string): string => text.toWellFormed().replace(/[\u0000\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/g, '')
/** What PostgreSQL can keep: no NUL, and no half of a character (jsonb refuses it). */
export const withoutNul = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')
