import { beforeAll, expect, test } from 'vitest'
import { catalogueLanguages, fill, isKnown, language, languageOf, speak, t, word, type FirstMessages, type LaterMessages, type Messages } from './i18n.ts'
import { en as first } from './messages/en.ts'
import { enLater } from './messages/later/en.ts'

const en = { ...first, ...enLater }

beforeAll(() => speak('en'))

test.each([[['de-AT', 'en'], 'de'], [['fr', 'nl-BE'], 'nl'], [['fr'], 'en'], [[], 'en'], [['ET'], 'et']] as const)('a browser that wishes %j is spoken to in %s', (wishes, spoken) => {
  expect(languageOf(wishes)).toBe(spoken)
})
test('placeholders are filled, and one without a value stays visible', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}')
})
test.each([[1, '1 day'], [0, '0 days'], [2, '2 days']])('%i is "%s"', (count, words) => { expect(t('days', { count })).toBe(words) })
test('a code of a newer server is shown as itself', () => {
  expect([word('why', 'spam'), word('why', 'moon-phase'), word('verb', 'case.assigned')]).toEqual(['spam', 'moon phase', 'assigned the case'])
  expect([isKnown('why.spam'), isKnown('why.moon-phase')]).toEqual([true, false])
})

test.each(['token', 'references', 'late-ancestor', 'new', 'follow-up', 'seen-before', 'forced', 'loop', 'own-notification', 'spam', 'no-sender', 'bounce', 'bounce-unknown', 'by-hand', 'too-many-parts', 'parse-failed', 'not-yet'])('the ledger words the reason "%s"', (reason) => {
  expect(isKnown(`why.${reason}`)).toBe(true)
})

const places = (message: string | object): string[] => (typeof message === 'string' ? [...new Set(message.match(/\{\w+\}/g))].toSorted() : [...new Set(Object.values(message).flatMap((form) => places(form as string)))].toSorted())
test.each(catalogueLanguages)('%s says everything, with the same placeholders and all plural forms it needs', async (spoken) => {
  const catalogue = { ...(await import(`./messages/${spoken}.ts`) as Record<string, FirstMessages>)[spoken]!, ...(await import(`./messages/later/${spoken}.ts`) as Record<string, LaterMessages>)[`${spoken}Later`]! }
  expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(en).toSorted())
  const needed = new Intl.PluralRules(spoken).resolvedOptions().pluralCategories
  for (const [key, message] of Object.entries(en) as [keyof Messages, string | object][]) {
    expect(places(catalogue[key]), key).toEqual(places(message))
    if (typeof message !== 'string') expect(needed.filter((form) => !(form in (catalogue[key] as object))), key).toEqual([])
  }
})
test('another language is spoken from the moment its words are there', async () => {
  await speak('nl')
  expect(language()).toBe('nl')
  await speak('en')
})
