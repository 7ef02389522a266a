import { expect, test } from 'vitest'
import { meantKey, moved, shownKeys } from './key-map.ts'

const map = { r: 'y', g: 'ö' }

test.each([['y', 'r'], ['r', null], ['j', 'j'], ['ö', 'g'], ['Y', 'R'], ['J', 'J'], ['R', null], ['Enter', 'Enter'], ['?', '?']])('with r on y and g on ö: %s means %s', (pressed, meant) => expect(meantKey(map, pressed)).toBe(meant))
test.each([['r', 'y'], ['g m', 'ö m'], ['e', 'e']])('%s is shown as %s', (keys, shown) => expect(shownKeys(map, keys)).toBe(shown))
test.each([
  ['a free key', {}, 'r', 'y', { map: { r: 'y' } }], ['one that means something', {}, 'r', 'e', { takenBy: 'e' }], ['one that was freed', { e: 'w' }, 'r', 'e', { map: { e: 'w', r: 'e' } }],
  ['one that somebody else’s key was put on', { e: 'w' }, 'r', 'w', { takenBy: 'e' }], ['back to its own', { r: 'y' }, 'r', 'r', { map: {} }], ['no single key', {}, 'r', 'Enter', { impossible: true }], ['a capital', {}, 'r', 'Y', { impossible: true }], ['a space', {}, 'r', ' ', { impossible: true }],
])('%s', (_, before, key, to, after) => expect(moved(before, key, to)).toEqual(after))
