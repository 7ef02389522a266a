import { expect, test } from 'vitest'
import { onlyNames, partsWithNames } from './named.ts'

const jonas = '<span data-person="0192f0c1-0000-7000-8000-00000000000a">@Jonas &amp; Co</span>'
test.each([[`<p>${jonas} bitte</p><p></p><p>a<br />b &lt;x</p>`, true], [`<p>${jonas} <strong>bitte</strong></p>`, false], [`<ul><li><p>${jonas}</p></li></ul>`, false], ['<p>Text</p>', true]])('%s is names alone: %s', (html, alone) => expect(onlyNames(html)).toBe(alone))
test('names are marked where they stand; what looks like one elsewhere is not', () => {
  expect(partsWithNames('an @Jonas & Co und @Maren', `<p>an ${jonas} und @Maren</p>`)).toEqual([{ words: 'an ', named: false }, { words: '@Jonas & Co', named: true }, { words: ' und @Maren', named: false }])
  expect(partsWithNames('nichts', null)).toEqual([{ words: 'nichts', named: false }])
})
