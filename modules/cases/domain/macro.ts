import type { TextDeed } from '#contracts/knowledge'
import type { Permission } from '#platform/permissions'

/** In this order: what is given away last is still seen while the rest is done, and what is awake can sleep. */
const order: Record<TextDeed['kind'], number> = { tag: 0, field: 1, priority: 2, status: 3, follow: 4, snooze: 5, assign: 6 }
export const inOrder = (deeds: readonly TextDeed[]): TextDeed[] => deeds.toSorted((one, other) => order[one.kind] - order[other.kind])

const needs: Record<TextDeed['kind'], { permission: Permission; words: string }> = {
  tag: { permission: 'case.change', words: 'change its tags' }, field: { permission: 'case.change', words: 'fill in its fields' }, priority: { permission: 'case.change', words: 'change its priority' }, status: { permission: 'case.change', words: 'change its status' },
  follow: { permission: 'case.see', words: 'follow it' }, snooze: { permission: 'case.change', words: 'snooze it' }, assign: { permission: 'case.assign', words: 'assign it' },
}
/** What of it somebody may not do here; nothing where they may do all. */
export const notPermitted = (deeds: readonly TextDeed[], may: (permission: Permission) => boolean): Array<{ kind: TextDeed['kind']; words: string }> => [...new Set(deeds.map((each) => each.kind))].filter((kind) => !may(needs[kind].permission)).map((kind) => ({ kind, words: needs[kind].words }))
