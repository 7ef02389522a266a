import { kinds, priorities } from './views.ts'

/** What a filter may be, as far as the screen knows it. `from` is asked of the server; days are said in words. */
export type Sources = { brands: readonly string[]; teams: readonly string[]; colleagues: readonly string[]; tags: readonly string[]; customers: readonly string[] }
export type Suggestion = { /** What the whole text becomes. */ text: string; /** A filter that is to be completed, or one with its value. */ key: string; value: string | null }

export const filterKeys = ['from', 'to', 'is', 'owner', 'tag', 'brand', 'team', 'kind', 'priority', 'before', 'after', 'has', 'in'] as const
const values: Record<string, readonly string[]> = { is: ['open', 'unassigned', 'mine', 'unread', 'waiting', 'solved', 'closed', 'assigned'], has: ['attachment', 'note'], in: ['message', 'note', 'subject'], kind: kinds, priority: priorities, before: ['today', 'yesterday', '7d', '1m'], after: ['today', 'yesterday', '7d', '1m'] }

/** The piece at the end of what was typed: perhaps a minus, perhaps a key, perhaps the beginning of a value. */
export function pieceAtEnd(text: string): { before: string; minus: string; key: string | null; value: string } {
  const [whole = '', minus = '', key, value = ''] = /(-?)(?:([a-z]+):)?("[^"]*|[^\s"]*)$/i.exec(text) ?? []
  return { before: text.slice(0, text.length - whole.length), minus, key: key?.toLowerCase() ?? null, value: value.replace(/^"/, '') }
}

const most = 8

export function suggestionsFor(text: string, sources: Sources): Suggestion[] {
  const { before, minus, key, value } = pieceAtEnd(text)
  const begins = value.toLowerCase()
  if (key === null) {
    // Beside a word that may be a word nothing is in the way; an empty field shows what there is.
    if (!begins && text.trim()) return []
    return filterKeys.filter((each) => each.startsWith(begins)).map((each) => ({ text: `${before}${minus}${each}:`, key: each, value: null }))
  }
  const own = key === 'owner' ? ['me', 'none', ...sources.colleagues] : key === 'team' ? [...sources.teams, 'none'] : ({ brand: sources.brands, tag: sources.tags, from: sources.customers } as Record<string, readonly string[]>)[key] ?? values[key] ?? []
  const fitting = [...new Set(own)].filter((each) => each.toLowerCase().startsWith(begins) || (begins.length > 0 && each.toLowerCase().split(/[\s.@-]+/).some((word) => word.startsWith(begins))) || key === 'from')
  return fitting.filter((each) => each.toLowerCase() !== begins || /\s/.test(each)).slice(0, most).map((each) => ({ text: `${before}${minus}${key}:${/[\s"]/.test(each) ? `"${each.replaceAll('"', '')}"` : each} `, key, value: each }))
}

/** Takes a piece out of what was typed, and the space that it leaves. */
export const without = (text: string, { from, to }: { from: number; to: number }) => `${text.slice(0, from)}${text.slice(to)}`.replace(/\s+/g, ' ').trimStart()
