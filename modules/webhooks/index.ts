export { webhookRoutes } from './http.ts'
export { registerWebhooks } from './reactions.ts'
