import type { en } from './messages/en.ts'
import type { enLater } from './messages/later/en.ts'

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
type Translated<Source> = { [Key in keyof Source]: Source[Key] extends string ? string : PluralForms }
/** Every catalogue is complete: a missing translation does not compile. The first page says `FirstMessages`; everything that is fetched later says the others as well. */
export type FirstMessages = Translated<typeof en>
export type LaterMessages = Translated<typeof enLater>
export type Messages = FirstMessages & LaterMessages
export type MessageKey = keyof Messages
export type Values = Record<string, string | number>

export const catalogueLanguages = ['en', 'de', 'da', 'nl', 'et'] as const
export type CatalogueLanguage = (typeof catalogueLanguages)[number]

/** Only the reader's catalogue is fetched, and of it at first only what the first page says. */
const catalogues: Record<CatalogueLanguage, { first: () => Promise<FirstMessages>; later: () => Promise<LaterMessages> }> = {
  en: { first: () => import('./messages/en.ts').then((file) => file.en), later: () => import('./messages/later/en.ts').then((file) => file.enLater) },
  de: { first: () => import('./messages/de.ts').then((file) => file.de), later: () => import('./messages/later/de.ts').then((file) => file.deLater) },
  da: { first: () => import('./messages/da.ts').then((file) => file.da), later: () => import('./messages/later/da.ts').then((file) => file.daLater) },
  nl: { first: () => import('./messages/nl.ts').then((file) => file.nl), later: () => import('./messages/later/nl.ts').then((file) => file.nlLater) },
  et: { first: () => import('./messages/et.ts').then((file) => file.et), later: () => import('./messages/later/et.ts').then((file) => file.etLater) },
}

let messages: FirstMessages & Partial<LaterMessages> | null = null
/** The later words of the language that is spoken, from when they are first wanted. In tests, where there is no page, they are wanted at once. */
let learning: Promise<void> | null = null
const atOnce = typeof document === 'undefined'
let spoken: CatalogueLanguage = 'en'
let plural = new Intl.PluralRules('en')

export const language = () => spoken

/** Loads a catalogue and speaks it from now on; with its later words, if somebody needed those before. The caller draws the page anew. */
export async function speak(wanted: CatalogueLanguage): Promise<void> {
  const { first, later } = catalogues[wanted]
  const known = learning || atOnce
  const [loaded, more] = await Promise.all([first(), known ? later() : null])
  messages = { ...loaded, ...more }
  learning = known ? Promise.resolve() : null
  spoken = wanted
  plural = new Intl.PluralRules(wanted)
  if (typeof document !== 'undefined') document.documentElement.lang = wanted
}

/** The words that the first page does without. Whatever is fetched later (`kit/later.tsx`) is drawn when they are there. */
export function learn(): Promise<void> {
  const language = spoken
  learning ??= catalogues[language].later().then((more) => { if (messages && spoken === language) messages = { ...messages, ...more } }, (error: unknown) => { learning = null; throw error })
  return learning
}

/** The first of the reader's languages that we speak. */
export function languageOf(wishes: readonly string[]): CatalogueLanguage {
  for (const wish of wishes) {
    const found = catalogueLanguages.find((each) => each === wish.slice(0, 2).toLowerCase())
    if (found) return found
  }
  return 'en'
}

export function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export function t(key: MessageKey, values: Values = {}): string {
  const message = messages?.[key]
  if (message === undefined) return key
  if (typeof message === 'string') return fill(message, values)
  const forms: PluralForms = message
  return fill(forms[plural.select(Number(values['count'] ?? 0))] ?? forms.other, values)
}

/** Words for a code that the server may extend: an unknown one is shown as itself, with its dashes as spaces. */
export function word(family: string, code: string, values: Values = {}): string {
  const key = `${family}.${code}`
  return messages && key in messages ? t(key as MessageKey, values) : code.replace(/[-.]/g, ' ')
}

export const isKnown = (key: string): key is MessageKey => messages !== null && key in messages
