import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'

const files = globSync('{app,bench,bin,kit,modules,platform,seeds,tests,widget}/**/*.{ts,tsx,mjs,css,sql}', { exclude: ['**/node_modules/**', '**/dist/**', '**/samples/**'] })
const code = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file))
const lines = (file: string) => readFileSync(file, 'utf8').split('\n')

test('a file holds one idea: 300 lines at most', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((file) => lines(file).length > 301).map((file) => `${file}: ${lines(file).length - 1} lines`), 'there are usually two ideas inside: give each a file').toEqual([])
})

test('files are called after what they do', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((file) => /\b(utils?|helpers?|manager|misc|common)\b/i.test(basename(file).replace(/[-.]/g, ' '))), 'the idea has not been found yet: name the file after it').toEqual([])
  const astray = files.filter((file) => {
    const name = basename(file).replace(/\.(test|fixtures|d)(?=\.)/, '')
    return !(/\.(tsx|css)$/.test(file) ? /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)\.\w+$/ : /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.\w+$/).test(name)
  })
  expect(astray, 'kebab-case after what it does; components PascalCase').toEqual([])
})

test('nothing is left for later and nothing is left out of the tests', () => {
  expect(code.length).toBeGreaterThan(150)
  // Put together, so that the rule does not find itself.
  const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)
  const alone = new RegExp(`\\b(test|it|describe)\\.(${['on' + 'ly', 'to' + 'do'].join('|')})\\b`)
  const found = code.flatMap((file) => lines(file).flatMap((line, n) => (later.test(line) || alone.test(line) ? [`${file}:${n + 1}: ${line.trim().slice(0, 80)}`] : [])))
  expect(found, 'do it, or write an issue; a test that runs alone keeps the others from running').toEqual([])
})

test('what is written about the workplace stays out of the house', () => {
  const found = code.filter((file) => /(["'`(\s])\/(home|root|work|Users)\//.test(readFileSync(file, 'utf8')) && file !== 'tests/house/files.test.ts')
  expect(found, 'an absolute path works on one machine only: ask the configuration, or resolve from import.meta.url').toEqual([])
})

test('every room has its ten lines', () => {
  const rooms = globSync('modules/*')
  expect(rooms.length).toBeGreaterThanOrEqual(5)
  expect(rooms.filter((room) => !globSync(`${room}/README.md`).length), 'write README.md: what happens here, its words, what it announces').toEqual([])
})
