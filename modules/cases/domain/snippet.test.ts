import { expect, test } from 'vitest'
import { hitBegins, hitEnds, snippetParts } from './snippet.ts'

const marked = (text: string) => text.replaceAll('[', hitBegins).replaceAll(']', hitEnds)
test.each([
  ['the [pole] is broken', [['the ', false], ['pole', true], [' is broken', false]]],
  ['[pole] and [tent]', [['pole', true], [' and ', false], ['tent', true]]],
  ['nothing found', [['nothing found', false]]],
  ['<b>[pole]</b>', [['<b>', false], ['pole', true], ['</b>', false]]],
  ['[never ends', [['never ends', true]]],
  ['two\n\n lines', [['two lines', false]]],
  ['', []],
])('%j', (text, parts) => expect(snippetParts(marked(text)).map((each) => [each.text, each.hit])).toEqual(parts))
