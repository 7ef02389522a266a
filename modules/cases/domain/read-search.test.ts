import { expect, test } from 'vitest'
import { readDay, readSearch, sentenceOf } from './read-search.ts'

test.each([
  ['', '', null, []],
  ['tent pole ', 'tent pole', null, []],
  ['tent pole', 'tent', 'pole', []],
  ['the sea', 'the sea', null, []],
  ['"broken pole" tent', '"broken pole"', 'tent', []],
  ['tent "broken pole"', 'tent "broken pole"', null, []],
  ['"never closed', '"never closed"', null, []],
  ['from:anna tent ', 'tent', null, ['from=anna']],
  ['from:"Anna de Vries" is:open', '', null, ['from=Anna de Vries', 'is=open']],
  ['-tag:spare-part IS:Open', '', null, ['-tag=spare-part', 'is=open']],
  ['from:"Anna', '', null, ['from=Anna']],
  ['before:2026-11-24 after:7d', '', null, ['before=2026-11-24', 'after=7d']],
  ['https://shop.example/x?a=1 ', 'https://shop.example/x?a=1', null, []],
  ['K-1042', 'K-1042', null, []],
  ['field.Charge:7-B field."Lot number":7 tent ', 'tent', null, ['field.Charge=7-B', 'field.Lot number=7']],
  ['-FIELD.Zustand:"Sehr alt"', '', null, ['-field.Zustand=Sehr alt']],
  ['Jalgratas', '', 'jalgratas', []],
] as const)('“%s” looks for “%s”, going on from %s, with %j', (text, words, beginning, filters) => {
  const search = readSearch(text)
  expect([search.words, search.beginning, search.filters.map((each) => `${each.negated ? '-' : ''}${each.key}${each.of ? `.${each.of}` : ''}=${each.value}`), search.problems]).toEqual([words, beginning, filters, []])
})

test.each([['tent -pole ', ['pole']], ['tent -"broken pole"', ['"broken pole"']], ['-is:open tent', []], ['-', []]])('“%s” leaves out %j', (text, without) => {
  expect(readSearch(text).without).toEqual(without)
})

test.each([
  ['form:anna', 'unknown-filter', /no filter “form:”/], ['field:x', 'unknown-filter', /no filter “field:”/], ['tag.x:y', 'unknown-filter', /no filter “tag.x:”/], ['field.Charge:', 'no-value', /what “field.Charge:” should be/], ['from:', 'no-value', /what “from:” should be/], ['from:""', 'no-value', /from/], ['is:opened', 'unknown-value', /one of: open, waiting/],
  ['before:soon', 'bad-date', /no day/], ['after:2026-02-30', 'bad-date', /2026-02-30/], ['priority:1', 'unknown-value', /low, normal/],
])('“%s” is a mistake: %s', (text, code, words) => {
  const { problems, filters } = readSearch(text)
  expect(filters).toEqual([])
  expect(problems.map((each) => each.code)).toEqual([code])
  expect(sentenceOf(problems[0]!)).toMatch(words)
})

test('everything knows where it stands, so that it can be shown there and taken out', () => {
  const text = 'tent  -from:"Anna de Vries" is:open'
  expect(readSearch(text).filters.map(({ from, to }) => text.slice(from, to))).toEqual(['-from:"Anna de Vries"', 'is:open'])
})

test('whatever is typed, it is read', () => {
  const signs = ['"', '-', ':', ' ', 'is', 'from', 'ä', '\\', "'", '(', '|', '&', '!', '*', '%']
  let state = 11
  const pick = () => signs[(state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % signs.length]!
  for (let n = 0; n < 2000; n++) expect(() => readSearch(Array.from({ length: 9 }, pick).join(''))).not.toThrow()
})

const now = new Date('2026-11-24T15:00:00Z')
test.each([['today', '2026-11-24'], ['yesterday', '2026-11-23'], ['7d', '2026-11-17'], ['2w', '2026-11-10'], ['3m', '2026-08-24'], ['2026-11', '2026-11-01'], ['2025-02-28', '2025-02-28']])('%s begins on %s', (said, day) => {
  expect(readDay(said, now)?.toISOString()).toBe(`${day}T00:00:00.000Z`)
})
test.each(['', 'soon', '2026-13-01', '2026-02-30', '5', '5y', '24.11.2026'])('“%s” is no day', (said) => expect(readDay(said, now)).toBeNull())
