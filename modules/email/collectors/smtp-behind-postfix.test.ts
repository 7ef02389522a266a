import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDb, useDb } from '#platform/db'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { hasMailServers, startMailServers, whyNoMailServers, type MailServers } from '../../../tests/mail-servers.ts'
import { addMailboxFor, pauseMailbox } from '../flows/mailbox-settings.ts'
import { startSmtpReceiver } from './smtp.ts'
import { aCompany, imapInput, ledgerOf, subjectsOf, until, type Company } from './testing.ts'

describe.skipIf(!hasMailServers)(`mail that Postfix hands to us (${hasMailServers ? 'a real one' : whyNoMailServers})`, () => {
  let house: TestDatabase
  let mail: MailServers
  let company: Company
  let receiver: Awaited<ReturnType<typeof startSmtpReceiver>>
  let boxId = ''
  beforeAll(async () => {
    ;[house, mail] = await Promise.all([testDatabase(), startMailServers().then((each) => each!)])
    company = await aCompany()
    boxId = (await addMailboxFor(company.actor, { ...imapInput(company, 'desk@balie.test', 1), receive: { how: 'smtp' } }, new Date())).id
    const config = { BALIE_SMTP_HOST: '127.0.0.1', BALIE_SMTP_PORT: 0, BALIE_SMTP_NAME: 'desk.balie.test', BALIE_SMTP_TLS_KEY: undefined, BALIE_SMTP_TLS_CERT: undefined, BALIE_MAX_MAIL_MB: 25, dataFolder: mkdtempSync(join(tmpdir(), 'balie-smtp-')) }
    receiver = await startSmtpReceiver({ config })
    await mail.route('balie.test', receiver.port)
  })
  afterAll(async () => { await receiver?.stop(); await mail?.stop(); await house.close() })

  const sent = (subject: string, size = 10) => mail.send({ from: 'fatima@kunde.test', to: 'desk@balie.test', subject, text: 'x'.repeat(size) })
  const arrived = (count: number) => until(() => ledgerOf(company, boxId), (rows) => rows.length >= count, 25_000)

  test('it comes over an encrypted line, with who brought it', async () => {
    await sent('Fra Postfix')
    expect((await arrived(1))[0]).toMatchObject({ state: 'waiting', envelopeFrom: 'fatima@kunde.test', helo: 'mx.balie.test', trust: { tls: true } })
  })

  test('while we cannot keep it Postfix does, and brings it again: nothing is lost and nothing is twice', async () => {
    useDb(openDb('postgresql://balie_app:x@127.0.0.1:9/none', { max: 1 }))
    try {
      await sent('Under udfald')
      await until(async () => mail.logs(), (text) => /status=deferred \(host 127\.0\.0\.1\[127\.0\.0\.1\] said: 451/.test(text))
    } finally {
      useDb(house.db)
    }
    expect(subjectsOf(await arrived(2))).toEqual(['Fra Postfix', 'Under udfald'])
  })

  test('a paused mailbox gets its mail when it is resumed', async () => {
    await pauseMailbox(company.actor, boxId, true)
    await sent('I pausen')
    await until(async () => mail.logs(), (text) => /said: 450/.test(text))
    await pauseMailbox(company.actor, boxId, false)
    expect(subjectsOf(await arrived(3)).at(-1)).toBe('I pausen')
  })

  test('a large one comes whole', async () => {
    await sent('Stor', 3_000_000)
    expect((await arrived(4))[3]!.raw.length).toBeGreaterThan(3_000_000)
  })

  test('to nobody: the sender hears of it', async () => {
    mail.addUser('fatima@kunde.test', 'cykel')
    await mail.send({ from: 'fatima@kunde.test', to: 'nobody@balie.test', subject: 'Til ingen', text: 'Hallo?' })
    const [report] = await until(() => mail.mailsOf('fatima@kunde.test'), (mails) => mails.length > 0)
    expect(report).toMatch(/There is no such mailbox here/)
  })
})
