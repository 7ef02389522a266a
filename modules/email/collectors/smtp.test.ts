import { mkdtempSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDb, useDb } from '#platform/db'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { signReplyAddress } from '../domain/reply-token.ts'
import { addMailboxFor, pauseMailbox } from '../flows/mailbox-settings.ts'
import { replyKey } from '../flows/reply-keys.ts'
import { startSmtpReceiver } from './smtp.ts'
import type { SmtpLimits } from './smtp-sources.ts'
import { aCompany, imapInput, ledgerOf, until, type Company } from './testing.ts'

let house: TestDatabase
let fjordlys: Company
let nordwind: Company
let receiver: Awaited<ReturnType<typeof startSmtpReceiver>>
const dataFolder = mkdtempSync(join(tmpdir(), 'balie-smtp-'))
const longName = 'kundeservice-for-cykler-og-tilbehoer-i-hele-norden'
const now = new Date()

beforeAll(async () => {
  house = await testDatabase()
  ;[fjordlys, nordwind] = [await aCompany(), await aCompany('Nordwind')]
  for (const address of ['desk@fjordlys.test', 'salg@fjordlys.test', `${longName}@fjordlys.test`]) await addMailboxFor(fjordlys.actor, { ...imapInput(fjordlys, address, 1), receive: { how: 'smtp' } }, now)
  await addMailboxFor(nordwind.actor, { ...imapInput(nordwind, 'hallo@nordwind.test', 1), receive: { how: 'smtp' } }, now)
})
afterEach(() => { for (const each of open.splice(0)) each.destroy() })
beforeEach(() => begin())
afterAll(async () => { await receiver.stop(); await house.close() })

const open: Socket[] = []
const begin = async (limits: Partial<SmtpLimits> = {}, maxMailMb = 1) => {
  for (const each of open.splice(0)) each.destroy()
  await receiver?.stop()
  receiver = await startSmtpReceiver({ config: { BALIE_SMTP_HOST: '127.0.0.1', BALIE_SMTP_PORT: 0, BALIE_SMTP_NAME: 'mx.fjordlys.test', BALIE_SMTP_TLS_KEY: undefined, BALIE_SMTP_TLS_CERT: undefined, BALIE_MAX_MAIL_MB: maxMailMb, dataFolder }, limits })
}

/** Speaks SMTP by hand: what a library would never do is what is tried here. */
async function talk() {
  const socket = connect(receiver.port, '127.0.0.1')
  open.push(socket)
  let heard = ''
  let ended = false
  socket.on('data', (bytes) => { heard += bytes.toString() }).on('error', () => {}).on('close', () => { ended = true })
  const answer = async () => {
    await until(async () => heard, (text) => /^\d{3} .*\r\n/m.test(text) || ended, 8_000)
    const whole = heard
    heard = ''
    return whole
  }
  return { greeting: await answer(), say: async (line: string) => { socket.write(`${line}\r\n`); return answer() }, write: (text: string) => socket.write(text), answer, socket, ended: () => ended }
}
async function envelope(to: string[], from = 'fatima@kunde.test') {
  const line = await talk()
  await line.say('EHLO [192.0.2.1]')
  await line.say(`MAIL FROM:<${from}>`)
  const answers: string[] = []
  for (const address of to) answers.push((await line.say(`RCPT TO:<${address}>`)).trim())
  return { ...line, answers }
}
const mail = (subject: string, body = 'Hej') => `From: Fatima <fatima@kunde.test>\r\nSubject: ${subject}\r\n\r\n${body}\r\n`
const bySubject = async (company: Company, subject: string) => (await ledgerOf(company)).filter((each) => each.raw.includes(`Subject: ${subject}\r\n`))

test('a mail is on disk when 250 is said, with what we know about where it came from', async () => {
  const line = await envelope(['Desk@fjordlys.test'])
  await line.say('DATA')
  expect(await line.say(`${mail('Punkteret')}.`)).toMatch(/^250 2\.6\.0 Ok: kept/)
  const [row] = await bySubject(fjordlys, 'Punkteret')
  expect(row).toMatchObject({ envelopeFrom: 'fatima@kunde.test', envelopeTo: ['Desk@fjordlys.test'], remoteAddress: '127.0.0.1', helo: '[192.0.2.1]', trust: { tls: false, protocol: 'ESMTP' } })
  expect(row!.raw).toMatch(/^Return-Path: <fatima@kunde\.test>\r\nReceived: from \[192\.0\.2\.1\] \(\[127\.0\.0\.1\]\)\r\n\tby mx\.fjordlys\.test \(Balie\) with ESMTP id \S+\r\n\tfor <desk@fjordlys\.test>;\r\n\t.*\+0000\r\nFrom: Fatima/)
  expect(row!.raw.endsWith(mail('Punkteret'))).toBe(true)
})

test('encryption is offered with a certificate that we made', async () => {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: receiver.port, requireTLS: true, tls: { rejectUnauthorized: false } })
  await transport.sendMail({ from: 'fatima@kunde.test', to: 'desk@fjordlys.test', subject: 'Fortroligt', text: 'Hej' })
  expect((await bySubject(fjordlys, 'Fortroligt'))[0]).toMatchObject({ trust: { tls: true, protocol: 'ESMTPS' } })
  transport.close()
})

test('one entry for each mailbox, whichever brand and company, and several addresses of one are one', async () => {
  const line = await envelope(['desk@fjordlys.test', 'desk+x@fjordlys.test', 'salg@fjordlys.test', 'hallo@nordwind.test'])
  expect(line.answers.every((each) => each.startsWith('250'))).toBe(true)
  await line.say('DATA')
  expect(await line.say(`${mail('Til alle')}.`)).toMatch(/^250/)
  expect((await bySubject(fjordlys, 'Til alle')).map((each) => each.envelopeTo).sort()).toEqual([['desk@fjordlys.test', 'desk+x@fjordlys.test'], ['salg@fjordlys.test']])
  expect((await bySubject(nordwind, 'Til alle')).map((each) => each.envelopeTo)).toEqual([['hallo@nordwind.test']])
})

test('only addresses that are ours: with anything after a plus, or signed where the name had to give way', async () => {
  const conversationId = '01900000-0000-7000-8000-0000000000aa'
  const signed = signReplyAddress({ key: replyKey(1)!, keyNumber: 1, mailbox: `${longName}@fjordlys.test`, conversationId })
  expect(signed.startsWith(longName)).toBe(false)
  const forged = signed.replace(/\.([a-z2-7]{16})@/, '.aaaaaaaaaaaaaaaa@')
  const { answers } = await envelope(['desk+c1.x@fjordlys.test', signed, forged, 'kundeservice@fjordlys.test', 'desk@other.test', 'de@fjordlys.test', 'des+k@fjordlys.test', '@fjordlys.test', "desk'--@fjordlys.test", '%@fjordlys.test'])
  expect(answers.map((each) => each.slice(0, 3))).toEqual(['250', '250', '550', '550', '550', '550', '550', expect.stringMatching(/5\d\d/), '550', '550'])
})

test('a paused mailbox puts mail off, so that it comes when it is resumed', async () => {
  const box = await addMailboxFor(fjordlys.actor, { ...imapInput(fjordlys, 'pause@fjordlys.test', 1), receive: { how: 'smtp' } }, now)
  await pauseMailbox(fjordlys.actor, box.id, true)
  expect((await envelope(['pause@fjordlys.test'])).answers[0]).toMatch(/^450/)
})

test('too large is refused before, during and after; a small one on the same line is taken', async () => {
  const line = await talk()
  expect(await line.say('EHLO x.test')).toContain('SIZE 1048576')
  expect(await line.say('MAIL FROM:<fatima@kunde.test> SIZE=2000000')).toMatch(/^552/)
  await line.say('MAIL FROM:<fatima@kunde.test>')
  await line.say('RCPT TO:<desk@fjordlys.test>')
  await line.say('DATA')
  expect(await line.say(`${mail('For stor', `${'x'.repeat(998)}\r\n`.repeat(1200))}.`)).toMatch(/^552/)
  await line.say('MAIL FROM:<fatima@kunde.test>')
  await line.say('RCPT TO:<desk@fjordlys.test>')
  await line.say('DATA')
  expect(await line.say(`${mail('Lille')}.`)).toMatch(/^250/)
  expect(await bySubject(fjordlys, 'For stor')).toEqual([])
  expect(await bySubject(fjordlys, 'Lille')).toHaveLength(1)
})

test('broken off in the middle of the data: nothing is kept, nobody dies, and what was buffered is free again', async () => {
  await begin({ bufferedBytes: 600_000 })
  for (let n = 0; n < 4; n += 1) {
    const line = await envelope(['desk@fjordlys.test'])
    await line.say('DATA')
    line.write(mail('Afbrudt', 'y'.repeat(300_000)))
    await new Promise((resolve) => setTimeout(resolve, 100))
    line.socket.destroy()
  }
  const after = await envelope(['desk@fjordlys.test'])
  await after.say('DATA')
  expect(await after.say(`${mail('Bagefter', `${'x'.repeat(900)}\r\n`.repeat(500))}.`)).toMatch(/^250/)
  expect(await bySubject(fjordlys, 'Afbrudt')).toEqual([])
})

test('a dot between bare line ends does not end the data (smuggling)', async () => {
  const line = await envelope(['desk@fjordlys.test'])
  await line.say('DATA')
  line.write(`${mail('Smugler')}\n.\nMAIL FROM:<boss@fjordlys.test>\nRCPT TO:<desk@fjordlys.test>\nDATA\nSubject: Injected\n\n`)
  expect(await line.say('end\r\n.')).toMatch(/^250/)
  const rows = (await ledgerOf(fjordlys)).filter((each) => /Smugler|Injected/.test(each.raw))
  expect(rows).toHaveLength(1)
  expect(rows[0]!.raw).toContain('Subject: Injected')
})

test('nothing that the other side says gets out of its place in our own header', async () => {
  const line = await talk()
  await line.say('EHLO evil(by\tmx)\u0007<x>')
  await line.say('EHLO a.test')
  expect(await line.say('MAIL FROM:<"a\nb"@kunde.test>')).not.toMatch(/^250/)
  await line.say('MAIL FROM:<>')
  await line.say('RCPT TO:<desk@fjordlys.test>')
  await line.say('DATA')
  expect(await line.say(`${mail('Tom afsender')}.`)).toMatch(/^250/)
  const [row] = await bySubject(fjordlys, 'Tom afsender')
  expect(row).toMatchObject({ envelopeFrom: '', helo: 'a.test' })
  expect(row!.raw.startsWith('Return-Path: <>\r\nReceived: from a.test ')).toBe(true)
})

test('who connects, writes or guesses too often is told to wait', async () => {
  await begin({ connectionsPerSource: 2, mailsPerMinute: 2, unknownRecipientsPerMinute: 2, recipients: 2 })
  const first = await talk()
  await talk()
  expect((await talk()).greeting).toMatch(/^421/)
  first.socket.destroy()
  let line = await until(talk, (each) => each.greeting.startsWith('220'), 3_000)
  await line.say('EHLO x.test')
  expect(await line.say('MAIL FROM:<fatima@kunde.test>')).toMatch(/^250/)
  expect((await line.say('RCPT TO:<a@fjordlys.test>'))).toMatch(/^550/)
  expect((await line.say('RCPT TO:<b@fjordlys.test>'))).toMatch(/^550/)
  // After 421 the line is closed.
  expect((await line.say('RCPT TO:<c@fjordlys.test>'))).toMatch(/^421/)
  await until(async () => line.ended(), (ended) => ended)
  line = await talk()
  await line.say('EHLO x.test')
  await line.say('MAIL FROM:<fatima@kunde.test>')
  for (const name of ['desk', 'salg']) expect(await line.say(`RCPT TO:<${name}@fjordlys.test>`)).toMatch(/^250/)
  expect(await line.say('RCPT TO:<desk+2@fjordlys.test>')).toMatch(/^452/)
  await line.say('RSET')
  expect(await line.say('MAIL FROM:<fatima@kunde.test>')).toMatch(/^451/)
})

test('a byte now and then does not hold a connection for ever', async () => {
  await begin({ connectionMs: 300 })
  const line = await envelope(['desk@fjordlys.test'])
  await line.say('DATA')
  const drip = setInterval(() => line.write('x'), 50)
  await until(async () => line.ended(), (ended) => ended, 5_000)
  clearInterval(drip)
  expect((await talk()).greeting).toMatch(/^220/)
})

test('when the database is away the sender is asked to come again, and nothing is promised', async () => {
  const before = await envelope(['desk@fjordlys.test'])
  useDb(openDb('postgresql://balie_app:x@127.0.0.1:9/none', { max: 1 }))
  try {
    expect((await envelope(['desk@fjordlys.test'])).answers[0]).toMatch(/^451/)
    await before.say('DATA')
    expect(await before.say(`${mail('Uden database')}.`)).toMatch(/^451/)
  } finally {
    useDb(house.db)
  }
  expect(await bySubject(fjordlys, 'Uden database')).toEqual([])
})
