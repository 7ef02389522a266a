import { describe, expect, test } from 'vitest'
import { dayAt, fillText, firstNameOf, type Values } from './fill-text.ts'

const values: Values = { 'customer.name': 'Fatima <Öztürk> & Co', 'customer.first-name': '', 'case.reference': 'F-1042', 'case.subject': 'Zelt', 'agent.name': 'Maren Lindqvist', 'agent.first-name': 'Maren', 'brand.name': 'Fjeld & Wald', 'today': '24. November 2026' }
const plain = (text: string) => fillText({ text, html: null }, values)

describe('in plain text', () => {
  test('what is known is put in as it is', () => expect(plain('Hallo {{customer.name}}, zu {{ Case.Reference }}').words.text).toBe('Hallo Fatima <Öztürk> & Co, zu F-1042'))
  test('what is empty, or known to nobody, stays and is said', () => {
    expect(plain('{{customer.first-name}} {{shoe.size}} {{agent.first-name}}')).toEqual({ words: { text: '{{customer.first-name}} {{shoe.size}} Maren', html: null }, unknown: ['shoe.size'], empty: ['customer.first-name'] })
  })
  test('a value that looks like a variable is not filled again', () => expect(fillText({ text: '{{case.subject}}', html: null }, { ...values, 'case.subject': '{{customer.name}}' }).words.text).toBe('{{customer.name}}'))
  test('single braces and prose are left alone', () => expect(plain('{x} {{two words}} }}{{')).toMatchObject({ words: { text: '{x} {{two words}} }}{{' }, unknown: [], empty: [] }))
})

test('in HTML the signs of a value are escaped, and in the address of a link it stays a part of that address', () => {
  const { words } = fillText({ text: 'x', html: '<p>{{customer.name}} <a href="https://fjeld.example/{{case.reference}}?n={{brand.name}}">hier</a></p>' }, values)
  expect(words.html).toBe('<p>Fatima &lt;Öztürk&gt; &amp; Co <a href="https://fjeld.example/F-1042?n=Fjeld%20%26%20Wald">hier</a></p>')
  expect(fillText({ text: '', html: '<a href="{{case.subject}}">x</a>' }, { ...values, 'case.subject': 'javascript:alert(1)"' }).words.html).toBe('<a href="javascript%3Aalert(1)%22">x</a>')
})

test.each([['Fatima Öztürk', 'Fatima'], ['Öztürk, Fatima', 'Fatima'], ['Dr. Fatima Öztürk', 'Fatima'], ['fatima@kunde.example', ''], ['', ''], ['Fatima', 'Fatima']])('%s is called %s', (name, first) => expect(firstNameOf(name)).toBe(first))
test.each([
  ['de', 'Europe/Berlin', '25. November 2026'], ['en', 'America/New_York', '24 November 2026'], ['da', 'Europe/Copenhagen', '25. november 2026'], ['et', null, null], ['xx-bad', 'Nowhere/None', null],
] as const)('today in %s, in %s', (language, zone, words) => { const day = dayAt(new Date('2026-11-24T23:30:00Z'), language, zone); if (words) expect(day).toBe(words); else expect(day).toContain('2026') })
