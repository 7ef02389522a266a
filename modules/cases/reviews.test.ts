import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { anUpload } from '#testing/conversations'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aCase, aMessage, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse({ BALIE_UNDO_SECONDS: '60' }) })
afterAll(() => house.close())

const to = [{ address: 'fatima@kunde.example', name: 'Fatima' }]
const writing = (text: string, more: object = {}) => ({ text, to, cc: [], bcc: [], subject: '', attachmentIds: [], ...more })

/** Ida learns; Jonas and Maren have long been here; Otto works in another team of the brand. */
async function aDesk(wish: object = {}) {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const team = await aTeam({ accountId, brandId })
  const who = (name: string, more: object = {}) => anActor({ accountId, brandIds: [brandId], name, teamIds: [team.id], ...more })
  const [ida, jonas, maren, otto, lead] = [await who('Ida Tamm'), await who('Jonas Brandt'), await who('Maren Lindqvist'), await who('Otto Kask', { teamIds: [] }), await who('Femke', { role: 'manager' })]
  const about = await aCase({ accountId, brandId, teamId: team.id, ...wish })
  const learns = async (...all: Actor[]) => expect((await house.ask(lead, 'PUT', `second-eyes/${brandId}`, { personIds: all.map((each) => each.personId) })).status).toBe(200)
  return { accountId, brandId, team, ida, jonas, maren, otto, lead, about, learns, who }
}
const write = (actor: Actor, { id }: CaseMade, text: string, more: object = {}) => house.ask(actor, 'PUT', `cases/${id}/drafts/reply`, writing(text, more))
const share = (actor: Actor, { id }: CaseMade, wish: object) => house.ask(actor, 'POST', `cases/${id}/reviews`, wish)
const reviews = async (actor: Actor, { id }: CaseMade) => (await house.ask(actor, 'GET', `cases/${id}/reviews`)).body.rows
const act = (actor: Actor, id: string, what: string, body: object = {}) => house.ask(actor, what === 'remarks' || what === 'sending' ? 'POST' : 'PUT', `reviews/${id}/${what}`, body)
const told = async (accountId: string) => (await house.owner.query("select verb, data ->> 'personId' as person from platform.events where account_id = $1 and verb like 'draft.%' order by seq", [accountId])).rows.map((row) => [row.verb, row.person])
const caseNow = async (actor: Actor, { id }: CaseMade) => (await house.ask(actor, 'GET', `cases/${id}`)).body

async function shared(desk: Awaited<ReturnType<typeof aDesk>>, text = 'Wir schicken eine Stange.') {
  await write(desk.ida, desk.about, text)
  return (await share(desk.ida, desk.about, { personId: desk.jonas.personId, remark: 'Passt das so?' })).body
}

describe('a draft is shown to whom it concerns', () => {
  test('author and who is asked see it live, with what was said; nobody else does, nor hears of it', async () => {
    const desk = await aDesk()
    const { ida, jonas, maren, lead, about, accountId } = desk
    const made = await shared(desk)
    expect(made).toMatchObject({ state: 'asked', mine: true, asked: { personId: jonas.personId, name: 'Jonas Brandt' }, remarks: [{ by: 'Ida Tamm', text: 'Passt das so?' }] })
    await write(ida, about, 'Wir schicken heute eine Stange.', { version: made.draft.version })
    expect(await reviews(jonas, about)).toMatchObject([{ id: made.id, mine: false, author: { name: 'Ida Tamm' }, draft: { text: 'Wir schicken heute eine Stange.', version: 2, to } }])
    for (const each of [maren, lead]) {
      expect([await reviews(each, about), (await caseNow(each, about)).reviews]).toEqual([[], []])
      expect((await act(each, made.id, 'approval', { version: 2 })).status).toBe(404)
      expect(JSON.stringify(await caseNow(each, about))).not.toContain('draft.')
    }
    expect(await told(accountId)).toEqual([['draft.shared', jonas.personId]])
  })

  test('any of a team may look over it, but for who wrote it', async () => {
    const { ida, jonas, maren, otto, about, team, accountId } = await aDesk()
    await write(ida, about, 'Wir schicken eine Stange.')
    const { body } = await share(ida, about, { teamId: team.id })
    expect(body.asked).toEqual({ personId: null, teamId: team.id, name: team.name })
    expect((await told(accountId)).map((each) => each[1])).toEqual(expect.arrayContaining([jonas.personId, maren.personId]))
    expect(await told(accountId)).toHaveLength(3)
    expect([(await reviews(maren, about)).length, (await reviews(otto, about)).length]).toEqual([1, 0])
    expect((await act(ida, body.id, 'approval', { version: 1 })).status).toBe(403)
  })

  test('asked are those who may answer there; of others there is nobody of that name', async () => {
    const { ida, about, who, team, brandId, accountId } = await aDesk()
    const [reader, narrow] = [await who('Auditor', { role: 'auditor' }), await who('Narrow', { visibility: 'own', teamIds: [] })]
    const otherBrand = await aBrand({ accountId })
    const stranger = await anActor({ accountId, brandIds: [otherBrand.id] })
    expect((await share(ida, about, { personId: reader.personId })).status).toBe(404)
    await write(ida, about, 'Hallo')
    for (const each of [reader, narrow, stranger]) expect((await share(ida, about, { personId: each.personId })).status).toBe(404)
    expect((await share(ida, about, { personId: ida.personId })).status).toBe(422)
    expect((await share(ida, about, { personId: reader.personId, teamId: team.id })).status).toBe(422)
    const empty = await aTeam({ accountId, brandId, name: 'Leer' })
    expect((await share(ida, about, { teamId: empty.id })).status).toBe(422)
  })

  test('with nothing written there is nothing to look over', async () => {
    const { ida, jonas, about } = await aDesk()
    expect((await share(ida, about, { personId: jonas.personId })).status).toBe(409)
  })

  test('it is gone for who lost sight of the case, and comes back with it', async () => {
    const desk = await aDesk()
    const { ida, about, who, maren } = desk
    const kim = await who('Kim', { visibility: 'team' })
    await write(ida, about, 'Hallo')
    const { body } = await share(ida, about, { personId: kim.personId })
    await house.owner.query('update cases.cases set team_id = null where id = $1', [about.id])
    expect([(await house.ask(kim, 'GET', `cases/${about.id}/reviews`)).status, (await act(kim, body.id, 'return')).status]).toEqual([404, 404])
    await house.owner.query('update cases.cases set team_id = $2 where id = $1', [about.id, desk.team.id])
    expect(await reviews(kim, about)).toHaveLength(1)
    expect(await reviews(maren, about)).toHaveLength(0)
  })

  test('files of the draft are shown to who is asked, and to nobody else; another’s file cannot be taken out of it', async () => {
    const desk = await aDesk()
    const { ida, jonas, maren, about } = desk
    const [upload, hers] = [(await anUpload({ ...ida, name: 'skizze.txt' })).id, (await anUpload({ ...maren, name: 'privat.txt' })).id]
    await write(ida, about, 'Mit Skizze', { attachmentIds: [upload] })
    const { body } = await share(ida, about, { personId: jonas.personId })
    const [file] = (await reviews(jonas, about))[0].draft.files
    expect((await house.ask(null, 'GET', file.url)).status).toBe(200)
    await act(jonas, body.id, 'return')
    expect((await act(jonas, body.id, 'draft', writing('Mit Skizze', { version: 1, attachmentIds: [upload, hers] }))).status).toBe(404)
    await house.ask(ida, 'DELETE', `reviews/${body.id}`)
    expect((await house.ask(null, 'GET', file.url)).status).toBe(404)
  })
})

describe('it is changed, talked about, handed back and approved', () => {
  test('two write in one draft: whoever is late is told, and nothing is overwritten', async () => {
    const desk = await aDesk()
    const { ida, jonas, about } = desk
    const { id } = await shared(desk)
    expect((await act(jonas, id, 'draft', writing('Wir schicken Ihnen eine neue Stange.', { version: 1 }))).body.draft).toMatchObject({ version: 2, text: 'Wir schicken Ihnen eine neue Stange.' })
    const late = await write(ida, about, 'Ich wollte noch etwas sagen.', { version: 1 })
    expect([late.status, late.body.code, late.body.version]).toEqual([412, 'version-mismatch', 2])
    expect((await write(ida, about, 'Ich wollte noch etwas sagen.')).status).toBe(412)
    expect((await caseNow(ida, about)).drafts[0]).toMatchObject({ version: 2, text: 'Wir schicken Ihnen eine neue Stange.' })
    expect((await write(ida, about, 'Wir schicken Ihnen eine neue Stange. Viele Grüße', { version: 2 })).body).toEqual({ version: 3 })
    // As it was: no new version, nobody is late for it.
    expect((await write(ida, about, 'Wir schicken Ihnen eine neue Stange. Viele Grüße', { version: 3 })).body).toEqual({ version: 3 })
  })

  test('handed back with a word, asked again, approved; each is told to the other', async () => {
    const desk = await aDesk()
    const { ida, jonas, about, accountId } = desk
    const { id } = await shared(desk)
    await act(jonas, id, 'remarks', { text: 'Welche Stange?' })
    await act(ida, id, 'remarks', { text: 'Die vordere.' })
    expect((await act(jonas, id, 'return', { remark: 'Dann schreib das hinein.' })).body).toMatchObject({ state: 'returned', decidedBy: { name: 'Jonas Brandt' }, remarks: [{ by: 'Ida Tamm' }, { by: 'Jonas Brandt' }, { text: 'Die vordere.' }, { text: 'Dann schreib das hinein.' }] })
    expect((await share(ida, about, { personId: jonas.personId })).body).toMatchObject({ id, state: 'asked', decidedBy: null })
    expect((await act(jonas, id, 'approval', { version: 9 })).status).toBe(412)
    expect((await act(jonas, id, 'approval', { version: 1 })).body).toMatchObject({ state: 'approved', approvedVersion: 1 })
    expect(await told(accountId)).toEqual([['draft.shared', jonas.personId], ['draft.remarked', ida.personId], ['draft.remarked', jonas.personId], ['draft.returned', ida.personId], ['draft.shared', jonas.personId], ['draft.approved', ida.personId]])
  })

  test('approved is one version: a change is to be looked at again', async () => {
    const desk = await aDesk()
    const { ida, jonas, about } = desk
    const { id } = await shared(desk)
    await act(jonas, id, 'approval', { version: 1 })
    await write(ida, about, 'Und noch ein Satz.', { version: 1 })
    expect((await reviews(ida, about))[0]).toMatchObject({ state: 'asked', approvedVersion: null })
    expect((await act(ida, id, 'sending', { version: 2, seenMessageId: about.messageId })).body.code).toBe('needs-review')
  })

  test('thrown away, sent alone or withdrawn, nobody looks over it any more', async () => {
    for (const end of ['throw', 'send', 'withdraw'] as const) {
      const desk = await aDesk()
      const { ida, jonas, about } = desk
      const { id } = await shared(desk)
      if (end === 'throw') await house.ask(ida, 'DELETE', `cases/${about.id}/drafts/reply`)
      else if (end === 'send') expect((await house.ask(ida, 'POST', `cases/${about.id}/replies`, { text: 'Hallo', to, seenMessageId: about.messageId })).status).toBe(201)
      else expect([(await house.ask(jonas, 'DELETE', `reviews/${id}`)).status, (await house.ask(ida, 'DELETE', `reviews/${id}`)).status]).toEqual([409, 204])
      expect(await reviews(jonas, about)).toEqual([])
      expect((await act(jonas, id, 'approval', { version: 1 })).status).toBe(409)
      expect((await caseNow(ida, about)).drafts).toHaveLength(end === 'withdraw' ? 1 : 0)
    }
  })
})

describe('it is sent', () => {
  test('by the reviewer in the author’s stead: the letter is the sender’s, and colleagues see who wrote it', async () => {
    const desk = await aDesk()
    const { ida, jonas, maren, about, accountId, brandId } = desk
    const { id: upload } = await anUpload({ ...ida, name: 'skizze.txt' })
    await write(ida, about, 'Wir schicken eine Stange.', { attachmentIds: [upload], subject: 'Ihre Stange' })
    const { body: { id } } = await share(ida, about, { personId: jonas.personId })
    expect((await act(jonas, id, 'sending', { version: 2, seenMessageId: about.messageId })).status).toBe(412)
    const sent = await act(jonas, id, 'sending', { version: 1, seenMessageId: about.messageId, attempt: 'the first of all' })
    expect(sent).toMatchObject({ status: 201, body: { undoSeconds: 60 } })
    // The answer was lost: asked again it is the same letter.
    expect((await act(jonas, id, 'sending', { version: 1, seenMessageId: about.messageId, attempt: 'the first of all' })).body.messageId).toBe(sent.body.messageId)
    const now = await caseNow(maren, about)
    expect(now.messages.at(-1)).toMatchObject({ id: sent.body.messageId, subject: 'Ihre Stange', author: { id: jonas.personId, name: 'Jonas Brandt' }, attachments: [{ name: expect.any(String) }] })
    expect(now).toMatchObject({ status: 'waiting-customer', lookedOver: [{ messageId: sent.body.messageId, writtenBy: 'Ida Tamm', lookedOverBy: 'Jonas Brandt' }] })
    const client = await anActor({ accountId, brandIds: [brandId], role: 'client-viewer' })
    expect(JSON.stringify(await caseNow(client, about))).not.toMatch(/Ida Tamm|lookedOverBy|writtenBy/)
    expect([(await caseNow(ida, about)).drafts, await reviews(ida, about)]).toEqual([[], []])
    expect((await told(accountId)).at(-1)).toEqual(['draft.sent', ida.personId])
  })

  test('by its author once approved; something that came in stops it as any other answer', async () => {
    const desk = await aDesk()
    const { ida, jonas, about } = desk
    const { id } = await shared(desk)
    await act(jonas, id, 'approval', { version: 1 })
    const news = await aMessage(about, { text: 'Es hat sich erledigt.' })
    expect((await act(ida, id, 'sending', { version: 1, seenMessageId: about.messageId })).body.code).toBe('stale-reply')
    const sent = await act(ida, id, 'sending', { version: 1, seenMessageId: news.id, thenStatus: 'solved' })
    expect(sent.status).toBe(201)
    expect(await caseNow(jonas, about)).toMatchObject({ status: 'solved', lookedOver: [{ writtenBy: 'Ida Tamm', lookedOverBy: 'Jonas Brandt' }] })
  })

  test('a forward is looked over like an answer', async () => {
    const { ida, jonas, about, learns } = await aDesk()
    await learns(ida)
    await house.ask(ida, 'PUT', `cases/${about.id}/drafts/forward`, writing('Bitte prüfen.', { to: [{ address: 'werk@stangen.example', name: '' }] }))
    expect((await share(ida, about, { kind: 'forward', personId: jonas.personId })).status).toBe(404)
    const { body } = await share(ida, about, { kind: 'forward', personId: jonas.personId, forwardOf: about.messageId })
    await act(jonas, body.id, 'approval', { version: 1 })
    expect((await act(ida, body.id, 'sending', { version: 1, seenMessageId: about.messageId })).status).toBe(201)
    expect((await caseNow(jonas, about)).messages.at(-1)).toMatchObject({ kind: 'forward', to: [{ address: 'werk@stangen.example' }] })
  })

  test('in a case that was merged meanwhile it goes on where that leads', async () => {
    const desk = await aDesk()
    const { ida, jonas, about, brandId, accountId } = desk
    const { id } = await shared(desk)
    const other = await aCase({ accountId, brandId, customer: about.customer })
    expect((await house.ask(jonas, 'PUT', `cases/${about.id}/merging`, { into: other.id })).status).toBe(200)
    expect((await reviews(jonas, other)).map((each: { id: string }) => each.id)).toEqual([id])
    expect((await write(ida, other, 'Auch hier.', { version: 1 })).body).toEqual({ version: 2 })
    const { lastMessageId } = await caseNow(jonas, other)
    expect((await act(jonas, id, 'sending', { version: 2, seenMessageId: lastMessageId })).status).toBe(201)
    expect((await caseNow(jonas, other)).messages.at(-1).text).toBe('Auch hier.')
  })
})

describe('whoever needs a second pair of eyes', () => {
  test('sends nothing alone: no answer, no forward, no new letter; a note is theirs', async () => {
    const { ida, jonas, about, learns, brandId } = await aDesk()
    await learns(ida)
    const answers = [
      await house.ask(ida, 'POST', `cases/${about.id}/replies`, { text: 'Hallo', to, seenMessageId: about.messageId }),
      await house.ask(ida, 'POST', `cases/${about.id}/forwards`, { text: 'Hallo', to, messageId: about.messageId }),
      await house.ask(ida, 'POST', 'cases', { channelId: about.channelId, to: to[0], subject: 'Hallo', text: 'Hallo' }),
    ]
    expect(answers.map((each) => [each.status, each.body.code])).toEqual([[403, 'needs-review'], [403, 'needs-review'], [403, 'needs-review']])
    expect((await caseNow(ida, about)).messages).toHaveLength(1)
    expect([(await caseNow(ida, about)).needsReview, (await caseNow(jonas, about)).needsReview]).toEqual([true, false])
    expect((await house.ask(ida, 'POST', `cases/${about.id}/notes`, { text: 'Nur für uns' })).status).toBe(201)
    expect(brandId).toBe(about.brandId)
  })

  test('looks over nobody’s letters either: not asked, nor later', async () => {
    const desk = await aDesk()
    const { ida, jonas, maren, about, learns } = desk
    await learns(ida, jonas)
    await write(ida, about, 'Hallo')
    expect((await share(ida, about, { personId: jonas.personId })).status).toBe(404)
    const { body } = await share(ida, about, { personId: maren.personId })
    await learns(ida, maren)
    expect((await act(maren, body.id, 'approval', { version: 1 })).body.code).toBe('needs-review')
    expect((await act(maren, body.id, 'sending', { version: 1, seenMessageId: about.messageId })).body.code).toBe('needs-review')
  })

  test('is named by whoever runs the brand, as a person or by their role; within the brand alone', async () => {
    const { ida, otto, lead, about, brandId, accountId } = await aDesk()
    expect((await house.ask(ida, 'PUT', `second-eyes/${brandId}`, { roles: [] })).status).toBe(403)
    const elsewhere = await aBrand({ accountId })
    const stranger = await anActor({ accountId, brandIds: [elsewhere.id] })
    expect((await house.ask(lead, 'PUT', `second-eyes/${elsewhere.id}`, { roles: [] })).status).toBe(404)
    expect((await house.ask(lead, 'PUT', `second-eyes/${brandId}`, { personIds: [stranger.personId] })).status).toBe(404)
    expect((await house.ask(lead, 'PUT', `second-eyes/${brandId}`, { roles: ['agent'], personIds: [lead.personId] })).body).toEqual({ brandId, roles: ['agent'], personIds: [lead.personId] })
    expect((await house.ask(lead, 'GET', 'second-eyes')).body.rows).toEqual([{ brandId, roles: ['agent'], personIds: [lead.personId] }])
    for (const each of [ida, otto, lead]) expect((await caseNow(each, about)).needsReview).toBe(true)
    await house.ask(lead, 'PUT', `second-eyes/${brandId}`, {})
    expect((await caseNow(ida, about)).needsReview).toBe(false)
  })
})
