import { expect, test } from 'vitest'
import type { CaseField } from '../contract.ts'
import { isNamed, valuesMeant } from './field-search.ts'

const field = (kind: CaseField['kind'], name = 'Charge'): Pick<CaseField, 'name' | 'kind' | 'choices'> => ({ name, kind, choices: [{ key: 'k1', label: 'Neu', retired: false }, { key: 'k2', label: 'Gebraucht', retired: true }] })
test.each([['Charge', 'charge', true], ['Lot number', 'lot-number', true], ['Lot number', 'LOT  number', true], ['Lot number', 'lot', false], ['Größe', 'größe', true]])('%s is meant by %s: %s', (name, said, is) => expect(isNamed({ name }, said)).toBe(is))
test.each([
  ['text', '7-b', ['7-b', '7-B']], ['text', 'bruch', ['bruch', 'BRUCH', 'Bruch']], ['number', '3,5', [3.5]], ['number', 'drei', []], ['date', '2026-11-24', ['2026-11-24']], ['date', 'gestern', []],
  ['choice', 'neu', ['k1']], ['choice', 'Gebraucht', ['k2']], ['choice', 'rot', []], ['yes-no', 'ja', [true]], ['yes-no', 'No', [false]], ['yes-no', 'vielleicht', []],
] as const)('of a %s “%s” means %j', (kind, said, values) => expect(valuesMeant(field(kind), said)).toEqual(values))
