import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { aCase } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId, name: 'Fjeld & Wald' }), await aBrand({ accountId, name: 'Polder Verzekert' })]
  const team = await aTeam({ accountId, brandId: fjeld.id })
  const [maren, jonas, apart, henk, client] = [
    await anActor({ accountId, brandIds: [fjeld.id], name: 'Maren' }), await anActor({ accountId, brandIds: [fjeld.id], name: 'Jonas', visibility: 'team', teamIds: [team.id] }),
    await anActor({ accountId, brandIds: [fjeld.id], name: 'Apart', visibility: 'own' }), await anActor({ accountId, brandIds: [polder.id], name: 'Henk' }), await anActor({ accountId, brandIds: [fjeld.id], name: 'Client', role: 'client-viewer' }),
  ]
  const made = await aCase({ accountId, brandId: fjeld.id, teamId: team.id })
  return { accountId, maren, jonas, apart, henk, client, made }
}
const naming = (...people: Actor[]) => `<p>${people.map((each) => `<span data-person="${each.personId}">@${each.name}</span>`).join(' ')} bitte</p>`
const note = (actor: Actor, caseId: string, html: string) => house.ask(actor, 'POST', `cases/${caseId}/notes`, { text: 'x', html })
const mentions = async (caseId: string) => (await house.owner.query<{ person_id: string }>('select person_id from cases.mentions where case_id = $1 order by at, person_id', [caseId])).rows.map((each) => each.person_id)
const news = async (caseId: string) => (await house.owner.query<{ subject_id: string }>("select subject_id from platform.events where case_id = $1 and verb = 'person.mentioned' order by seq", [caseId])).rows.map((each) => each.subject_id)

test('who is named and sees the case is kept, told, and follows it from then on', async () => {
  const { maren, jonas, made } = await aDesk()
  const answer = await note(maren, made.id, naming(jonas))
  expect([answer.status, answer.body.cannotSee]).toEqual([201, undefined])
  expect([await mentions(made.id), await news(made.id)]).toEqual([[jonas.personId], [jonas.personId]])
  const view = (await house.ask(jonas, 'GET', `cases/${made.id}`)).body
  expect(view.followers).toContain(jonas.personId)
  expect(view.messages.at(-1)).toMatchObject({ kind: 'note', text: '@Jonas bitte', writtenHtml: naming(jonas) })
})

test('a colleague who cannot see it is said by name to the writer, and is not told; of strangers and clients nothing is said at all', async () => {
  const { maren, jonas, apart, henk, client, made } = await aDesk()
  const { body } = await note(maren, made.id, naming(jonas, apart, henk, client))
  expect(body.cannotSee).toEqual(['Apart'])
  expect([await mentions(made.id), await news(made.id)]).toEqual([[jonas.personId], [jonas.personId]])
  // What is left of them are the words that were written.
  expect((await house.ask(maren, 'GET', `cases/${made.id}`)).body.messages.at(-1).writtenHtml).toBe(`<p><span data-person="${jonas.personId}">@Jonas</span> @Apart @Henk @Client bitte</p>`)
  expect((await house.ask(maren, 'GET', `cases/${made.id}`)).body.followers).toEqual([jonas.personId])
})

test('asked again under the same name, nobody is told twice; and who names themselves is not told', async () => {
  const { maren, jonas, made } = await aDesk()
  const again = () => house.ask(maren, 'POST', `cases/${made.id}/notes`, { text: 'x', html: naming(jonas, maren), attempt: 'once-and-only' })
  expect([(await again()).body.messageId === (await again()).body.messageId, await news(made.id)]).toEqual([true, [jonas.personId]])
})

test('a client learns nothing of it, and a draft keeps whom it names', async () => {
  const { maren, jonas, client, made } = await aDesk()
  await note(maren, made.id, naming(jonas))
  expect((await house.ask(client, 'GET', `cases/${made.id}`)).raw.toString()).not.toContain('mentioned')
  await house.ask(maren, 'PUT', `cases/${made.id}/drafts/note`, { text: 'x', html: naming(jonas), to: [], cc: [], bcc: [], subject: '', attachmentIds: [] })
  await house.ask(maren, 'PUT', `cases/${made.id}/drafts/reply`, { text: 'x', html: naming(jonas), to: [], cc: [], bcc: [], subject: '', attachmentIds: [] })
  const { drafts } = (await house.ask(maren, 'GET', `cases/${made.id}`)).body
  expect(drafts.map((each: { kind: string; html: string | null }) => [each.kind, each.html]).toSorted()).toEqual([['note', naming(jonas)], ['reply', null]])
})
