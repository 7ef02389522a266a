import { generateKeyPairSync } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHttp, type Http } from '#platform/http'
import { openNetwork } from '#platform/network'
import type { Actor } from '#platform/permissions'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { hasMailServers, startMailServers, whyNoMailServers, type MailServers } from '../../../tests/mail-servers.ts'
import { aCompany, imapInput, type Company } from '../collectors/testing.ts'
import { CheckReport, Mailbox, type MailboxInput } from '../contract.ts'
import { checkMailbox } from '../flows/check-mailbox.ts'
import { mailboxRoutes } from './mailboxes.ts'
import type { z } from 'zod'

let house: TestDatabase
let company: Company
let app: Http
let actor: Actor
beforeAll(async () => {
  house = await testDatabase()
  company = await aCompany()
  actor = company.actor
  app = await createHttp({ authenticate: async () => ({ actor, by: 'token' }) })
  mailboxRoutes(app, { url: 'https://desk.fjordlys.example' })
  await app.ready()
})
afterAll(async () => { openNetwork({ allowPrivate: false }); await app.close(); await house.close() })

const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) => app.inject({ method, url: `/api/v1${path}`, ...payload ? { payload } : {} })

test('from its first day to its retirement', async () => {
  const { send: _send, ...input } = imapInput(company, 'post@fjordlys.example', 1)
  expect((await call('POST', '/mailboxes', { ...input, receive: { how: 'http' } })).statusCode).toBe(422)
  const made = await call('POST', '/mailboxes', { ...input, send: null, receive: { how: 'http' } })
  expect(made.statusCode).toBe(201)
  const box = Mailbox.parse(made.json())
  expect(box).toMatchObject({ how: 'http', state: 'working', inboundUrl: `https://desk.fjordlys.example/api/v1/inbound/${box.id}`, settings: { secret: expect.any(String) } })
  expect((await call('POST', '/mailboxes', { ...input, send: null, receive: { how: 'smtp' } })).json()).toMatchObject({ status: 409, code: 'conflict' })
  expect((await call('PUT', `/mailboxes/${box.id}/pause`)).json()).toMatchObject({ state: 'paused' })
  expect((await call('DELETE', `/mailboxes/${box.id}/pause`)).json()).toMatchObject({ state: 'working' })
  expect((await call('POST', `/mailboxes/${box.id}/secret`)).json().secret).not.toBe(box.settings.secret)
  const imap = await call('PUT', `/mailboxes/${box.id}`, { ...imapInput(company, 'post@fjordlys.example', 993), send: null })
  expect(Mailbox.parse(imap.json())).toMatchObject({ how: 'imap', state: 'connecting', inboundUrl: null })
  const { rows } = (await call('GET', '/mailboxes')).json()
  expect(rows.map((each: unknown) => Mailbox.parse(each).id)).toEqual([box.id])
  expect(JSON.stringify(rows)).not.toMatch(/secret"|rosinenbrot/)
  expect((await call('DELETE', `/mailboxes/${box.id}`)).statusCode).toBe(204)
  expect((await call('GET', '/mailboxes')).json()).toEqual({ rows: [] })
  expect((await call('DELETE', `/mailboxes/${box.id}`)).json()).toMatchObject({ status: 404, code: 'unknown' })
})

test('agents have no business here, and an auditor only looks', async () => {
  actor = { ...company.actor, role: 'agent' }
  expect((await call('GET', '/mailboxes')).statusCode).toBe(403)
  actor = { ...company.actor, role: 'auditor' }
  expect((await call('GET', '/mailboxes')).statusCode).toBe(200)
  expect((await call('POST', '/mailboxes', imapInput(company, 'x@fjordlys.example', 1))).statusCode).toBe(403)
  expect((await call('POST', '/mailbox-checks', imapInput(company, 'x@fjordlys.example', 1))).statusCode).toBe(403)
  actor = company.actor
})

type Input = z.infer<typeof MailboxInput>
const outcomes = (report: z.infer<typeof CheckReport>) => Object.fromEntries(report.steps.map((each) => [each.step, each.outcome === 'failed' ? each.code : each.outcome]))

test('a check does not look around inside our own network', async () => {
  openNetwork({ allowPrivate: false, resolve: async (host) => (host === 'inside.example' ? ['10.0.0.1'] : []) })
  const input = imapInput(company, 'x@fjordlys.example', 993)
  const at = (host: string): Input => ({ ...input, receive: { ...input.receive, server: { host, port: 993, security: 'tls', user: 'x', password: 'y' } } as Input['receive'] })
  expect(outcomes(await checkMailbox(actor, at('169.254.169.254')))).toMatchObject({ 'receive-resolve': 'private-address', 'receive-connect': 'skipped', 'receive-folder': 'skipped' })
  expect(outcomes(await checkMailbox(actor, at('inside.example')))).toMatchObject({ 'receive-resolve': 'private-address' })
  expect(outcomes(await checkMailbox(actor, at('nobody.example')))).toMatchObject({ 'receive-resolve': 'host-unknown' })
})

describe.skipIf(!hasMailServers)(`a check, step by step (${hasMailServers ? 'against real servers' : whyNoMailServers})`, () => {
  let mail: MailServers
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const before = getCACertificates()
  beforeAll(async () => {
    mail = (await startMailServers())!
    mail.addUser('desk@fjordlys.test', 'rosinenbrot')
    setDefaultCACertificates([...before, mail.cert])
    openNetwork({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })
  })
  afterAll(async () => { setDefaultCACertificates(before); await mail?.stop() })

  type Change = { host?: string; port?: number; security?: 'tls' | 'starttls' | 'none'; password?: string; folders?: string[]; sendPort?: number; sendSecurity?: 'tls' | 'starttls' | 'none'; address?: string }
  const input = (change: Change = {}): Input => ({
    brandId: company.brandId, address: change.address ?? 'desk@fjordlys.test', name: 'Desk', teamId: null,
    receive: { how: 'imap', folders: change.folders ?? ['INBOX'], from: 'new', server: { host: change.host ?? 'localhost', port: change.port ?? mail.imapsPort, security: change.security ?? 'tls', user: 'desk@fjordlys.test', password: change.password ?? 'rosinenbrot' } },
    send: { server: { host: change.host ?? 'localhost', port: change.sendPort ?? mail.submissionPort, security: change.sendSecurity ?? 'starttls', user: 'desk@fjordlys.test', password: change.password ?? 'rosinenbrot' }, dkim: null },
  })
  const check = async (change: Change = {}) => outcomes(await checkMailbox(actor, input(change), { timeoutMs: 1500, resolveTxt: async () => [] }))
  const allOk = { 'receive-resolve': 'ok', 'receive-connect': 'ok', 'receive-tls': 'ok', 'receive-sign-in': 'ok', 'receive-folder': 'ok', 'send-resolve': 'ok', 'send-connect': 'ok', 'send-tls': 'ok', 'send-sign-in': 'ok', 'send-sender': 'ok' }

  test('everything works, with TLS from the start and with STARTTLS, and nothing was sent', async () => {
    expect(await check()).toEqual(allOk)
    expect(await check({ port: mail.imapPort, security: 'starttls' })).toEqual(allOk)
    expect(await mail.mailsOf('desk@fjordlys.test')).toEqual([])
    const answer = await call('POST', '/mailbox-checks', input())
    expect(CheckReport.parse(answer.json())).toMatchObject({ ok: true })
  })
  test('the password is wrong', async () => {
    expect(await check({ password: 'no' })).toEqual({ ...allOk, 'receive-sign-in': 'wrong-password', 'receive-folder': 'skipped', 'send-sign-in': 'wrong-password', 'send-sender': 'skipped' })
  })
  test('the folder is missing', async () => { expect(await check({ folders: ['INBOX', 'Arkiv'] })).toEqual({ ...allOk, 'receive-folder': 'folder-missing' }) })
  test('one may not send as this address', async () => { expect(await check({ address: 'chef@fjordlys.test' })).toEqual({ ...allOk, 'send-sender': 'sender-refused' }) })
  test('the certificate is for another name', async () => {
    expect(await check({ host: 'mail.fjordlys.test' })).toMatchObject({ 'receive-connect': 'ok', 'receive-tls': 'certificate', 'receive-sign-in': 'skipped', 'send-tls': 'certificate' })
  })
  test('nobody listens, nobody answers, nobody encrypts', async () => {
    expect(await check({ port: 9, sendPort: 9 })).toMatchObject({ 'receive-connect': 'refused', 'receive-tls': 'skipped', 'send-connect': 'refused' })
    const silent = createServer(() => {})
    const plain = createServer((socket) => {
      socket.write('220 * OK hello\r\n')
      socket.on('data', (bytes) => { socket.write(bytes.toString().startsWith('EHLO') ? '250 plain.test\r\n' : 'a BAD what\r\n') }).on('error', () => {})
    })
    for (const server of [silent, plain]) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const [quiet, open] = [silent, plain].map((server) => (server.address() as AddressInfo).port)
    expect(await check({ port: quiet, sendPort: quiet })).toMatchObject({ 'receive-connect': 'ok', 'receive-tls': 'timeout', 'send-connect': 'ok', 'send-tls': 'timeout' })
    expect(await check({ port: open, security: 'starttls', sendPort: open })).toMatchObject({ 'receive-tls': 'tls-not-offered', 'send-tls': 'tls-not-offered' })
    silent.close()
    plain.close()
  })

  test('the key in the DNS is ours, is another, is not there', async () => {
    const dkim = { domain: 'fjordlys.test', selector: 's1', privateKey: pem }
    const withKey = { ...input(), send: { ...input().send!, dkim } }
    const published = (key: string) => async (name: string) => (name === 's1._domainkey.fjordlys.test' ? [['v=DKIM1; k=rsa; ', `p=${key}`]] : [])
    const ours = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const step = async (resolveTxt: (name: string) => Promise<string[][]>) => outcomes(await checkMailbox(actor, withKey, { timeoutMs: 1500, resolveTxt })).dkim
    expect(await step(published(ours))).toBe('ok')
    expect(await step(published(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64')))).toBe('dkim-mismatch')
    expect(await step(async () => { throw new Error('ENOTFOUND') })).toBe('dkim-no-record')
    expect(await step(published(''))).toBe('dkim-no-record')
  })

  test('stored passwords are tried where they belong, and nowhere else', async () => {
    const made = Mailbox.parse((await call('POST', '/mailboxes', input())).json())
    const bare = input()
    if (bare.receive.how === 'imap') delete bare.receive.server.password
    delete bare.send!.server.password
    expect((await call('POST', '/mailbox-checks', { ...bare, mailboxId: made.id })).json()).toMatchObject({ ok: true })
    bare.send!.server.host = 'catcher.test'
    expect((await call('POST', '/mailbox-checks', { ...bare, mailboxId: made.id })).json()).toMatchObject({ status: 422, code: 'invalid' })
  })
})
