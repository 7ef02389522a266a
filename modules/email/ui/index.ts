import { laterPage } from '#kit/later.tsx'

export { NewCase } from './NewCase.tsx'

// What few need, and seldom, is fetched when it is opened.
export const ChannelsPage = laterPage(() => import('./ChannelsPage.tsx').then((file) => file.ChannelsPage))
export const LedgerPage = laterPage(() => import('./LedgerPage.tsx').then((file) => file.LedgerPage))
export const OutboxPage = laterPage(() => import('./OutboxPage.tsx').then((file) => file.OutboxPage))
