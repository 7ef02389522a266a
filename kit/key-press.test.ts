import { expect, test } from 'vitest'
import { meantBy, nothingYet, type Press } from './key-press.ts'

const press = (key: string, where: Partial<Press> = {}): Press => ({ key, at: 1000, modified: false, inField: false, onControl: false, covered: false, ...where })
const knows = (keys: string) => ['j', 'm', 'g m', 'Enter', 'Escape'].includes(keys)
const meant = (given: Press, first = nothingYet, singleKeys = true) => meantBy(given, first, knows, singleKeys).keys

test.each<[string, Press, string | null]>([
  ['a letter on the page', press('j'), 'j'], ['a letter that means nothing', press('q'), null], ['a letter in a field is writing', press('j', { inField: true }), null],
  ['with Ctrl it belongs to the browser', press('j', { modified: true }), null], ['a dialog has all keys', press('j', { covered: true }), null],
  ['Esc in a dialog closes the dialog', press('Escape', { covered: true }), null], ['Esc in a field leaves the field', press('Escape', { inField: true }), 'Escape'],
  ['Enter on a link follows the link', press('Enter', { onControl: true }), null], ['Enter on the page', press('Enter'), 'Enter'],
])('%s', (_story, given, keys) => { expect(meant(given)).toBe(keys) })

test('switched off, letters do nothing, and Esc still leads out', () => {
  expect([meant(press('j'), nothingYet, false), meant(press('Escape'), nothingYet, false)]).toEqual([null, 'Escape'])
})
test('two keys within a second are one; later the second stands alone', () => {
  const { first } = meantBy(press('g'), nothingYet, knows, true)
  expect(meant(press('m', { at: 1900 }), first)).toBe('g m')
  expect(meant(press('m', { at: 2100 }), first)).toBe('m')
})
test('a pair is used up: its second key begins no other', () => {
  const first = { key: 'g', at: 900 }
  expect(meantBy(press('m'), first, knows, true).first).toEqual(nothingYet)
})
test('the second key of a pair means nothing to a screen that does not know the pair', () => {
  expect(meantBy(press('j', { at: 1100 }), { key: 'g', at: 1000 }, knows, true).keys).toBeNull()
})
test('typing in a field does not begin a pair', () => {
  const { first } = meantBy(press('g', { inField: true }), nothingYet, knows, true)
  expect(meant(press('m', { at: 1100 }), first)).toBe('m')
})
