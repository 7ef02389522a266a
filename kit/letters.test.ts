import { expect, test } from 'vitest'
import { escaped, folded } from './letters.ts'

test.each([['Märkus', 'markus'], ['Øre', 'øre'], ['ÉTÉ', 'ete']])('%s is found as %s', (text, found) => expect(folded(text)).toBe(found))
test('signs stay signs', () => expect(escaped('<b> & "c"')).toBe('&lt;b&gt; &amp; &quot;c&quot;'))
