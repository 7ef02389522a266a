import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChannel, anUpload } from '#testing/conversations'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aDesk, aMessage, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse({ BALIE_UNDO_SECONDS: '60' }) })
afterAll(() => house.close())

const view = async (actor: Actor, id: string) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const to = [{ address: 'fatima@kunde.example', name: 'Fatima Öztürk' }]
async function reply(actor: Actor, { id }: CaseMade, wish: object = {}) {
  return house.ask(actor, 'POST', `cases/${id}/replies`, { text: 'Sie bekommen eine neue Stange.', to, seenMessageId: (await view(actor, id)).lastMessageId, ...wish })
}

test('an answer is kept, waits out its window, and the case waits for the customer', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const since = Date.now()
  const sent = await reply(maren, about)
  expect(sent.status).toBe(201)
  const left = new Date(sent.body.undoUntil).getTime() - since
  expect(left).toBeGreaterThan(58_000)
  expect(left).toBeLessThan(65_000)
  expect(sent.body.undoSeconds).toBe(60)
  const after = await view(maren, about.id)
  expect(after).toMatchObject({ status: 'waiting-customer', preview: 'Sie bekommen eine neue Stange.', waitingSince: null, lastMessageId: sent.body.messageId, unread: false })
  expect(after.messages.at(-1)).toMatchObject({ kind: 'out', author: { id: maren.personId, name: 'Maren Lindqvist' }, to, deliveries: [{ id: sent.body.deliveryId, state: 'undoable', recipients: ['fatima@kunde.example'] }] })
  expect(after.happenings.map((each: { verb: string }) => each.verb)).toEqual(['message.written', 'case.status-changed'])
})

test('an answer can say what becomes of the case, but not that it is closed', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  expect((await reply(maren, about, { thenStatus: 'closed' })).status).toBe(422)
  expect((await reply(maren, about, { thenStatus: 'solved' })).status).toBe(201)
  expect((await view(maren, about.id)).status).toBe('solved')
})

test('something that came in unread stops an answer and is named; a note and one’s own words do not', async () => {
  const { maren, jonas, made } = await aDesk()
  const about = await made()
  const { lastMessageId } = await view(maren, about.id)
  await house.ask(jonas, 'POST', `cases/${about.id}/notes`, { text: 'Ich kenne sie.' })
  await reply(maren, about, { seenMessageId: lastMessageId })
  expect((await reply(maren, about, { seenMessageId: lastMessageId })).status).toBe(201)
  const second = await aMessage(about, { text: 'Hat sich erledigt.' })
  const refused = await reply(maren, about, { seenMessageId: lastMessageId })
  expect(refused).toMatchObject({ status: 409, body: { code: 'stale-reply', messageIds: [second.id] } })
  const ofJonas = await reply(jonas, about)
  expect((await reply(maren, about, { seenMessageId: second.id })).body).toMatchObject({ code: 'stale-reply', messageIds: [ofJonas.body.messageId] })
  expect((await reply(maren, about, { seenMessageId: null })).body.code).toBe('stale-reply')
  expect((await reply(maren, about, { seenMessageId: newId() })).body.code).toBe('stale-reply')
})

test('of two who answer at once one is sent, and the other is told what was said', async () => {
  const { maren, jonas, made } = await aDesk()
  const about = await made()
  const { lastMessageId: seenMessageId } = await view(maren, about.id)
  const answers = await Promise.all([reply(maren, about, { seenMessageId }), reply(jonas, about, { seenMessageId })])
  expect(answers.map((each) => each.status).sort()).toEqual([201, 409])
  const sent = answers.find((each) => each.status === 201)!
  expect(answers.find((each) => each.status === 409)!.body).toMatchObject({ code: 'stale-reply', messageIds: [sent.body.messageId] })
})

test('an attempt that is made again, because its answer was lost, is the same message: one letter, one note; another attempt is another', async () => {
  const { maren, jonas, made } = await aDesk()
  const about = await made()
  const { lastMessageId: seenMessageId } = await view(maren, about.id)
  const attempt = 'attempt-one'
  const answers = await Promise.all([1, 2].map(() => reply(maren, about, { seenMessageId, attempt, thenStatus: 'solved' })))
  expect(answers.map((each) => each.status)).toEqual([201, 201])
  expect(answers[0]!.body).toEqual(answers[1]!.body)
  // Also after the customer has said more: what was asked for has long been done.
  await aMessage(about, { text: 'Hat sich erledigt.' })
  expect((await reply(maren, about, { seenMessageId, attempt })).body).toEqual(answers[0]!.body)
  const forwarding = { text: 'Zur Kenntnis.', to: [{ address: 'lager@zelt.example', name: '' }], messageId: about.messageId, attempt: 'attempt-two' }
  const forwards = [await house.ask(maren, 'POST', `cases/${about.id}/forwards`, forwarding), await house.ask(maren, 'POST', `cases/${about.id}/forwards`, forwarding)]
  expect(forwards[0]).toMatchObject({ status: 201, body: forwards[1]!.body })
  for (const _ of [1, 2]) expect((await house.ask(maren, 'POST', `cases/${about.id}/notes`, { text: 'Nur für uns.', attempt: 'attempt-three' })).status).toBe(201)
  const kinds = async () => (await view(maren, about.id)).messages.map((each: { kind: string }) => each.kind).sort()
  expect(await kinds()).toEqual(['forward', 'in', 'in', 'note', 'out'])
  // The name of an attempt is nobody's but the writer's, and good for one case.
  expect((await reply(jonas, about, { attempt })).status).toBe(201)
  expect((await reply(maren, await made(), { attempt })).status).toBe(201)
  expect(await kinds()).toEqual(['forward', 'in', 'in', 'note', 'out', 'out'])
})

test('undo: the draft is back, the case is as it was, and a colleague can answer as if nothing had been', async () => {
  const { maren, jonas, made } = await aDesk()
  const about = await made()
  const before = await view(maren, about.id)
  const file = await anUpload({ accountId: about.accountId, personId: maren.personId })
  const sent = await reply(maren, about, { text: 'Zu früh!', cc: [{ address: 'mann@kunde.example', name: '' }], bcc: [{ address: 'archiv@fjeld.example', name: '' }], subject: 'Ihr Zelt', attachmentIds: [file.id] })
  const back = await house.ask(maren, 'DELETE', `deliveries/${sent.body.deliveryId}`)
  expect(back.body).toMatchObject({ kind: 'reply', text: 'Zu früh!', to, cc: [{ address: 'mann@kunde.example' }], bcc: [{ address: 'archiv@fjeld.example' }], subject: 'Ihr Zelt', attachmentIds: [expect.any(String)] })
  const after = await view(maren, about.id)
  expect(after).toMatchObject({ status: 'open', preview: before.preview, waitingSince: before.waitingSince, lastMessageId: before.lastMessageId, drafts: [{ kind: 'reply', text: 'Zu früh!' }] })
  expect(after.messages).toHaveLength(1)
  // The customer never read it: their story does not tell of it.
  expect((await house.ask(maren, 'GET', `customers/${after.customer.id}/timeline`)).body.entries.map((each: { verb: string }) => each.verb).sort()).toEqual(['case.opened', 'message.in'])
  expect((await house.ask(maren, 'DELETE', `deliveries/${sent.body.deliveryId}`)).body.code).toBe('too-late')
  expect((await reply(jonas, about)).status).toBe(201)
  expect((await reply(maren, about, { text: back.body.text, attachmentIds: back.body.attachmentIds, seenMessageId: (await view(maren, about.id)).lastMessageId })).status).toBe(201)
  expect((await view(maren, about.id)).messages.at(-1).attachments).toMatchObject([{ name: 'quittung.txt' }])
})

test('what has left is left', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const { body } = await reply(maren, about)
  await house.owner.query("update platform.outbox set state = 'working' where subject_id = $1", [body.deliveryId])
  expect((await house.ask(maren, 'DELETE', `deliveries/${body.deliveryId}`)).body.code).toBe('too-late')
  expect((await view(maren, about.id)).drafts).toEqual([])
})

test('of two who undo and a moment that passes nobody gets half: taken back once', async () => {
  const { maren, jonas, made } = await aDesk()
  const { body } = await reply(maren, await made())
  const answers = await Promise.all([maren, jonas, maren].map((each) => house.ask(each, 'DELETE', `deliveries/${body.deliveryId}`)))
  expect(answers.map((each) => each.status).sort()).toEqual([200, 409, 409])
})

test('an undo does not wake a case to which something has happened since', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const { body } = await reply(maren, about)
  const second = await aMessage(about, { text: 'Noch eine Frage.' })
  await house.ask(maren, 'PUT', `cases/${about.id}/status`, { status: 'solved' })
  expect((await house.ask(maren, 'DELETE', `deliveries/${body.deliveryId}`)).status).toBe(200)
  expect(await view(maren, about.id)).toMatchObject({ status: 'solved', lastMessageId: second.id, preview: 'Noch eine Frage.' })
})

test('later is a time that is still to come, within a year', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const at = (ms: number) => new Date(Date.now() + ms).toISOString()
  for (const sendAt of [at(-60_000), at(400 * 86_400_000), 'morgen']) expect((await reply(maren, about, { sendAt })).status).toBe(422)
  const sendAt = at(3_600_000)
  const sent = await reply(maren, about, { sendAt })
  expect(sent.body.undoUntil).toBe(sendAt)
  expect((await view(maren, about.id)).messages.at(-1).deliveries[0]).toMatchObject({ state: 'scheduled' })
})

test('drafts: one per person and kind, taken by what is sent', async () => {
  const { maren, jonas, made } = await aDesk()
  const about = await made()
  const keep = (actor: Actor, kind: string, text: string) => house.ask(actor, 'PUT', `cases/${about.id}/drafts/${kind}`, { text, to, cc: [], bcc: [], subject: 'Re: Zelt', attachmentIds: [] })
  for (const [actor, kind, text] of [[maren, 'reply', 'Liebe'], [maren, 'reply', 'Liebe Frau Öztürk'], [maren, 'note', 'Vorsicht'], [jonas, 'reply', 'Hallo']] as const) expect((await keep(actor, kind, text)).status).toBe(200)
  const drafts = async (actor: Actor) => (await view(actor, about.id)).drafts.map((each: { kind: string; text: string }) => [each.kind, each.text]).sort()
  expect([await drafts(maren), await drafts(jonas)]).toEqual([[['note', 'Vorsicht'], ['reply', 'Liebe Frau Öztürk']], [['reply', 'Hallo']]])
  await reply(maren, about)
  expect(await drafts(maren)).toEqual([['note', 'Vorsicht']])
  expect((await house.ask(maren, 'DELETE', `cases/${about.id}/drafts/note`)).status).toBe(204)
  expect([await drafts(maren), await drafts(jonas)]).toEqual([[], [['reply', 'Hallo']]])
  expect((await keep(maren, 'poem', 'x')).status).toBe(422)
})

test('attack 14: a note has no delivery and no recipient, and is not passed on', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const note = await house.ask(maren, 'POST', `cases/${about.id}/notes`, { text: 'Kundin ist schwierig.', to })
  expect(note.body).toEqual({ messageId: expect.any(String), deliveryId: null, undoUntil: null, undoSeconds: 0 })
  const after = await view(maren, about.id)
  expect(after).toMatchObject({ status: 'open', preview: 'Guten Tag, die Stange ist gebrochen.' })
  expect(after.messages.at(-1)).toMatchObject({ kind: 'note', to: [], cc: [], bcc: [], deliveries: [] })
  expect((await house.ask(maren, 'POST', `cases/${about.id}/forwards`, { text: 'x', to, messageId: note.body.messageId })).status).toBe(403)
  expect((await house.owner.query('select count(*)::int as n from platform.outbox where account_id = $1', [about.accountId])).rows[0].n).toBe(0)
})

test('attack 13 and 2: what is no character, or none that can be kept, does not break what is written', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const odd = 'a\u0000b\ud800c\u202e'
  expect((await reply(maren, about, { text: odd, subject: odd, to: [{ address: to[0]!.address, name: 'A\ud800' }] })).status).toBe(201)
  expect((await view(maren, about.id)).messages.at(-1)).toMatchObject({ subject: 'ab\ufffdc', text: 'a\ufffdb\ufffdc\u202e' })
  expect((await house.ask(maren, 'POST', `cases/${about.id}/notes`, { text: odd })).status).toBe(201)
  expect((await house.ask(maren, 'PUT', `cases/${about.id}/drafts/reply`, { text: odd, to: [{ address: odd, name: odd }], cc: [], bcc: [], subject: odd, attachmentIds: [] })).status).toBe(200)
  for (const path of ['cases?q=a%00b', 'customers?q=a%00b', `cases?cursor=1.${'-'.repeat(36)}`, `customers/${about.customer.id}/timeline?cursor=1.${'-'.repeat(36)}`]) expect((await house.ask(maren, 'GET', path)).status).toBeLessThan(500)
})

test('we write first: the case is the writer’s and read, the customer is met once, also by two at the same moment', async () => {
  const { accountId, brandId, maren, jonas } = await aDesk()
  const channel = await aChannel({ accountId, brandId })
  const open = (actor: Actor, address: string, wish: object = {}) => house.ask(actor, 'POST', 'cases', { channelId: channel.id, to: { address, name: 'Neu\u202e' }, subject: 'Ihr Zelt ist da', text: 'Sie können es abholen.', ...wish })
  for (let round = 0; round < 4; round++) {
    const address = `Neu-${round}@kunde.example`
    const answers = await Promise.all([open(maren, address), open(jonas, address.toLowerCase())])
    expect(answers.map((each) => each.status)).toEqual([201, 201])
    expect(answers[0]!.body.customer).toEqual({ id: answers[1]!.body.customer.id, name: 'Neu' })
    expect(answers[0]!.body.reference).not.toBe(answers[1]!.body.reference)
  }
  const { body } = await open(maren, 'noch@kunde.example')
  expect(body).toMatchObject({ ownerId: maren.personId, status: 'waiting-customer', unread: false, messages: [{ kind: 'out', to: [{ address: 'noch@kunde.example' }] }], recipients: { to: [{ address: 'noch@kunde.example' }] } })
  await house.owner.query('update conversations.channels set retired_at = now() where id = $1', [channel.id])
  expect((await open(maren, 'spaet@kunde.example')).status).toBe(404)
})

test('whom a server refused while it served the others is written to again, alone', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  const said = await aMessage(about, { kind: 'out', author: { id: maren.personId, name: maren.name, address: null }, delivery: { state: 'failed', recipients: ['weg@kunde.example'] } })
  expect((await house.ask(maren, 'POST', `deliveries/${said.deliveryId}/retries`)).status).toBe(200)
  expect((await house.owner.query('select kind, payload from platform.outbox where subject_id = $1', [said.deliveryId])).rows).toEqual([{ kind: 'email.send', payload: { caseId: about.id } }])
  const received = about.first.deliveryId!
  expect((await house.ask(maren, 'POST', `deliveries/${received}/retries`)).status).toBe(404)
})

test('attack 28: a thread of 2,100 messages shows its end, and its end can be answered', async () => {
  const { maren, made } = await aDesk()
  const about = await made()
  await house.owner.query(`insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, author_kind, text, at)
    select account_id, brand_id, gen_random_uuid(), conversation_id, 'in', 'customer', 'Nr. ' || n, at + n * interval '1 millisecond' from conversations.messages, generate_series(1, 2100) n where id = $1`, [about.messageId])
  const after = await view(maren, about.id)
  expect([after.messages.length, after.messages.at(-1).text]).toEqual([2000, 'Nr. 2100'])
  expect((await reply(maren, about)).status).toBe(201)
})
