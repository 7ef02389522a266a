import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configuration, ConfigurationError, loadConfig } from '#platform/config'

const guide = readFileSync('docs/operators.md', 'utf8')

test('every setting stands in docs/operators.md as the schema has it', () => {
  const settings = Object.entries(configuration.shape)
  expect(settings.length).toBeGreaterThan(15)
  const lines = settings.map(([name, schema]) => {
    const read = schema.safeParse(undefined)
    const value = read.success ? read.data : undefined
    return `| \`${name}\` | ${value === undefined ? '' : `\`${Array.isArray(value) ? value.join(',') : value}\``} | ${schema.description} |`
  })
  expect(lines.filter((line) => !guide.includes(line)), 'put these lines into the table of docs/operators.md').toEqual([])
})
test.each([
  [{ BALIE_PORT: 'many' }, /BALIE_PORT is "many"/], [{ BALIE_MAX_MAIL_MB: '0' }, /BALIE_MAX_MAIL_MB is "0"/], [{ BALIE_LOG_LEVEL: 'loud' }, /BALIE_LOG_LEVEL is "loud"/],
  [{ BALIE_PROT: '4800' }, /Not a setting of Balie: BALIE_PROT/],
])('a wrong setting is named with the reason: %o', (environment, words) => {
  expect(() => loadConfig(environment, '/nowhere')).toThrow(words)
  expect(() => loadConfig(environment, '/nowhere')).toThrow(ConfigurationError)
})
