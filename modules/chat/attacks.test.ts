import { createHmac, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../tests/until.ts'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { anActor } from '#testing/accounts'
import { aCounter, look, type Counter } from '#testing/email'
import type { Actor } from '#platform/permissions'
import { aWidget, type WidgetMade } from './testing.ts'
import { aWindow, page } from './testing-window.ts'

let house: OpenHouse
let counter: Counter
let widget: WidgetMade
let maren: Actor
let port: number
beforeAll(async () => {
  house = await openHouse({ BALIE_TRUST_PROXY: 'true' })
  port = Number(new URL(await house.app.listen({ port: 0 })).port)
  counter = await aCounter()
  widget = await aWidget(counter)
  maren = await anActor({ accountId: counter.accountId, name: 'Maren', brandIds: [counter.brandId] })
})
afterAll(() => house.close())

const enter = (more: object = {}) => ({ type: 'enter', site: widget.siteKey, page, ...more })
/** One request of the fallback way. */
async function exchange(frames: unknown[], headers: Record<string, string> = {}) {
  const answer = await house.app.inject({ method: 'POST', url: '/chat/v1/exchange', headers: { 'origin': widget.origin, 'x-forwarded-for': `10.9.${randomBytes(1)[0]}.${randomBytes(1)[0]}`, ...headers }, payload: { frames } })
  return { status: answer.statusCode, frames: (answer.json().frames ?? []) as Array<{ type: string; code?: string; visitor?: string; secret?: string; [key: string]: unknown }> }
}
async function someone(text: string) {
  const first = await aWindow(port, widget, { address: `10.1.${randomBytes(1)[0]}.${randomBytes(1)[0]}` })
  const { visitor, secret } = await first.hears('welcome')
  const kept = await first.says(text)
  if (kept.type !== 'kept') throw new Error(`not kept: ${JSON.stringify(kept)}`)
  return { window: first, visitor, secret: secret!, talk: kept.talk }
}
async function upload(fields: Record<string, string>, file: { name: string; type: string; bytes: Buffer }) {
  const boundary = 'xxBalieTestxx'
  const payload = Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const answer = await house.app.inject({ method: 'POST', url: '/chat/v1/files', headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'origin': widget.origin }, payload })
  return { status: answer.statusCode, body: answer.json() as { id: string; picture: boolean; url: string; contentType: string; name: string; code?: string } }
}

test('who knows another visitor’s id and talk, but not the secret, is somebody new and reads nothing', async () => {
  const fatima = await someone('Meine Kundennummer ist zq4711')
  for (const secret of [null, 'wrong', 'x'.repeat(43)]) {
    const { frames } = await exchange([enter({ visitor: fatima.visitor, secret, talk: fatima.talk }), { type: 'read', n: 1 }, { type: 'say', clientId: crypto.randomUUID(), text: 'Ich bin Fatima', talk: fatima.talk }, { type: 'transcript', email: 'thief@example.com' }, { type: 'end' }])
    const welcome = frames.find((each) => each.type === 'welcome')!
    expect(welcome.visitor).not.toBe(fatima.visitor)
    expect(welcome['talk']).toBeNull()
    expect(JSON.stringify(frames)).not.toContain('zq4711')
    expect(frames.filter((each) => each.type === 'refused').map((each) => each.code)).toEqual(['not-here', 'not-here', 'not-here'])
  }
  // Nor does her own secret open another widget's door.
  const elsewhere = await aWidget({ accountId: counter.accountId, brandId: counter.brandId })
  const { frames } = await exchange([{ ...enter({ visitor: fatima.visitor, secret: fatima.secret, talk: fatima.talk }), site: elsewhere.siteKey }])
  expect(frames.find((each) => each.type === 'welcome')!.visitor).not.toBe(fatima.visitor)
  fatima.window.close()
})

test('a page of a foreign origin is let in nowhere', async () => {
  for (const origin of ['https://evil.example', 'https://fjeld-wald.example.evil.example', 'http://fjeld-wald.example', 'null', '']) {
    expect((await exchange([enter()], { origin })).frames.map((each) => each.code), origin).toEqual(['unknown-site'])
    const window = await aWindow(port, widget, { origin: origin || 'https://x.example', address: '10.2.0.1' })
    expect((await window.hears('refused')).code).toBe('unknown-site')
    window.close()
  }
  expect((await house.app.inject({ url: `/chat/v1/sites/${widget.siteKey}`, headers: { origin: 'https://evil.example' } })).statusCode).toBe(404)
  const own = await house.app.inject({ url: `/chat/v1/sites/${widget.siteKey}`, headers: { origin: widget.origin } })
  expect(own.statusCode).toBe(200)
  expect(JSON.stringify(own.json())).not.toMatch(/origins|mailbox|mailAfter/)
  expect((await house.app.inject({ url: `/chat/v1/sites/${widget.siteKey}`, headers: { 'origin': widget.origin, 'if-none-match': String(own.headers['etag']) } })).statusCode).toBe(304)
})

test('only what this site’s server signed identifies somebody, and only then are two browsers one customer', async () => {
  const bytes = (secret: string) => new TextEncoder().encode(secret)
  const token = (secret: string, alg = 'HS256') => new SignJWT({ name: 'Fatima' }).setProtectedHeader({ alg }).setSubject('c-1042').setExpirationTime('10m').sign(bytes(secret))
  const stranger = await aWidget(await aCounter())
  const part = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url')
  const none = `${part({ alg: 'none' })}.${part({ sub: 'c-1042', exp: Math.floor(Date.now() / 1000) + 600 })}.`
  for (const jwt of [none, await token(randomBytes(32).toString('hex')), await token(stranger.signingSecret), await token(widget.signingSecret, 'HS512')]) {
    expect((await exchange([enter(), { type: 'identify', who: { jwt } }])).frames.find((each) => each.type === 'refused')?.code).toBe('bad-signature')
  }
  const [one, other] = [await someone('Vom Rechner'), await someone('Vom Telefon')]
  const customers = () => look<{ customerId: string }>(counter, 'select customer_id as "customerId" from chat.visitors where id = any ($1) order by id', [[one.visitor, other.visitor]])
  // Both claim the same address: that proves nothing.
  for (const { window } of [one, other]) await window.says('…', { form: { name: 'Fatima', email: 'fatima@kunde.example', fields: {}, consent: true, department: '' } })
  expect(new Set((await customers()).map((each) => each.customerId)).size).toBe(2)
  expect(await look(counter, "select from customers.identities where value = 'fatima@kunde.example'")).toEqual([])
  one.window.say({ type: 'identify', who: { jwt: await token(widget.signingSecret) } })
  await until(() => look<{ externalId: string }>(counter, 'select external_id as "externalId" from chat.visitors where id = $1', [one.visitor]), ([row]) => row?.externalId === 'c-1042')
  expect((await one.window.hears('welcome', (frame) => frame.identified)).visitor).toBe(one.visitor)
  const said = { id: 'c-1042', name: '', email: '', expires: Math.floor(Date.now() / 1000) + 600 }
  other.window.say({ type: 'identify', who: { ...said, hash: createHmac('sha256', widget.signingSecret).update([said.id, said.name, said.email, said.expires].join('\n')).digest('hex') } })
  await until(customers, (rows) => new Set(rows.map((each) => each.customerId)).size === 1)
  one.window.close()
  other.window.close()
})

test('scripts in names, words and titles are words', async () => {
  const bad = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  const window = await aWindow(port, widget, { address: '10.3.0.1' })
  const { visitor } = await window.hears('welcome')
  window.say({ type: 'page', page: { ...page, title: bad } })
  const kept = await window.says(bad, { form: { name: bad, email: bad, fields: { a: bad }, consent: false, department: '' } })
  const rows = (await house.ask(maren, 'GET', 'chats')).body.waiting as Array<{ id: string; visitor: { id: string } }>
  expect(rows.some((each) => each.visitor.id === visitor)).toBe(true)
  const lines = await house.ask(maren, 'GET', `talks/${(kept as { talk: string }).talk}`)
  expect(lines.body.lines[0].text).toBe(bad)
  expect(String(lines.headers['content-type'])).toContain('json')
  const [message] = await look<{ html: string | null }>(counter, 'select html from conversations.messages where conversation_id = $1', [(kept as { talk: string }).talk])
  expect(message!.html).toBeNull()
  window.close()
})

test('what is too large, no JSON, or of no kind breaks nothing', async () => {
  const window = await aWindow(port, widget, { address: '10.4.0.1' })
  await window.hears('welcome')
  for (const bytes of ['{', '[]', '{"type":"say"}', '{"type":"drop table"}', `{"type":"say","clientId":"${crypto.randomUUID()}","text":"${'x'.repeat(20_000)}"}`]) window.socket.send(bytes)
  await until(() => window.of('refused').length, (n) => n === 5)
  expect(window.of('refused').at(-1)).toMatchObject({ code: 'invalid', clientId: expect.stringMatching(/-/) })
  window.socket.send('x'.repeat(5 * 1024 * 1024))
  await until(window.closed, (code) => code !== null)
  expect((await exchange([enter(), { type: 'say', clientId: crypto.randomUUID(), text: 'x'.repeat(5 * 1024 * 1024) }])).status).toBe(413)
  expect((await exchange([enter()])).frames[0]!.type).toBe('welcome')
})

test('files are what their bytes say, are never shown when they could run, and open for their visitor alone', async () => {
  const fatima = await someone('Ich schicke ein Bild')
  const who = { site: widget.siteKey, visitor: fatima.visitor, secret: fatima.secret }
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const picture = await upload(who, { name: '../../etc/<b>zelt.png', type: 'text/html', bytes: png })
  expect([picture.status, picture.body.contentType, picture.body.picture, picture.body.name.includes('/')]).toEqual([201, 'image/png', true, false])
  const svg = await upload(who, { name: 'a.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') })
  expect(svg.body.picture).toBe(false)
  // A bomb is a file like any other: the bytes that it is, never unpacked.
  const zip = await upload(who, { name: 'bombe.zip', type: 'application/zip', bytes: Buffer.concat([Buffer.from('504b0304', 'hex'), randomBytes(64 * 1024)]) })
  expect([zip.status, zip.body.picture]).toEqual([201, false])
  expect((await upload({ ...who, secret: 'wrong' }, { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a') })).status).toBe(404)
  expect((await upload({ ...who, site: 'nowhere-at-all' }, { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('a') })).status).toBe(404)
  expect((await upload(who, { name: 'a.bin', type: 'application/octet-stream', bytes: Buffer.alloc(21 * 1024 * 1024) })).status).toBe(413)

  const kept = await fatima.window.says('', { files: [picture.body.id, svg.body.id, zip.body.id] })
  expect(kept.type).toBe('kept')
  const again = await aWindow(port, widget, { visitor: fatima.visitor, secret: fatima.secret, address: '10.5.0.1' })
  const { files } = await until(() => again.lines().at(-1)!, (line) => line?.files.length === 3)
  const get = (url: string) => house.app.inject({ url })
  const shown = await get(files[0]!.url)
  expect([shown.statusCode, shown.headers['content-type'], shown.headers['x-content-type-options']]).toEqual([200, 'image/png', 'nosniff'])
  const drawing = await get(files[1]!.url)
  expect([drawing.headers['content-type'], String(drawing.headers['content-disposition']).startsWith('attachment'), String(drawing.headers['content-security-policy'])]).toEqual(['application/octet-stream', true, "default-src 'none'; sandbox"])
  expect((await get(`${files[0]!.url.slice(0, -3)}xyz`)).statusCode).toBe(404)
  // Somebody else's file does not come along with a line of one's own.
  const thief = await someone('Ich bin es')
  const another = await upload(who, { name: 'b.png', type: 'image/png', bytes: png })
  expect(await thief.window.says('', { files: [picture.body.id, another.body.id] })).toMatchObject({ type: 'refused', code: 'invalid' })
  expect(await fatima.window.says('', { files: [another.body.id] })).toMatchObject({ type: 'kept' })
  for (const each of [fatima.window, again, thief.window]) each.close()
})

test('who is blocked is shown out, and no new visitor comes in from there', async () => {
  const window = await aWindow(port, widget, { address: '10.7.0.1' })
  const { visitor, secret } = await window.hears('welcome')
  await window.says('Beleidigung')
  expect((await house.ask(maren, 'PUT', `visitors/${visitor}/block`)).status).toBe(204)
  expect((await window.hears('bye')).reason).toBe('blocked')
  for (const as of [{ visitor, secret: secret! }, {}]) {
    const back = await aWindow(port, widget, { ...as, address: '10.7.0.1' })
    expect((await back.hears('refused')).code).toBe('blocked')
    back.close()
  }
  await house.ask(maren, 'DELETE', `visitors/${visitor}/block`)
  const back = await aWindow(port, widget, { visitor, secret: secret!, address: '10.7.0.1' })
  expect((await back.hears('welcome')).visitor).toBe(visitor)
  back.close()
})
