import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogueLanguages } from '#kit/i18n.ts'
import { da as daFirst } from '#kit/messages/da.ts'
import { de as deFirst } from '#kit/messages/de.ts'
import { en as enFirst } from '#kit/messages/en.ts'
import { et as etFirst } from '#kit/messages/et.ts'
import { nl as nlFirst } from '#kit/messages/nl.ts'
import { daLater } from '#kit/messages/later/da.ts'
import { deLater } from '#kit/messages/later/de.ts'
import { enLater } from '#kit/messages/later/en.ts'
import { etLater } from '#kit/messages/later/et.ts'
import { nlLater } from '#kit/messages/later/nl.ts'
import { languages } from '#contracts/accounts'
import { refusalStatus } from '#platform/refusal'
import { assuranceReasons } from '#contracts/email'
import { readImports } from './imports.ts'

type Message = string | Record<string, string>
const en = { ...enFirst, ...enLater }
const catalogues: Record<string, Record<string, Message>> = { en, de: { ...deFirst, ...deLater }, da: { ...daFirst, ...daLater }, nl: { ...nlFirst, ...nlLater }, et: { ...etFirst, ...etLater } }
const others = Object.keys(catalogues).filter((language) => language !== 'en')
const keys = Object.keys(en)
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!).sort()
const forms = (message: Message) => (typeof message === 'string' ? { text: message } : message)

test('the languages of the screens are those of the people', () => {
  expect(keys.length).toBeGreaterThan(200)
  expect([...catalogueLanguages].sort()).toEqual([...languages].sort())
  expect(Object.keys(catalogues).sort()).toEqual([...languages].sort())
})

test.each(others)('%s says everything that English says, and nothing else', (language) => {
  expect(Object.keys(catalogues[language]!).sort(), `kit/messages/${language}.ts: add what is missing, take out what English no longer has`).toEqual([...keys].sort())
})

test.each(others)('%s is a translation', (language) => {
  // Many short words are the same in two languages (Name, Status, E-Mail); most sentences are not.
  const sentences = keys.filter((key) => Object.values(forms(en[key as keyof typeof en])).join().split(' ').length >= 4)
  expect(sentences.length).toBeGreaterThan(50)
  const same = sentences.filter((key) => JSON.stringify(catalogues[language]![key]) === JSON.stringify(en[key as keyof typeof en]))
  expect(same.slice(0, 10), `kit/messages/${language}.ts: these stand there in English (${same.length} in all)`).toEqual([])
})

test.each(others)('%s fills in what English fills in', (language) => {
  const differing = keys.filter((key) => {
    const wanted = [...new Set(Object.values(forms(en[key as keyof typeof en])).flatMap(placeholders))].sort()
    const given = forms(catalogues[language]![key] ?? '')
    // A form for exactly one may say "one" instead of the number; the general form fills in everything.
    return JSON.stringify([...new Set(placeholders(given['other'] ?? given['text'] ?? ''))].sort()) !== JSON.stringify(wanted) || Object.values(given).some((text) => placeholders(text).some((name) => !wanted.includes(name)))
  })
  expect(differing, `kit/messages/${language}.ts: the same {placeholders} as in en.ts`).toEqual([])
})

test.each(Object.keys(catalogues))('%s has a form for every number', (language) => {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const counted = keys.filter((key) => typeof en[key as keyof typeof en] !== 'string')
  expect(counted.length).toBeGreaterThanOrEqual(3)
  const lacking = counted.filter((key) => wanted.some((form) => !(form in forms(catalogues[language]![key] ?? ''))))
  expect(lacking, `kit/messages/${language}.ts: write the forms ${wanted.join(', ')}`).toEqual([])
})

test.each(Object.keys(catalogues))('no message of %s is empty', (language) => {
  expect(keys.filter((key) => Object.values(forms(catalogues[language]![key] ?? '')).some((text) => !text.trim()))).toEqual([])
})

test('every refusal has a sentence in the catalogue, except where only the server can tell', () => {
  const silent = Object.keys(refusalStatus).filter((code) => !(`refusal.${code}` in en) && code !== 'invalid')
  expect(silent, 'add refusal.<code> to kit/messages/en.ts').toEqual([])
})

test('everything that makes a sender more or less believable is said in words', () => {
  expect(assuranceReasons.filter((each) => !(`assure.${each}` in en)), 'add assure.<reason> to kit/messages/en.ts').toEqual([])
  expect(keys.filter((key) => key.startsWith('assure.') && !assuranceReasons.some((each) => key === `assure.${each}`)), 'no rule says these any more').toEqual([])
})

test('nothing is said twice, and what the first page says it has from its first file on', async () => {
  expect(Object.keys(enFirst).filter((key) => key in enLater)).toEqual([])
  const { imports } = await readImports()
  const first = new Set(['app/web/main.tsx'])
  for (const file of first) for (const each of imports) if (each.from === file && !each.typeOnly && !each.later && /\.tsx?$/.test(each.to)) first.add(each.to)
  expect(first.size).toBeGreaterThan(40)
  const astray = [...first].filter((file) => !file.includes('/messages/')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\((?:[^()']*\? )?'([\w.-]+)'(?: : '([\w.-]+)')?/g)].flatMap((found) => [found[1]!, found[2] ?? '']).filter((key) => key in enLater).map((key) => `${file}: ${key}`))
  expect(astray, 'move it from kit/messages/later/*.ts to kit/messages/*.ts, in all languages').toEqual([])
})
