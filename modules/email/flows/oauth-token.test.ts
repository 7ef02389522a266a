import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { db } from '#platform/db'
import { openNetwork } from '#platform/network'
import { unseal } from '#platform/secrets'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { hasMailServers, startMailServers, whyNoMailServers, type MailServers } from '../../../tests/mail-servers.ts'
import { startImapCollectors } from '../collectors/imap.ts'
import { aCompany, imapInput, ledgerOf, subjectsOf, until, type Company } from '../collectors/testing.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { addMailboxFor, listMailboxes, retireMailbox } from './mailbox-settings.ts'
import { accessToken, forgetToken } from './oauth-token.ts'
import { sendSettings } from './send-settings.ts'

let house: TestDatabase
let company: Company
let provider: Server
let tokenUrl: string
const now = new Date()
let asked: URLSearchParams[] = []
/** What the provider says next. */
let say: (form: URLSearchParams) => { status: number; body: unknown } = () => ({ status: 200, body: {} })

beforeAll(async () => {
  openNetwork({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })
  house = await testDatabase()
  company = await aCompany()
  provider = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => { body += chunk }).on('end', () => {
      asked.push(new URLSearchParams(body))
      const { status, body: answer } = say(asked.at(-1)!)
      setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer)), 20)
    })
  })
  await new Promise<void>((ready) => provider.listen(0, '127.0.0.1', ready))
  tokenUrl = `http://login.test:${(provider.address() as AddressInfo).port}/token`
})
beforeEach(() => { asked = [] })
afterAll(async () => { openNetwork({ allowPrivate: false }); provider.close(); await house.close() })

const oauth = () => ({ provider: 'custom' as const, clientId: 'balie', clientSecret: 'client secret', refreshToken: 'refresh 1', tokenUrl })
const aMailbox = async (address: string, port = 993) => {
  const made = await addMailboxFor(company.actor, { ...imapInput(company, address, port, { oauth: oauth() }), send: { server: { host: 'localhost', port: 587, security: 'none', user: address }, oauth: { provider: 'custom', clientId: 'balie', tokenUrl }, dkim: null } }, now)
  return rowOf(made.id)
}
const rowOf = async (id: string) => (await db().reading(company.scope, (tx) => mailboxById(tx, { id })))[0]!

test('one asks for a token, everybody gets it, and it is renewed five minutes before it ends', async () => {
  say = () => ({ status: 200, body: { access_token: `token ${asked.length}`, expires_in: 3600 } })
  const row = await aMailbox('en@fjordlys.test')
  const clock = Date.now()
  expect(await Promise.all([1, 2, 3].map(() => accessToken(row, 'receive', clock)))).toEqual(['token 1', 'token 1', 'token 1'])
  expect(Object.fromEntries(asked[0]!)).toEqual({ grant_type: 'refresh_token', refresh_token: 'refresh 1', client_id: 'balie', client_secret: 'client secret' })
  expect(await accessToken(row, 'receive', clock + 54 * 60_000)).toBe('token 1')
  expect(await accessToken(row, 'receive', clock + 55 * 60_000 + 1)).toBe('token 2')
  forgetToken(row.id, 'receive')
  expect(await accessToken(row, 'receive', clock)).toBe('token 3')
})

test('a rotated refresh token is kept and used the next time; sending shares the consent', async () => {
  say = (form) => ({ status: 200, body: { access_token: `for ${form.get('refresh_token')}`, refresh_token: `refresh ${asked.length + 1}`, expires_in: 3600 } })
  const row = await aMailbox('to@fjordlys.test')
  expect(await accessToken(row, 'receive')).toBe('for refresh 1')
  expect(unseal((await rowOf(row.id)).sealed.receiveRefreshToken!)).toBe('refresh 2')
  const sending = await db().reading(company.scope, (tx) => sendSettings(tx, row.id))
  expect(sending).toMatchObject({ password: null })
  expect(await sending!.accessToken!()).toBe('for refresh 2')
})

test.each([
  [400, { error: 'invalid_grant' }, /no longer accepts our consent/, true],
  [401, { error: 'invalid_client' }, /gives no access token \(invalid_client\)/, true],
  [500, 'broken', /gives no access token \(status 500\)/, false],
  [200, {}, /gives no access token/, false],
])('status %s, %j: the mailbox says so', async (status, body, words, final) => {
  say = () => ({ status, body })
  const row = await aMailbox(`${status}-${JSON.stringify(body).length}@fjordlys.test`)
  await expect(accessToken(row, 'receive')).rejects.toMatchObject({ final, message: expect.stringMatching(words) })
  const shown = (await listMailboxes(company.actor)).find((each) => each.id === row.id)!
  expect(shown.state).toBe('failing')
  expect(shown.detail).toMatch(words)
  expect(JSON.stringify(shown)).not.toMatch(/refresh 1|client secret/)
})

test('a token service inside the own network is not asked', async () => {
  openNetwork({ allowPrivate: false, resolve: async () => ['127.0.0.1'] })
  const row = await aMailbox('ssrf@fjordlys.test')
  await expect(accessToken(row, 'receive')).rejects.toThrow(/private network/)
  expect(asked).toEqual([])
  openNetwork({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })
})

describe.skipIf(!hasMailServers)(`XOAUTH2 (${hasMailServers ? 'with a real Dovecot' : whyNoMailServers})`, () => {
  let mail: MailServers
  beforeAll(async () => {
    for (const each of await listMailboxes(company.actor)) await retireMailbox(company.actor, each.id)
    mail = (await startMailServers())!
  })
  afterAll(() => mail?.stop())

  test('the mailbox is fetched from with bearer tokens, and says when the server does not take them', async () => {
    let good = false
    say = () => ({ status: 200, body: { access_token: mail.accessToken('token@fjordlys.test', good ? 3600 : -60), expires_in: 3600 } })
    mail.addUser('token@fjordlys.test', 'never used')
    const row = await aMailbox('token@fjordlys.test', mail.imapPort)
    const collectors = startImapCollectors({ config: { BALIE_MAX_MAIL_MB: 50 }, pace: { pollMs: 60_000, firstWaitMs: 200, longestWaitMs: 500 }, lookEveryMs: 200 })
    const shown = async () => (await listMailboxes(company.actor)).find((each) => each.id === row.id)!
    await until(shown, (box) => box.state === 'failing' && /not accepted/.test(box.detail))
    good = true
    await until(shown, (box) => box.state === 'working')
    await mail.deliver('token@fjordlys.test', 'Subject: Med token\r\n\r\nHej\r\n')
    expect(subjectsOf(await until(() => ledgerOf(company, row.id), (rows) => rows.length > 0))).toEqual(['Med token'])
    await collectors.stop()
  })
})
