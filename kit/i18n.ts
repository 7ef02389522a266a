import type { en } from './messages/en.ts'

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
/** Every catalogue is a complete `Messages`: a missing translation does not compile. */
export type Messages = { [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : PluralForms }
export type MessageKey = keyof Messages
export type Values = Record<string, string | number>

export const catalogueLanguages = ['en', 'de', 'da', 'nl', 'et'] as const
export type CatalogueLanguage = (typeof catalogueLanguages)[number]

/** Only the reader's catalogue is fetched. */
const catalogues: Record<CatalogueLanguage, () => Promise<Messages>> = {
  en: () => import('./messages/en.ts').then((file) => file.en),
  de: () => import('./messages/de.ts').then((file) => file.de),
  da: () => import('./messages/da.ts').then((file) => file.da),
  nl: () => import('./messages/nl.ts').then((file) => file.nl),
  et: () => import('./messages/et.ts').then((file) => file.et),
}

let messages: Messages | null = null
let spoken: CatalogueLanguage = 'en'
let plural = new Intl.PluralRules('en')

export const language = () => spoken

/** Loads a catalogue and speaks it from now on. The caller draws the page anew. */
export async function speak(wanted: CatalogueLanguage): Promise<void> {
  const loaded = await catalogues[wanted]()
  messages = loaded
  spoken = wanted
  plural = new Intl.PluralRules(wanted)
  if (typeof document !== 'undefined') document.documentElement.lang = wanted
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
