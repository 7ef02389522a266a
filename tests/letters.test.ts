import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounter, aMail, arrive, readMail, type Counter } from '#testing/email'
import { anActor } from '#testing/accounts'
import { openLetterBox, openSilentBox, type LetterBox } from './letter-box.ts'
import { openHouse, until, type OpenHouse } from './open-house.ts'

let house: OpenHouse
let box: LetterBox
let counter: Counter
beforeAll(async () => {
  house = await openHouse()
  box = await openLetterBox()
  counter = await aCounter({ send: { host: '127.0.0.1', port: box.port }, signature: 'Fjeld & Wald\nhttps://fjeld-wald.test' })
})
afterAll(async () => { await house.close(); await box.close() })

const caseOf = async (id: string) => (await house.ask(counter.agent, 'GET', `cases/${id}`)).body
const begin = async (wish = {}) => (await arrive(counter, aMail(counter, wish))).caseId!
async function answer(caseId: string, input: Record<string, unknown> = {}) {
  const view = await caseOf(caseId)
  return house.ask(counter.agent, 'POST', `cases/${caseId}/replies`, { text: 'Wir schicken Ihnen heute eine neue Stange.', to: view.recipients.to, cc: view.recipients.cc, seenMessageId: view.lastMessageId, ...input })
}
const deliveryOf = async (caseId: string) => (await caseOf(caseId)).messages.at(-1).deliveries[0]
const lastLetter = async (count: number) => { await until(() => box.received.length, (n) => n >= count); return box.received[count - 1]! }

test('an answer is a proper letter: both bodies, quoted history, signature, threading, signed reply address', async () => {
  const caseId = await begin({ id: 'first@kunde.example', subject: 'Zelt', text: 'Die Stange ist gebrochen.', headers: { References: '<older@kunde.example>' } })
  const before = box.received.length
  expect((await answer(caseId, { cc: [{ address: 'mann@kunde.example', name: 'Mann' }], bcc: [{ address: 'archiv@fjeld.example', name: '' }] })).status).toBe(201)
  const letter = await lastLetter(before + 1)
  const mail = await readMail(Buffer.from(letter.raw))
  expect(letter.to.sort()).toEqual(['archiv@fjeld.example', 'fatima@kunde.example', 'mann@kunde.example'])
  expect(letter.raw).not.toContain('archiv@fjeld.example')
  expect(mail.subject).toBe('Re: Zelt')
  expect(mail.inReplyTo).toEqual(['first@kunde.example'])
  expect(mail.references).toContain('first@kunde.example')
  expect(mail.from).toEqual({ address: counter.address, name: 'Fjeld & Wald' })
  expect(mail.replyTo[0]!.address).toMatch(/^hilfe-[^@]*\+c1[a-z2-7]{26}\.[a-z2-7]{16}@fjeld-wald\.test$/)
  expect(mail.text).toContain('Wir schicken Ihnen heute eine neue Stange.\n\n-- \nFjeld & Wald')
  expect(mail.replyText.trim()).toBe('Wir schicken Ihnen heute eine neue Stange.')
  expect(mail.text).toContain('> Die Stange ist gebrochen.')
  expect(mail.html).toContain('<blockquote type="cite"')
  await until(() => deliveryOf(caseId), (each) => each.state === 'sent')
  expect(await caseOf(caseId)).toMatchObject({ status: 'waiting-customer' })
})

test('under a subject of one’s own an answer goes as it is written, in the thread that it belongs to', async () => {
  const caseId = await begin({ id: 'titled@kunde.example', subject: 'Zelt' })
  const before = box.received.length
  await answer(caseId, { subject: 'Ihre neue Stange' })
  const first = await readMail(Buffer.from((await lastLetter(before + 1)).raw))
  expect([first.subject, first.inReplyTo]).toEqual(['Ihre neue Stange', ['titled@kunde.example']])
  // Where only a prefix was taken away or added, it is the subject that it answers.
  await answer(caseId, { subject: 'AW: Zelt' })
  expect((await readMail(Buffer.from((await lastLetter(before + 2)).raw))).subject).toBe('Re: Zelt')
})

test('attack 14: a note is in no letter, not in its quote, not in a forward’s', async () => {
  const caseId = await begin({ text: 'Frage eins.' })
  await house.ask(counter.agent, 'POST', `cases/${caseId}/notes`, { text: 'GEHEIM: Kundin ist schwierig.' })
  const before = box.received.length
  await answer(caseId)
  const view = await caseOf(caseId)
  await house.ask(counter.agent, 'POST', `cases/${caseId}/forwards`, { text: 'Bitte prüfen.', messageId: view.messages[0].id, to: [{ address: 'lager@zelt.example', name: '' }] })
  await lastLetter(before + 2)
  expect(box.received.slice(before).map((each) => each.raw).join('\n')).not.toMatch(/GEHEIM|schwierig/)
})

test('a forward begins a thread of its own, and the answer to it comes back into the case, but not to the customer', async () => {
  const caseId = await begin({ id: 'secret-thread@kunde.example' })
  const before = box.received.length
  const view = await caseOf(caseId)
  await house.ask(counter.agent, 'POST', `cases/${caseId}/forwards`, { text: 'Können Sie liefern?', messageId: view.messages[0].id, to: [{ address: 'lager@zelt.example', name: 'Lager' }] })
  const letter = await readMail(Buffer.from((await lastLetter(before + 1)).raw))
  expect(letter.inReplyTo).toEqual([])
  expect(letter.headers.map(([, value]) => value).join(' ')).not.toContain('secret-thread')
  const to = letter.replyTo[0]!.address
  const back = await arrive(counter, aMail(counter, { from: 'lager@zelt.example', to, inReplyTo: letter.messageId!, text: 'Ja, morgen.' }), { envelopeTo: [to] })
  expect(back.caseId).toBe(caseId)
  const after = await caseOf(caseId)
  expect(after.messages.at(-1)).toMatchObject({ kind: 'third-party', text: 'Ja, morgen.' })
  expect(after.recipients.to.map((each: { address: string }) => each.address)).toEqual(['fatima@kunde.example'])
})

test('an uploaded file goes along; a forward takes the message’s files with it', async () => {
  const caseId = await begin({ headers: { 'Content-Type': 'multipart/mixed; boundary="b"' }, body: '--b\r\nContent-Type: text/plain\r\n\r\nSiehe Rechnung.\r\n--b\r\nContent-Type: application/pdf; name="rechnung.pdf"\r\nContent-Disposition: attachment; filename="rechnung.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--' })
  const form = new FormData()
  form.append('file', new Blob([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')]), '../../etc/foto.png')
  const request = new Request('http://x', { method: 'POST', body: form })
  const upload = await house.app.inject({ method: 'POST', url: '/api/v1/uploads', headers: { ...await (await import('#testing/accounts')).asToken(counter.agent), 'content-type': request.headers.get('content-type')! }, payload: Buffer.from(await request.arrayBuffer()) })
  expect(upload.statusCode).toBe(201)
  expect(JSON.parse(upload.payload)).toMatchObject({ contentType: 'image/png', name: expect.not.stringContaining('/') as string })
  const before = box.received.length
  await answer(caseId, { attachmentIds: [JSON.parse(upload.payload).id] })
  const view = await caseOf(caseId)
  await house.ask(counter.agent, 'POST', `cases/${caseId}/forwards`, { text: 'Anbei.', messageId: view.messages[0].id, to: [{ address: 'buch@zelt.example', name: '' }] })
  await lastLetter(before + 2)
  const files = await Promise.all(box.received.slice(before).map(async (each) => (await readMail(Buffer.from(each.raw))).attachments.map((file) => file.name)))
  expect(files.flat().sort()).toEqual([expect.stringContaining('foto.png'), 'rechnung.pdf'])
})

test('undo within the window: nothing leaves, the text is a draft again, the case is open again', async () => {
  const caseId = await begin()
  const view = await caseOf(caseId)
  const later = new Date(Date.now() + 3_600_000).toISOString()
  const sent = await house.ask(counter.agent, 'POST', `cases/${caseId}/replies`, { text: 'Zu früh!', to: view.recipients.to, seenMessageId: view.lastMessageId, sendAt: later })
  expect(await deliveryOf(caseId)).toMatchObject({ state: 'scheduled' })
  const back = await house.ask(counter.agent, 'DELETE', `deliveries/${sent.body.deliveryId}`)
  expect(back.body).toMatchObject({ kind: 'reply', text: 'Zu früh!', to: [{ address: 'fatima@kunde.example' }] })
  expect(await caseOf(caseId)).toMatchObject({ status: 'open', drafts: [{ text: 'Zu früh!' }] })
  expect((await caseOf(caseId)).messages).toHaveLength(1)
  expect((await house.ask(counter.agent, 'DELETE', `deliveries/${sent.body.deliveryId}`)).body.code).toBe('too-late')
})

test('a stale reply is stopped and says what came in', async () => {
  const caseId = await begin({ id: 'stale-1@kunde.example' })
  const seen = (await caseOf(caseId)).lastMessageId
  const second = await arrive(counter, aMail(counter, { inReplyTo: 'stale-1@kunde.example', text: 'Hat sich erledigt.' }))
  expect(second.caseId).toBe(caseId)
  const refused = await answer(caseId, { seenMessageId: seen })
  expect(refused).toMatchObject({ status: 409, body: { code: 'stale-reply', messageIds: [second.messageId] } })
  expect((await answer(caseId)).status).toBe(201)
})

test('4xx: it is tried again and says when; then it is sent, once', async () => {
  const caseId = await begin({ from: 'grey@kunde.example' })
  box.letterAnswers.set('grey@kunde.example', { code: 451, words: 'greylisted, come back' })
  const { body } = await answer(caseId)
  expect(await until(() => deliveryOf(caseId), (each) => each.state === 'retrying')).toMatchObject({ attempts: 1, detail: expect.stringContaining('greylisted') as string })
  await house.ask(counter.agent, 'POST', `deliveries/${body.deliveryId}/retries`)
  await until(() => deliveryOf(caseId), (each) => each.state === 'sent')
  expect(box.received.filter((each) => each.to.includes('grey@kunde.example'))).toHaveLength(1)
})

test('5xx: it failed, the case is marked and open again; edited and sent again, it arrives', async () => {
  const caseId = await begin({ from: 'strict@kunde.example' })
  box.letterAnswers.set('strict@kunde.example', { code: 554, words: 'no spam please' })
  await answer(caseId)
  expect(await until(() => deliveryOf(caseId), (each) => each.state === 'failed')).toMatchObject({ detail: expect.stringContaining('no spam please') as string })
  expect(await until(() => caseOf(caseId), (each) => each.marks.includes('delivery-failed'))).toMatchObject({ status: 'open' })
  const outbox = await house.ask(await anActor({ accountId: counter.accountId, role: 'supervisor', brandIds: [counter.brandId] }), 'GET', 'outbox')
  expect(outbox.body.rows).toContainEqual(expect.objectContaining({ caseId, state: 'failed' }))
  await answer(caseId)
  await until(() => deliveryOf(caseId), (each) => each.state === 'sent')
  expect(box.received.filter((each) => each.to.includes('strict@kunde.example'))).toHaveLength(1)
})

test('one of two recipients is refused: the other is served, and nobody believes that both were', async () => {
  const caseId = await begin({ cc: 'weg@kunde.example' })
  box.recipientAnswers.set('weg@kunde.example', { code: 550, words: 'no such user' })
  await answer(caseId, { cc: [{ address: 'weg@kunde.example', name: '' }] })
  const deliveries = await until(async () => (await caseOf(caseId)).messages.at(-1).deliveries as Array<{ state: string; recipients: string[] }>, (all) => all.length === 2)
  expect(deliveries.map((each) => [each.state, each.recipients]).sort()).toEqual([['failed', ['weg@kunde.example']], ['sent', ['fatima@kunde.example']]])
})

test('the connection breaks after the letter left: nobody knows, and the desk says so and lets a person decide', async () => {
  const silent = await openSilentBox()
  const quiet = await aCounter({ accountId: counter.accountId, send: { host: '127.0.0.1', port: silent.port } })
  const { caseId } = await arrive(quiet, aMail(quiet))
  const view = (await house.ask(quiet.agent, 'GET', `cases/${caseId}`)).body
  const { body } = await house.ask(quiet.agent, 'POST', `cases/${caseId}/replies`, { text: 'Kommt das an?', to: view.recipients.to, seenMessageId: view.lastMessageId })
  const states = async () => (await house.ask(quiet.agent, 'GET', `cases/${caseId}`)).body
  await until(states, (each) => each.marks.includes('delivery-doubtful'))
  expect(silent.taken()).toBe(1)
  expect((await house.ask(quiet.agent, 'PUT', `deliveries/${body.deliveryId}/arrival`)).status).toBe(204)
  expect((await until(states, (each) => !each.marks.includes('delivery-doubtful'))).messages.at(-1).deliveries[0].state).toBe('sent')
  await silent.close()
})

test('attack 13: a line break in an address, a name or a subject changes nothing but is refused or flattened', async () => {
  const caseId = await begin()
  const before = box.received.length
  expect((await answer(caseId, { to: [{ address: 'x@kunde.example\r\nBcc: evil@z.example', name: '' }] })).status).toBe(422)
  expect((await answer(caseId, { cc: [{ address: 'y@kunde.example', name: 'A\r\nBcc: evil@z.example' }] })).status).toBe(422)
  await answer(caseId, { subject: 'Hallo\r\nBcc: evil@z.example' })
  const letter = await lastLetter(before + 1)
  expect(letter.to).toEqual(['fatima@kunde.example'])
  expect(letter.raw).not.toMatch(/^Bcc:/m)
})

test('attack 14: each brand signs with its own signature and sends from its own address', async () => {
  const other = await aCounter({ accountId: counter.accountId, name: 'Polder Verzekert', signature: 'Polder Verzekert NV', send: { host: '127.0.0.1', port: box.port } })
  const both = await anActor({ accountId: counter.accountId, brandIds: [counter.brandId, other.brandId], name: 'Oliver Hayes' })
  const { caseId } = await arrive(other, aMail(other))
  const view = (await house.ask(both, 'GET', `cases/${caseId}`)).body
  const before = box.received.length
  await house.ask(both, 'POST', `cases/${caseId}/replies`, { text: 'Goedendag.', to: view.recipients.to, seenMessageId: view.lastMessageId })
  const mail = await readMail(Buffer.from((await lastLetter(before + 1)).raw))
  expect(mail.from!.address).toBe(other.address)
  expect(mail.text).toContain('Polder Verzekert NV')
  expect(mail.text).not.toContain('Fjeld')
  expect((await lastLetter(before + 1)).raw).not.toContain(both.email)
})

test('a new case that we begin is a letter without a quote, and the answer threads', async () => {
  const before = box.received.length
  const opened = await house.ask(counter.agent, 'POST', 'cases', { channelId: counter.mailboxId, to: { address: 'neu@kunde.example', name: 'Neu' }, subject: 'Ihr Zelt ist da', text: 'Sie können es abholen.' })
  expect(opened.status).toBe(201)
  const letter = await readMail(Buffer.from((await lastLetter(before + 1)).raw))
  expect(letter.subject).toBe('Ihr Zelt ist da')
  expect((await arrive(counter, aMail(counter, { from: 'neu@kunde.example', inReplyTo: letter.messageId!, to: letter.replyTo[0]!.address }))).caseId).toBe(opened.body.id)
})

test('the raw source of what we sent is what left', async () => {
  const caseId = await begin()
  const before = box.received.length
  await answer(caseId)
  const letter = await lastLetter(before + 1)
  await until(() => deliveryOf(caseId), (each) => each.state === 'sent')
  const raw = await house.ask(counter.agent, 'GET', `messages/${(await caseOf(caseId)).messages.at(-1).id}/raw`)
  expect(raw.raw.toString('utf8').trim()).toBe(letter.raw.trim())
  expect(raw.headers['content-disposition']).toMatch(/^attachment/)
})
