export { textRoutes } from './http.ts'
export { textForUse } from './flows/save-text.ts'
export { addTexts } from './flows/add-texts.ts'
