import { expect, test } from 'vitest'
import { letterOf } from './mail-words.ts'

const lines = [{ by: 'visitor' as const, name: '', at: new Date('2026-11-24T13:00:00Z'), text: 'Wo ist mein Fahrrad?', files: [] }, { by: 'agent' as const, name: 'Maren', at: new Date('2026-11-24T13:05:00Z'), text: '', files: ['rechnung.pdf'] }]
test('a letter says who said what, by the brand’s clock and in its customer’s language', () => {
  const { subject, text } = letterOf('answer', lines, { brand: 'Fjeld & Wald', language: 'de-AT', timeZone: 'Europe/Berlin' })
  expect(subject).toBe('Ihr Chat mit Fjeld & Wald')
  expect(text).toMatch(/^Sie haben Fjeld & Wald im Chat geschrieben\./)
  expect(text).toContain('Sie (24.11.26, 14:00):\nWo ist mein Fahrrad?')
  expect(text).toContain('Maren (24.11.26, 14:05):\n[rechnung.pdf]')
})
test('in a language that the house does not speak it is English', () => expect(letterOf('transcript', [], { brand: 'Fjeld & Wald', language: 'fr', timeZone: 'UTC' }).text).toBe('Here is what was said in your chat with Fjeld & Wald.'))
