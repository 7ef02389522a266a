import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aCustomer } from '#testing/customers'
import { messageReceived } from '#events/conversations'
import { announce, theSystem } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { searchCases } from './flows/search-cases.ts'
import { queryAndFrequency } from './queries/search.ts'
import { aCase, aMessage, type CaseMade } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse() })
afterAll(() => house.close())

type Row = { id: string; subject: string; found?: { messageId: string; parts: Array<{ text: string; hit: boolean }> } }
const search = async (actor: Actor, q: string, more = '') => (await house.ask(actor, 'GET', `cases?q=${encodeURIComponent(q)}${more}`)).body as { rows: Row[]; nextCursor: string | null; search: { problems: Array<{ code: string; sentence: string }>; order: string; filters: object[] } }
const subjects = async (actor: Actor, q: string) => (await search(actor, q)).rows.map((each) => each.subject).sort()

const told = async (about: CaseMade, ...messageIds: string[]) => house.db.transaction({ accountId: about.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, [about.messageId, ...messageIds].map((id) => messageReceived({ brandId: about.brandId, subjectId: id, caseId: about.id }, { conversationId: about.conversationId, automatic: false, assurance: null }))))

async function aDesk() {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId, name: 'Fjeld & Wald' }), await aBrand({ accountId, name: 'Polder Verzekert' })]
  const team = await aTeam({ accountId, brandId: fjeld.id, name: 'Zelte' })
  const maren = await anActor({ accountId, brandIds: [fjeld.id, polder.id], name: 'Maren Lindqvist' })
  const henk = await anActor({ accountId, brandIds: [fjeld.id], name: 'Henk Bakker' })
  const anna = await aCustomer({ accountId, brandId: fjeld.id, name: 'Anna de Vries', address: 'anna.de.vries@kunde.example' })
  const at = (day: string) => new Date(`2026-11-${day}T12:00:00Z`)
  const made = {
    tent: await aCase({ accountId, brandId: fjeld.id, subject: 'tent', customer: anna, ownerId: maren.personId, teamId: team.id, tags: ['Spare-Part'], text: 'The tent pole is broken.', language: 'en', at: at('10'), files: [{ name: 'pole.pdf' }] }),
    stove: await aCase({ accountId, brandId: fjeld.id, subject: 'stove', customer: anna, text: 'The stove arrived without its pole.', language: 'en', at: at('12') }),
    boat: await aCase({ accountId, brandId: polder.id, subject: 'boat', status: 'solved', ownerId: maren.personId, text: 'De mast van de boot is gebroken.', language: 'nl', at: at('14') }),
    lamp: await aCase({ accountId, brandId: polder.id, subject: 'lamp', status: 'waiting-customer', text: 'The lamp is broken, and the tent pole as well.', language: 'en', at: at('16') }),
  }
  const note = await aMessage(made.lamp, { kind: 'note', text: 'Careful, she is a lawyer.', language: 'en', author: { id: maren.personId, name: 'Maren', address: null } })
  const sent = await aMessage(made.stove, { kind: 'out', text: 'A pole is on its way.', language: 'en', author: { id: maren.personId, name: 'Maren', address: null }, delivery: { state: 'sent', recipients: ['anna.de.vries@kunde.example'] } })
  await house.owner.query('update cases.cases c set last_message_at = m.at from conversations.messages m where c.account_id = $1 and m.id = any ($2) and c.id = $3', [accountId, [made.stove.messageId], made.stove.id])
  for (const each of Object.values(made)) await told(each, ...each === made.lamp ? [note.id] : each === made.stove ? [sent.id] : [])
  await house.settle()
  return { accountId, fjeld, polder, maren, henk, made, sent }
}
let desk: Awaited<ReturnType<typeof aDesk>>
beforeAll(async () => { desk = await aDesk() })

test.each([
  ['pole ', ['lamp', 'stove', 'tent']], ['pole -stove ', ['lamp', 'tent']], ['"tent pole"', ['lamp', 'tent']], ['broken tent ', ['lamp', 'tent']], ['pol', []], ['broke', ['lamp', 'tent']], ['lawy', ['lamp']], ['gebroken', ['boat']],
  ['from:anna', ['stove', 'tent']], ['from:"de vries"', ['stove', 'tent']], ['from:vries@kunde', ['stove', 'tent']], ['from:anna pole -"on its way"', ['tent']], ['-from:anna', ['boat', 'lamp']], ['from:nobody', []],
  ['is:open', ['stove', 'tent']], ['-is:open', ['boat', 'lamp']], ['is:waiting', ['lamp']], ['is:solved', ['boat']], ['is:open is:solved', []], ['is:unassigned', ['lamp', 'stove']], ['is:assigned', ['boat', 'tent']], ['is:mine', ['boat', 'tent']],
  ['owner:me is:open', ['tent']], ['owner:maren', ['boat', 'tent']], ['owner:none', ['lamp', 'stove']], ['-owner:me', ['lamp', 'stove']], ['owner:henk', []],
  ['brand:polder', ['boat', 'lamp']], ['-brand:polder', ['stove', 'tent']], ['brand:"Fjeld & Wald" pole ', ['stove', 'tent']], ['team:zelte', ['tent']], ['team:none brand:fjeld', ['stove']], ['tag:spare-part', ['tent']], ['-tag:spare-part', ['boat', 'lamp', 'stove']],
  ['has:attachment', ['tent']], ['-has:attachment pole ', ['lamp', 'stove']], ['has:note', ['lamp']], ['in:note lawyer', ['lamp']], ['in:message lawyer', []], ['lawyer', ['lamp']], ['in:subject lam', ['lamp']], ['in:subject broken', []],
  ['kind:question', ['boat', 'lamp', 'stove', 'tent']], ['kind:return', []], ['priority:normal -brand:polder', ['stove', 'tent']], ['before:2026-11-12', ['tent']], ['after:2026-11-12', ['boat', 'lamp', 'stove']], ['after:2026-11-12 before:2026-11-15', ['boat', 'stove']],
  ['to:anna.de.vries', ['stove']], ['anna de', ['stove', 'tent']], ['vries@kun', ['stove', 'tent']],
])('“%s” finds %j', async (q, found) => {
  expect([q, await subjects(desk.maren, q), (await search(desk.maren, q)).search.problems]).toEqual([q, found, []])
})

test.each([['brand:veerhuis', 'unknown-brand'], ['team:stoves', 'unknown-team'], ['owner:nora', 'unknown-owner'], ['is:lost', 'unknown-value'], ['form:anna', 'unknown-filter'], ['before:soon', 'bad-date']])('“%s” finds nothing, and says why', async (q, code) => {
  const { rows, search: { problems } } = await search(desk.maren, q)
  expect([rows, problems.map((each) => each.code)]).toEqual([[], [code]])
  expect(problems[0]!.sentence).toMatch(/“.+”/)
})

test('a filter that is still being written leaves the rest as it is', async () => {
  const { rows, search: { problems } } = await search(desk.maren, 'is:solved owner:')
  expect([rows.map((each) => each.subject), problems.map((each) => each.code)]).toEqual([['boat'], ['no-value']])
})

test('where it was found is shown in parts, and what somebody wrote stays text', async () => {
  const about = await aCase({ accountId: desk.accountId, brandId: desk.fjeld.id, subject: 'markup', text: 'Look, the <b>snorkel</b> & "alert"', language: 'en' })
  await told(about)
  await house.settle()
  const { rows: [row] } = await search(desk.maren, 'snorkels ')
  expect(row!.found!.messageId).toBe(about.messageId)
  expect(row!.found!.parts.filter((each) => each.hit).map((each) => each.text)).toEqual(['snorkel'])
  expect(row!.found!.parts.map((each) => each.text).join('')).toContain('snorkel & "alert')
})

test('what fits best comes first: a reference, then a customer, then words', async () => {
  const { made, maren } = desk
  expect((await search(maren, made.lamp.reference)).rows[0]!.id).toBe(made.lamp.id)
  const about = await aCase({ accountId: desk.accountId, brandId: desk.fjeld.id, subject: 'name', text: 'Anna said so. Anna de Vries, yes, Anna.', language: 'en' })
  await told(about)
  await house.settle()
  const { rows, search: { order } } = await search(maren, 'Anna de Vries ')
  expect([order, rows.map((each) => each.subject)]).toEqual(['best', ['stove', 'tent', 'name']])
})

test('nobody finds what they do not see: another brand’s cases, a colleague’s, a note', async () => {
  expect(await subjects(desk.henk, 'broken ')).toEqual(['tent'])
  expect((await search(desk.henk, 'brand:polder')).search.problems.map((each) => each.code)).toEqual(['unknown-brand'])
  const [own, client] = [await anActor({ accountId: desk.accountId, brandIds: [desk.fjeld.id, desk.polder.id], visibility: 'own' }), await anActor({ accountId: desk.accountId, role: 'client-viewer', brandIds: [desk.fjeld.id, desk.polder.id] })]
  expect(await subjects(own, 'pole ')).toEqual([])
  expect(await subjects(own, 'is:open')).toEqual([])
  for (const q of ['lawyer', 'in:note lawyer', 'has:note']) expect([q, await subjects(client, q)]).toEqual([q, []])
  expect(await subjects(client, 'pole ')).toEqual(['lamp', 'stove', 'tent'])
})

test('a new subject is found as well', async () => {
  await house.ask(desk.maren, 'PATCH', `cases/${desk.made.boat.id}`, { subject: 'boat with a sextant' })
  await house.settle()
  expect(await subjects(desk.maren, 'sextant')).toEqual(['boat with a sextant'])
})

test('common words come newest first, rare ones best first; page by page each once, whichever it is', async () => {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const maren = await anActor({ accountId, brandIds: [brandId] })
  const cases = await Promise.all(Array.from({ length: 23 }, (_each, n) => aCase({ accountId, brandId, subject: `${n}`, text: n % 2 ? 'A zebra.' : 'A zebra, zebra.', language: 'en' })))
  for (const each of cases) await told(each)
  await house.settle()
  for (const limit of [1, 5, 100]) {
    const all: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof search>> = await search(maren, 'zebra ', `&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)
      all.push(...page.rows.map((each) => each.id))
      cursor = page.nextCursor
    }
    expect(all.toSorted()).toEqual(cases.map((each) => each.id).toSorted())
  }
  const newest: string[] = []
  for (let cursor: string | undefined = 'n.'; cursor;) {
    const page = await house.db.reading({ accountId, brandIds: [brandId] }, (tx) => searchCases(tx, maren, { q: 'zebra ', view: 'all', sort: 'newest', limit: 5, cursor }, new Date()))
    expect(page.search!.order).toBe('newest')
    expect(page.rows.every((each) => each.found?.parts.some((part) => part.hit))).toBe(true)
    newest.push(...page.rows.map((each) => each.subject))
    cursor = page.nextCursor ?? undefined
  }
  const byTime = (await house.owner.query('select subject from cases.cases where account_id = $1 order by last_message_at desc, id desc', [accountId])).rows.map((each) => each.subject)
  expect(newest).toEqual(byTime)
})

test('the latest messages that say it come with the case in which they said it last, page by page each once', async () => {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const maren = await anActor({ accountId, brandIds: [brandId] })
  const cases: CaseMade[] = []
  for (let n = 0; n < 9; n++) cases.push(await aCase({ accountId, brandId, subject: `${n}`, text: n % 3 === 1 ? 'No such animal.' : 'An okapi.', language: 'en' }))
  // The oldest says it once more: it is on top now, once.
  const again = await aMessage(cases[0]!, { kind: 'in', text: 'The okapi again.', language: 'en' })
  for (const each of cases) await told(each, ...each === cases[0] ? [again.id] : [])
  await house.settle()
  const said: string[] = []
  for (let cursor: string | null = `m.${'f'.repeat(8)}-${['f', 'f', 'f'].map((each) => each.repeat(4)).join('-')}-${'f'.repeat(12)}`; cursor;) {
    const page: Awaited<ReturnType<typeof searchCases>> = await house.db.reading({ accountId, brandIds: [brandId] }, (tx) => searchCases(tx, maren, { q: 'okapi ', view: 'all', sort: 'newest', limit: 2, cursor: cursor! }, new Date()))
    expect(page.search!.order).toBe('newest')
    expect(page.rows.every((each) => each.found?.parts.some((part) => part.hit))).toBe(true)
    said.push(...page.rows.map((each) => each.subject))
    cursor = page.nextCursor
  }
  expect(said).toEqual(['0', '8', '6', '5', '3', '2'])
})

test('a cursor that is none of ours begins at the beginning', async () => {
  for (const cursor of ['m.nonsense', 'm.', 'n.nonsense', '12.x']) expect((await search(desk.maren, 'pole ', `&cursor=${cursor}`)).rows.length).toBeGreaterThan(0)
})

test('the statistics say how common a word is', async () => {
  await house.owner.query('analyze conversations.words')
  const frequency = (words: string) => house.db.transaction({ accountId: desk.accountId, brandIds: 'all' }, async (tx) => (await queryAndFrequency(tx, { words, beginning: null }))[0]!)
  const [zebra, snorkel] = [await frequency('zebra'), await frequency('snorkel')]
  expect(zebra.found).toBeGreaterThan(10)
  expect(snorkel.found).toBeLessThan(zebra.found)
  expect(zebra.total).toBeGreaterThan(zebra.found)
})

test('fields are asked for by name and value: of each kind, in whatever case, negated, of all brands that have one; nobody finds what they do not see', async () => {
  const { accountId } = await anAccount()
  const [fjeld, polder] = [await aBrand({ accountId }), await aBrand({ accountId })]
  const both = { accountId, brandIds: [fjeld.id, polder.id] }
  const [boss, maren, henk, own] = [await anActor({ ...both, role: 'manager' }), await anActor(both), await anActor({ accountId, brandIds: [polder.id] }), await anActor({ ...both, visibility: 'own' })]
  const define = async (brandId: string, name: string, kind: string, more: object = {}) => (await house.ask(boss, 'POST', 'case-fields', { brandId, name, kind, ...more })).body
  const [lot, lotOfPolder, count, bought, state, goodwill] = [await define(fjeld.id, 'Lot number', 'text'), await define(polder.id, 'Lot number', 'text'), await define(fjeld.id, 'Anzahl', 'number'), await define(fjeld.id, 'Gekauft', 'date'), await define(fjeld.id, 'Zustand', 'choice', { choices: ['Neu', 'Sehr alt'] }), await define(fjeld.id, 'Kulanz', 'yes-no')]
  const made = async (brandId: string, subject: string, fields: object, wish: object = {}) => { const about = await aCase({ accountId, brandId, subject, ...wish }); expect((await house.ask(boss, 'PATCH', `cases/${about.id}`, { fields })).status).toBe(200); return about }
  await made(fjeld.id, 'one', { [lot.id]: '7-B', [count.id]: 3.5, [bought.id]: '2026-10-03', [state.id]: state.choices[1].key, [goodwill.id]: false })
  await made(fjeld.id, 'two', { [lot.id]: '8', [state.id]: state.choices[0].key, [goodwill.id]: true }, { status: 'solved' })
  await made(polder.id, 'three', { [lotOfPolder.id]: '7-B' })
  for (const [q, found] of [['field.lot-number:7-b', ['one', 'three']], ['field."Lot number":7-B is:open', ['one', 'three']], ['-field.lot-number:7-B', ['two']], ['field.Anzahl:3,5', ['one']], ['field.gekauft:2026-10-03', ['one']], ['field.zustand:"sehr alt"', ['one']], ['field.zustand:neu is:open', []], ['field.Kulanz:yes', ['two']], ['field.Kulanz:nein', ['one']]] as const) expect([q, await subjects(maren, q)]).toEqual([q, found])
  expect([await subjects(henk, 'field.lot-number:7-b'), await subjects(own, 'field.lot-number:7-b')]).toEqual([['three'], []])
  for (const [q, code] of [['field.zustand:rot', 'no-field-value'], ['field.Farbe:rot', 'unknown-field'], ['field.anzahl:viele', 'no-field-value']] as const) expect((await search(maren, q)).search.problems.map((each) => [each.code, each.sentence.length > 10])).toEqual([[code, true]])
  expect((await search(henk, 'field.zustand:neu')).search.problems.map((each) => each.code)).toEqual(['unknown-field'])
  expect((await search(maren, 'field."Lot number":8')).search.filters).toEqual([{ key: 'field.Lot number', value: '8', negated: false, from: 0, to: 20 }])
})

test('a value is found through its index, whoever asks', async () => {
  await house.owner.query('set enable_seqscan = off')
  const { rows: plan } = await house.owner.query("explain select c.id from cases.cases c where c.fields @> '{\"a\": \"b\"}' and c.fields <> '{}'")
  await house.owner.query('reset enable_seqscan')
  expect(JSON.stringify(plan)).toContain('cases_by_fields')
})
