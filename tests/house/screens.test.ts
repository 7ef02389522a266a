import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const lines = (files: string[]) => files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').filter((line) => line.trim()).length, 0)

test('screens are tested as well as the server: at least 0.6 lines of test for each line', () => {
  const all = globSync('modules/*/ui/*.{ts,tsx}').filter((file) => !/\.fixtures\.tsx$|\/sample-[^/]+\.tsx?$/.test(file))
  const tests = all.filter((file) => /\.test\.tsx?$/.test(file))
  const code = all.filter((file) => !tests.includes(file))
  expect(code.length).toBeGreaterThan(100)
  const untested = code.map((file) => ({ file, size: lines([file]) })).sort((one, other) => other.size - one.size).filter(({ file }) => !tests.some((each) => each.startsWith(file.replace(/\.tsx?$/, '.test'))))
  expect(lines(tests) / lines(code), `${lines(tests)} lines of test, ${lines(code)} of code. The largest without a test of their own name: ${untested.slice(0, 12).map(({ file, size }) => `${file} (${size})`).join(', ')}`).toBeGreaterThanOrEqual(0.6)
})
