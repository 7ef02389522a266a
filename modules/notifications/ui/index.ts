import { laterPage } from '#kit/later.tsx'

export { Bell, WaitingDot } from './Bell.tsx'
export const NotificationSettingsPage = laterPage(() => import('./NotificationSettingsPage.tsx').then((file) => file.NotificationSettingsPage))
