export { widgetRoutes } from './http/widgets.ts'
