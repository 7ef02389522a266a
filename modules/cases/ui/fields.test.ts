import { expect, test } from 'vitest'
import { choicesIn } from './fields.ts'

const before = [{ key: 'a', label: 'Neu', retired: false }, { key: 'b', label: 'Gebraucht', retired: false }, { key: 'c', label: 'Alt', retired: true }]
test.each([
  ['the same ones', 'Neu\nGebraucht', [['Neu', 'a'], ['Gebraucht', 'b']]],
  ['one renamed in its place', 'Neu\nAus zweiter Hand', [['Neu', 'a'], ['Aus zweiter Hand', 'b']]],
  ['turned round', 'Gebraucht\nNeu', [['Gebraucht', 'b'], ['Neu', 'a']]],
  ['one more, empty lines and doubles aside', 'Neu\n\n Gebraucht \nDefekt\nDefekt', [['Neu', 'a'], ['Gebraucht', 'b'], ['Defekt', undefined]]],
  ['one less', 'Gebraucht', [['Gebraucht', 'b']]],
  ['a retired one comes back', 'Neu\nGebraucht\nAlt', [['Neu', 'a'], ['Gebraucht', 'b'], ['Alt', 'c']]],
] as const)('%s', (_words, text, expected) => { expect(choicesIn(text, before).map(({ label, key }) => [label, key])).toEqual(expected) })
