import { expect, test } from 'vitest'
import { languages } from '../contract.ts'
import { invitationMail, resetMail } from './system-mails.ts'

const link = 'https://balie.example/invitations/abc'
const facts = { accountName: 'Veerhuis', invitedBy: 'Geert Veenstra', name: 'Fatima', link }

test.each(languages)('the mails in %s name who writes to whom, and carry the link on a line of its own', (language) => {
  const invitation = invitationMail(language, facts)
  expect(invitation.subject).toContain('Geert Veenstra')
  expect(invitation.text).toContain('Fatima')
  expect(invitation.text.split('\n')).toContain(link)
  expect(resetMail(language, facts).text.split('\n')).toContain(link)
})

test('each language has words of its own', () => {
  expect(new Set(languages.map((language) => resetMail(language, facts).subject)).size).toBe(languages.length)
})

test('a name cannot begin a new line', () => {
  const mail = invitationMail('en', { ...facts, invitedBy: 'Geert\r\nBcc: everybody@example.com' })
  expect(mail.subject).not.toMatch(/[\r\n]/)
})
