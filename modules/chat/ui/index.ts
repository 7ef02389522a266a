import { later, laterPage } from '#kit/later.tsx'

// What few need, and seldom, is fetched when it is opened.
export const WidgetsPage = laterPage(() => import('./WidgetsPage.tsx').then((file) => file.WidgetsPage))
export const WidgetPage = laterPage(() => import('./WidgetPage.tsx').then((file) => file.WidgetPage))
export const ChatsPage = laterPage(() => import('./ChatsPage.tsx').then((file) => file.ChatsPage))
export const VisitorsPage = laterPage(() => import('./VisitorsPage.tsx').then((file) => file.VisitorsPage))
export { useChatCounts } from './counts.ts'
export const AvailabilityMenu = later(() => import('./AvailabilityMenu.tsx').then((file) => file.AvailabilityMenu)).Piece
export const ChatInCase = later(() => import('./ChatInCase.tsx').then((file) => file.ChatInCase)).Piece
