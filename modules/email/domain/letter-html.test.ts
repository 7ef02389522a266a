import { expect, test } from 'vitest'
import { letterHtml } from './letter-html.ts'

test.each([
  ['lines stand as close as they were typed', '<p>eins</p><p></p><p>zwei</p>', '<div><p style="margin:0">eins</p><p style="margin:0"><br></p><p style="margin:0">zwei</p></div>'],
  ['a picture comes from the letter itself', '<p><img data-cid="0192" alt="Stange" /></p>', '<div><p style="margin:0"><img style="max-width:100%;height:auto" src="cid:0192" alt="Stange" /></p></div>'],
  ['words that look like tags stay words', '<p>&lt;p&gt; und &lt;img data-cid</p>', '<div><p style="margin:0">&lt;p&gt; und &lt;img data-cid</p></div>'],
])('%s', (_, html, sent) => expect(letterHtml(html)).toBe(sent))
