import { createServer, type Server } from 'node:net'
import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openNetwork } from '#platform/network'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { hasMailServers, startMailServers, whyNoMailServers, type MailServers } from '../../../tests/mail-servers.ts'
import { addMailboxFor, backFill, changeMailbox, listMailboxes, pauseMailbox, retireMailbox } from '../flows/mailbox-settings.ts'
import { startImapCollectors } from './imap.ts'
import { aCompany, imapInput, ledgerOf, subjectsOf, until, type Company } from './testing.ts'

const mailOf = (subject: string, text = 'Hej') => `From: Fatima <fatima@kunde.test>\r\nTo: desk@fjordlys.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replace(/\W/g, '-')}@kunde.test>\r\n\r\n${text}\r\n`

describe.skipIf(!hasMailServers)(`fetching by IMAP (${hasMailServers ? 'from a real Dovecot' : whyNoMailServers})`, () => {
  let house: TestDatabase
  let mail: MailServers
  let company: Company
  let collectors: ReturnType<typeof startImapCollectors> | undefined
  let names = 0
  const now = new Date()
  beforeAll(async () => {
    openNetwork({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })
    ;[house, mail] = await Promise.all([testDatabase(), startMailServers().then((each) => each!)])
    company = await aCompany()
  })
  afterEach(async () => {
    await collectors?.stop()
    collectors = undefined
    for (const each of await listMailboxes(company.actor)) await retireMailbox(company.actor, each.id)
  })
  afterAll(async () => {
    openNetwork({ allowPrivate: false })
    await mail?.stop()
    await house.close()
  })

  const begin = (limits = {}, pace = {}) => { collectors = startImapCollectors({ config: { BALIE_MAX_MAIL_MB: 50 }, limits, pace: { pollMs: 60_000, firstWaitMs: 50, longestWaitMs: 400, ...pace }, lookEveryMs: 200 }) }
  const anAddress = () => { const address = `desk${names += 1}@fjordlys.test`; mail.addUser(address, 'rosinenbrot'); return address }
  const aMailbox = (address = anAddress(), change: Parameters<typeof imapInput>[3] = {}) => addMailboxFor(company.actor, imapInput(company, address, mail.imapPort, change), now)
  const stateOf = async (id: string) => (await listMailboxes(company.actor)).find((each) => each.id === id)!
  const arrived = (id: string, count: number) => until(() => ledgerOf(company, id), (rows) => rows.length >= count)

  test('a mail goes through Postfix and Dovecot into the ledger, byte for byte, while we wait for it', async () => {
    const { id, address } = await aMailbox()
    begin()
    await until(() => stateOf(id), (box) => box.state === 'working')
    await mail.send({ from: 'fatima@kunde.test', to: address, subject: 'Hvor er min cykel', text: 'Den er ikke kommet.' })
    // The poll is a minute away: only IDLE can have brought it so soon.
    const [row] = await arrived(id, 1)
    expect(row).toMatchObject({ state: 'waiting', envelopeTo: [address], trust: { folder: 'INBOX', uid: 1 } })
    expect(row!.raw.replaceAll('\r\n', '\n')).toBe((await mail.mailsOf(address))[0]!) // Dovecot keeps bare line ends and sends whole ones.
    expect((await stateOf(id)).lastMailAt).not.toBeNull()
  })

  test('what lay there before us is left alone when one begins with what is new', async () => {
    const address = anAddress()
    await mail.deliver(address, mailOf('Gammel'))
    const { id } = await aMailbox(address, { from: 'new' })
    begin()
    await until(() => stateOf(id), (box) => box.state === 'working')
    await mail.deliver(address, mailOf('Ny'))
    expect(subjectsOf(await arrived(id, 1))).toEqual(['Ny'])
  })

  test('a day away: everything that came meanwhile comes afterwards, read by others or not', async () => {
    const { id, address } = await aMailbox()
    begin()
    await mail.deliver(address, mailOf('Før'))
    await arrived(id, 1)
    await collectors!.stop()
    for (let n = 1; n <= 60; n += 1) await mail.deliver(address, mailOf(`Imens ${n}`))
    begin()
    const rows = await arrived(id, 61)
    expect(rows).toHaveLength(61)
    expect(subjectsOf(rows).slice(1)).toEqual(Array.from({ length: 60 }, (_, n) => `Imens ${n + 1}`))
  })

  test('thrown out again and again during sixty mails: none is lost and none is double', async () => {
    const { id, address } = await aMailbox()
    begin({ uidsPerBatch: 7 })
    for (let n = 1; n <= 60; n += 1) {
      await mail.deliver(address, mailOf(`Nr ${n}`))
      if (n % 15 === 0) await mail.kick(address)
    }
    const rows = await arrived(id, 60)
    expect(new Set(subjectsOf(rows)).size).toBe(60)
    expect(rows).toHaveLength(60)
    await until(() => stateOf(id), (box) => box.state === 'working')
  })

  test('the server is down for a while: it says so, and goes on when it is back', async () => {
    const { id, address } = await aMailbox()
    begin()
    await until(() => stateOf(id), (box) => box.state === 'working')
    await mail.stopImap()
    expect((await until(() => stateOf(id), (box) => box.state === 'failing')).detail).toMatch(/refuses connections|closed the connection/)
    await mail.startImap()
    await mail.deliver(address, mailOf('Igen'))
    expect(subjectsOf(await arrived(id, 1))).toEqual(['Igen'])
    await until(() => stateOf(id), (box) => box.state === 'working')
  })

  test('UIDVALIDITY changes: all is read again under new keys', async () => {
    const { id, address } = await aMailbox()
    begin({}, { pollMs: 300 })
    for (const n of [1, 2, 3]) await mail.deliver(address, mailOf(`Mail ${n}`))
    await arrived(id, 3)
    await mail.resetUidValidity(address)
    const rows = await arrived(id, 6)
    expect(subjectsOf(rows)).toEqual(['Mail 1', 'Mail 2', 'Mail 3', 'Mail 1', 'Mail 2', 'Mail 3'])
    expect(new Set(rows.map((row) => row.sourceKey)).size).toBe(6)
    await mail.deliver(address, mailOf('Mail 4'))
    await arrived(id, 7)
    expect(await ledgerOf(company, id)).toHaveLength(7)
  })

  test('UIDVALIDITY changes in a mailbox that was begun with what is new: mail from before that still is not ours', async () => {
    const address = anAddress()
    const client = new ImapFlow({ host: '127.0.0.1', port: mail.imapPort, secure: false, doSTARTTLS: false, auth: { user: address, pass: 'rosinenbrot' }, logger: false })
    await client.connect()
    await client.append('INBOX', mailOf('Fra sidste år'), [], new Date(Date.now() - 365 * 86_400_000))
    await client.append('INBOX', mailOf('I går'), [], new Date(Date.now() - 86_400_000))
    await client.logout()
    const { id } = await aMailbox(address, { from: 'new' })
    begin({}, { pollMs: 200 })
    await until(() => stateOf(id), (box) => box.state === 'working')
    await mail.deliver(address, mailOf('Ny'))
    expect(subjectsOf(await arrived(id, 1))).toEqual(['Ny'])
    await mail.resetUidValidity(address)
    // Two days of slack for time zones and slow clocks: rather one too many than one too few.
    expect(subjectsOf(await arrived(id, 3)).slice(1).sort()).toEqual(['I går', 'Ny'])
    await mail.deliver(address, mailOf('Nyere'))
    expect(subjectsOf(await arrived(id, 4)).at(-1)).toBe('Nyere')
  })

  test('fetching again from an earlier mail on brings what is missing and nothing twice', async () => {
    const { id, address } = await aMailbox()
    begin()
    for (const n of [1, 2, 3]) await mail.deliver(address, mailOf(`Mail ${n}`))
    const before = await arrived(id, 3)
    // As if the second had been lost, by a restored backup say.
    await house.owner.query('alter table email.ledger disable row level security')
    await house.owner.query('delete from email.ledger where id = $1', [before[1]!.id])
    await house.owner.query('alter table email.ledger enable row level security')
    await backFill(company.actor, id, { folder: 'INBOX', fromUid: 1 })
    expect(subjectsOf(await arrived(id, 3)).sort()).toEqual(['Mail 1', 'Mail 2', 'Mail 3'])
    await mail.deliver(address, mailOf('Mail 4'))
    await arrived(id, 4)
    expect(await ledgerOf(company, id)).toHaveLength(4)
  })

  test('too large a mail is in the ledger with its header, and whole once the limit is raised', async () => {
    const { id, address } = await aMailbox()
    begin({ maxMailBytes: 100_000, bytesPerLoad: 50_000 })
    await mail.deliver(address, mailOf('Lille'))
    await mail.deliver(address, mailOf('Kæmpe'.normalize(), 'x'.repeat(70).concat('\r\n').repeat(3000)))
    await mail.deliver(address, mailOf('Stor', 'y'.repeat(70).concat('\r\n').repeat(1000)))
    await mail.deliver(address, mailOf('Lille igen'))
    const rows = await arrived(id, 4)
    expect(rows.map(({ state, reason }) => ({ state, reason }))).toEqual([{ state: 'waiting', reason: '' }, { state: 'rejected', reason: 'too-large-for-limit' }, { state: 'waiting', reason: '' }, { state: 'waiting', reason: '' }])
    expect(rows[1]).toMatchObject({ subject: 'Kæmpe' })
    expect(rows[1]!.size).toBeGreaterThan(200_000)
    expect(rows[1]!.raw.length).toBeLessThan(1000)
    await collectors!.stop()
    begin()
    await backFill(company.actor, id, { folder: 'INBOX', fromUid: 1 })
    expect((await arrived(id, 5))[4]).toMatchObject({ state: 'waiting' })
    expect((await ledgerOf(company, id))[4]!.raw.length).toBeGreaterThan(200_000)
  })

  test('a dead server and one that never answers delay nobody', async () => {
    const sockets = new Set<import('node:net').Socket>()
    const silent: Server = createServer((socket) => { sockets.add(socket); socket.on('error', () => {}) })
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
    const slow = await addMailboxFor(company.actor, imapInput(company, anAddress(), (silent.address() as { port: number }).port), now)
    const dead = await addMailboxFor(company.actor, imapInput(company, anAddress(), 9), now)
    const wrong = anAddress()
    mail.addUser(wrong, 'another')
    const refused = await aMailbox(wrong)
    const quick = await aMailbox()
    begin()
    await mail.deliver(quick.address, mailOf('Hurtig'))
    const since = Date.now()
    expect(subjectsOf(await arrived(quick.id, 1))).toEqual(['Hurtig'])
    expect(Date.now() - since).toBeLessThan(5_000)
    await until(() => stateOf(dead.id), (box) => box.state === 'failing' && /refuses connections/.test(box.detail))
    expect((await until(() => stateOf(refused.id), (box) => box.state === 'failing')).detail).toMatch(/not accepted/)
    expect((await stateOf(slow.id)).state).toBe('connecting')
    await collectors!.stop()
    for (const socket of sockets) socket.destroy()
    silent.close()
  })

  test('two processes share the mailboxes: one fetches, and the other takes over when it goes', async () => {
    const { id, address } = await aMailbox()
    begin()
    await until(() => stateOf(id), (box) => box.state === 'working')
    const other = startImapCollectors({ config: { BALIE_MAX_MAIL_MB: 50 }, pace: { pollMs: 60_000, firstWaitMs: 50, longestWaitMs: 400 }, lookEveryMs: 200 })
    await mail.deliver(address, mailOf('Først'))
    await arrived(id, 1)
    await collectors!.stop()
    await mail.deliver(address, mailOf('Derefter'))
    await arrived(id, 2)
    await other.stop()
    expect(subjectsOf(await ledgerOf(company, id))).toEqual(['Først', 'Derefter'])
  })

  test('paused means paused; a changed setting is used at once; a folder that is missing is said and stops no other', async () => {
    const { id, address } = await aMailbox()
    begin()
    await until(() => stateOf(id), (box) => box.state === 'working')
    await pauseMailbox(company.actor, id, true)
    await new Promise((resolve) => setTimeout(resolve, 500))
    await mail.deliver(address, mailOf('I pausen'))
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await ledgerOf(company, id)).toEqual([])
    await pauseMailbox(company.actor, id, false)
    expect(subjectsOf(await arrived(id, 1))).toEqual(['I pausen'])
    await changeMailbox(company.actor, id, imapInput(company, address, mail.imapPort, { folders: ['INBOX', 'Arkiv'] }), now)
    expect((await until(() => stateOf(id), (box) => box.state === 'failing')).detail).toBe('There is no folder Arkiv.')
    await mail.deliver(address, mailOf('Alligevel'))
    expect(subjectsOf(await arrived(id, 2))).toEqual(['I pausen', 'Alligevel'])
  })
})
