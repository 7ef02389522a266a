import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrand, anAccount, anActor, asToken } from '#testing/accounts'
import type { Actor } from '#platform/permissions'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { anUpload, aChannel } from './testing.ts'

let house: OpenHouse
beforeAll(async () => { house = await openHouse({ BALIE_UNDO_SECONDS: '60' }) })
afterAll(() => house.close())

async function aDesk() {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId })
  const channel = await aChannel({ accountId, brandId })
  const [maren, jonas] = [await anActor({ accountId, brandIds: [brandId] }), await anActor({ accountId, brandIds: [brandId] })]
  const open = (actor: Actor, attachmentIds: string[]) => house.ask(actor, 'POST', 'cases', { channelId: channel.id, to: { address: `neu-${crypto.randomUUID()}@kunde.example`, name: '' }, subject: 'Ihr Zelt', text: 'Anbei.', attachmentIds })
  return { accountId, brandId, maren, jonas, open }
}

async function upload(actor: Actor, bytes: Buffer | string, name: string, type = '') {
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(bytes)], { type }), name)
  const request = new Request('http://desk', { method: 'POST', body: form })
  const answer = await house.app.inject({ method: 'POST', url: '/api/v1/uploads', headers: { ...await asToken(actor), 'content-type': request.headers.get('content-type')! }, payload: Buffer.from(await request.arrayBuffer()) })
  return { status: answer.statusCode, body: answer.json() }
}
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test.each([
  ['a picture that says it is one', png, 'foto.png', 'image/png', 'image/png', true], ['a page that says it is a picture', '<html><script>alert(1)</script>', 'foto.png', 'image/png', 'application/octet-stream', false],
  ['a picture that says it is a page', png, 'seite.html', 'text/html', 'image/png', true], ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'logo.svg', 'image/svg+xml', null, false],
  ['a page', '<!doctype html><script>', 'rechnung.pdf.html', 'text/html', 'application/octet-stream', false], ['a list', 'a;b', 'liste.csv', 'text/csv', 'text/csv', false],
])('attack 3: %s is what its bytes are, and shown only if that is a picture', async (_words, bytes, name, declared, contentType, shown) => {
  const { maren } = await aDesk()
  const { status, body } = await upload(maren, bytes, name, declared)
  expect(status).toBe(201)
  if (contentType) expect(body.contentType).toBe(contentType)
  expect(body.contentType).not.toMatch(/html|svg|javascript/)
  expect((await house.owner.query('select safe_inline as shown from conversations.attachments where id = $1', [body.id])).rows[0].shown).toBe(shown)
})

test.each([['../../etc/passwd', /^[^/\\]+$/], ['..\\..\\boot.ini', /^[^/\\]+$/], ['rechnung\u202efdp.exe', /^rechnungfdp\.exe$/], ['a\u200bb.txt', /^ab\.txt$/], ['..', /^file$/], ['<img src=x>.png', /^<img src=x>\.png$/], [`${'x'.repeat(400)}.txt`, /^x{120}$/]])(
  'attack 2 and 3: a file called %j gets a name without paths and without letters that hide', async (name, expected) => {
    const { maren } = await aDesk()
    expect((await upload(maren, 'x', name)).body.name).toMatch(expected)
  })

test('what is too large is refused, and what is no form too', async () => {
  const { maren } = await aDesk()
  expect((await upload(maren, Buffer.alloc(25 * 1024 * 1024 + 1), 'gross.bin')).body.code).toBe('too-large')
  expect((await house.ask(maren, 'POST', 'uploads', { file: 'x' })).status).toBe(406)
})

test('an upload is its maker’s until it is sent: nobody else can send or see it', async () => {
  const { maren, jonas, open } = await aDesk()
  const { body } = await upload(maren, 'x', 'meins.txt')
  expect((await open(jonas, [body.id])).status).toBe(404)
  const opened = await open(maren, [body.id, body.id])
  expect(opened.body.messages[0].attachments).toMatchObject([{ id: body.id, name: 'meins.txt' }])
})

test('a file of a message is sent again without being uploaded again, and both have it', async () => {
  const { accountId, maren, jonas, open } = await aDesk()
  const { id } = await anUpload({ accountId, personId: maren.personId, name: 'anleitung.txt' })
  await open(maren, [id])
  const again = await open(jonas, [id])
  const [file] = again.body.messages[0].attachments
  expect(file).toMatchObject({ name: 'anleitung.txt' })
  expect(file.id).not.toBe(id)
  expect((await house.owner.query('select count(distinct blob_hash)::int as n from conversations.attachments where id = any ($1)', [[id, file.id]])).rows[0].n).toBe(1)
  expect((await house.app.inject({ url: file.url })).payload).toBe('a receipt')
})

test('of two who send the same upload at once both letters have it', async () => {
  const { accountId, maren, open } = await aDesk()
  for (let round = 0; round < 5; round++) {
    const { id } = await anUpload({ accountId, personId: maren.personId })
    const answers = await Promise.all([open(maren, [id]), open(maren, [id])])
    expect(answers.map((each) => [each.status, each.body.messages?.[0].attachments.length])).toEqual([[201, 1], [201, 1]])
  }
})
