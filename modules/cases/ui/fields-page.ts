import { laterPage } from '#kit/later.tsx'

// What few need, and seldom, is fetched when it is opened.
export const FieldsPage = laterPage(() => import('./FieldsPage.tsx').then((file) => file.FieldsPage))
