import { beforeAll, expect, test } from 'vitest'
import type { CaseField } from '#contracts/cases'
import { speak } from '#kit/i18n.ts'
import { arranged, inputText, readValue, shownValue, withValues } from './field-values.ts'

beforeAll(() => speak('en'))
const field = (kind: CaseField['kind'], change: Partial<CaseField> = {}): CaseField => ({ id: kind, brandId: 'b1', name: kind, kind, choices: [{ key: 'n', label: 'Neu', retired: false }], position: 1, retired: false, version: 1, ...change })

test.each([['text', 'Charge 7', 'Charge 7'], ['number', 1200.5, /1.?200[.,]5/], ['date', '2026-11-24', /24 Nov 2026|Nov 24, 2026/], ['choice', 'n', 'Neu'], ['choice', 'gone', 'gone'], ['yes-no', true, 'Yes'], ['yes-no', false, 'No'], ['text', undefined, '']] as const)('%s %j is shown', (kind, value, shown) => {
  expect(shownValue(field(kind), value)).toEqual(typeof shown === 'string' ? shown : expect.stringMatching(shown))
})
test.each([['text', ' x ', 'x'], ['text', ' ', null], ['number', '2,5', 2.5], ['number', '1 200', 1200], ['number', 'viele', undefined], ['number', '', null], ['date', '2026-11-24', '2026-11-24']] as const)('%s reads %j as %j', (kind, typed, value) => { expect(readValue(kind, typed)).toBe(value) })
test('what is filled in stands in the line, also retired; what is empty and alive can be added; other brands are not ours', () => {
  const fields = [field('text'), field('number', { retired: true }), field('date', { retired: true }), field('choice'), field('yes-no', { brandId: 'b2' })]
  const { filled, empty } = arranged(fields, 'b1', { text: 'x', number: 3 })
  expect([filled.map((each) => each.id), empty.map((each) => each.id)]).toEqual([['text', 'number'], ['choice']])
})
test('a change is seen at once, and a value that is taken away is gone', () => {
  expect(withValues({ a: 1, b: 'x' }, { b: null, c: false })).toEqual({ a: 1, c: false })
  expect([withValues({ a: 1 }, undefined), inputText(undefined), inputText(0)]).toEqual([{ a: 1 }, '', '0'])
})
