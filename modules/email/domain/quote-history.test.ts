import { expect, test } from 'vitest'
import { quotedHtml, quotedText, quoteLine, textAsHtml } from './quote-history.ts'
import { splitReply } from './split-reply.ts'

const fatima = { authorName: 'Fatima Öztürk', authorAddress: 'fatima@kunde.example', at: new Date('2026-11-24T09:15:00Z'), text: 'Mein Zelt ist nicht da.\n\n> alt', html: null }

test.each([['de', 'Am 24. November 2026 um 10:15 schrieb Fatima Öztürk <fatima@kunde.example>:'], ['da', 'Den 24. november 2026 kl. 10.15 skrev Fatima Öztürk <fatima@kunde.example>:'],
  ['nl', 'Op 24 november 2026 om 10:15 schreef Fatima Öztürk <fatima@kunde.example>:'], ['et', '24. november 2026 kell 10:15 kirjutas Fatima Öztürk <fatima@kunde.example>:'], [null, 'On November 24, 2026 at 10:15, Fatima Öztürk <fatima@kunde.example> wrote:']])('a quote in %s begins: %s', (language, line) => {
  expect(quoteLine(fatima, language, 'Europe/Berlin')).toBe(line)
})
test.each(['de', 'da', 'nl', 'et', 'en'])('what we quote in %s, our own reader folds away', (language) => {
  const mail = `Danke, jetzt klappt es.\n\n${quotedText(fatima, language, 'Europe/Berlin')}`
  const split = splitReply(mail)
  expect(split.replyText).toBe('Danke, jetzt klappt es.')
  expect(split.quotedFrom).toBeGreaterThan(20)
})
test('quoted words cannot become markup', () => {
  expect(quotedHtml({ ...fatima, authorName: '<img src=x onerror=alert(1)>', text: '<script>x</script>' }, 'de', 'UTC')).not.toMatch(/<script|<img/)
})
test('plain words become paragraphs, and a link a link without the full stop behind it', () => {
  expect(textAsHtml('Hallo\nhier: https://fjeld.example/a?b=1&c=2.\n\nGruß')).toBe('<p>Hallo<br>hier: <a href="https://fjeld.example/a?b=1&amp;c=2">https://fjeld.example/a?b=1&amp;c=2</a>.</p><p>Gruß</p>')
})
