import { expect, test } from 'vitest'
import { frameHeight } from './frame-height.ts'

test('a short mail is not a slit, a long one not a tower', () => {
  expect([frameHeight(''), frameHeight('Hallo'), frameHeight('line\n'.repeat(500))]).toEqual([7, 7, 32])
})
test('long lines wrap and pictures take room', () => {
  const oneLine = frameHeight('x'.repeat(64 * 8))
  expect(oneLine).toBeGreaterThan(frameHeight('x'.repeat(64 * 4)))
  expect(frameHeight('Hallo', 2)).toBeGreaterThan(frameHeight('Hallo', 0) + 8)
})
