import { laterPage } from '#kit/later.tsx'

// What few need, and seldom, is fetched when it is opened.
export const WidgetsPage = laterPage(() => import('./WidgetsPage.tsx').then((file) => file.WidgetsPage))
export const WidgetPage = laterPage(() => import('./WidgetPage.tsx').then((file) => file.WidgetPage))
