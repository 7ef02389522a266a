import { expect, test } from 'vitest'
import { MailboxInput } from '#contracts/email'
import { addressed, freshMailbox, fromMailbox, secured, signInBy, toInput, type MailboxWriting } from './mailbox-writing.ts'
import { mailbox } from './sample-mailboxes.ts'

const brandId = '01938a51-0000-7000-8000-000000000001'
const filled = (patch: Partial<MailboxWriting> = {}): MailboxWriting => {
  const fresh = freshMailbox(brandId)
  return { ...fresh, address: 'hilfe@fjeld-wald.example', name: 'Hilfe', receive: { ...fresh.receive, host: ' imap.fjeld-wald.example ', user: 'hilfe', password: 'geheim' }, send: { ...fresh.send, host: 'smtp.fjeld-wald.example', user: 'hilfe', password: 'geheim' }, ...patch }
}

test('what the form makes is what the contract takes, whichever way mail arrives', () => {
  for (const how of ['imap', 'smtp', 'http'] as const) expect(MailboxInput.safeParse(toInput(filled({ how }))).error).toBeUndefined()
})
test('stray spaces around a host do not become part of it', () => {
  expect(toInput(filled()).receive).toMatchObject({ server: { host: 'imap.fjeld-wald.example', port: 993 } })
})
test('an empty password means: keep the stored one', () => {
  const input = toInput(fromMailbox({ ...mailbox, brandId }))
  expect(input.receive).not.toHaveProperty('server.password')
  expect(input.send).not.toHaveProperty('server.password')
  expect(input.send).toMatchObject({ dkim: { domain: 'fjeld-wald.example', selector: 's1' } })
  expect(input.send).not.toHaveProperty('dkim.privateKey')
})
test('settings go through the form and come out as they were', () => {
  const { receive, send } = toInput(fromMailbox(mailbox))
  expect(receive).toEqual(mailbox.settings['receive'])
  expect(send).toEqual(mailbox.settings['send'])
})
test('signing in with a provider sends its token and no password', () => {
  const fresh = filled()
  const input = toInput({ ...fresh, receive: { ...signInBy(fresh.receive, 'google', 'imap'), clientId: 'id', clientSecret: 's', refreshToken: ' r ' } })
  expect(input.receive).toMatchObject({ server: { host: 'imap.gmail.com' }, oauth: { provider: 'google', clientId: 'id', clientSecret: 's', refreshToken: 'r' } })
  expect(input.receive).not.toHaveProperty('server.password')
  expect(input.receive).not.toHaveProperty('oauth.tokenUrl')
})
test('another provider names its token service', () => {
  const fresh = filled()
  expect(toInput({ ...fresh, receive: { ...fresh.receive, by: 'custom', clientId: 'id', tokenUrl: 'https://login.example/token' } }).receive).toMatchObject({ oauth: { provider: 'custom', tokenUrl: 'https://login.example/token' } })
})
test.each([['INBOX, Spam ,', ['INBOX', 'Spam']], ['', ['INBOX']], [' , ', ['INBOX']]])('folders "%s" are %j', (folders, list) => {
  expect(toInput(filled({ folders })).receive).toMatchObject({ folders: list })
})
test('a mailbox that only receives has no sending', () => {
  expect(toInput(filled({ sends: false })).send).toBeNull()
  expect(fromMailbox({ ...mailbox, settings: { ...mailbox.settings, send: null } }).sends).toBe(false)
})
test('settings of a newer or older server do not break the form', () => {
  expect(fromMailbox({ ...mailbox, settings: {} }).receive.port).toBe('993')
  expect(fromMailbox({ ...mailbox, settings: { receive: 'x', send: [] } }).folders).toBe('INBOX')
})

test.each([['google', 'smtp', 'smtp.gmail.com', '465', 'tls'], ['microsoft', 'smtp', 'smtp.office365.com', '587', 'starttls'], ['microsoft', 'imap', 'outlook.office365.com', '993', 'tls']] as const)('%s knows where its %s server is', (by, direction, host, port, security) => {
  expect(signInBy(freshMailbox('b').send, by, direction)).toMatchObject({ by, host, port, security })
})
test('going back to a password keeps the server that stands there', () => {
  const google = signInBy(freshMailbox('b').send, 'google', 'smtp')
  expect(signInBy(google, 'password', 'smtp')).toMatchObject({ by: 'password', host: 'smtp.gmail.com' })
})
test.each([['imap', '993', 'starttls', '143'], ['smtp', '465', 'starttls', '587'], ['smtp', '587', 'none', '25'], ['smtp', '2525', 'tls', '2525']] as const)('%s on port %s with %s goes to port %s', (direction, port, security, becomes) => {
  expect(secured({ ...freshMailbox('b').send, port }, security, direction)).toMatchObject({ security, port: becomes })
})
test('user names and the signing domain follow the address until somebody chooses others', () => {
  const typed = addressed(addressed(freshMailbox('b'), 'h@x.example'), 'hilfe@fjeld.example')
  expect([typed.receive.user, typed.send.user, typed.dkimDomain]).toEqual(['hilfe@fjeld.example', 'hilfe@fjeld.example', 'fjeld.example'])
  const chosen = addressed({ ...typed, send: { ...typed.send, user: 'relay' }, dkimDomain: 'mail.fjeld.example' }, 'service@fjeld.example')
  expect([chosen.receive.user, chosen.send.user, chosen.dkimDomain]).toEqual(['service@fjeld.example', 'relay', 'mail.fjeld.example'])
})
