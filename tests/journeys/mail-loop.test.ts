import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startImapCollectors } from '#modules/email'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { readMail } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { openLetterBox } from '../letter-box.ts'
import { hasMailServers, startMailServers, whyNoMailServers, type MailServers } from '../mail-servers.ts'
import { openHouse, until, type OpenHouse } from '../open-house.ts'

test.skipIf(hasMailServers)(whyNoMailServers, () => expect(hasMailServers).toBe(false))

describe.runIf(hasMailServers)('a customer writes, an agent answers, the customer answers again', () => {
  let house: OpenHouse
  let servers: MailServers
  let manager: Actor
  let agent: Actor
  let collectors: { stop: () => Promise<void> }
  let brandId: string
  beforeAll(async () => {
    house = await openHouse()
    servers = (await startMailServers())!
    // The servers' certificate is for localhost and signed by nobody: believed here, as NODE_EXTRA_CA_CERTS does for an installation.
    setDefaultCACertificates([...getCACertificates('default'), servers.cert])
    servers.addUser('hilfe@fjeld-wald.test', 'rosinenbrot')
    servers.addUser('fatima@kunde.test', 'zeltstange')
    const { accountId } = await anAccount()
    brandId = (await aBrand({ accountId, name: 'Fjeld & Wald', signature: 'Fjeld & Wald' })).id
    manager = await anActor({ accountId, role: 'manager', brandIds: [brandId], name: 'Annelies Postma' })
    agent = await anActor({ accountId, brandIds: [brandId] })
    collectors = startImapCollectors({ config: house.config, lookEveryMs: 200 })
  })
  afterAll(async () => {
    await collectors?.stop()
    await servers?.stop()
    await house?.close()
  })

  test('the whole loop, through real servers in both directions', async () => {
    const added = await house.ask(manager, 'POST', 'mailboxes', {
      brandId, address: 'hilfe@fjeld-wald.test', name: 'Fjeld & Wald',
      receive: { how: 'imap', server: { host: 'localhost', port: servers.imapPort, security: 'starttls', user: 'hilfe@fjeld-wald.test', password: 'rosinenbrot' }, folders: ['INBOX'], from: 'all' },
      send: { server: { host: 'localhost', port: servers.submissionPort, security: 'starttls', user: 'hilfe@fjeld-wald.test', password: 'rosinenbrot' } },
    })
    expect(added.status).toBe(201)
    await until(async () => (await house.ask(manager, 'GET', 'mailboxes')).body.rows[0], (mailbox) => mailbox.state === 'working', 20_000)
    await servers.send({ from: 'Fatima Öztürk <fatima@kunde.test>', to: 'hilfe@fjeld-wald.test', subject: 'Stange gebrochen', messageId: '<first@kunde.test>', text: 'Guten Tag, die Stange meines Zeltes ist gebrochen. Was kann ich tun?' })
    const listed = async () => { await house.settle(); return (await house.ask(agent, 'GET', 'cases?view=unassigned')).body.rows as Array<{ id: string }> }
    const [row] = await until(listed, (rows) => rows.length === 1, 30_000)
    const caseId = row!.id
    expect((await house.ask(agent, 'PUT', `cases/${caseId}/taking`)).status).toBe(200)
    const view = (await house.ask(agent, 'GET', `cases/${caseId}`)).body
    expect(view.messages[0]).toMatchObject({ text: expect.stringContaining('Stange meines Zeltes') as string, language: 'de' })
    expect((await house.ask(agent, 'POST', `cases/${caseId}/replies`, { text: 'Wir schicken eine neue Stange.', to: view.recipients.to, seenMessageId: view.lastMessageId })).status).toBe(201)

    const inbox = await until(() => servers.mailsOf('fatima@kunde.test'), (mails) => mails.length === 1, 30_000)
    const answer = await readMail(Buffer.from(inbox[0]!))
    expect(answer).toMatchObject({ subject: 'Re: Stange gebrochen', inReplyTo: ['first@kunde.test'], from: { address: 'hilfe@fjeld-wald.test' } })

    // Her mail program answers to Reply-To and names what it answers.
    await servers.send({ from: 'Fatima Öztürk <fatima@kunde.test>', to: answer.replyTo[0]!.address, subject: 'Re: Stange gebrochen', inReplyTo: `<${answer.messageId}>`, references: `<first@kunde.test> <${answer.messageId}>`, text: `Vielen Dank!\n\nAm 24.11.2026 schrieb Fjeld & Wald:\n> Wir schicken eine neue Stange.` })
    const after = await until(async () => { await house.settle(); return (await house.ask(agent, 'GET', `cases/${caseId}`)).body }, (each) => each.messages.length === 3, 30_000)
    expect(after).toMatchObject({ status: 'open', ownerId: agent.personId })
    expect(after.messages.map((each: { kind: string; text: string }) => [each.kind, each.text])).toEqual([['in', expect.stringContaining('gebrochen')], ['out', 'Wir schicken eine neue Stange.'], ['in', 'Vielen Dank!']])
    const ledger = (await house.ask(manager, 'GET', 'ledger/balance')).body.rows
    expect(ledger).toEqual([expect.objectContaining({ seen: 2, filed: 2, waiting: 0, failed: 0 })])
  }, 120_000)

  test('a letter to nobody comes back as a real bounce, and is told on the message', async () => {
    const box = await openLetterBox()
    box.recipientAnswers.set('niemand@weg.test', { code: 550, words: 'no such user here' })
    await servers.route('weg.test', box.port)
    const opened = await house.ask(agent, 'POST', 'cases', { channelId: (await house.ask(manager, 'GET', 'mailboxes')).body.rows[0].id, to: { address: 'niemand@weg.test', name: '' }, subject: 'Ihre Bestellung', text: 'Sie ist da.' })
    expect(opened.status).toBe(201)
    const view = await until(async () => { await house.settle(); return (await house.ask(agent, 'GET', `cases/${opened.body.id}`)).body }, (each) => each.marks.includes('delivery-failed'), 40_000)
    expect(view.status).toBe('open')
    expect(view.messages[0].deliveries[0]).toMatchObject({ state: 'bounced', detail: expect.stringContaining('no such user here') as string })
    await box.close()
  }, 60_000)
})
