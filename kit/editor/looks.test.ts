import { expect, test } from 'vitest'
import { asHtml, isPlain, linkTo } from './looks.ts'

const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
test.each([
  ['lines', { type: 'doc', content: [paragraph({ type: 'text' }), paragraph(), paragraph({ type: 'text' }, { type: 'hardBreak' })] }, true],
  ['a bold word', { type: 'doc', content: [paragraph({ type: 'text', marks: [{ type: 'bold' }] })] }, false],
  ['a list', { type: 'doc', content: [{ type: 'bulletList', content: [] }] }, false],
  ['a picture', { type: 'doc', content: [paragraph({ type: 'picture' })] }, false],
])('%s: plain is %s', (_, doc, plain) => expect(isPlain(doc)).toBe(plain))

test('text becomes paragraphs, and its signs stay signs', () => {
  expect(asHtml({ text: 'a < b\n\n"c" & d', html: null })).toBe('<p>a &lt; b</p><p></p><p>&quot;c&quot; &amp; d</p>')
  expect(asHtml({ text: 'x', html: '<p><strong>x</strong></p>' })).toBe('<p><strong>x</strong></p>')
})

test.each([
  ['fjeld.example/anleitung', 'https://fjeld.example/anleitung'], ['https://fjeld.example', 'https://fjeld.example'], [' hilfe@fjeld.example ', 'mailto:hilfe@fjeld.example'], ['tel:+4546112', 'tel:+4546112'],
  ['javascript:alert(1)', null], ['data:text/html,x', null], ['zwei Wörter', null], ['', null],
])('%s leads to %s', (typed, address) => expect(linkTo(typed)).toBe(address))
