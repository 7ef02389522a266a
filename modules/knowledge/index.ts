export { textRoutes } from './http.ts'
export { addTexts } from './flows/add-texts.ts'
