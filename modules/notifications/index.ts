export { notificationRoutes } from './http.ts'
export { readNotificationsOf } from './flows/read.ts'
export { registerNotifications } from './reactions.ts'
