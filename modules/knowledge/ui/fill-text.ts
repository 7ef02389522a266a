import type { Words } from '#kit/editor/looks.ts'
import { escaped } from '#kit/letters.ts'

/** What a text can say of whom it is for. Here and not in the contract: that would bring the schemas, 25 kB, to the first page. */
export const textVariables = ['customer.name', 'customer.first-name', 'case.reference', 'case.subject', 'agent.name', 'agent.first-name', 'brand.name', 'today'] as const
type TextVariable = (typeof textVariables)[number]
export type Values = Record<TextVariable, string>
/** What was filled, and what still stands there: names that nobody knows, and known ones that are empty here. */
export type Filled = { words: Words; unknown: string[]; empty: string[] }

const variable = /\{\{\s*([\w.-]+)\s*\}\}/g
const known = (name: string): name is TextVariable => (textVariables as readonly string[]).includes(name)

/**
 * Puts in what is known. A value is a value: in HTML its signs are escaped, within an address (a link) also what would make it
 * another one. What cannot be filled is left standing, so that it is seen.
 */
export function fillText({ text, html }: Words, values: Values): Filled {
  const [unknown, empty] = [new Set<string>(), new Set<string>()]
  const put = (words: string, as: (value: string) => string) => words.replace(variable, (whole, given: string) => {
    const name = given.toLowerCase()
    if (!known(name)) unknown.add(given)
    else if (!values[name].trim()) empty.add(name)
    else return as(values[name].trim())
    return whole
  })
  const words = { text: put(text, (value) => value), html: html === null ? null : html.split(/(<[^>]*>)/).map((part) => put(part, part.startsWith('<') ? encodeURIComponent : escaped)).join('') }
  return { words, unknown: [...unknown], empty: [...empty] }
}

/** By what one is called; nothing where that cannot be told from the name. "Öztürk, Fatima" and "Dr. Fatima Öztürk" are Fatima. */
export function firstNameOf(name: string): string {
  if (name.includes('@')) return ''
  const [family, given] = name.split(',', 2)
  return (given?.trim() || family!.trim()).split(/\s+/).find((each) => !each.endsWith('.')) ?? ''
}

/** A day as it is written in the language of the letter, where the customer is. */
export function dayAt(at: Date, language: string, timeZone: string | null): string {
  try { return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', ...timeZone ? { timeZone } : {} }).format(at) } catch { return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(at) }
}
