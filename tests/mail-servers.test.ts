import { ImapFlow } from 'imapflow'
import nodemailer from 'nodemailer'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasMailServers, startMailServers, whyNoMailServers, type MailServers } from './mail-servers.ts'

describe.skipIf(!hasMailServers)(`real mail servers (${hasMailServers ? 'here' : whyNoMailServers})`, () => {
  let mail: MailServers
  beforeAll(async () => {
    mail = (await startMailServers())!
    mail.addUser('desk@balie.test', 'rosinenbrot')
    mail.addUser('fatima@kunde.test', 'cykel')
  })
  afterAll(() => mail?.stop())

  const signIn = (auth: { user: string; pass?: string; accessToken?: string }) => new ImapFlow({ host: '127.0.0.1', port: mail.imapsPort, secure: true, auth, logger: false, tls: { ca: mail.cert, servername: 'localhost' } })

  test('a mail through Postfix lies in Dovecot, plus address or not', async () => {
    await mail.send({ from: 'fatima@kunde.test', to: 'desk@balie.test', subject: 'Hvor er min cykel?', text: 'Den skulle være her i går.' })
    await mail.send({ from: 'fatima@kunde.test', to: 'desk+c1abc.def@balie.test', subject: 'Cyklen igen', text: '?' })
    for (let tries = 0; tries < 50 && (await mail.mailsOf('desk@balie.test')).length < 2; tries += 1) await pause(100)
    expect((await mail.mailsOf('desk@balie.test')).map((raw) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim()).sort()).toEqual(['Cyklen igen', 'Hvor er min cykel?'])
  })

  test('one signs in with a password or a bearer token', async () => {
    const byToken = signIn({ user: 'desk@balie.test', accessToken: mail.accessToken('desk@balie.test') })
    await byToken.connect()
    expect((await byToken.mailboxOpen('INBOX')).exists).toBe(2)
    await byToken.logout()
    await expect(signIn({ user: 'desk@balie.test', pass: 'wrong' }).connect()).rejects.toThrow()
    await expect(signIn({ user: 'desk@balie.test', accessToken: mail.accessToken('desk@balie.test', -10) }).connect()).rejects.toThrow()
  })

  test('UIDVALIDITY changes when it is told to', async () => {
    const client = signIn({ user: 'desk@balie.test', pass: 'rosinenbrot' })
    await client.connect()
    const before = (await client.mailboxOpen('INBOX')).uidValidity
    await client.logout()
    await mail.resetUidValidity('desk@balie.test')
    const again = signIn({ user: 'desk@balie.test', pass: 'rosinenbrot' })
    await again.connect()
    const after = await again.mailboxOpen('INBOX')
    expect(after.uidValidity).not.toBe(before)
    expect(after.exists).toBe(2)
    await again.logout()
  })

  test('one may send as oneself only', async () => {
    const submission = nodemailer.createTransport({ host: 'localhost', port: mail.submissionPort, auth: { user: 'desk@balie.test', pass: 'rosinenbrot' }, tls: { ca: mail.cert } })
    await submission.sendMail({ from: 'desk@balie.test', to: 'fatima@kunde.test', subject: 'Din cykel', text: 'På vej.' })
    await expect(submission.sendMail({ from: 'chef@balie.test', to: 'fatima@kunde.test', text: 'x' })).rejects.toThrow(/not owned|553/)
    submission.close()
    for (let tries = 0; tries < 50 && !(await mail.mailsOf('fatima@kunde.test')).length; tries += 1) await pause(100)
    expect(await mail.mailsOf('fatima@kunde.test')).toHaveLength(1)
  })
})
