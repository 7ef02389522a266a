import { expect, test } from 'vitest'
import { suggestionsFor, without } from './suggest.ts'

const sources = { brands: ['Fjeld & Wald', 'Polder Verzekert'], teams: ['Zelte'], colleagues: ['Maren Lindqvist', 'Henk Bakker'], tags: ['charge-7', 'spare-part'], customers: ['fatima@kunde.example'], fields: [{ name: 'Charge', values: [] }, { name: 'Lot number', values: [] }, { name: 'Zustand', values: ['Neu', 'Sehr alt'] }] }
const texts = (text: string) => suggestionsFor(text, sources).map((each) => each.text)

test('an empty field shows which filters there are', () => expect(texts('').slice(0, 3)).toEqual(['from:', 'to:', 'is:']))
test.each([
  ['ta', ['tag:']], ['tent i', ['tent is:', 'tent in:']], ['-ta', ['-tag:']], ['tent ', []], ['tent', []], ['is:un', ['is:unassigned ', 'is:unread ']], ['tent -is:so', ['tent -is:solved ']],
  ['owner:', ['owner:me ', 'owner:none ', 'owner:"Maren Lindqvist" ', 'owner:"Henk Bakker" ']], ['owner:lind', ['owner:"Maren Lindqvist" ']], ['owner:"maren l', ['owner:"Maren Lindqvist" ']], ['brand:po', ['brand:"Polder Verzekert" ']], ['team:z', ['team:Zelte ']], ['tag:part', ['tag:spare-part ']],
  ['from:fat', ['from:fatima@kunde.example ']], ['is:open', []], ['before:y', ['before:yesterday ']], ['kind:r', ['kind:return ', 'kind:recall ']], ['nothing:x', []],
  ['fie', ['field.']], ['field.', ['field.Charge:', 'field."Lot number":', 'field.Zustand:']], ['tent -field.ch', ['tent -field.Charge:']], ['field."lot', ['field."Lot number":']], ['field.Zustand:', ['field.Zustand:Neu ', 'field.Zustand:"Sehr alt" ']], ['field.zustand:ne', ['field.zustand:Neu ']], ['field.Charge:7', []], ['field."Lot number":7', []],
])('“%s”: %j', (text, offered) => expect(texts(text)).toEqual(offered))
test.each([['is:open tent', { from: 0, to: 7 }, 'tent'], ['tent is:open pole', { from: 5, to: 12 }, 'tent pole'], ['tent is:open', { from: 5, to: 12 }, 'tent ']])('“%s” without %j', (text, piece, rest) => expect(without(text, piece)).toBe(rest))
