import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, asToken } from '#testing/accounts'
import { aCase, aMessage } from '#testing/cases'
import { aCustomer } from '#testing/customers'
import { db } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from './open-house.ts'

// What a program may rely on: a change asked for twice under one key is done once; a change that was held to what was seen spares what was not.

let house: OpenHouse
let maren: Actor
let brandId: string
let manager: Actor
beforeAll(async () => {
  house = await openHouse()
  const { accountId } = await anAccount()
  brandId = (await aBrand({ accountId })).id
  maren = await anActor({ accountId, brandIds: [brandId] })
  manager = await anActor({ accountId, brandIds: [brandId], role: 'manager' })
})
afterAll(() => house.close())

type Wish = { body?: object; key?: string; match?: string }
async function send(actor: Actor, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, { body, key, match }: Wish = {}) {
  const headers = { ...await asToken(actor), ...key ? { 'idempotency-key': key } : {}, ...match ? { 'if-match': match } : {} }
  const answer = await house.app.inject({ method, url: `/api/v1/${path}`, headers, ...body ? { payload: body } : {} })
  return { status: answer.statusCode, body: answer.payload ? JSON.parse(answer.payload) : null, etag: String(answer.headers['etag'] ?? ''), replayed: answer.headers['idempotency-replayed'] === 'true' }
}
const aKey = () => crypto.randomUUID()
const ours = () => aCase({ accountId: maren.accountId, brandId })
const notesOf = async (id: string) => ((await send(maren, 'GET', `cases/${id}`)).body.messages as Array<{ kind: string; text: string }>).filter((each) => each.kind === 'note').map((each) => each.text)

describe('Idempotency-Key', () => {
  test('asked again, a note is written once and answered alike', async () => {
    const { id } = await ours()
    const wish = { body: { text: 'Sie hat angerufen.' }, key: aKey() }
    const first = await send(maren, 'POST', `cases/${id}/notes`, wish)
    const second = await send(maren, 'POST', `cases/${id}/notes`, wish)
    expect([first.status, first.replayed, second.status, second.replayed]).toEqual([201, false, 201, true])
    expect(second.body).toEqual(first.body)
    expect(await notesOf(id)).toEqual(['Sie hat angerufen.'])
  })

  test('of five at once one does it, and all hear the same', async () => {
    const { id } = await ours()
    const wish = { body: { text: 'Fünfmal gedrückt.' }, key: aKey() }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(maren, 'POST', `cases/${id}/notes`, wish)))
    expect(answers.map((each) => each.status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(answers.map((each) => each.body.messageId)).size).toBe(1)
    expect(answers.filter((each) => !each.replayed)).toHaveLength(1)
    expect(await notesOf(id)).toEqual(['Fünfmal gedrückt.'])
  })

  test('the same key with another request is refused, and changes nothing', async () => {
    const { id } = await ours()
    const key = aKey()
    await send(maren, 'POST', `cases/${id}/notes`, { body: { text: 'Eins.' }, key })
    const other = await send(maren, 'POST', `cases/${id}/notes`, { body: { text: 'Zwei.' }, key })
    expect([other.status, other.body.code]).toEqual([422, 'invalid'])
    expect(other.body.title).toMatch(/used for another request/)
    expect(await notesOf(id)).toEqual(['Eins.'])
  })

  test('a refusal leaves the key free, as nothing was done under it', async () => {
    const { id } = await ours()
    const key = aKey()
    const wish = { body: { status: 'solved', version: 99 }, key }
    expect((await send(maren, 'PUT', `cases/${id}/status`, wish)).status).toBe(412)
    expect((await send(maren, 'PUT', `cases/${id}/status`, { body: { status: 'solved' }, key })).status).toBe(200)
  })

  test('a key is one person’s: a colleague who uses the same one is somebody else', async () => {
    const { id } = await ours()
    const key = aKey()
    await send(maren, 'POST', `cases/${id}/notes`, { body: { text: 'Von Maren.' }, key })
    await send(manager, 'POST', `cases/${id}/notes`, { body: { text: 'Vom Chef.' }, key })
    expect(await notesOf(id)).toEqual(['Von Maren.', 'Vom Chef.'])
  })

  test('a change that was committed and whose answer was lost with the process is not made again', async () => {
    const { id } = await ours()
    const wish = { body: { text: 'Kurz vor dem Absturz.' }, key: aKey() }
    await send(maren, 'POST', `cases/${id}/notes`, wish)
    await house.owner.query('update platform.answers set status = null, sealed = null where key = $1', [wish.key])
    const again = await send(maren, 'POST', `cases/${id}/notes`, wish)
    expect([again.status, again.body.code]).toEqual([409, 'conflict'])
    expect(await notesOf(id)).toEqual(['Kurz vor dem Absturz.'])
  }, 15_000)

  test('a day later the key is new', async () => {
    const { id } = await ours()
    const wish = { body: { text: 'Täglich.' }, key: aKey() }
    await send(maren, 'POST', `cases/${id}/notes`, wish)
    await house.owner.query("update platform.answers set at = now() - interval '25 hours' where key = $1", [wish.key])
    expect(await send(maren, 'POST', `cases/${id}/notes`, wish)).toMatchObject({ status: 201, replayed: false })
    expect(await notesOf(id)).toHaveLength(2)
  })

  test('answers are kept sealed, and a key that is no word is refused', async () => {
    const { id } = await ours()
    const wish = { body: { text: 'Geheim.' }, key: aKey() }
    const { body } = await send(maren, 'POST', `cases/${id}/notes`, wish)
    const { rows: [kept] } = await house.owner.query('select sealed from platform.answers where key = $1', [wish.key])
    expect(kept.sealed).toBeTruthy()
    expect(kept.sealed).not.toContain(body.messageId)
    expect((await send(maren, 'POST', `cases/${id}/notes`, { ...wish, key: 'two words' })).status).toBe(422)
  })
})

describe('If-Match', () => {
  const places = {
    customer: async () => ({ path: `customers/${(await aCustomer({ accountId: maren.accountId, brandId, name: 'Fatima', address: `${crypto.randomUUID()}@kunde.example` })).id}`, change: (words: string) => ['PATCH', { note: words }] as const }),
    brand: async () => ({ path: `brands/${brandId}`, change: (words: string) => ['PUT', { name: words, referencePrefix: 'ZZ', language: 'de', timeZone: 'Europe/Berlin' }] as const }),
    person: async () => ({ path: `people/${maren.personId}`, change: (words: string) => ['PATCH', { name: words }] as const }),
    case: async () => ({ path: `cases/${(await ours()).id}`, change: (words: string) => ['PATCH', { subject: words }] as const }),
    mailbox: async () => {
      const mailbox = { brandId, address: `${crypto.randomUUID()}@fjeld.example`, name: 'Hilfe', teamId: null, receive: { how: 'http' }, send: null }
      return { path: `mailboxes/${(await send(manager, 'POST', 'mailboxes', { body: mailbox })).body.id}`, change: (name: string) => ['PUT', { ...mailbox, name }] as const }
    },
  }
  test.each(Object.entries(places))('of two who saw the same %s the second is told what it is now', async (_, place) => {
    const { path, change } = await place()
    const seen = (await send(manager, 'GET', path)).etag
    expect(seen).toMatch(/^"[\w-]+"$/)
    const [method, body] = change('First')
    const first = await send(manager, method, path, { body, match: seen })
    expect([first.status, first.etag === seen]).toEqual([200, false])
    expect((await send(manager, 'GET', path)).etag).toBe(first.etag)
    const second = await send(manager, method, path, { body: change('Second')[1], match: seen })
    expect([second.status, second.body.code]).toEqual([412, 'version-mismatch'])
    expect(second.body.current ?? second.body).toMatchObject(path.startsWith('cases') ? { version: Number(first.etag.slice(1, -1)) } : { id: path.split('/')[1] })
    expect((await send(manager, method, path, { body: change('Third')[1], match: first.etag })).status).toBe(200)
  })

  const listed = [
    ['saved-views', 'PUT', () => ({ name: 'Zelte', icon: 'Z', query: 'tag:zelt', shared: true, brandId })], ['case-fields', 'PATCH', () => ({ name: 'Charge', kind: 'text', brandId })],
    ['texts', 'PUT', () => ({ name: 'Ersatz', variants: [{ language: 'de', text: 'Unterwegs.' }], shared: true, brandId })],
  ] as const
  test.each(listed)('what is listed (%s) bears its version, and a change is held to it', async (path, method, first) => {
    const made = await send(manager, 'POST', path, { body: first() })
    expect([made.status, made.etag, made.body.version]).toEqual([201, '"1"', 1])
    const change = (name: string, match: string) => send(manager, method, `${path}/${made.body.id}`, { body: { ...first(), name }, match })
    expect((await change('Anders', '"1"')).etag).toBe('"2"')
    expect(await change('Noch anders', '"1"')).toMatchObject({ status: 412, body: { code: 'version-mismatch', current: { name: 'Anders', version: 2 } } })
    expect(((await send(manager, 'GET', path)).body.rows as Array<{ id: string }>).find((each) => each.id === made.body.id)).toMatchObject({ name: 'Anders', version: 2 })
    expect((await change('Noch anders', '"2"')).body.version).toBe(3)
  })
  test('where it is not heeded it is refused, so that nobody relies on it', async () => {
    const { id } = await ours()
    const answer = await send(maren, 'POST', `cases/${id}/notes`, { body: { text: 'x' }, match: '"1"' })
    expect([answer.status, answer.body.title]).toEqual([422, 'This address does not heed If-Match. Leave the header out.'])
  })

  test('the wall stands around kept answers as well', async () => {
    const { accountId } = await anAccount('Somebody else')
    expect(await db().transaction({ accountId, brandIds: 'all' }, (tx) => tx.run('', 'select key from platform.answers', []))).toEqual([])
  })
})

test('the outbox is read page by page: everything once, what is due first first', async () => {
  const about = await anAccount('With letters')
  const brand = await aBrand({ accountId: about.accountId })
  const lead = await anActor({ accountId: about.accountId, role: 'supervisor', brandIds: [brand.id] })
  const made = await aCase({ accountId: about.accountId, brandId: brand.id })
  const sent: string[] = []
  for (let n = 0; n < 7; n++) {
    const { deliveryId } = await aMessage(made, { kind: 'out', text: `Brief ${n}`, author: { id: lead.personId, name: 'Maren', address: null }, delivery: { state: 'scheduled', recipients: ['fatima@kunde.example'] } })
    sent.push(deliveryId!)
  }
  // Three of them in one and the same microsecond, two without a time.
  await house.owner.query("update conversations.deliveries set due_at = case when id = any ($1::uuid[]) then null when id = any ($2::uuid[]) then '2026-12-01 10:00:00.123457+00'::timestamptz else '2026-12-02'::timestamptz end where id = any ($3::uuid[])", [sent.slice(0, 2), sent.slice(2, 5), sent])
  const pages: string[][] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await send(lead, 'GET', `outbox?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    pages.push(body.rows.map((each: { deliveryId: string }) => each.deliveryId))
    cursor = body.nextCursor
  }
  expect(pages.map((each) => each.length)).toEqual([2, 2, 2, 1])
  expect(pages.flat().toSorted()).toEqual(sent.toSorted())
  expect(pages[0]!.toSorted()).toEqual(sent.slice(0, 2).toSorted())
})
