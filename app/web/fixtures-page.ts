import { laterPage } from '#kit/later.tsx'

export const FixturesPage = laterPage(() => import('./FixturesPage.tsx').then((file) => file.FixturesPage))
