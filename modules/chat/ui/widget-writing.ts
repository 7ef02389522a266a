import type { Widget } from '#contracts/chat'
import { Declined } from '#kit/api.ts'
import type { Settings, Writing } from './api.ts'

export const fromWidget = ({ brandId, name, teamId, settings }: Widget): Writing => ({ brandId, name, teamId, settings })

/** One in a line, as they were written; empty lines say nothing. */
export const toLines = (text: string): string[] => text.split(/\s*\n\s*|\s*,\s*/).map((each) => each.trim()).filter(Boolean)

/** The words of one language changed; without words the language is not in it. */
export function withWords(words: Record<string, string>, language: string, text: string): Record<string, string> {
  const { [language]: _, ...others } = words
  return text ? { ...others, [language]: text } : others
}

/** A key that nobody has to think of: what is stored stays, whatever it is called later. */
export function freshKey(beginning: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) { const key = `${beginning}${n}`; if (!taken.includes(key)) return key }
}

/** What the server objects to, by field: `settings/origins/2` belongs to `origins`. */
export function problems(error: unknown): Partial<Record<keyof Settings | 'name' | 'teamId', string>> {
  const fields = error instanceof Declined ? error.facts['fields'] : undefined
  if (!Array.isArray(fields)) return {}
  const found: Record<string, string> = {}
  for (const { field, problem } of fields as { field: string; problem: string }[]) {
    const parts = field.split('/')
    const name = parts[0] === 'settings' ? parts[1] : parts[0]
    if (name) found[name] ??= problem
  }
  return found
}

/** Opening hours as one enters them: a week, each day with its times; a day without is closed. */
export const workingWeek = (): NonNullable<Settings['hours']> => [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }))
