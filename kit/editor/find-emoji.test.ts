import de from 'emojibase-data/de/compact.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { findEmoji } from './find-emoji.ts'

test('before anybody searches: what a desk uses, each of it known', () => expect(findEmoji(de, '').length).toBe(40))
test.each([['zelt', '⛺'], ['Daumen hoch', '👍'], ['paket', '📦']])('%s', (words, sign) => expect(findEmoji(de, words).map((each) => each.unicode.replace('\ufe0f', ''))).toContain(sign))
test('nothing is nothing', () => expect(findEmoji(de, 'qqqq')).toEqual([]))
