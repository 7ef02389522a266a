import type { CaseStatus } from '#contracts/cases'
import type { Row, View } from './api.ts'

export const views = ['mine', 'unassigned', 'all', 'waiting', 'snoozed', 'solved', 'closed'] as const satisfies readonly View[]
export const isView = (text: string): text is View => views.some((each) => each === text)

/** The contract's lists again, without its schemas: those would be half of the first page. */
export const statuses = ['open', 'waiting-customer', 'waiting-third-party', 'solved', 'closed'] as const satisfies readonly CaseStatus[]
export const priorities = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly Row['priority'][]
export const kinds = ['question', 'order', 'return', 'billing', 'complaint', 'technical', 'recall', 'other'] as const satisfies readonly Row['kind'][]
