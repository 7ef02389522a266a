import { lazy } from 'react'

// What few need, and seldom, is fetched when it is opened.
export const WebhooksPage = lazy(() => import('./WebhooksPage.tsx').then((file) => ({ default: file.WebhooksPage })))
export const WebhookDeliveriesPage = lazy(() => import('./WebhookDeliveriesPage.tsx').then((file) => ({ default: file.WebhookDeliveriesPage })))
