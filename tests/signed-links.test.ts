import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { signToken } from '#platform/secrets'
import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aCase, aMessage } from '#testing/cases'
import { openHouse, type OpenHouse } from './open-house.ts'

// Links that work without a cookie: each is one person's, for a while, and only as long as that person may see what it shows.

let house: OpenHouse
let pictures: Server
let fetched = 0
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
beforeAll(async () => {
  house = await openHouse()
  pictures = createServer((_request, answer) => { fetched++; answer.end(dot) })
  await new Promise<void>((ready) => pictures.listen(0, '127.0.0.1', ready))
})
afterAll(async () => { await house.close(); pictures.close() })

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const team = await aTeam({ accountId, brandId })
  const [boss, maren, jonas] = [await anActor({ accountId, role: 'manager', brandIds: [brandId] }), await anActor({ accountId, brandIds: [brandId], visibility: 'own' }), await anActor({ accountId, brandIds: [brandId], visibility: 'own' })]
  const remote = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/look.png?who=a b`
  const made = await aCase({ accountId, brandId, ownerId: maren.personId, teamId: team.id, html: `<p>Hallo</p><img data-remote-src="${remote}" alt="">`, files: [{ name: 'bild.png', contentType: 'image/png', bytes: dot, safeInline: true }, { name: 'seite.svg', contentType: 'image/svg+xml', bytes: Buffer.from('<svg onload="alert(1)">') }] })
  return { accountId, brandId, boss, maren, jonas, made }
}
const get = (url: string) => house.app.inject({ url })
const viewOf = async (actor: Actor, id: string) => (await house.ask(actor, 'GET', `cases/${id}`)).body
const fileOf = async (actor: Actor, id: string, name: string) => (await viewOf(actor, id)).messages[0].attachments.find((each: { name: string }) => each.name === name).url as string
const pictureOf = async (actor: Actor, messageId: string) => /\/pictures\/[\w.-]+/.exec(String((await house.ask(actor, 'GET', `messages/${messageId}/frame?images=1`)).body))![0]

test('attack 3: a file’s link ends when its reader gives the case away, and the new owner’s works', async () => {
  const { maren, jonas, made } = await aDesk()
  const link = await fileOf(maren, made.id, 'bild.png')
  expect((await get(link)).rawPayload.equals(dot)).toBe(true)
  expect((await house.ask(maren, 'PUT', `cases/${made.id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: maren.personId })).status).toBe(204)
  expect((await get(link)).statusCode).toBe(404)
  expect((await get(await fileOf(jonas, made.id, 'bild.png'))).statusCode).toBe(200)
})

test('attack 3: nor does it work for somebody who was suspended', async () => {
  const { boss, maren, made } = await aDesk()
  const [link, picture] = [await fileOf(maren, made.id, 'bild.png'), await pictureOf(maren, made.messageId)]
  expect([(await get(link)).statusCode, (await get(picture)).statusCode]).toEqual([200, 200])
  expect((await house.ask(boss, 'PATCH', `people/${maren.personId}`, { status: 'suspended' })).status).toBe(200)
  expect([(await get(link)).statusCode, (await get(picture)).statusCode]).toEqual([404, 404])
})

test('attack 3: links are signed, run out, are for one purpose and for one person', async () => {
  const { accountId, boss, maren, jonas, made } = await aDesk()
  const [soon, past] = [new Date(Date.now() + 60_000), new Date(Date.now() - 1_000)]
  const file = (who: Actor | string, until = soon, purpose = 'file', id = made.first.attachmentIds[0]) => `/files/${signToken(purpose, `${accountId} ${typeof who === 'string' ? who : who.personId} ${id}`, until)}`
  const other = await aDesk()
  const status = async (url: string) => (await get(url)).statusCode
  expect(await status(file(maren))).toBe(200)
  expect(await status(file(boss))).toBe(200)
  expect(await status(file(jonas)), 'who does not see the case').toBe(404)
  expect(await status(file(newId())), 'nobody').toBe(404)
  expect(await status(file(maren, past)), 'an old one').toBe(404)
  expect(await status(file(maren, soon, 'picture')), 'one for a picture').toBe(404)
  expect(await status(file(maren, soon, 'file', other.made.first.attachmentIds[0])), 'a file of another account').toBe(404)
  const good = file(maren)
  for (const n of [8, Math.floor(good.length / 2), good.length - 1]) expect(await status(`${good.slice(0, n)}${good[n] === 'A' ? 'B' : 'A'}${good.slice(n + 1)}`), `letter ${n} changed`).toBe(404)
  expect(await status('/files/..%2F..%2Fetc%2Fpasswd')).toBe(404)
})

test('attack 3: only pictures are shown; whatever could run is saved, under a name without paths, and may not run', async () => {
  const { maren, made } = await aDesk()
  const [picture, drawing] = [await get(await fileOf(maren, made.id, 'bild.png')), await get(await fileOf(maren, made.id, 'seite.svg'))]
  expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'content-disposition': 'inline; filename*=UTF-8\'\'bild.png', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=3600' })
  expect(drawing.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename*=UTF-8\'\'seite.svg', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" })
})

test('attack 4: a remote picture is fetched only when asked for, by us, and by nobody’s link but one’s own', async () => {
  const { maren, jonas, made } = await aDesk()
  const before = fetched
  expect(String((await house.ask(maren, 'GET', `messages/${made.messageId}/frame`)).body)).not.toMatch(/\/pictures\/|127\.0\.0\.1:\d+\/look/)
  const link = await pictureOf(maren, made.messageId)
  expect(fetched).toBe(before)
  expect((await get(link)).headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
  expect(fetched).toBe(before + 1)
  await house.ask(maren, 'PUT', `cases/${made.id}/assignment`, { ownerId: jonas.personId, expectedOwnerId: maren.personId })
  expect((await get(link)).statusCode).toBe(404)
  expect(fetched).toBe(before + 1)
})

test('attack 14: a client of the outsourcer gets no file of a note, even with a link', async () => {
  const { accountId, brandId, maren, made } = await aDesk()
  const client = await anActor({ accountId, brandIds: [brandId], role: 'client-viewer' })
  const note = await aMessage(made, { kind: 'note', files: [{ name: 'intern.txt' }], author: { id: maren.personId, name: maren.name, address: null } })
  const link = (who: Actor) => `/files/${signToken('file', `${accountId} ${who.personId} ${note.attachmentIds[0]}`, new Date(Date.now() + 60_000))}`
  expect([(await get(link(maren))).statusCode, (await get(link(client))).statusCode]).toEqual([200, 404])
})
