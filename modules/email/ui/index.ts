import { lazy } from 'react'

export { NewCase } from './NewCase.tsx'

// What few need, and seldom, is fetched when it is opened.
export const ChannelsPage = lazy(() => import('./ChannelsPage.tsx').then((file) => ({ default: file.ChannelsPage })))
export const LedgerPage = lazy(() => import('./LedgerPage.tsx').then((file) => ({ default: file.LedgerPage })))
export const OutboxPage = lazy(() => import('./OutboxPage.tsx').then((file) => ({ default: file.OutboxPage })))
