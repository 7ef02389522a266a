import { beforeAll, expect, test } from 'vitest'
import { age, dayName, dayOf, fileSize, fullMoment, initials, lasting, moment, number, region, relative, shortDate, timeOfDay } from './formats.ts'
import { speak } from './i18n.ts'

beforeAll(() => speak('en'))

const now = new Date('2026-11-24T10:00:00Z')
const plain = (text: string) => text.replace(/[  ]/g, ' ')

test.each([
  ['en', ['en-US', 'de'], 'en-US'], ['en', ['de-DE', 'en-IE'], 'en-IE'], ['en', ['de-DE'], 'en-GB'], ['en', ['en'], 'en-GB'], ['de', ['de-AT'], 'de-AT'], ['de', ['en-US'], 'de'], ['et', [], 'et'],
])('who speaks %s with a browser of %j reads dates as %s', (spoken, wishes, locale) => { expect(region(spoken, wishes)).toBe(locale) })

test.each([
  ['2026-11-24T08:05:00Z', '09:05'], ['2026-11-23T23:30:00Z', '00:30'], ['2026-11-22T08:05:00Z', 'Sun 09:05'], ['2026-11-25T08:00:00Z', 'Wed 09:00'], ['2026-08-03T10:00:00Z', '3 Aug, 12:00'], ['2025-08-03T10:00:00Z', '3 Aug 2025'],
])('%s is written as "%s" in Berlin', (at, words) => { expect(plain(moment(at, now, 'Europe/Berlin', 'en-GB')).replace(/^(\w{3}), /, '$1 ')).toBe(words) })

test.each([
  ['2026-11-24T09:59:50Z', '1 min'], ['2026-11-24T09:29:00Z', '31 mins'], ['2026-11-24T07:00:00Z', '3 hrs'], ['2026-11-21T10:00:00Z', '3 days'], ['2026-10-01T10:00:00Z', '1 Oct'], ['2025-10-01T10:00:00Z', '1 Oct 2025'], ['2026-11-24T10:05:00Z', '1 min'],
])('%s was %s ago', (at, words) => { expect(plain(age(at, now, 'en-GB'))).toBe(words) })

test.each([['2026-11-24T09:55:00Z', 'en-GB', '5 mins'], ['2026-11-12T10:00:00Z', 'en-GB', '12 days'], ['2026-11-12T10:00:00Z', 'de', '12 Tg.']])('what began %s has lasted, in %s, %s', (since, locale, words) => { expect(plain(lasting(since, now, locale))).toBe(words) })

test.each([['2026-11-24T09:55:00Z', '5 minutes ago'], ['2026-11-24T12:00:00Z', 'in 2 hours'], ['2026-11-23T10:00:00Z', 'yesterday'], ['2026-11-27T10:00:00Z', 'in 3 days']])('%s is "%s" in a sentence', (at, words) => {
  expect(relative(at, now, 'en-GB')).toBe(words)
})

test.each([[0, '0 byte'], [999, '999 byte'], [1000, '1 kB'], [1550, '1.6 kB'], [88_211, '88 kB'], [48_213_300, '48 MB'], [3_200_000_000, '3.2 GB'], [5e15, '5,000,000 GB']])('%i bytes are %s', (bytes, words) => {
  expect(plain(fileSize(bytes, 'en-GB'))).toBe(words)
})

test.each([['Fatima Öztürk', 'FÖ'], ['øystein', 'Ø'], ['W. de Graaf', 'WG'], ['+45 31 22 90 07', '40'], ['  ', '?'], ['Anne-Marie Ä', 'AÄ'], ['𝒳avier Y', '𝒳Y'], ['Annelies Postma (You)', 'AP'], ['(Erik)', 'E']])('the initials of "%s" are %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})

test('a day of a balance is that day wherever it is read', () => {
  expect(dayName('2026-11-24', 'en-GB').replace(',', '')).toBe('Tue 24 Nov')
})
test.each([['2026-11-24T00:30:00Z', 'Today'], ['2026-11-23T12:00:00Z', 'Yesterday'], ['2026-11-22T12:00:00Z', 'Sun 22 Nov'], ['2025-11-22T12:00:00Z', 'Sat 22 Nov 2025']])('%s stands under "%s"', (at, head) => {
  expect(dayOf(at, now, 'Europe/Berlin', 'en-GB').replaceAll(',', '')).toBe(head)
})
test('a promise names its zone', () => {
  expect(fullMoment('2026-11-25T08:00:00Z', 'Europe/Berlin', 'en-GB')).toMatch(/25 November 2026.*09:00.*CET/)
})
test('each language writes dates, times and numbers its own way', () => {
  expect([shortDate('2026-11-24T10:00:00Z', 'UTC', 'de'), timeOfDay('2026-11-24T10:00:00Z', 'Europe/Tallinn', 'et'), number(1282, 'de')]).toEqual(['24. Nov. 2026', '12:00', '1.282'])
})
