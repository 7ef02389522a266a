import { lazy } from 'react'

// What few need, and seldom, is fetched when it is opened.
export const FieldsPage = lazy(() => import('./FieldsPage.tsx').then((file) => ({ default: file.FieldsPage })))
