import type { CaseStatus } from '#contracts/cases'
import type { Row, Sort, View } from './api.ts'

export const views = ['mine', 'unassigned', 'all', 'waiting', 'snoozed', 'solved', 'closed'] as const satisfies readonly View[]
export const isView = (text: string): text is View => views.some((each) => each === text)

/** A view of the house, or one that somebody saved. */
export const isPlace = (text: string) => isView(text) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** The contract's lists again, without its schemas: those would be half of the first page. */
export const statuses = ['open', 'waiting-customer', 'waiting-third-party', 'solved', 'closed'] as const satisfies readonly CaseStatus[]
export const priorities = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly Row['priority'][]
export const kinds = ['question', 'order', 'return', 'billing', 'complaint', 'technical', 'recall', 'other'] as const satisfies readonly Row['kind'][]

/** In which orders a list can be shown: those for open cases only where nothing else is in it. What is searched for by words has its own. */
export function sortsOf(view: string, query: string | undefined, q: string): readonly Sort[] {
  if (q) return ['newest', 'oldest']
  const open = view === 'mine' || view === 'unassigned' || view === 'all' || /(?:^|\s)is:open\b/.test(query ?? '')
  return open ? ['newest', 'oldest', 'waiting', 'priority'] : ['newest', 'oldest']
}
