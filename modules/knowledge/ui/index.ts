import { later, laterPage } from '#kit/later.tsx'

export { useTexts } from './api.ts'
export type { MacroPieces } from './TextsPage.tsx'
export { byShortcut, chooseVariant, textsOfBrand } from './choose-text.ts'
export { dayAt, fillText, firstNameOf, type Filled } from './fill-text.ts'

// What few need, and seldom, is fetched when it is opened.
export const TextsPage = laterPage(() => import('./TextsPage.tsx').then((file) => file.TextsPage))
export const textsDialog = later(() => import('./TextsDialog.tsx').then((file) => file.TextsDialog))
