import type { Actor } from '#platform/permissions'

/** Notes are for colleagues. The client of an outsourcer sees the work on its brand, not what those who do it say among themselves. */
export const readsNotes = (actor: Actor): boolean => actor.role !== 'client-viewer'
