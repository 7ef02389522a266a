import { lazy } from 'react'

export const FixturesPage = lazy(() => import('./FixturesPage.tsx').then((file) => ({ default: file.FixturesPage })))
