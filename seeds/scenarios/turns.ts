import type { Language, Turn } from '../types.ts'

/** The small words that stories are told in. */
export const out = (...texts: string[]): Turn => ({ by: 'agent', texts })
export const asks = (...texts: string[]): Turn => ({ by: 'agent', texts, waitsFor: 'customer' })
export const waits = (...texts: string[]): Turn => ({ by: 'agent', texts, waitsFor: 'third-party' })
export const back = (...texts: string[]): Turn => ({ by: 'customer', texts })
export const note = (language: Language, ...texts: string[]): Turn => ({ by: 'note', texts, language })
