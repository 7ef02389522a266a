import type { TextDeed } from '#contracts/knowledge'

/** What can stand in a text once. */
export const deedKey = (deed: TextDeed): string => (deed.kind === 'field' ? deed.fieldId : deed.kind)

/** A deed as it begins: what is most often meant. */
export function blankDeed(kind: Exclude<TextDeed['kind'], 'field'>): TextDeed {
  switch (kind) {
    case 'status': return { kind, status: 'solved' }
    case 'priority': return { kind, priority: 'high' }
    case 'assign': return { kind, to: 'me', id: null }
    case 'tag': return { kind, add: [], remove: [] }
    case 'snooze': return { kind, hours: 24 }
    case 'follow': return { kind }
  }
}

/** `a, b` as a list, each once. */
export const listOf = (text: string): string[] => [...new Set(text.split(',').map((each) => each.trim()).filter(Boolean))]
