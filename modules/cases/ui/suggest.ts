import { kinds, priorities } from './views.ts'

/** What a filter may be, as far as the screen knows it. `from` is asked of the server; days are said in words. */
export type Sources = { brands: readonly string[]; teams: readonly string[]; colleagues: readonly string[]; tags: readonly string[]; customers: readonly string[]; /** Fields of brands, with what stands in them where that is one of a few. */ fields: ReadonlyArray<{ name: string; values: readonly string[] }> }
export type Suggestion = { /** What the whole text becomes. */ text: string; /** A filter that is to be completed, or one with its value. */ key: string; value: string | null }

export const filterKeys = ['from', 'to', 'is', 'owner', 'tag', 'brand', 'team', 'kind', 'channel', 'priority', 'before', 'after', 'has', 'in', 'field'] as const
const values: Record<string, readonly string[]> = { is: ['open', 'unassigned', 'mine', 'unread', 'waiting', 'solved', 'closed', 'assigned'], has: ['attachment', 'note'], in: ['message', 'note', 'subject'], kind: kinds, channel: ['email', 'chat'], priority: priorities, before: ['today', 'yesterday', '7d', '1m'], after: ['today', 'yesterday', '7d', '1m'] }

/** The piece at the end of what was typed: perhaps a minus, perhaps a key, perhaps the beginning of a value. */
export function pieceAtEnd(text: string): { before: string; minus: string; key: string | null; value: string } {
  const [whole = '', minus = '', key, value = ''] = /(-?)(?:([a-z]+(?:\.(?:"[^"]*"|[^\s":]+))?):)?("[^"]*|[^\s"]*(?:\."[^"]*)?)$/i.exec(text) ?? []
  return { before: text.slice(0, text.length - whole.length), minus, key: key === undefined ? null : key.startsWith('field.') ? key.replaceAll('"', '') : key.toLowerCase(), value: value.replace(/^"/, '') }
}

const most = 8
const quoted = (text: string) => (/[\s"]/.test(text) ? `"${text.replaceAll('"', '')}"` : text)

export function suggestionsFor(text: string, sources: Sources): Suggestion[] {
  const { before, minus, key, value } = pieceAtEnd(text)
  const begins = value.toLowerCase()
  if (key === null) {
    // Beside a word that may be a word nothing is in the way; an empty field shows what there is.
    if (!begins && text.trim()) return []
    const ofField = /^field\."?/.exec(begins)?.[0]
    if (ofField) return sources.fields.filter((each) => each.name.toLowerCase().startsWith(begins.slice(ofField.length))).slice(0, most).map(({ name }) => ({ text: `${before}${minus}field.${quoted(name)}:`, key: `field.${name}`, value: null }))
    // A field is asked for by its name: the dot shows which there are.
    return filterKeys.filter((each) => each.startsWith(begins) && (each !== 'field' || sources.fields.length > 0)).map((each) => ({ text: `${before}${minus}${each}${each === 'field' ? '.' : ':'}`, key: each, value: null }))
  }
  if (key.startsWith('field.')) {
    const name = key.slice('field.'.length)
    const known = sources.fields.find((each) => each.name.toLowerCase() === name.toLowerCase() || each.name.toLowerCase().replaceAll(' ', '-') === name.toLowerCase())
    return (known?.values ?? []).filter((each) => each.toLowerCase().startsWith(begins) && each.toLowerCase() !== begins).slice(0, most).map((each) => ({ text: `${before}${minus}field.${quoted(name)}:${quoted(each)} `, key, value: each }))
  }
  const own = key === 'owner' ? ['me', 'none', ...sources.colleagues] : key === 'team' ? [...sources.teams, 'none'] : ({ brand: sources.brands, tag: sources.tags, from: sources.customers } as Record<string, readonly string[]>)[key] ?? values[key] ?? []
  const fitting = [...new Set(own)].filter((each) => each.toLowerCase().startsWith(begins) || (begins.length > 0 && each.toLowerCase().split(/[\s.@-]+/).some((word) => word.startsWith(begins))) || key === 'from')
  return fitting.filter((each) => each.toLowerCase() !== begins || /\s/.test(each)).slice(0, most).map((each) => ({ text: `${before}${minus}${key}:${quoted(each)} `, key, value: each }))
}

/** Takes a piece out of what was typed, and the space that it leaves. */
export const without = (text: string, { from, to }: { from: number; to: number }) => `${text.slice(0, from)}${text.slice(to)}`.replace(/\s+/g, ' ').trimStart()
