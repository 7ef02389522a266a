import { later } from '#kit/later.tsx'

// A second pair of eyes is asked for now and then: fetched when it is.
const dialog = later(() => import('./ReviewDialog.tsx').then((file) => file.ReviewDialog))
const card = later(() => import('./ReviewCard.tsx').then((file) => file.ReviewCard))
const strip = later(() => import('./ReviewStrip.tsx').then((file) => file.ReviewStrip))
export const [ReviewDialog, ReviewCard, ReviewStrip] = [dialog.Piece, card.Piece, strip.Piece]
