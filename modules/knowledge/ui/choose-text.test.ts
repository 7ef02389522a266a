import { expect, test } from 'vitest'
import { byShortcut, chooseVariant, findTexts, textsOfBrand } from './choose-text.ts'
import { mine, patience, sampleTexts, spare } from './sample-texts.ts'

test.each([
  [['da', 'de'], 'da'], [[null, 'da-DK', 'de'], 'da'], [['fr', null, undefined, 'de'], 'de'], [['fr'], 'de'], [[], 'de'],
] as const)('for %j it is said in %s', (wishes, language) => expect(chooseVariant(spare.variants, wishes).language).toBe(language))

test('another brand’s texts are not offered', () => {
  expect(textsOfBrand(sampleTexts, 'b1')).toEqual(sampleTexts)
  expect(textsOfBrand(sampleTexts, 'b2')).toEqual([mine, patience])
})
test('one’s own shortcut counts before the brand’s; an empty one is none', () => {
  expect(byShortcut([{ ...mine, shortcut: 'ersatz' }, spare], 'ERSATZ')?.id).toBe('t3')
  expect(byShortcut(sampleTexts, '')).toBeUndefined()
})
test.each([
  ['', ['t3', 't1', 't2']], ['ersatz', ['t1']], ['/gr', ['t3']], ['gruss', ['t3']], ['Gruß', ['t3']], ['patience', ['t2']], ['reservedelen', ['t1']], ['flensburg', ['t3']], ['heute unterwegs', ['t1']], ['qqq', []],
])('%s finds %j', (typed, ids) => expect(findTexts(sampleTexts, typed).map((each) => each.id)).toEqual(ids))
