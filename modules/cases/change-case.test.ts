import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anActor, aTeam } from '#testing/accounts'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aDesk } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

type Desk = Awaited<ReturnType<typeof aDesk>>
const put = (actor: Desk['maren'], path: string, body?: unknown) => house.ask(actor, 'PUT', path, body)
const view = async (actor: Desk['maren'], id: string) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const verbs = async (caseId: string) => (await house.owner.query<{ verb: string }>('select verb from platform.events where case_id = $1 order by seq', [caseId])).rows.map((row) => row.verb)

test('of two who take a case at once one has it, and the other is told who', async () => {
  const { maren, jonas, made } = await aDesk()
  for (let round = 0; round < 5; round++) {
    const { id } = await made()
    const answers = await Promise.all([put(maren, `cases/${id}/taking`), put(jonas, `cases/${id}/taking`)])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
    const [winner, loser] = answers[0]!.status === 200 ? [maren, answers[1]!] : [jonas, answers[0]!]
    expect(loser.body).toMatchObject({ code: 'taken-by-another', ownerId: winner.personId, ownerName: winner.name, title: `${winner.name} has this case now.` })
    expect((await view(maren, id)).ownerId).toBe(winner.personId)
    expect(await verbs(id)).toEqual(['case.assigned'])
  }
})

test('to take what is one’s own already changes nothing and tells nothing', async () => {
  const { maren, made } = await aDesk()
  const { id } = await made({ ownerId: maren.personId })
  expect((await put(maren, `cases/${id}/taking`)).body).toMatchObject({ ownerId: maren.personId, version: 1 })
  expect(await verbs(id)).toEqual([])
})

test('two who give a case away at once: one giving counts', async () => {
  const { maren, jonas, who, made } = await aDesk()
  const third = await who('Katrin Tamm')
  const { id } = await made({ ownerId: maren.personId })
  const give = (actor: typeof maren, to: typeof maren) => put(actor, `cases/${id}/assignment`, { ownerId: to.personId, expectedOwnerId: maren.personId })
  const answers = await Promise.all([give(maren, jonas), give(jonas, third)])
  expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
  expect((await put(maren, `cases/${id}/assignment`, { ownerId: null, expectedOwnerId: maren.personId })).body).toMatchObject({ code: 'taken-by-another' })
})

test('what nobody has any more is told to be so', async () => {
  const { maren, jonas, made } = await aDesk()
  const { id } = await made()
  expect((await put(maren, `cases/${id}/assignment`, { ownerId: maren.personId, expectedOwnerId: jonas.personId })).body).toMatchObject({ code: 'taken-by-another', ownerName: null, title: 'Nobody has this case any more.' })
})

test('a case is given to who works on the brand: not to a stranger, a suspended colleague, a client or an auditor', async () => {
  const { accountId, maren, who, made } = await aDesk()
  const stranger = await anActor({ accountId, brandIds: [] })
  const [client, auditor, gone] = [await who('Client', { role: 'client-viewer' }), await who('Auditor', { role: 'auditor' }), await who('Gone')]
  await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [gone.personId])
  const { id } = await made()
  const status = async (to: typeof maren) => (await put(maren, `cases/${id}/assignment`, { ownerId: to.personId, expectedOwnerId: null })).status
  expect([await status(stranger), await status(client), await status(gone), await status(auditor)]).toEqual([404, 404, 404, 422])
  expect((await view(maren, id)).ownerId).toBeNull()
})

test('whoever gives their case away and sees only their own is told no more of it', async () => {
  const { maren: jonas, who, made } = await aDesk()
  const maren = await who('Maren', { visibility: 'own' })
  const { id } = await made({ ownerId: maren.personId })
  const given = await put(maren, `cases/${id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: maren.personId })
  expect([given.status, given.body]).toEqual([204, ''])
  expect((await house.ask(maren, 'GET', `cases/${id}`)).status).toBe(404)
})

test('a team is kept unless another is named, and teams of other brands are unknown', async () => {
  const { accountId, maren, team, made } = await aDesk()
  const other = await aBrand({ accountId })
  const strange = await aTeam({ accountId, brandId: other.id })
  const { id } = await made({ teamId: team.id })
  expect((await put(maren, `cases/${id}/assignment`, { ownerId: maren.personId, expectedOwnerId: null })).body.teamId).toBe(team.id)
  expect((await put(maren, `cases/${id}/assignment`, { ownerId: null, teamId: strange.id, expectedOwnerId: maren.personId })).status).toBe(404)
  expect((await put(maren, `cases/${id}/assignment`, { ownerId: null, teamId: null, expectedOwnerId: maren.personId })).body).toMatchObject({ ownerId: null, teamId: null })
})

test('a change of what was changed meanwhile is refused, and says what the version is', async () => {
  const { maren, jonas, made } = await aDesk()
  const { id } = await made()
  expect((await put(jonas, `cases/${id}/status`, { status: 'solved' })).body).toMatchObject({ status: 'solved', version: 2 })
  const late = [await put(maren, `cases/${id}/status`, { status: 'open', version: 1 }), await house.ask(maren, 'PATCH', `cases/${id}`, { priority: 'high', version: 1 })]
  for (const each of late) expect(each).toMatchObject({ status: 412, body: { code: 'version-mismatch', version: 2 } })
  expect(await view(maren, id)).toMatchObject({ status: 'solved', priority: 'normal' })
  expect((await house.ask(maren, 'PATCH', `cases/${id}`, { priority: 'high', version: 2 })).body).toMatchObject({ priority: 'high', version: 3 })
})

test('a status is told with where the case stands; the same once more is no news', async () => {
  const { maren, made } = await aDesk()
  const { id } = await made({ ownerId: maren.personId })
  for (const status of ['solved', 'solved', 'open']) await put(maren, `cases/${id}/status`, { status })
  const { rows } = await house.owner.query('select verb, data from platform.events where case_id = $1 order by seq', [id])
  expect(rows.map((row) => [row.verb, row.data.from, row.data.standing.status])).toEqual([['case.status-changed', 'open', 'solved'], ['case.status-changed', 'solved', 'open']])
})

test('a closed case is never written to again, whatever is tried', async () => {
  const { maren, made } = await aDesk()
  const closed = await made({ status: 'closed' })
  const to = [{ address: 'fatima@kunde.example', name: '' }]
  const before = await house.owner.query('select * from cases.cases where id = $1', [closed.id])
  for (const [method, path, body] of [
    ['PATCH', '', { subject: 'Anders' }], ['PUT', '/status', { status: 'open' }], ['PUT', '/assignment', { ownerId: maren.personId, expectedOwnerId: null }], ['PUT', '/taking', {}],
    ['POST', '/replies', { text: 'x', to, seenMessageId: closed.messageId }], ['POST', '/notes', { text: 'x' }], ['POST', '/forwards', { text: 'x', to, messageId: closed.messageId }],
    ['PUT', '/drafts/reply', { text: 'x', to: [], cc: [], bcc: [], subject: '', attachmentIds: [] }],
  ] as const) {
    const answer = await house.ask(maren, method, `cases/${closed.id}${path}`, body)
    expect([path, answer.status, answer.body.code]).toEqual([path, 409, 'conflict'])
  }
  expect((await house.owner.query('select * from cases.cases where id = $1', [closed.id])).rows).toEqual(before.rows)
  expect((await view(maren, closed.id)).messages).toHaveLength(1)
})

test('what one reads is read up to there, by oneself; what comes then is unread again', async () => {
  const { maren, jonas, made } = await aDesk()
  const { id } = await made()
  const unread = async (actor: typeof maren) => (await view(actor, id)).unread
  expect(await unread(maren)).toBe(true)
  expect((await put(maren, `cases/${id}/reading`)).status).toBe(204)
  expect([await unread(maren), await unread(jonas)]).toEqual([false, true])
  await house.ask(jonas, 'POST', `cases/${id}/replies`, { text: 'Kommt morgen.', to: [{ address: 'fatima@kunde.example', name: '' }], seenMessageId: (await view(jonas, id)).lastMessageId, sendAt: new Date(Date.now() + 3_600_000).toISOString() })
  expect([await unread(maren), await unread(jonas)]).toEqual([true, false])
})

test('a message that was being filed while somebody read is unread, though its transaction began earlier', async () => {
  const { accountId, maren, made } = await aDesk()
  const { id, messageId } = await made()
  const { casesHaveMessages } = await import('./queries/cases.ts')
  await house.db.transaction({ accountId, brandIds: 'all' }, async (tx) => {
    await tx.run('', 'select now()', [])
    expect((await put(maren, `cases/${id}/reading`)).status).toBe(204)
    await casesHaveMessages(tx, [{ id, messageId, preview: 'Noch etwas', status: 'open', fromOutside: true, wakes: true, marks: [] }])
  })
  expect((await view(maren, id)).unread).toBe(true)
})

test('whoever follows is among the followers until they do not', async () => {
  const { maren, jonas, made } = await aDesk()
  const { id } = await made()
  for (const actor of [maren, jonas, maren]) expect((await put(actor, `cases/${id}/following`)).status).toBe(204)
  expect((await view(maren, id)).followers.toSorted()).toEqual([maren.personId, jonas.personId].toSorted())
  expect((await house.ask(maren, 'DELETE', `cases/${id}/following`)).status).toBe(204)
  expect((await view(maren, id)).followers).toEqual([jonas.personId])
})

test('attack 2: what is written into names, subjects and tags comes back as data; what hides or turns text around does not', async () => {
  const { maren, made } = await aDesk()
  const { id, customer } = await made()
  const evil = '<img src=x onerror=alert(1)>"\'&'
  const changed = await house.ask(maren, 'PATCH', `cases/${id}`, { subject: `${evil}\u202etxt.exe\u200b`, tags: [`${evil}\u2066`, '\u200b', evil] })
  expect(changed.body).toMatchObject({ subject: `${evil}txt.exe`, tags: [evil] })
  expect(changed.headers['content-type']).toMatch(/^application\/json/)
  const named = await house.ask(maren, 'PATCH', `customers/${customer.id}`, { name: `\u202e${evil}\u0000`, note: evil })
  expect(named.body).toMatchObject({ name: evil, note: evil })
  expect((await house.ask(maren, 'PATCH', `customers/${customer.id}`, { name: '\u200b\u202e' })).status).toBe(422)
  expect((await house.ask(maren, 'PATCH', `cases/${id}`, { subject: '\u200b' })).body.subject).toBe(`${evil}txt.exe`)
})

test('nobody is told that a case is given away before it is', async () => {
  const { maren: jonas, who, made } = await aDesk()
  const maren = await who('Maren', { visibility: 'own' })
  const { id } = await made({ ownerId: maren.personId })
  // The commit takes a while: whoever hears 204 and looks at once must see what they were told.
  await house.owner.query(`create function cases.slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return null; end $$;
    create constraint trigger slowly after update on cases.cases deferrable initially deferred for each row execute function cases.slowly()`)
  try {
    expect((await put(maren, `cases/${id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: maren.personId })).status).toBe(204)
    expect((await house.owner.query('select owner_id from cases.cases where id = $1', [id])).rows[0].owner_id).toBe(jonas.personId)
  } finally {
    await house.owner.query('drop trigger slowly on cases.cases; drop function cases.slowly')
  }
})
