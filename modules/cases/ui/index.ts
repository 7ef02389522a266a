import { lazy } from 'react'

export { Desk } from './Desk.tsx'
export { CaseById } from './CaseById.tsx'
export { cases, useCases, useCounts, useSavedViews, useViewCounts } from './api.ts'
export { FieldsPage } from './fields-page.ts'
export { views } from './views.ts'
export { macroPieces } from './macro-pieces.ts'
export const SecondEyesPage = lazy(() => import('./SecondEyesPage.tsx').then((file) => ({ default: file.SecondEyesPage })))
export const ViewsPage = lazy(() => import('./ViewsPage.tsx').then((file) => ({ default: file.ViewsPage })))
