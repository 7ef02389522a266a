const span = /<span data-person="[^"]+">([^<]*)<\/span>/g
const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const read = (html: string) => html.replace(/&(?:amp|lt|gt|quot);/g, (sign) => signs[sign]!)

/** Whether a note is text in which people are named, and nothing else: then it is shown as text, which reads better than a frame. */
export const onlyNames = (html: string): boolean => !/<(?!\/?p>|br ?\/?>)/.test(html.replace(span, ''))

/** The text in parts, those in which somebody is named marked. Only the words that the note itself calls a name count. */
export function partsWithNames(text: string, html: string | null): Array<{ words: string; named: boolean }> {
  const parts: Array<{ words: string; named: boolean }> = []
  let from = 0
  for (const [, name] of html?.matchAll(span) ?? []) {
    const words = read(name!)
    const at = words ? text.indexOf(words, from) : -1
    if (at < 0) continue
    parts.push({ words: text.slice(from, at), named: false }, { words, named: true })
    from = at + words.length
  }
  return [...parts, { words: text.slice(from), named: false }].filter((each) => each.words)
}
