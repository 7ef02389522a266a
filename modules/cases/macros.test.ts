import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aCase, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse({ BALIE_UNDO_SECONDS: '60' }) })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const [team, other] = [await aTeam({ accountId, brandId }), await aTeam({ accountId, brandId, name: 'Boote' })]
  const who = (name: string, more: object = {}) => anActor({ accountId, brandIds: [brandId], name, teamIds: [team.id], ...more })
  const [maren, jonas, femke] = [await who('Maren Lindqvist'), await who('Jonas Brandt'), await who('Femke Bakker', { role: 'manager' })]
  const { body: field } = await house.ask(femke, 'POST', 'case-fields', { brandId, name: 'Charge', kind: 'text' })
  const text = async (deeds: object[], more: object = {}) => house.ask(femke, 'POST', 'texts', { name: 'Ersatzteil', variants: [{ language: 'de', text: 'Die Stange ist unterwegs.' }], shared: true, brandId, deeds, ...more })
  return { accountId, brandId, team, other, maren, jonas, femke, field, who, text, made: (wish: object = {}) => aCase({ accountId, brandId, teamId: team.id, ...wish }) }
}
const apply = (actor: Actor, { id }: CaseMade, textId: string) => house.ask(actor, 'POST', `cases/${id}/macros`, { textId })
const undo = (actor: Actor, id: string) => house.ask(actor, 'DELETE', `macro-runs/${id}`)
const stands = async ({ id }: CaseMade) => (await house.owner.query('select status, priority, owner_id, team_id, tags, fields, snoozed_until, waiting_since from cases.cases where id = $1', [id])).rows[0]
const view = async (actor: Actor, { id }: CaseMade) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const to = [{ address: 'fatima@kunde.example', name: '' }]

describe('what a text may do', () => {
  test('is kept with it, and is the brand’s: its people, teams and fields', async () => {
    const { text, other, jonas, field, accountId } = await aDesk()
    const deeds = [{ kind: 'status', status: 'solved' }, { kind: 'assign', to: 'team', id: other.id }, { kind: 'field', fieldId: field.id, value: '7-B' }, { kind: 'tag', add: ['zelt', ' zelt '], remove: [] }]
    const kept = await text(deeds)
    expect(kept).toMatchObject({ status: 201, body: { deeds: [deeds[0], deeds[1], deeds[2], { kind: 'tag', add: ['zelt'], remove: [] }] } })
    const elsewhere = await aBrand({ accountId })
    const [strange, foreign] = [await aTeam({ accountId, brandId: elsewhere.id }), await anActor({ accountId, brandIds: [elsewhere.id] })]
    for (const deed of [{ kind: 'assign', to: 'team', id: strange.id }, { kind: 'assign', to: 'person', id: foreign.personId }, { kind: 'field', fieldId: strange.id, value: 'x' }]) expect((await text([deed])).status).toBe(404)
    expect((await text([{ kind: 'field', fieldId: field.id, value: 7 }])).status).toBe(422)
    expect((await text([{ kind: 'assign', to: 'person', id: jonas.personId }], { brandId: null })).status).toBe(422)
    expect((await text([{ kind: 'assign', to: 'me', id: null }], { brandId: null })).status).toBe(201)
  })
  test('is one thing once, and makes sense', async () => {
    const { text } = await aDesk()
    for (const deeds of [[{ kind: 'status', status: 'open' }, { kind: 'status', status: 'solved' }], [{ kind: 'status', status: 'solved' }, { kind: 'snooze', hours: 2 }], [{ kind: 'assign', to: 'team', id: null }], [{ kind: 'status', status: 'closed' }]]) expect((await text(deeds)).status).toBe(422)
  })
  test('needs no words beside it; without deeds a text does', async () => {
    const { text } = await aDesk()
    const silent = { variants: [{ language: 'de', text: ' ' }] }
    expect([(await text([{ kind: 'follow' }], silent)).status, (await text([], silent)).status]).toEqual([201, 422])
  })
})

describe('at once', () => {
  test('all of it is done, told of one by one, and taken back as one to the letter', async () => {
    const { text, other, maren, field, made } = await aDesk()
    const { body } = await text([{ kind: 'assign', to: 'me', id: null }, { kind: 'snooze', hours: 48 }, { kind: 'follow' }, { kind: 'status', status: 'waiting-third-party' }, { kind: 'priority', priority: 'urgent' }, { kind: 'field', fieldId: field.id, value: '7-B' }, { kind: 'tag', add: ['stange'], remove: ['neu'] }])
    const about = await made({ tags: ['zelt', 'neu'] })
    const before = await stands(about)
    const run = await apply(maren, about, body.id)
    expect(run).toMatchObject({ status: 201, body: { row: { status: 'waiting-third-party', priority: 'urgent', ownerId: maren.personId, tags: ['zelt', 'stange'], fields: { [field.id]: '7-B' }, snoozedUntil: expect.any(String) } } })
    expect((await view(maren, about)).followers).toEqual([maren.personId])
    expect((await view(maren, about)).happenings.map((each: { verb: string }) => each.verb)).toEqual(['case.changed', 'case.changed', 'case.changed', 'case.status-changed', 'case.snoozed', 'case.assigned'])
    expect((await undo(maren, run.body.id)).body.status).toBe('open')
    expect(await stands(about)).toEqual(before)
    expect((await view(maren, about)).followers).toEqual([])
    // Asked twice: it is taken back already.
    expect((await undo(maren, run.body.id)).status).toBe(200)
    expect(other.name).toBe('Boote')
  })

  test('all or nothing: what one may not do is said before anything is done', async () => {
    const { text, maren, who, made, jonas, accountId } = await aDesk()
    const about = await made()
    const before = await stands(about)
    const { body } = await text([{ kind: 'tag', add: ['stange'], remove: [] }, { kind: 'assign', to: 'person', id: jonas.personId }])
    // A token may be narrower than a role; here a colleague has left since.
    await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [jonas.personId])
    expect((await apply(maren, about, body.id)).status).toBe(404)
    const reader = await who('Auditor', { role: 'auditor' })
    expect((await apply(reader, about, body.id)).status).toBe(403)
    const { body: asleep } = await text([{ kind: 'tag', add: ['stange'], remove: [] }, { kind: 'snooze', hours: 2 }])
    await house.ask(maren, 'PUT', `cases/${about.id}/status`, { status: 'solved' })
    expect((await apply(maren, about, asleep.id)).status).toBe(409)
    await house.ask(maren, 'PUT', `cases/${about.id}/status`, { status: 'open' })
    expect(await stands(about)).toEqual(before)
    expect((await house.owner.query('select count(*)::int as n from cases.macro_runs where account_id = $1', [accountId])).rows[0].n).toBe(0)
  })

  test('taken back by whoever did it, and only while nothing has happened since', async () => {
    const { text, maren, jonas, made } = await aDesk()
    const about = await made()
    const { body } = await text([{ kind: 'priority', priority: 'high' }])
    const { body: { id } } = await apply(maren, about, body.id)
    expect((await undo(jonas, id)).status).toBe(404)
    await house.ask(jonas, 'PATCH', `cases/${about.id}`, { tags: ['neu'] })
    expect((await undo(maren, id)).status).toBe(409)
    expect(await stands(about)).toMatchObject({ priority: 'high', tags: ['neu'] })
  })

  test('given away out of sight it is done all the same; and another’s text, or another brand’s, is not there', async () => {
    const { text, other, who, made, maren, accountId } = await aDesk()
    const kim = await who('Kim', { visibility: 'team' })
    const about = await made()
    const { body } = await text([{ kind: 'tag', add: ['boot'], remove: [] }, { kind: 'assign', to: 'team', id: other.id }])
    expect(await apply(kim, about, body.id)).toMatchObject({ status: 201, body: { row: null } })
    expect(await stands(about)).toMatchObject({ team_id: other.id, tags: ['boot'] })
    const { body: own } = await house.ask(maren, 'POST', 'texts', { name: 'Meins', variants: [{ language: 'de', text: 'x' }], deeds: [{ kind: 'follow' }] })
    const again = await made()
    expect((await apply(kim, again, own.id)).status).toBe(404)
    const elsewhere = await aBrand({ accountId })
    const both = await anActor({ accountId, brandIds: [about.brandId, elsewhere.id] })
    expect((await apply(both, await aCase({ accountId, brandId: elsewhere.id }), body.id)).status).toBe(404)
    const { body: silent } = await text([])
    expect((await apply(maren, again, silent.id)).status).toBe(422)
  })
})

describe('with the answer', () => {
  test('it is done when the answer is sent, and taken back with it; the draft has both again', async () => {
    const { text, maren, made } = await aDesk()
    const about = await made({ tags: ['neu'] })
    const { body } = await text([{ kind: 'status', status: 'solved' }, { kind: 'tag', add: ['stange'], remove: ['neu'] }, { kind: 'assign', to: 'me', id: null }])
    await house.ask(maren, 'PUT', `cases/${about.id}/drafts/reply`, { text: 'Unterwegs.', to, cc: [], bcc: [], subject: '', attachmentIds: [], macroId: body.id })
    expect((await view(maren, about)).drafts[0].macroId).toBe(body.id)
    const sent = await house.ask(maren, 'POST', `cases/${about.id}/replies`, { text: 'Unterwegs.', to, seenMessageId: about.messageId, macroId: body.id })
    expect(sent.status).toBe(201)
    expect(await stands(about)).toMatchObject({ status: 'solved', tags: ['stange'], owner_id: maren.personId })
    const back = await house.ask(maren, 'DELETE', `deliveries/${sent.body.deliveryId}`)
    expect(back.body).toMatchObject({ text: 'Unterwegs.', macroId: body.id })
    expect(await stands(about)).toMatchObject({ status: 'open', tags: ['neu'], owner_id: null })
    await house.settle()
    expect((await house.ask(maren, 'GET', 'cases/counts')).body).toMatchObject({ unassigned: 1, all: 1, mine: 0 })
  })
  test('refused, nothing is sent either', async () => {
    const { text, maren, made, field, femke } = await aDesk()
    const about = await made()
    const { body } = await text([{ kind: 'field', fieldId: field.id, value: 'x' }])
    await house.ask(femke, 'PUT', `case-fields/${field.id}/retirement`)
    expect((await house.ask(maren, 'POST', `cases/${about.id}/replies`, { text: 'Hallo', to, seenMessageId: about.messageId, macroId: body.id })).status).toBe(404)
    expect((await view(maren, about)).messages).toHaveLength(1)
  })
  test('what has been changed since stays when the answer is taken back', async () => {
    const { text, maren, jonas, made } = await aDesk()
    const about = await made()
    const { body } = await text([{ kind: 'priority', priority: 'high' }])
    const sent = await house.ask(maren, 'POST', `cases/${about.id}/replies`, { text: 'Hallo', to, seenMessageId: about.messageId, macroId: body.id })
    await house.ask(jonas, 'PATCH', `cases/${about.id}`, { tags: ['neu'] })
    expect((await house.ask(maren, 'DELETE', `deliveries/${sent.body.deliveryId}`)).status).toBe(200)
    expect(await stands(about)).toMatchObject({ status: 'open', priority: 'high', tags: ['neu'] })
  })
  test('looked over by a colleague, the author’s own text is done by who sends it', async () => {
    const { maren, jonas, made } = await aDesk()
    const about = await made()
    const { body } = await house.ask(maren, 'POST', 'texts', { name: 'Meins', variants: [{ language: 'de', text: 'x' }], deeds: [{ kind: 'assign', to: 'me', id: null }] })
    await house.ask(maren, 'PUT', `cases/${about.id}/drafts/reply`, { text: 'Unterwegs.', to, cc: [], bcc: [], subject: '', attachmentIds: [], macroId: body.id })
    const { body: review } = await house.ask(maren, 'POST', `cases/${about.id}/reviews`, { personId: jonas.personId })
    expect((await house.ask(jonas, 'POST', `reviews/${review.id}/sending`, { version: 1, seenMessageId: about.messageId })).status).toBe(201)
    expect((await stands(about)).owner_id).toBe(jonas.personId)
  })
})
