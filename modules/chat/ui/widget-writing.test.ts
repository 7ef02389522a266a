import { expect, test } from 'vitest'
import { Declined } from '#kit/api.ts'
import { freshKey, problems, toLines, withWords } from './widget-writing.ts'

test('origins are read line by line, however they were pasted', () => {
  expect(toLines(' https://butik.example \n\nhttps://*.butik.example, https://shop.example\n')).toEqual(['https://butik.example', 'https://*.butik.example', 'https://shop.example'])
  expect(toLines('  \n')).toEqual([])
})

test('a language without words is left out', () => {
  expect(withWords({ en: 'Hello', da: 'Hej' }, 'da', '')).toEqual({ en: 'Hello' })
  expect(withWords({ en: 'Hello' }, 'et', 'Tere')).toEqual({ en: 'Hello', et: 'Tere' })
})

test('a fresh key is one that nobody has', () => { expect(freshKey('field', ['field1', 'field3'])).toBe('field2') })

test('an objection stands at its field, the first of each', () => {
  const error = new Declined('invalid', 'No.', 422, { fields: [{ field: 'settings/origins/1', problem: 'Write it as https://shop.example.' }, { field: 'settings/origins/2', problem: 'Another' }, { field: 'name', problem: 'Too short' }] })
  expect(problems(error)).toEqual({ origins: 'Write it as https://shop.example.', name: 'Too short' })
  expect(problems(new Error('broken'))).toEqual({})
})
