import { globSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { speak } from './i18n.ts'
import { troubleWords } from './trouble-words.ts'
import { troubles } from './troubles.ts'

beforeAll(() => speak('de'))

test.each([
  ['The server closed the connection. We connect again.', 'Der Server hat die Verbindung geschlossen. Wir verbinden uns neu.'],
  ['There is no folder Archiv/2026.', 'Einen Ordner Archiv/2026 gibt es nicht.'],
  ['The server does not let us in: user name or password is not accepted. It said: [AUTHENTICATIONFAILED] Invalid credentials.', 'Der Server lässt uns nicht hinein: Benutzername oder Passwort wird nicht angenommen. Er sagte: [AUTHENTICATIONFAILED] Invalid credentials.'],
  ['Given up after 12 attempts. 451 4.7.1 Greylisted, try again later', 'Nach 12 Versuchen aufgegeben. 451 4.7.1 Greylisted, try again later'],
  ['550 5.1.1 mailbox unavailable', '550 5.1.1 mailbox unavailable'],
])('%s', (said, read) => expect(troubleWords(said)).toBe(read))

test('every sentence is one that the server says', () => {
  const sources = globSync(['modules/*/{domain,flows,collectors}/*.ts', 'platform/*.ts']).map((file) => readFileSync(file, 'utf8')).join('\n')
  expect(sources.length).toBeGreaterThan(100_000)
  const parts = (sentence: string) => sentence.split(/\{\w+\}/).map((each) => each.trim()).filter((each) => each.length > 3)
  expect(Object.entries(troubles).filter(([, sentence]) => parts(sentence).some((part) => !sources.includes(part))).map(([key]) => key), 'the server says it otherwise, or no longer').toEqual([])
})
