import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { builtWidget } from './build.ts'
import { languages } from './src/languages.ts'

// What a visitor of a brand's site pays for us. Whoever makes it grow beyond this takes something out, or asks whether it is worth it.
test.each([
  ['loader.js', 3 * 1024, 'every visitor of every page fetches it'],
  ['greeter.js', 2 * 1024, 'visitors of brands that greet or look who is there fetch it'],
  ['challenge.js', 1.5 * 1024, 'visitors from an address where far too much comes from fetch it'],
  ...languages.map((language) => [`widget-${language}.js`, 25 * 1024, 'every visitor who opens the chat fetches it: the words of their language, styles, Preact (5 kB) and the talk'] as const),
] as const)('%s is at most %i bytes (gzip -9)', (name, most, who) => {
  const file = `${builtWidget}/${name}`
  expect(existsSync(file), 'the widget is built before the tests').toBe(true)
  const size = gzipSync(readFileSync(file), { level: 9 }).length
  const parts = Object.entries({ 'its words': /\{"code":[\s\S]*?\}/, 'its styles': /`\n?[.*][^`]{500,}`/ }).map(([part, found]) => `${part} ≈ ${gzipSync(found.exec(readFileSync(file, 'utf8'))?.[0] ?? '', { level: 9 }).length}`)
  expect(size, `${who}; it is ${size} bytes, ${size - most} too many (${parts.join(', ')})`).toBeLessThanOrEqual(most)
  expect(size, 'is it empty?').toBeGreaterThan(500)
})

test('no script of ours makes code of text or HTML of words', () => {
  for (const name of ['loader.js', 'greeter.js', 'challenge.js']) expect(readFileSync(`${builtWidget}/${name}`, 'utf8')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|cookie/)
  // Preact knows the word; that nobody here uses it is seen in what we wrote.
  for (const name of ['Lines', 'Composer', 'Panel', 'BeforeTalk', 'AfterTalk', 'main']) expect(readFileSync(new URL(`src/${name}.tsx`, import.meta.url), 'utf8')).not.toMatch(/dangerouslySetInnerHTML|innerHTML|style=/)
})
