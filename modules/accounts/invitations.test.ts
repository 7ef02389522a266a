import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#platform/permissions'
import { aBrand, anAccount, anActor, asToken, aTeam } from './testing.ts'
import { aBrowser, openOffice, verbsOf, type Office } from './testing-office.ts'

let office: Office
const password = 'a ferry over the Reitdiep'
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

async function aHouse() {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId, name: 'Fjeld & Wald', language: 'de' }), await aBrand({ accountId, name: 'Polder Verzekert', language: 'nl' })]
  return {
    accountId, fjeld, polder,
    geert: await anActor({ accountId, name: 'Geert Veenstra', role: 'admin', brandIds: [fjeld.id, polder.id] }),
    annelies: await anActor({ accountId, name: 'Annelies Postma', role: 'manager', brandIds: [fjeld.id] }),
    maren: await anActor({ accountId, role: 'agent', brandIds: [fjeld.id] }),
  }
}
const as = async (actor: Actor, method: 'GET' | 'POST' | 'DELETE' | 'PATCH', path: string, payload?: object) =>
  office.app.inject({ method, url: `/api/v1/${path}`, headers: await asToken(actor), ...(payload ? { payload } : {}) })
let count = 0
const somebody = (brandId: string, more: object = {}) => ({ email: `fatima-${++count}@veerhuis.example`, name: 'Fatima El Idrissi', role: 'agent', grants: [{ brandId, visibility: 'team' }], ...more })
const tokenOf = (answer: { json: () => { link: string } }) => answer.json().link.split('/').at(-1)!

test('somebody is invited in the language of their brand, follows the link, and is in, signed in and granted', async () => {
  const { geert, fjeld, accountId } = await aHouse()
  const team = await aTeam({ accountId, brandId: fjeld.id })
  const wish = somebody(fjeld.id, { teamIds: [team.id] })
  const made = await as(geert, 'POST', 'invitations', wish)
  expect(made.json()).toMatchObject({ email: wish.email, role: 'agent', invitedBy: 'Geert Veenstra' })
  const mail = office.mails.find((each) => each.to === wish.email)!
  expect(mail.subject).toBe('Geert Veenstra lädt Sie zu Veerhuis Klantenservice BV ein')
  expect(mail.text).toContain(made.json().link)

  const fatima = aBrowser(office)
  expect((await fatima.send('GET', `invitation-links/${tokenOf(made)}`)).json()).toEqual({ email: wish.email, name: 'Fatima El Idrissi', accountName: 'Veerhuis Klantenservice BV' })
  expect((await fatima.send('POST', `invitation-links/${tokenOf(made)}`, { name: 'Fatima El Idrissi', password: 'short' })).statusCode).toBe(422)
  expect((await fatima.send('POST', `invitation-links/${tokenOf(made)}`, { name: 'Fatima El Idrissi', password })).json()).toEqual({ next: 'desk' })
  expect((await fatima.send('GET', 'me')).json()).toMatchObject({ name: 'Fatima El Idrissi', email: wish.email, role: 'agent', language: 'de', brands: [{ id: fjeld.id }], teams: [{ id: team.id }] })
  expect(await verbsOf(office, accountId)).toEqual(['invitation.made', 'person.joined'])
})

test('a link lets one person in, also when it is followed four times at the same moment', async () => {
  const { geert, fjeld } = await aHouse()
  const made = await as(geert, 'POST', 'invitations', somebody(fjeld.id))
  // All four are made to stand at the same place before any may go on.
  const gate = await office.owner.connect()
  await gate.query('begin')
  await gate.query('select from accounts.people where id = $1 for update', [geert.personId])
  const running = Promise.all([1, 2, 3, 4].map(() => aBrowser(office).send('POST', `invitation-links/${tokenOf(made)}`, { name: 'Fatima', password })))
  await vi.waitFor(async () => expect((await office.owner.query("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rows[0].n).toBe(4), { timeout: 5_000, interval: 20 })
    .finally(async () => { await gate.query('commit'); gate.release() })
  const answers = await running
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 410, 410, 410])
  expect((await aBrowser(office).send('GET', `invitation-links/${tokenOf(made)}`)).json()).toMatchObject({ code: 'expired' })
})

test('after seven days a link is no longer good', async () => {
  const { geert, fjeld } = await aHouse()
  const made = await as(geert, 'POST', 'invitations', somebody(fjeld.id))
  const today = office.at.now
  try {
    office.at.now = new Date(today.getTime() + 7 * 86_400_000 - 60_000)
    expect((await aBrowser(office).send('GET', `invitation-links/${tokenOf(made)}`)).statusCode).toBe(200)
    office.at.now = new Date(today.getTime() + 7 * 86_400_000 + 60_000)
    expect((await aBrowser(office).send('GET', `invitation-links/${tokenOf(made)}`)).statusCode).toBe(410)
    expect((await aBrowser(office).send('POST', `invitation-links/${tokenOf(made)}`, { name: 'Fatima', password })).statusCode).toBe(410)
  } finally {
    office.at.now = today
  }
})

test('a withdrawn invitation is no longer good, nor one that was made anew, nor one of somebody who was suspended or lost their rank', async () => {
  const { geert, annelies, fjeld, accountId } = await aHouse()
  const withdrawn = await as(geert, 'POST', 'invitations', somebody(fjeld.id))
  expect((await as(geert, 'DELETE', `invitations/${withdrawn.json().id}`)).statusCode).toBe(204)
  expect((await as(geert, 'DELETE', `invitations/${withdrawn.json().id}`)).statusCode).toBe(404)
  const wish = somebody(fjeld.id)
  const [first, second] = [await as(geert, 'POST', 'invitations', wish), await as(geert, 'POST', 'invitations', wish)]
  const bySuspended = await as(annelies, 'POST', 'invitations', somebody(fjeld.id))
  expect((await as(geert, 'PATCH', `people/${annelies.personId}`, { status: 'suspended' })).statusCode).toBe(200)
  const elise = await anActor({ accountId, role: 'manager', brandIds: [fjeld.id] })
  const byFormerManager = await as(elise, 'POST', 'invitations', somebody(fjeld.id, { role: 'manager' }))
  expect((await as(geert, 'PATCH', `people/${elise.personId}`, { role: 'agent' })).statusCode).toBe(200)
  for (const each of [withdrawn, first, bySuspended, byFormerManager]) {
    expect((await aBrowser(office).send('POST', `invitation-links/${tokenOf(each)}`, { name: 'Fatima', password })).statusCode).toBe(410)
  }
  expect((await aBrowser(office).send('POST', `invitation-links/${tokenOf(second)}`, { name: 'Fatima', password })).statusCode).toBe(200)
})

test('an unknown link is nothing, and the database does not hold what a link says', async () => {
  const { geert, fjeld } = await aHouse()
  const made = await as(geert, 'POST', 'invitations', somebody(fjeld.id))
  expect(tokenOf(made)).toHaveLength(43)
  expect((await aBrowser(office).send('GET', `invitation-links/${'A'.repeat(43)}`)).statusCode).toBe(404)
  const { rows } = await office.owner.query('select count(*)::int as n from accounts.invitations i where i::text like $1', [`%${tokenOf(made)}%`])
  expect(rows[0].n).toBe(0)
})

test('nobody lets in more than they are themselves', async () => {
  const { annelies, maren, fjeld, polder, accountId } = await aHouse()
  const other = await aBrand({ accountId: (await anAccount('Another')).accountId })
  const refused = async (wish: object) => { const answer = await as(annelies, 'POST', 'invitations', wish); return [answer.statusCode, answer.json().code] }
  expect(await refused(somebody(fjeld.id, { role: 'admin' }))).toEqual([403, 'forbidden'])
  expect(await refused(somebody(polder.id))).toEqual([404, 'unknown'])
  expect(await refused(somebody(other.id))).toEqual([404, 'unknown'])
  expect(await refused(somebody(fjeld.id, { grants: [{ brandId: fjeld.id, visibility: 'own' }, { brandId: fjeld.id, visibility: 'all' }] }))).toEqual([422, 'invalid'])
  const polderTeam = await aTeam({ accountId, brandId: polder.id })
  expect(await refused(somebody(fjeld.id, { teamIds: [polderTeam.id] }))).toEqual([422, 'invalid'])
  expect((await as(maren, 'POST', 'invitations', somebody(fjeld.id))).statusCode).toBe(403)
  expect((await as(maren, 'GET', 'invitations')).statusCode).toBe(403)
})

test('whoever works here already, or signs in elsewhere in this installation, is not let in twice', async () => {
  const { geert, maren, fjeld } = await aHouse()
  const again = await as(geert, 'POST', 'invitations', somebody(fjeld.id, { email: maren.email.toUpperCase() }))
  expect([again.statusCode, again.json().code]).toEqual([409, 'conflict'])
  const elsewhere = await anActor({ accountId: (await anAccount('Another')).accountId })
  const made = await as(geert, 'POST', 'invitations', somebody(fjeld.id, { email: elsewhere.email }))
  // Whether an address is known elsewhere is not told to whoever invites, only to whoever holds the link.
  expect(made.statusCode).toBe(200)
  expect((await aBrowser(office).send('POST', `invitation-links/${tokenOf(made)}`, { name: 'Fatima', password })).statusCode).toBe(409)
})

test('a manager finds and withdraws the invitations of their own brands only, and of nobody above them', async () => {
  const { geert, annelies, fjeld, polder } = await aHouse()
  const [ours, theirs, above] = [await as(geert, 'POST', 'invitations', somebody(fjeld.id)), await as(geert, 'POST', 'invitations', somebody(polder.id)), await as(geert, 'POST', 'invitations', somebody(fjeld.id, { role: 'admin' }))]
  const { rows } = (await as(annelies, 'GET', 'invitations')).json() as { rows: Array<{ id: string }> }
  expect(rows.map((row) => row.id).sort()).toEqual([ours.json().id, above.json().id].sort())
  expect(JSON.stringify(rows)).not.toContain('link')
  expect((await as(annelies, 'DELETE', `invitations/${theirs.json().id}`)).statusCode).toBe(404)
  expect((await as(annelies, 'DELETE', `invitations/${above.json().id}`)).statusCode).toBe(403)
  expect((await as(annelies, 'DELETE', `invitations/${ours.json().id}`)).statusCode).toBe(204)
})

test('a team that was retired meanwhile is left out', async () => {
  const { geert, fjeld, accountId } = await aHouse()
  const team = await aTeam({ accountId, brandId: fjeld.id })
  const made = await as(geert, 'POST', 'invitations', somebody(fjeld.id, { teamIds: [team.id] }))
  expect((await as(geert, 'DELETE', `teams/${team.id}`)).statusCode).toBe(204)
  const fatima = aBrowser(office)
  expect((await fatima.send('POST', `invitation-links/${tokenOf(made)}`, { name: 'Fatima', password })).statusCode).toBe(200)
  expect((await fatima.send('GET', 'me')).json().teams).toEqual([])
})
