import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anActor } from '#testing/accounts'
import { aChannel } from '#testing/conversations'
import { aCustomer } from '#testing/customers'
import { aCounter, aMail, arrive } from '#testing/email'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { caseOfConversation } from './queries/cases.ts'
import { aCase, aDesk, aMessage, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

type Actor = Awaited<ReturnType<typeof aDesk>>['maren']
const put = (actor: Actor, path: string, body?: unknown) => house.ask(actor, 'PUT', path, body)
const merge = (actor: Actor, from: CaseMade, into: CaseMade) => put(actor, `cases/${from.id}/merging`, { into: into.id })
const unmerge = (actor: Actor, from: CaseMade) => house.ask(actor, 'DELETE', `cases/${from.id}/merging`)
const view = async (actor: Actor, { id }: { id: string }) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const listed = async (actor: Actor, name = 'all') => (await house.ask(actor, 'GET', `cases?limit=100&view=${name}`)).body.rows.map((row: { id: string }) => row.id)
/** Everything that lists, rights and counts are made of, as it stands in the table. */
const rowOf = async ({ id }: { id: string }) => (await house.owner.query('select status, owner_id, team_id, customer_id, last_message_id, last_message_at, preview, waiting_since, snoozed_until, merged_into, tags, marks from cases.cases where id = $1', [id])).rows[0]
const counts = async (actor: Actor) => { await house.settle(); const { mine, unassigned, all, waiting } = (await house.ask(actor, 'GET', 'cases/counts')).body; return { mine, unassigned, all, waiting } }
const living = async (about: CaseMade) => (await house.db.transaction({ accountId: about.accountId, brandIds: 'all' }, (tx) => caseOfConversation(tx, about)))[0]!.id

/** Counts follow events: a status that is said once more starts them. */
async function counted(actor: Actor, ...all: CaseMade[]) {
  for (const { id } of all) {
    const { status } = await view(actor, { id })
    await put(actor, `cases/${id}/status`, { status: status === 'open' ? 'waiting-third-party' : 'open' })
    await put(actor, `cases/${id}/status`, { status })
  }
}

test('a case that was merged shows where to, its messages stand in the other in the order of time, and the answer goes to whoever wrote last', async () => {
  const { maren, made } = await aDesk()
  const tent = await made({ subject: 'Zelt', text: 'Die Stange ist gebrochen.', at: new Date('2026-11-20T08:00:00Z') })
  const invoice = await made({ subject: 'Rechnung', text: 'Die Rechnung fehlt.', at: new Date('2026-11-20T09:00:00Z') })
  await aMessage(tent, { text: 'Noch etwas zum Zelt.' })
  expect((await merge(maren, tent, invoice)).body).toMatchObject({ id: invoice.id, preview: 'Noch etwas zum Zelt.' })
  const merged = await view(maren, tent)
  expect(merged).toMatchObject({ merged: true, links: [{ kind: 'merged-into', reference: invoice.reference }] })
  const whole = await view(maren, invoice)
  expect(whole.messages.map((each: { text: string }) => each.text)).toEqual(['Die Stange ist gebrochen.', 'Die Rechnung fehlt.', 'Noch etwas zum Zelt.'])
  expect(whole.links).toMatchObject([{ kind: 'merged-from', reference: tent.reference }])
  expect(whole.recipients.to.map((each: { address: string }) => each.address)).toEqual([tent.customer.address])
  expect(await listed(maren)).toEqual([invoice.id])
  await house.ask(maren, 'POST', `cases/${invoice.id}/replies`, { text: 'Eine neue ist unterwegs.', to: whole.recipients.to, seenMessageId: whole.lastMessageId })
  const answer = (await view(maren, invoice)).messages.at(-1)
  expect(answer).toMatchObject({ text: 'Eine neue ist unterwegs.', conversationId: tent.conversationId })
  expect((await house.ask(maren, 'POST', `cases/${tent.id}/notes`, { text: 'x' })).body).toMatchObject({ code: 'conflict' })
  expect((await put(maren, `cases/${tent.id}/status`, { status: 'solved' })).status).toBe(409)
})

test('merged and unmerged, both cases and all counts are to the letter what they were', async () => {
  const { maren, made } = await aDesk()
  const wishes = [{ status: 'waiting-customer', ownerId: maren.personId }, { status: 'solved' }, { status: 'open' }, { status: 'open', ownerId: maren.personId }] as const
  for (const from of wishes) for (const into of wishes) {
    const [one, other] = [await made({ ...from, subject: 'Eins', tags: ['eilig'], at: new Date('2026-11-20T08:00:00Z') }), await made({ ...into, subject: 'Zwei', at: new Date('2026-11-19T08:00:00Z') })]
    await counted(maren, one, other)
    const before = [await rowOf(one), await rowOf(other), await counts(maren)]
    expect((await merge(maren, one, other)).status).toBe(200)
    expect((await rowOf(other)).status).toBe(from.status === 'open' ? 'open' : into.status)
    const { rows: [{ n }] } = await house.owner.query("select count(*)::int as n from cases.cases where account_id = $1 and status = 'open' and merged_into is null", [one.accountId])
    expect((await counts(maren)).all).toBe(n)
    expect((await unmerge(maren, one)).status).toBe(200)
    expect([await rowOf(one), await rowOf(other), await counts(maren)]).toEqual(before)
  }
  const { rows } = await house.owner.query('select ended_at from cases.links where account_id = $1', [maren.accountId])
  expect([rows.length, rows.filter((each) => each.ended_at === null).length]).toEqual([16, 0])
})

test('what comes in meanwhile is for the one; after the merge is undone it lies where it was said, and asks for an answer', async () => {
  const { maren, made } = await aDesk()
  const [one, other] = [await made({ status: 'solved', at: new Date('2026-11-20T08:00:00Z') }), await made({ status: 'solved', at: new Date('2026-11-20T09:00:00Z') })]
  await merge(maren, one, other)
  expect(await living(one)).toBe(other.id)
  await aMessage({ ...other, conversationId: one.conversationId }, { text: 'Es kam noch nichts.' })
  await unmerge(maren, one)
  expect(await rowOf(one)).toMatchObject({ status: 'open', preview: 'Es kam noch nichts.', merged_into: null })
  expect(await rowOf(other)).toMatchObject({ status: 'solved', last_message_id: other.messageId })
  expect((await view(maren, other)).messages).toHaveLength(1)
  expect(await living(one)).toBe(one.id)
})

test('merging into what was merged goes to the end; taking one out of the middle keeps what was merged into it', async () => {
  const { maren, made } = await aDesk()
  const [a, b, c, d] = [await made(), await made(), await made(), await made()]
  await merge(maren, a, b)
  await merge(maren, b, c)
  expect((await merge(maren, d, a)).body.id).toBe(c.id)
  expect((await view(maren, c)).messages).toHaveLength(4)
  await unmerge(maren, b)
  expect([await living(a), await living(b), await living(c), await living(d)]).toEqual([b.id, b.id, c.id, c.id])
  expect((await view(maren, b)).messages).toHaveLength(2)
  await unmerge(maren, a)
  expect([await living(a), await living(b)]).toEqual([a.id, b.id])
  expect([(await unmerge(maren, a)).status, (await merge(maren, d, c)).status]).toEqual([200, 200])
})

test('two merges that cross make no circle: one counts, the other is told', async () => {
  const { maren, made } = await aDesk()
  for (let round = 0; round < 6; round++) {
    const [one, other, third] = [await made(), await made(), await made()]
    const answers = await Promise.all([merge(maren, one, other), merge(maren, other, one), merge(maren, third, one), merge(maren, one, third)])
    expect(answers.every((each) => [200, 409].includes(each.status))).toBe(true)
    const { rows } = await house.owner.query('select id, merged_into from cases.cases where id = any ($1)', [[one.id, other.id, third.id]])
    const roots = rows.filter((each) => each.merged_into === null).map((each) => each.id)
    expect(roots.length).toBeGreaterThan(0)
    expect(rows.filter((each) => each.merged_into && !roots.includes(each.merged_into))).toEqual([])
  }
})

test('refused: another brand, a closed case, one that is not seen; each in a sentence', async () => {
  const { accountId, brandId, made } = await aDesk()
  const other = await aBrand({ accountId })
  const both = await anActor({ accountId, brandIds: [brandId, other.id] })
  const [here, there, closed] = [await made(), await aCase({ accountId, brandId: other.id }), await made({ status: 'closed' })]
  expect((await merge(both, here, there)).body).toMatchObject({ status: 422, title: expect.stringContaining('two brands') })
  expect((await merge(both, here, closed)).body).toMatchObject({ status: 409, title: expect.stringContaining('is closed') })
  const narrow = await anActor({ accountId, brandIds: [brandId], visibility: 'own' })
  const mine = await made({ ownerId: narrow.personId })
  expect([(await merge(narrow, mine, here)).status, (await merge(narrow, here, mine)).status, (await merge(narrow, mine, there)).status]).toEqual([404, 404, 404])
})

test('what was being written goes on in the other case, is sent from there, and is not there twice', async () => {
  const { maren, made } = await aDesk()
  const [one, other] = [await made(), await made()]
  await put(maren, `cases/${one.id}/drafts/reply`, { text: 'Angefangen', to: [], cc: [], bcc: [], subject: '', attachmentIds: [] })
  await merge(maren, one, other)
  const { drafts, recipients, lastMessageId } = await view(maren, other)
  expect(drafts).toMatchObject([{ kind: 'reply', text: 'Angefangen' }])
  await house.ask(maren, 'POST', `cases/${other.id}/replies`, { text: 'Angefangen und fertig.', to: recipients.to, seenMessageId: lastMessageId })
  expect((await view(maren, other)).drafts).toEqual([])
  await unmerge(maren, one)
  expect((await view(maren, one)).drafts).toEqual([])
})

test('an answer that is still to leave is taken back where its conversation is worked on; what becomes of it is told there', async () => {
  const { maren, made } = await aDesk()
  const [one, other] = [await made(), await made()]
  const { recipients, lastMessageId } = await view(maren, one)
  const sent = await house.ask(maren, 'POST', `cases/${one.id}/replies`, { text: 'Kommt morgen.', to: recipients.to, seenMessageId: lastMessageId, sendAt: new Date(Date.now() + 3_600_000).toISOString() })
  await merge(maren, one, other)
  await house.owner.query("update platform.outbox set due_at = now() - interval '1 second' where subject_id = $1", [sent.body.deliveryId])
  await house.db.transaction({ accountId: one.accountId, brandIds: 'all' }, (tx) => tx.run('', "select platform.add_job('outbox', json_build_object('accountId', $1::text, 'id', (select id from platform.outbox where subject_id = $2)), now(), 'now', 3)", [one.accountId, sent.body.deliveryId]))
  // The channel has no server to send by: that it failed marks the case in which somebody will see it.
  await expect.poll(async () => { await house.settle(); return (await view(maren, other)).marks }).toEqual(['delivery-failed'])
  expect((await view(maren, one)).marks).toEqual([])
})

test('a conversation becomes a case of its own, linked, under the same owner, and undone by merging it back', async () => {
  const { maren, made } = await aDesk()
  const [one, other] = [await made({ ownerId: maren.personId, at: new Date('2026-11-20T08:00:00Z') }), await made({ subject: 'Rechnung', text: 'Die Rechnung fehlt.', at: new Date('2026-11-20T09:00:00Z') })]
  await merge(maren, other, one)
  const split = await house.ask(maren, 'POST', `cases/${one.id}/splits`, { messageId: other.messageId, whole: true })
  expect(split).toMatchObject({ status: 201, body: { subject: 'Rechnung', status: 'open', ownerId: maren.personId, preview: 'Die Rechnung fehlt.' } })
  expect((await view(maren, one)).messages.map((each: { id: string }) => each.id)).toEqual([one.messageId])
  expect((await view(maren, one)).links).toMatchObject(expect.arrayContaining([expect.objectContaining({ kind: 'split-into', caseId: split.body.id })]))
  expect(await living(other)).toBe(split.body.id)
  await put(maren, `cases/${split.body.id}/merging`, { into: one.id })
  expect((await view(maren, one)).messages).toHaveLength(2)
  expect(await living(other)).toBe(one.id)
})

test('the messages from one on become a conversation of their own; what names them goes with them', async () => {
  const { accountId, brandId, maren, made } = await aDesk()
  const one = await made({ text: 'Die Stange ist gebrochen.' })
  const second = await aMessage(one, { text: 'Und noch eine Frage: Wann kommt die Rechnung?' })
  await aMessage(one, { text: 'Die Rechnung brauche ich bis Freitag.' })
  await house.owner.query("insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation) values ($1, $2, 'frage@kunde.example', $3, $4, 'is')", [accountId, brandId, second.id, one.conversationId])
  const split = await house.ask(maren, 'POST', `cases/${one.id}/splits`, { messageId: second.id, subject: 'Rechnung' })
  expect(split).toMatchObject({ status: 201, body: { subject: 'Rechnung', preview: 'Die Rechnung brauche ich bis Freitag.', customer: { id: one.customer.id } } })
  expect([(await view(maren, one)).messages.length, (await view(maren, split.body)).messages.length]).toEqual([1, 2])
  expect((await view(maren, one)).preview).toBe('Die Stange ist gebrochen.')
  const { rows: [named] } = await house.owner.query("select i.conversation_id, c.split_from, c.channel_id from conversations.mail_ids i join conversations.conversations c on c.id = i.conversation_id where i.rfc_message_id = 'frage@kunde.example' and i.account_id = $1", [accountId])
  expect(named).toEqual({ conversation_id: (await view(maren, split.body)).messages[0].conversationId, split_from: one.conversationId, channel_id: one.channelId })
  expect((await house.ask(maren, 'POST', `cases/${one.id}/splits`, { messageId: one.messageId })).body).toMatchObject({ status: 422, title: expect.stringContaining('Nothing would be left') })
  const note = await house.ask(maren, 'POST', `cases/${one.id}/notes`, { text: 'x' })
  expect((await house.ask(maren, 'POST', `cases/${one.id}/splits`, { messageId: note.body.messageId })).status).toBe(422)
  expect((await house.ask(maren, 'POST', `cases/${one.id}/splits`, { messageId: second.id })).status).toBe(404)
})

test('cases are linked and unlinked, once, and told of on both sides', async () => {
  const { maren, made } = await aDesk()
  const [one, other] = [await made(), await made()]
  for (let n = 0; n < 2; n++) expect((await put(maren, `cases/${one.id}/links`, { caseId: other.id, reason: 'same order' })).status).toBe(204)
  expect((await put(maren, `cases/${other.id}/links`, { caseId: one.id })).status).toBe(204)
  for (const each of [one, other]) expect((await view(maren, each)).links).toMatchObject([{ kind: 'related', reason: 'same order' }])
  expect((await house.ask(maren, 'DELETE', `cases/${other.id}/links?caseId=${one.id}`)).status).toBe(204)
  expect((await view(maren, one)).links).toEqual([])
  const { rows } = await house.owner.query("select case_id, verb from platform.events where verb in ('case.linked', 'case.unlinked') and case_id = any ($1) order by seq", [[one.id, other.id]])
  expect(rows).toEqual([['case.linked', one], ['case.linked', other], ['case.unlinked', other], ['case.unlinked', one]].map(([verb, about]) => ({ verb, case_id: (about as CaseMade).id })))
  expect((await put(maren, `cases/${one.id}/links`, { caseId: one.id })).status).toBe(422)
})

test('who sees the merged case but not the other reads what was said in it, and learns nothing of the other', async () => {
  const { accountId, brandId, maren, made } = await aDesk()
  const jonas = await anActor({ accountId, brandIds: [brandId], visibility: 'own', name: 'Jonas' })
  const channel = await aChannel({ accountId, brandId })
  const customer = await aCustomer({ accountId, brandId })
  const [his, other] = [await made({ ownerId: jonas.personId, channelId: channel.id, customer }), await made({ channelId: channel.id, customer, subject: 'Geheim', ownerId: maren.personId })]
  await merge(maren, his, other)
  const seen = await house.ask(jonas, 'GET', `cases/${his.id}`)
  expect(seen.body).toMatchObject({ merged: true, links: [], messages: [{ id: his.messageId }] })
  expect(seen.raw.toString()).not.toContain(other.id)
  expect([(await house.ask(jonas, 'GET', `messages/${his.messageId}/frame`)).status, (await house.ask(jonas, 'GET', `cases/${other.id}`)).status]).toEqual([200, 404])
})

test('mail that arrives in both while they are merged and parted is filed, all of it, where it belongs', async () => {
  const counter = await aCounter()
  for (let round = 0; round < 6; round++) {
    const [one, other] = await Promise.all(['eins', 'zwei'].map((name) => arrive(counter, aMail(counter, { id: `${name}-${round}@kunde.example`, subject: name, from: `${name} <${name}@kunde.example>` }))))
    const more = (name: string, n: number) => arrive(counter, aMail(counter, { inReplyTo: `${name}-${round}@kunde.example`, subject: `Re: ${name}`, from: `${name} <${name}@kunde.example>`, text: `${name} ${n}` }))
    const moving = put(counter.agent, `cases/${one!.caseId}/merging`, { into: other!.caseId })
    const mails = await Promise.all([more('eins', 1), more('zwei', 1), more('eins', 2), more('zwei', 2)])
    expect((await moving).status).toBe(200)
    expect(mails.map((each) => each.state)).toEqual(['filed', 'filed', 'filed', 'filed'])
    expect((await view(counter.agent, { id: other!.caseId! })).messages).toHaveLength(6)
    const parting = house.ask(counter.agent, 'DELETE', `cases/${one!.caseId}/merging`)
    const late = await Promise.all([more('eins', 3), more('zwei', 3)])
    expect([(await parting).status, ...late.map((each) => each.state)]).toEqual([200, 'filed', 'filed'])
    expect([(await view(counter.agent, { id: one!.caseId! })).messages.length, (await view(counter.agent, { id: other!.caseId! })).messages.length]).toEqual([4, 4])
    expect([await rowOf({ id: one!.caseId! }), await rowOf({ id: other!.caseId! })]).toMatchObject([{ status: 'open' }, { status: 'open' }])
  }
}, 60_000)
