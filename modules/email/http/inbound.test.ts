import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb, useDb } from '#platform/db'
import { createHttp, type Http } from '#platform/http'
import { newId } from '#platform/ids'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { aCompany, imapInput, ledgerOf, type Company } from '../collectors/testing.ts'
import { addMailboxFor, pauseMailbox, renewSecret } from '../flows/mailbox-settings.ts'
import { inboundRoutes } from './inbound.ts'

let house: TestDatabase
let company: Company
let app: Http
let box: { id: string; secret: string }
const now = new Date('2026-11-24T10:00:00Z')
const seconds = (at = now) => String(Math.floor(at.getTime() / 1000))
const mail = (subject: string) => `From: Fatima <fatima@kunde.test>\r\nSubject: ${subject}\r\n\r\nDen er \xe6gte.\r\n`

async function aBox(address: string) {
  const made = await addMailboxFor(company.actor, { ...imapInput(company, address, 1), receive: { how: 'http' } }, now)
  return { id: made.id, secret: made.settings.secret as string }
}

beforeAll(async () => {
  house = await testDatabase()
  company = await aCompany()
  app = await createHttp({ authenticate: async () => null })
  inboundRoutes(app, { maxMailMb: 1, now: () => now })
  // The usual parsing of the other routes stays as it is.
  app.post('/api/v1/elsewhere', { config: { may: 'public' } }, async ({ body }) => ({ body }))
  await app.ready()
  box = await aBox('post@fjordlys.test')
})
afterAll(async () => { await app.close(); await house.close() })

const post = (body: string | Buffer, change: { id?: string; secret?: string; timestamp?: string; signature?: string; type?: string } = {}) => {
  const timestamp = change.timestamp ?? seconds()
  const raw = Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1')
  const signature = change.signature ?? createHmac('sha256', change.secret ?? box.secret).update(`${timestamp}.`).update(raw).digest('hex')
  return app.inject({ method: 'POST', url: `/api/v1/inbound/${change.id ?? box.id}`, headers: { 'content-type': change.type ?? 'message/rfc822', 'x-balie-timestamp': timestamp, 'x-balie-signature': signature }, payload: raw })
}

test('a signed mail is in the ledger, byte for byte, when 202 is said', async () => {
  const answer = await post(mail('Hvor er min pakke'))
  expect(answer.statusCode).toBe(202)
  const [row] = await ledgerOf(company, box.id)
  expect(row).toMatchObject({ id: answer.json().id, state: 'waiting', raw: mail('Hvor er min pakke'), envelopeTo: ['post@fjordlys.test'], trust: { signed: true } })
})

test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])('called %s, it is bytes all the same', async (type) => {
  expect((await post(mail(`Som ${type.slice(0, 12)}`), { type })).statusCode).toBe(202)
})

test('other routes read JSON as before', async () => {
  expect((await app.inject({ method: 'POST', url: '/api/v1/elsewhere', payload: { a: 1 } })).json()).toEqual({ body: { a: 1 } })
  expect((await app.inject({ method: 'POST', url: '/api/v1/elsewhere', headers: { 'content-type': 'message/rfc822' }, payload: 'x' })).statusCode).toBe(415)
})

test('the same request once more is the same mail', async () => {
  const [first, second] = [await post(mail('To gange')), await post(mail('To gange'))]
  expect(second.statusCode).toBe(202)
  expect(second.json()).toEqual(first.json())
  expect((await ledgerOf(company, box.id)).filter((each) => each.raw.includes('To gange'))).toHaveLength(1)
})

test('a mailbox that is not there, one of another kind, and a wrong signature get the same answer', async () => {
  const smtp = await addMailboxFor(company.actor, { ...imapInput(company, 'smtp@fjordlys.test', 1), receive: { how: 'smtp' } }, now)
  const answers = [await post(mail('x'), { secret: 'wrong' }), await post(mail('x'), { id: newId() }), await post(mail('x'), { id: smtp.id }), await post(mail('x'), { id: 'no-id-at-all' }), await post(mail('x'), { signature: '0'.repeat(64) })]
  const said = answers.map((each) => { const { request: _request, ...rest } = each.json(); return { status: each.statusCode, rest } })
  expect(said[0]!.status).toBe(401)
  for (const each of said) expect(each).toEqual(said[0])
})

test('a mail that was changed on the way, one from yesterday, and one without a signature are refused', async () => {
  const before = (await ledgerOf(company, box.id)).length
  const signature = createHmac('sha256', box.secret).update(`${seconds()}.${mail('Ægte')}`).digest('hex')
  expect((await post(mail('Falsk'), { signature })).statusCode).toBe(401)
  expect((await post(mail('Gammel'), { timestamp: seconds(new Date(now.getTime() - 301_000)) })).statusCode).toBe(401)
  expect((await post(mail('Fremtid'), { timestamp: seconds(new Date(now.getTime() + 301_000)) })).statusCode).toBe(401)
  expect((await post(mail('Lidt gammel'), { timestamp: seconds(new Date(now.getTime() - 299_000)) })).statusCode).toBe(202)
  expect((await app.inject({ method: 'POST', url: `/api/v1/inbound/${box.id}`, payload: 'x' })).statusCode).toBe(401)
  expect(await ledgerOf(company, box.id)).toHaveLength(before + 1)
})

test('too large, empty, paused, and an old secret', async () => {
  expect((await post(Buffer.alloc(1024 * 1024 + 1, 120))).statusCode).toBe(413)
  expect((await post('')).statusCode).toBe(422)
  const other = await aBox('anden@fjordlys.test')
  await pauseMailbox(company.actor, other.id, true)
  expect((await post(mail('Pause'), other)).statusCode).toBe(503)
  await pauseMailbox(company.actor, other.id, false)
  const { secret } = await renewSecret(company.actor, other.id)
  expect((await post(mail('Gammel nøgle'), other)).statusCode).toBe(401)
  expect((await post(mail('Ny nøgle'), { ...other, secret })).statusCode).toBe(202)
})

test('without a database nothing is promised', async () => {
  useDb(openDb('postgresql://balie_app:x@127.0.0.1:9/none', { max: 1 }))
  try { expect((await post(mail('Uden'))).statusCode).toBe(503) } finally { useDb(house.db) }
})
