import { expect, test } from 'vitest'
import { languages } from '#contracts/accounts'
import { webhookMail } from './webhook-mail.ts'

const facts = { name: 'Annelies', webhook: 'Lager', brand: 'Fjeld & Wald', detail: 'failing', link: 'https://balie.example/webhooks' }

test.each(languages)('in %s it names the webhook and whose it is, says why, and carries the link on a line of its own', (language) => {
  const mail = webhookMail(language, facts)
  expect(mail.subject).toContain('Lager')
  for (const word of ['Annelies', 'Fjeld & Wald']) expect(mail.text).toContain(word)
  expect(mail.text.split('\n')).toContain(facts.link)
  expect(webhookMail(language, { ...facts, detail: 'gone' }).text).toContain('410')
  expect(mail.text).not.toContain('410')
})
test('each language has words of its own; one that we do not speak gets English', () => {
  expect(new Set(languages.map((language) => webhookMail(language, facts).subject)).size).toBe(languages.length)
  expect(webhookMail('fr', facts)).toEqual(webhookMail('en', facts))
})
test('a name cannot begin a new line', () => expect(webhookMail('en', { ...facts, webhook: 'Lager\r\nBcc: everybody@example.com' }).subject).not.toMatch(/[\r\n]/))
