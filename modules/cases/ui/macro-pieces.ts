import type { MacroPieces } from '#ui/knowledge'
import { later } from '#kit/later.tsx'

// What a text does is written and shown now and then: fetched when it is.
const fields = later(() => import('./MacroFields.tsx').then((file) => file.MacroFields))
const chips = later(() => import('./MacroChips.tsx').then((file) => file.MacroChips))
const line = later(() => import('./MacroChips.tsx').then((file) => file.MacroLine))
export const [MacroChips, MacroLine] = [chips.Piece, line.Piece]
export const macroPieces: MacroPieces = { Fields: fields.Piece, Chips: chips.Piece }
