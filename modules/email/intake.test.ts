import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { aPerson } from '#testing/accounts'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { collect } from './flows/collect.ts'
import { fileNextMails } from './flows/intake.ts'
import { forgetMailrooms, loopMark } from './flows/mailroom.ts'
import { currentReplyKey, messageIdKey, replyKey } from './flows/reply-keys.ts'
import { mintMessageId } from './domain/message-id.ts'
import { signReplyAddress } from './domain/reply-token.ts'
import { aCounter, aMail, arrive, look, outcomeOf, type Counter } from './testing.ts'

let house: TestDatabase
let counter: Counter
beforeAll(async () => { house = await testDatabase(); counter = await aCounter() })
afterAll(() => house.close())

const conversationOf = async (messageId: string | null) => (await look<{ conversation_id: string }>(counter, 'select conversation_id from conversations.messages where id = $1', [messageId]))[0]?.conversation_id
const messageOf = async (messageId: string | null) => (await look<Record<string, never> & { kind: string; text: string; hidden: string; author_kind: string; author_address: string; assurance: string; assurance_reasons: string[]; automatic: boolean; marks: string[]; language: string; html: string | null }>(counter, 'select * from conversations.messages where id = $1', [messageId]))[0]!
const tokenFor = (conversationId: string, to = counter) => signReplyAddress({ key: replyKey(currentReplyKey)!, keyNumber: currentReplyKey, mailbox: to.address, conversationId })
/** What we sent in a conversation, as sending leaves it behind. */
async function weAnswered(messageId: string, to: string[], kind: 'out' | 'forward' = 'out'): Promise<{ rfc: string; id: string; deliveryId: string; conversationId: string }> {
  const conversationId = (await conversationOf(messageId))!
  const rfc = mintMessageId({ key: messageIdKey(), random: randomBytes(16), domain: 'fjeld-wald.test' })
  const [id, deliveryId] = [newId(), newId()]
  await db().transaction(counter.scope, async (tx) => {
    await tx.run('', "insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, author_kind, author_id, text, rfc_message_id) values ($1, $2, $3, $4, $5, 'person', $6, 'Wir schicken eine neue.', $7)", [counter.accountId, counter.brandId, id, conversationId, kind, counter.agent.personId, rfc])
    await tx.run('', "insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation) values ($1, $2, $3, $4, $5, 'is')", [counter.accountId, counter.brandId, rfc, id, conversationId])
    await tx.run('', "insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state, recipients) values ($1, $2, $3, $4, $5, 'out', 'sent', $6)", [counter.accountId, counter.brandId, deliveryId, id, counter.mailboxId, to])
    for (const address of to) await tx.run('', 'insert into conversations.participants (account_id, brand_id, conversation_id, address, role) values ($1, $2, $3, $4, $5) on conflict do nothing', [counter.accountId, counter.brandId, conversationId, address, kind === 'forward' ? 'third-party' : 'copied'])
  })
  return { rfc, id, deliveryId, conversationId }
}

test('a first mail opens a case with its customer, and its language is found', async () => {
  const filed = await arrive(counter, aMail(counter, { text: 'Guten Tag, bei meinem neuen Zelt ist leider eine Stange gebrochen. Können Sie mir bitte eine neue schicken?' }))
  expect(filed).toMatchObject({ state: 'filed', reason: 'new' })
  expect(await look(counter, 'select c.status, c.subject, u.name from cases.cases c join customers.customers u on u.id = c.customer_id where c.id = $1', [filed.caseId])).toEqual([{ status: 'open', subject: 'Mein Zelt', name: 'Fatima Öztürk' }])
  expect(await messageOf(filed.messageId)).toMatchObject({ kind: 'in', language: 'de', author_kind: 'customer', assurance: 'unverified' })
})

test('an inbound mail costs no job rows at all', async () => {
  const jobs = async () => Number((await house.owner.query('select count(*) as n from graphile_worker._private_jobs')).rows[0].n)
  const before = await jobs()
  await arrive(counter, aMail(counter))
  expect(await jobs()).toBe(before)
})

test('the customer answers our answer: same conversation, the case wakes, quoted words are folded and kept', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  await db().transaction(counter.scope, (tx) => tx.run('', "update cases.cases set status = 'waiting-customer' where id = $1", [first.caseId]))
  const again = await arrive(counter, aMail(counter, { inReplyTo: ours.rfc, text: 'Danke, das ist schnell!\n\nAm 24. November 2026 um 10:15 schrieb Fjeld & Wald <hilfe@fjeld-wald.test>:\n\n> Wir schicken eine neue.' }))
  expect(again).toMatchObject({ state: 'filed', reason: 'references', caseId: first.caseId })
  const message = await messageOf(again.messageId)
  expect(message.text).toBe('Danke, das ist schnell!')
  expect(message.hidden).toContain('> Wir schicken eine neue.')
  expect((await look(counter, 'select status from cases.cases where id = $1', [first.caseId]))[0]).toEqual({ status: 'open' })
})

test('only the oldest of many references is ours: it suffices (chatwoot#10028)', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  expect(await arrive(counter, aMail(counter, { inReplyTo: 'rewritten@relay.example', references: `<${ours.rfc}> <a@b.example> <rewritten@relay.example>` }))).toMatchObject({ reason: 'references', caseId: first.caseId })
})

test('the signed reply address admits a participant without any reference', async () => {
  const first = await arrive(counter, aMail(counter))
  const to = tokenFor((await conversationOf(first.messageId))!)
  expect(await arrive(counter, aMail(counter, { to, subject: 'Ganz anderes' }), { envelopeTo: [to] })).toMatchObject({ reason: 'token', caseId: first.caseId })
})

test('attack 8: a stranger with a stolen reply address begins a case of their own, linked as a suggestion', async () => {
  const first = await arrive(counter, aMail(counter))
  const to = tokenFor((await conversationOf(first.messageId))!)
  const stranger = await arrive(counter, aMail(counter, { from: 'Mallory <mallory@evil.example>', to }), { envelopeTo: [to] })
  expect(stranger).toMatchObject({ state: 'filed', reason: 'other-sender' })
  expect(stranger.caseId).not.toBe(first.caseId)
  expect(await look(counter, 'select kind, to_case as "to" from cases.links where from_case = $1', [stranger.caseId])).toEqual([{ kind: 'maybe-related', to: first.caseId }])
})

test('attack 8: a forged reference of a stranger, or a number in the subject, joins nothing', async () => {
  const first = await arrive(counter, aMail(counter, { id: 'known@kunde.example' }))
  const [{ reference }] = await look<{ reference: string }>(counter, 'select reference from cases.cases where id = $1', [first.caseId]) as [{ reference: string }]
  const forged = await arrive(counter, aMail(counter, { from: 'mallory@evil.example', inReplyTo: 'known@kunde.example' }))
  const guessed = await arrive(counter, aMail(counter, { from: 'mallory@evil.example', subject: `Re: [${reference}] Mein Zelt` }))
  expect([forged.caseId, guessed.caseId]).not.toContain(first.caseId)
})

test('attack 8: who is put into Cc by an unproven mail does not get into the conversation by it', async () => {
  const first = await arrive(counter, aMail(counter, { cc: 'mallory@evil.example', id: 'with-cc@kunde.example' }))
  expect((await arrive(counter, aMail(counter, { from: 'mallory@evil.example', inReplyTo: 'with-cc@kunde.example' }))).caseId).not.toBe(first.caseId)
})

test('attack 9: a mail that claims to come from a colleague can do nothing that a colleague can', async () => {
  const colleague = await aPerson({ accountId: counter.accountId, email: 'jonas@fjeld-wald.test', name: 'Jonas Brandt', brandIds: [counter.brandId] })
  const first = await arrive(counter, aMail(counter))
  const to = tokenFor((await conversationOf(first.messageId))!)
  const forged = await arrive(counter, aMail(counter, { from: `Jonas Brandt <${colleague.email}>`, to, text: 'Bitte überweisen Sie den Betrag.' }), { envelopeTo: [to] })
  expect(forged.caseId).not.toBe(first.caseId)
  expect(await messageOf(forged.messageId)).toMatchObject({ kind: 'in', assurance: 'suspicious' })
  expect(await look(counter, "select from platform.outbox where created_at > now() - interval '1 minute'")).toEqual([])
})

test('the same mail twice, and to two mailboxes of the brand, is one message with its deliveries', async () => {
  const raw = aMail(counter, { id: 'twice@kunde.example' })
  const [one, two] = [await arrive(counter, raw), await arrive(counter, raw)]
  expect(two).toMatchObject({ state: 'filed', reason: 'seen-before', messageId: one.messageId, caseId: one.caseId })
  expect(await look(counter, 'select count(*)::int as n from conversations.deliveries where message_id = $1', [one.messageId])).toEqual([{ n: 2 }])
})
test('the same id with other content is another message (freescout#5591)', async () => {
  const one = await arrive(counter, aMail(counter, { id: 'reused@dhl.example', text: 'Paket 1' }))
  const two = await arrive(counter, aMail(counter, { id: 'reused@dhl.example', text: 'Paket 2' }))
  expect(two.messageId).not.toBe(one.messageId)
})
test('without a Message-ID, content and date decide', async () => {
  const raw = aMail(counter, { id: null, date: 'Tue, 24 Nov 2026 10:00:00 +0000' })
  const one = await arrive(counter, raw)
  expect(await arrive(counter, raw)).toMatchObject({ reason: 'seen-before', messageId: one.messageId })
})
test('eight copies filed by four workers at once are one message and one case', async () => {
  const raw = aMail(counter, { id: 'flood@kunde.example', from: 'new-customer@kunde.example' })
  const ids = await Promise.all(Array.from({ length: 8 }, () => collect([{ ...counter, source: 'import', sourceKey: null, raw, envelopeFrom: null, envelopeTo: [counter.address], remoteAddress: null, helo: null, trust: {} }])))
  await Promise.all(Array.from({ length: 4 }, async () => { while (await fileNextMails(2) > 0); }))
  const outcomes = await Promise.all(ids.map(([id]) => outcomeOf(counter, id!)))
  expect(new Set(outcomes.map((each) => each.state))).toEqual(new Set(['filed']))
  expect(new Set(outcomes.map((each) => each.messageId)).size).toBe(1)
  expect(await look(counter, "select count(*)::int as n from cases.cases c join customers.identities i on i.customer_id = c.customer_id where i.value = 'new-customer@kunde.example'")).toEqual([{ n: 1 }])
})

test('one mail to two brands is a message in each, and neither sees the other’s', async () => {
  const other = await aCounter({ accountId: counter.accountId, name: 'Polder Verzekert' })
  const raw = aMail(counter, { id: 'two-brands@kunde.example', to: `${counter.address}, ${other.address}` })
  const [one, two] = [await arrive(counter, raw), await arrive(other, raw)]
  expect(two).toMatchObject({ state: 'filed', reason: 'new' })
  expect(two.messageId).not.toBe(one.messageId)
})

test('an answer that arrives before what it answers: both meet', async () => {
  const answer = await arrive(counter, aMail(counter, { id: 'second@kunde.example', inReplyTo: 'first@kunde.example', text: 'PS: in Grün.' }))
  expect(await arrive(counter, aMail(counter, { id: 'first@kunde.example' }))).toMatchObject({ reason: 'late-ancestor', caseId: answer.caseId })
})

test('a closed case is never written to: the answer opens a follow-up that is linked to it', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  await db().transaction(counter.scope, (tx) => tx.run('', "update cases.cases set status = 'closed', closed_at = now() where id = $1", [first.caseId]))
  const later = await arrive(counter, aMail(counter, { inReplyTo: ours.rfc }))
  expect(later).toMatchObject({ state: 'filed', reason: 'follow-up' })
  expect(await look(counter, 'select kind, to_case as "to" from cases.links where from_case = $1', [later.caseId])).toEqual([{ kind: 'follow-up-of', to: first.caseId }])
  expect(await look(counter, 'select status from cases.cases where id = $1', [first.caseId])).toEqual([{ status: 'closed' }])
})

test('a colleague forwards a customer’s mail to the desk: the customer is who wrote it', async () => {
  const colleague = await aPerson({ accountId: counter.accountId, email: 'birgit@veerhuis.test', name: 'Birgit Jürgensen', brandIds: [counter.brandId] })
  forgetMailrooms()
  const filed = await arrive(counter, aMail(counter, { from: `Birgit Jürgensen <${colleague.email}>`, subject: 'WG: Rechnung fehlt', text: 'Kümmert ihr euch?\n\n-----Ursprüngliche Nachricht-----\nVon: Jesper Holm <jesper@kunde.example>\nGesendet: Montag, 23. November 2026 18:02\nAn: Birgit Jürgensen <birgit@veerhuis.test>\nBetreff: Rechnung fehlt\n\nMir fehlt die Rechnung zu F-20417.' }))
  expect(await look(counter, 'select i.value from cases.cases c join customers.identities i on i.customer_id = c.customer_id where c.id = $1', [filed.caseId])).toEqual([{ value: 'jesper@kunde.example' }])
  expect((await messageOf(filed.messageId)).text).toContain('Mir fehlt die Rechnung')
  expect((await messageOf(filed.messageId)).marks).toContain('forwarded-by-staff')
})
test('somebody who writes our colleague’s address into From passes on what nobody said: it is filed, and agents are warned', async () => {
  const colleague = await aPerson({ accountId: counter.accountId, email: `birgit@${counter.address.split('@')[1]}`, name: 'Birgit Jürgensen', brandIds: [counter.brandId] })
  forgetMailrooms()
  const filed = await arrive(counter, aMail(counter, { from: `Birgit Jürgensen <${colleague.email}>`, subject: 'WG: Neue Bankverbindung', text: '-----Ursprüngliche Nachricht-----\nVon: Jesper Holm <jesper@kunde.example>\nGesendet: Montag, 23. November 2026 18:02\nAn: Birgit Jürgensen <birgit@fjeld-wald.test>\nBetreff: Neue Bankverbindung\n\nBitte künftig auf dieses Konto.' }))
  expect(await messageOf(filed.messageId)).toMatchObject({ author_address: 'jesper@kunde.example', assurance: 'suspicious', assurance_reasons: expect.arrayContaining(['own-domain-unproved']) })
})

test('the supplier answers a forward: into the case, marked as theirs', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['lager@zeltbau.example'], 'forward')
  const answer = await arrive(counter, aMail(counter, { from: 'lager@zeltbau.example', inReplyTo: ours.rfc, text: 'Liegt bereit.' }))
  expect(answer.caseId).toBe(first.caseId)
  expect(await messageOf(answer.messageId)).toMatchObject({ kind: 'third-party', author_kind: 'third-party' })
})

test('attack 12: an absence notice is kept, wakes nobody, and is marked as a machine’s', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  await db().transaction(counter.scope, (tx) => tx.run('', "update cases.cases set status = 'waiting-customer' where id = $1", [first.caseId]))
  const absent = await arrive(counter, aMail(counter, { inReplyTo: ours.rfc, subject: 'Automatische Antwort: Mein Zelt', headers: { 'Auto-Submitted': 'auto-replied' } }))
  expect(await messageOf(absent.messageId)).toMatchObject({ automatic: true })
  expect(await look(counter, 'select status from cases.cases where id = $1', [first.caseId])).toEqual([{ status: 'waiting-customer' }])
})
test('attack 12: our own automatic mail that comes back is rejected, in sight', async () => {
  expect(await arrive(counter, aMail(counter, { headers: { 'X-Balie-Loop': loopMark(), 'Auto-Submitted': 'auto-generated' } }))).toMatchObject({ state: 'rejected', reason: 'own-notification' })
})
test('attack 12: two machines that answer each other are stopped by a budget, and what is stopped stays in the ledger', async () => {
  const outcomes = []
  for (let n = 0; n < 25; n++) outcomes.push(await arrive(counter, aMail(counter, { from: 'robot@loop.example', subject: `Re: ${n}`, headers: { 'Auto-Submitted': 'auto-replied' } })))
  expect(outcomes.slice(0, 20).every((each) => each.state === 'filed')).toBe(true)
  expect(outcomes.at(-1)).toMatchObject({ state: 'rejected', reason: 'loop' })
})
test('our own mail, back from a colleague’s copy, is not a customer’s', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  expect(await arrive(counter, aMail(counter, { id: ours.rfc, from: counter.address }))).toMatchObject({ state: 'filed', reason: 'seen-before', messageId: ours.id })
})

const report = (rfc: string, recipient: string, status = '5.1.1') => ({ from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered Mail Returned to Sender', headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary="b"', 'Return-Path': '<>' },
  body: `--b\r\nContent-Type: text/plain\r\n\r\nUnknown user.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${rfc}>\r\nSubject: Re: Mein Zelt\r\n\r\nx\r\n--b--` })
test('a bounce is told on the message that bounced, and opens no case', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  expect(await arrive(counter, aMail(counter, report(ours.rfc, 'fatima@kunde.example')))).toMatchObject({ state: 'filed', reason: 'bounce', messageId: ours.id, caseId: first.caseId })
  expect((await look(counter, 'select state, detail from conversations.deliveries where id = $1', [ours.deliveryId]))[0]).toMatchObject({ state: 'bounced', detail: expect.stringContaining('550 no such user') as string })
})
test('a bounce that anybody could write changes nothing: unknown id, or somebody whom we did not write to', async () => {
  const first = await arrive(counter, aMail(counter))
  const ours = await weAnswered(first.messageId!, ['fatima@kunde.example'])
  expect(await arrive(counter, aMail(counter, report('guessed@fjeld-wald.test', 'fatima@kunde.example')))).toMatchObject({ state: 'rejected', reason: 'bounce-unknown' })
  expect(await arrive(counter, aMail(counter, report(ours.rfc, 'somebody-else@kunde.example')))).toMatchObject({ state: 'rejected', reason: 'bounce-unknown' })
  expect(await look(counter, 'select state from conversations.deliveries where id = $1', [ours.deliveryId])).toEqual([{ state: 'sent' }])
})

test('spam goes to quarantine and is filed when a supervisor says so', async () => {
  const spam = await arrive(counter, aMail(counter, { headers: { 'X-Spam-Flag': 'YES' } }))
  expect(spam).toMatchObject({ state: 'quarantined', reason: 'spam', caseId: null })
  await db().transaction(counter.scope, (tx) => tx.run('', "update email.ledger set state = 'waiting', decided_by = $2 where id = $1", [spam.id, counter.agent.personId]))
  while (await fileNextMails(5) > 0);
  expect(await outcomeOf(counter, spam.id)).toMatchObject({ state: 'filed', reason: 'new' })
})

test('attack 13: a sender who imitates us by look-alike letters or by name is shown as suspicious', async () => {
  const byLetters = await messageOf((await arrive(counter, aMail(counter, { from: 'Fjeld & Wald <hilfe@fjeld-wаld.test>' }))).messageId)
  const byName = await messageOf((await arrive(counter, aMail(counter, { from: '"hilfe@bank.example" <thief@elsewhere.example>' }))).messageId)
  expect([byLetters.assurance, byName.assurance]).toEqual(['suspicious', 'suspicious'])
  expect(byName.assurance_reasons).toContain('name-holds-other-address')
})
test('attack 13: control and direction-changing characters never reach names and subjects', async () => {
  const filed = await arrive(counter, aMail(counter, { from: '=?utf-8?q?Fa=E2=80=AEtima=00?= <bidi@kunde.example>', subject: '=?utf-8?q?Rechnung=E2=80=AEfdp.exe=0D=0ABcc:_x@evil.example?=' }))
  const [row] = await look<{ subject: string; name: string }>(counter, 'select c.subject, u.name from cases.cases c join customers.customers u on u.id = c.customer_id where c.id = $1', [filed.caseId])
  expect(`${row!.subject}${row!.name}`).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/)
})

test.each([
  ['empty', Buffer.alloc(0)], ['one line without a header', Buffer.from('hello')], ['only NULs', Buffer.alloc(5000)], ['random bytes', randomBytes(20_000)],
  ['a header without an end', Buffer.from(`Subject: ${'x'.repeat(400_000)}`)],
  ['a boundary that never comes', Buffer.from('From: a@b.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--y\r\n\r\ntext')],
])('bad input, %s: kept, and in exactly one state of the ledger', async (_, raw) => {
  const outcome = await arrive(counter, raw)
  expect(['filed', 'quarantined']).toContain(outcome.state)
})
test('attack 28: 10,000 parts, 1,000 recipients and 50,000 encoded words are filed in reasonable time', async () => {
  const began = performance.now()
  const parts = await arrive(counter, aMail(counter, { headers: { 'Content-Type': 'multipart/mixed; boundary="p"' }, body: '--p\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(10_000) + '--p--' }))
  const crowd = await arrive(counter, aMail(counter, { cc: Array.from({ length: 1000 }, (_, n) => `person-${n}@crowd.example`).join(',\r\n ') }))
  const words = await arrive(counter, aMail(counter, { subject: '=?utf-8?q?a?= '.repeat(50_000) }))
  expect([parts.state, crowd.state, words.state]).toEqual(['filed', 'filed', 'filed'])
  expect(performance.now() - began).toBeLessThan(20_000)
})
test('attack 1: what a mail’s HTML may do, it may do in the sanitised copy only', async () => {
  const filed = await arrive(counter, aMail(counter, { headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: '<p onclick="x()">Hi<script>alert(1)</script><svg onload=alert(1)></svg><a href="javascript:alert(1)">a</a><img src=x onerror=alert(1)><form action="https://evil.example"><input></form><style>body{background:url(https://spy.example)}</style><iframe src="https://evil.example"></iframe><meta http-equiv=refresh content="0;url=https://evil.example"></p>' }))
  expect((await messageOf(filed.messageId)).html).not.toMatch(/script|onclick|onload|onerror|javascript:|<form|<input|<style|<iframe|<meta|spy\.example|<svg/i)
})
test('attack 7: the reply address of another brand’s conversation opens nothing here', async () => {
  const other = await aCounter({ accountId: counter.accountId })
  const theirs = await arrive(other, aMail(other))
  const conversationId = (await look<{ conversation_id: string }>(other, 'select conversation_id from conversations.messages where id = $1', [theirs.messageId]))[0]!.conversation_id
  const to = tokenFor(conversationId, counter)
  expect((await arrive(counter, aMail(counter, { to }), { envelopeTo: [to] })).caseId).not.toBe(theirs.caseId)
})
test('attack 11: whatever came in, nothing has left: strangers cannot make us write to anybody', async () => {
  expect(await look(counter, 'select count(*)::int as n from platform.outbox')).toEqual([{ n: 0 }])
  expect(await look(counter, "select count(*)::int as n from conversations.deliveries where direction = 'out' and state not in ('sent', 'bounced')")).toEqual([{ n: 0 }])
})
test('the balance adds up: seen is filed, rejected, quarantined, failed and waiting together', async () => {
  const [sum] = await look<{ seen: number; together: number }>(counter, "select count(*)::int as seen, (count(*) filter (where state in ('filed', 'rejected', 'quarantined', 'failed', 'waiting')))::int as together from email.ledger")
  expect(sum!.seen).toBeGreaterThan(60)
  expect(sum!.together).toBe(sum!.seen)
})
