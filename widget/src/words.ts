import type { Words } from './languages.ts'

export type { Words }
declare const WORDS: Words
/** Those of the language that this file was built for. Others are fetched when the page changes its mind. Right-to-left languages have the layout; their words are those that the brand wrote. */
export const ownWords = WORDS

export const fill = (words: string, facts: Record<string, string | number>): string => words.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
export const isRightToLeft = (language: string): boolean => /^(ar|he|fa|ur)\b/.test(language)
