import { laterPage } from '#kit/later.tsx'

// What few need, and seldom, is fetched when it is opened.
export const WebhooksPage = laterPage(() => import('./WebhooksPage.tsx').then((file) => file.WebhooksPage))
export const WebhookDeliveriesPage = laterPage(() => import('./WebhookDeliveriesPage.tsx').then((file) => file.WebhookDeliveriesPage))
