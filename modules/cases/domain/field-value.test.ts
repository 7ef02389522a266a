import { expect, test } from 'vitest'
import { fieldValue, valueInWords } from './field-value.ts'

const choices = [{ key: 'a', label: 'Alt', retired: true }, { key: 'n', label: 'Neu', retired: false }]
const field = (kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no') => ({ name: 'Charge', kind, choices: kind === 'choice' ? choices : [] })

test.each([
  ['text', '  7\u202e B ', '7 B'], ['text', '   ', null], ['number', 0, 0], ['number', -2.5, -2.5], ['date', '2028-02-29', '2028-02-29'], ['choice', 'n', 'n'], ['yes-no', false, false], ['yes-no', null, null], ['number', null, null],
] as const)('%s keeps %j as %j', (kind, value, kept) => { expect(fieldValue(field(kind), value, undefined)).toBe(kept) })

test.each([
  ['text', 7], ['text', 'x'.repeat(1001)], ['number', '7'], ['number', Number.POSITIVE_INFINITY], ['date', '2026-02-30'], ['date', '24.11.2026'], ['date', 20261124], ['choice', 'x'], ['choice', 'Neu'], ['choice', 'a'], ['yes-no', 'ja'], ['yes-no', 1],
] as const)('%s refuses %j, and names the field', (kind, value) => { expect(() => fieldValue(field(kind), value, undefined)).toThrow(/^Charge: /) })

test('a choice that was retired stays where it is, and is told by its label', () => {
  expect(fieldValue(field('choice'), 'a', 'a')).toBe('a')
  expect([valueInWords(field('choice'), 'a'), valueInWords(field('choice'), null), valueInWords(field('yes-no'), true), valueInWords(field('number'), 3)]).toEqual(['Alt', null, true, 3])
})
