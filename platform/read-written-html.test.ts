import { expect, test } from 'vitest'
import { peopleIn, readWritten } from './read-written-html.ts'
import { picturesIn } from './written-html.ts'

const cid = '0192f0c1-0000-7000-8000-000000000001'

test.each([
  ['paragraphs alone are text', '<p>Guten Tag,</p><p></p><p>die Stange liegt bereit.</p><p>Jonas</p>', 'Guten Tag,\n\ndie Stange liegt bereit.\nJonas', null],
  ['a line that was broken', '<p>eins<br>zwei</p>', 'eins\nzwei', null],
  ['signs are signs', '<p>1 &lt; 2 &amp; 3</p>', '1 < 2 & 3', null],
  ['weight and slant', '<p>sehr <strong>wichtig</strong> und <i>leise</i></p>', 'sehr wichtig und leise', '<p>sehr <strong>wichtig</strong> und <em>leise</em></p>'],
  ['lists', '<p>Bitte:</p><ul><li><p>Stange</p></li><li><p>Haken</p><ol start="3"><li><p>groß</p></li></ol></li></ul><p>Danke</p>', 'Bitte:\n- Stange\n- Haken\n  3. groß\nDanke', '<p>Bitte:</p><ul><li><p>Stange</p></li><li><p>Haken</p><ol start="3"><li><p>groß</p></li></ol></li></ul><p>Danke</p>'],
  ['a link says where it leads, once', '<p><a href="https://fjeld.example/anleitung">Anleitung</a>, <a href="https://fjeld.example">https://fjeld.example</a></p>', 'Anleitung (https://fjeld.example/anleitung), https://fjeld.example', '<p><a href="https://fjeld.example/anleitung">Anleitung</a>, <a href="https://fjeld.example">https://fjeld.example</a></p>'],
  ['a link that is its address', '<p><a href="https://fjeld.example/a">fjeld.example/a</a></p>', 'fjeld.example/a', '<p><a href="https://fjeld.example/a">fjeld.example/a</a></p>'],
  ['what is quoted', '<p>Sie schrieben:</p><blockquote><p>Wann?</p><p>Wo?</p></blockquote><p>Morgen.</p>', 'Sie schrieben:\n> Wann?\n> Wo?\nMorgen.', '<p>Sie schrieben:</p><blockquote><p>Wann?</p><p>Wo?</p></blockquote><p>Morgen.</p>'],
  ['a table', '<table><tbody><tr><th>Teil</th><th>Preis</th></tr><tr><td><p>Stange</p></td><td><p>12 €</p></td></tr></tbody></table>', 'Teil\tPreis\nStange\t12 €', '<table><tbody><tr><th>Teil</th><th>Preis</th></tr><tr><td><p>Stange</p></td><td><p>12 €</p></td></tr></tbody></table>'],
  ['a picture of ours', `<p>So:</p><p><img data-cid="${cid}" alt="Stange"></p>`, 'So:\n[Stange]', `<p>So:</p><p><img data-cid="${cid}" alt="Stange" /></p>`],
])('%s', (_, html, text, kept) => expect(readWritten(html)).toEqual({ text, html: kept }))

test.each([
  ['scripts', '<p>Hallo<script>alert(1)</script></p>'], ['what loads', '<p>Hallo<img src="https://spy.example/x.gif"><iframe src="https://x.example"></iframe></p>'],
  ['handlers and styles', '<p onclick="x()" style="position:fixed" class="y">Hallo</p>'], ['pictures by a made-up id', '<p>Hallo<img data-cid="../../x"></p>'],
])('%s do not get through, the words do', (_, html) => expect(readWritten(html)).toEqual({ text: 'Hallo', html: null }))

test('a link that would run loses its address and keeps its words', () => {
  expect(readWritten('<p><a href="javascript:alert(1)">hier</a></p>')).toEqual({ text: 'hier', html: '<p><a>hier</a></p>' })
})

test('which files are shown in the text', () => {
  expect(picturesIn(readWritten(`<p><img data-cid="${cid}" src="blob:x"></p>`).html)).toEqual(new Set([cid]))
  expect(picturesIn(null)).toEqual(new Set())
})

test('a person is named where they may be; elsewhere, and where nobody is, the words stay', () => {
  const [maren, jonas] = ['0192f0c1-0000-7000-8000-00000000000a', '0192f0c1-0000-7000-8000-00000000000b']
  const html = `<p><span data-person="${maren}" class="x" onclick="y()">@Maren</span>, <span data-person="${jonas}">@Jonas</span>, <span style="color:red">rot</span>, <span data-person="javascript:1">@x</span></p>`
  expect(readWritten(html, (id) => id === maren)).toEqual({ text: '@Maren, @Jonas, rot, @x', html: `<p><span data-person="${maren}">@Maren</span>, @Jonas, rot, @x</p>` })
  expect(readWritten(html, (id) => id === jonas).html).toBe(`<p>@Maren, <span data-person="${jonas}">@Jonas</span>, rot, @x</p>`)
  expect(readWritten(`<p><span><span data-person="${maren}">@Maren <span>L.</span></span> a</span> b</p>`, () => true).html).toBe(`<p><span data-person="${maren}">@Maren L.</span> a b</p>`)
  expect(readWritten(html)).toEqual({ text: '@Maren, @Jonas, rot, @x', html: null })
  expect(peopleIn(html)).toEqual(new Set([maren, jonas]))
  expect(peopleIn(null)).toEqual(new Set())
})
