import { lazy } from 'react'

export { Bell, WaitingDot } from './Bell.tsx'
export const NotificationSettingsPage = lazy(() => import('./NotificationSettingsPage.tsx').then((file) => ({ default: file.NotificationSettingsPage })))
