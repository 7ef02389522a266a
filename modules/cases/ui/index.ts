export { Desk } from './Desk.tsx'
export { CaseById } from './CaseById.tsx'
export { cases, useCases, useCounts } from './api.ts'
export { views } from './views.ts'
