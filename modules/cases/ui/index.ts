import { laterPage } from '#kit/later.tsx'

export { Desk } from './Desk.tsx'
export { CaseById } from './CaseById.tsx'
export { cases, useCases, useCounts, useSavedViews, useViewCounts } from './api.ts'
export { FieldsPage } from './fields-page.ts'
export { views } from './views.ts'
export { macroPieces } from './macro-pieces.ts'
export const SecondEyesPage = laterPage(() => import('./SecondEyesPage.tsx').then((file) => file.SecondEyesPage))
export const ViewsPage = laterPage(() => import('./ViewsPage.tsx').then((file) => file.ViewsPage))
