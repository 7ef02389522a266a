import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { anUtterance } from '#testing/conversations'
import { announce, theSystem } from '#platform/events'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { takeInMessages } from './flows/take-in-messages.ts'
import { caseOfConversation } from './queries/cases.ts'
import { aCase, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const all = await anActor({ accountId, brandIds: [brandId] })
  const view = async (id: string, actor = all) => (await house.ask(actor, 'GET', `cases/${id}`)).body
  return { accountId, brandId, all, view, made: (wish: object = {}) => aCase({ accountId, brandId, ...wish }) }
}

/** What intake does with a mail of the same conversation. */
async function comesIn(about: CaseMade, by: 'customer' | 'machine' = 'customer', maybeRelatedTo: string | null = null) {
  const said = await anUtterance(about, { text: 'Noch eine Frage.' })
  return house.db.transaction({ accountId: about.accountId, brandIds: 'all' }, async (tx) => {
    const [current] = await caseOfConversation(tx, { conversationId: about.conversationId })
    const [taken] = await takeInMessages(tx, [{ brandId: about.brandId, conversationId: about.conversationId, messageId: said.id, customerId: about.customer.id, subject: about.subject, text: 'Noch eine Frage.', by, teamId: null, marks: [], maybeRelatedTo, current: current! }])
    await announce(tx, theSystem, taken!.news)
    return taken!
  })
}

test.each(['open', 'waiting-customer', 'waiting-third-party', 'solved'] as const)('a customer who writes to a case that is %s finds it open, unread and waiting', async (status) => {
  const { all, view, made } = await aDesk()
  const about = await made({ status, ownerId: all.personId })
  await house.ask(all, 'PUT', `cases/${about.id}/reading`)
  expect((await comesIn(about)).caseId).toBe(about.id)
  expect(await view(about.id)).toMatchObject({ status: 'open', ownerId: all.personId, unread: true, waitingSince: expect.any(String), preview: 'Noch eine Frage.' })
  expect((await view(about.id)).happenings.map((each: { verb: string }) => each.verb)).toEqual(status === 'open' ? [] : ['case.reopened'])
})

test('a machine’s answer is kept and wakes nobody', async () => {
  const { view, made } = await aDesk()
  const about = await made({ status: 'solved' })
  await comesIn(about, 'machine')
  expect(await view(about.id)).toMatchObject({ status: 'solved', waitingSince: null, preview: 'Noch eine Frage.' })
})

test('who writes to a closed case opens another, which says what it follows; the closed one stays as it is', async () => {
  const { accountId, brandId, all, view, made } = await aDesk()
  const related = await made({ subject: 'Verwandt' })
  const about = await made({ status: 'closed', ownerId: all.personId })
  const before = (await house.owner.query('select * from cases.cases where id = $1', [about.id])).rows
  const taken = await comesIn(about, 'customer', related.id)
  expect(taken.caseId).not.toBe(about.id)
  expect((await house.owner.query('select * from cases.cases where id = $1', [about.id])).rows).toEqual(before)
  const followUp = await view(taken.caseId)
  expect(followUp.links.map((each: { kind: string; reference: string }) => [each.kind, each.reference]).sort()).toEqual([['follow-up-of', about.reference], ['maybe-related', related.reference]])
  expect((await view(about.id)).links).toMatchObject([{ kind: 'followed-by', caseId: taken.caseId }])
  expect(followUp.happenings.map((each: { verb: string; facts: object }) => each.verb)).toEqual(['case.opened', 'case.linked', 'case.linked'])
  // Whoever gets the follow-up alone is told that it follows something, and nothing about what.
  const own = await anActor({ accountId, brandIds: [brandId], visibility: 'own' })
  await house.ask(all, 'PUT', `cases/${taken.caseId}/assignment`, { ownerId: own.personId, expectedOwnerId: null })
  const told = await house.ask(own, 'GET', `cases/${taken.caseId}`)
  expect(told.body).toMatchObject({ id: taken.caseId, links: [] })
  for (const secret of [about.id, about.reference, related.id, related.reference, 'Verwandt']) expect(told.raw.toString()).not.toContain(secret)
})
