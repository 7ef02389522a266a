import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aBrowser, aVeerhuis, join, openOffice, verbsOf, type Office } from './testing-office.ts'

let office: Office
const password = 'a ferry over the Reitdiep'
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

/** RFC 6238, as an authenticator app counts it. `steps`: half minutes from now. */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret.replace(/=+$/, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function withFactor(email: string) {
  const { accountId } = await aVeerhuis()
  const id = await join(office, accountId, { name: 'Annelies Postma', email, password, role: 'manager' })
  const browser = aBrowser(office)
  await browser.signIn(email, password)
  const { secret } = (await browser.send('POST', 'me/second-factor', { password })).json() as { secret: string }
  const { codes } = (await browser.send('PUT', 'me/second-factor', { code: codeOf(secret) })).json() as { codes: string[] }
  return { accountId, id, email, browser, secret, codes }
}
/** Somewhere else, after the password. */
async function challenged(email: string) {
  const browser = aBrowser(office)
  expect((await browser.signIn(email, password)).json()).toEqual({ next: 'second-factor' })
  return browser
}

test('an authenticator app is set up with the password, a picture and a code that proves it', async () => {
  const { accountId } = await aVeerhuis()
  await join(office, accountId, { name: 'Annelies Postma', email: 'annelies@veerhuis.example', password, role: 'manager' })
  const browser = aBrowser(office)
  await browser.signIn('annelies@veerhuis.example', password)
  expect((await browser.send('POST', 'me/second-factor', { password: 'not this one' })).statusCode).toBe(422)
  const setUp = (await browser.send('POST', 'me/second-factor', { password })).json()
  expect(setUp.uri).toMatch(/^otpauth:\/\/totp\/Balie/)
  expect(Buffer.from(setUp.qr.replace('data:image/svg+xml;base64,', ''), 'base64').toString()).toMatch(/^<svg/)
  // Until the app has proved itself nothing is asked for.
  expect((await aBrowser(office).signIn('annelies@veerhuis.example', password)).json()).toEqual({ next: 'desk' })
  expect((await browser.send('PUT', 'me/second-factor', { code: codeOf(setUp.secret, 40) })).statusCode).toBe(422)
  const { codes } = (await browser.send('PUT', 'me/second-factor', { code: codeOf(setUp.secret) })).json()
  expect(new Set(codes).size).toBe(10)
  expect((await browser.send('GET', 'me')).json()).toMatchObject({ secondFactor: true })
  expect((await browser.send('PUT', 'me/second-factor', { code: codeOf(setUp.secret, 1) })).statusCode).toBe(409)
  expect(await verbsOf(office, accountId)).toContain('second-factor.changed')
})

test('the password alone opens nothing, not even with an old cookie put in the way', async () => {
  const { email, browser: old } = await withFactor('one@veerhuis.example')
  const browser = await challenged(email)
  expect(browser.jar.has('balie.session_token')).toBe(false)
  for (const [method, path, body] of [['GET', 'me'], ['GET', 'me/sessions'], ['POST', 'api-tokens', { name: 'x', scopes: ['read'], expiresInDays: null }], ['DELETE', 'me/second-factor', { password }]] as const) {
    expect((await browser.send(method, path, body)).statusCode).toBe(401)
  }
  // Somebody's own session and own code beside the challenge of another person do not answer it.
  const mallory = await withFactor('mallory@veerhuis.example')
  mallory.browser.jar.set('balie.two_factor', browser.jar.get('balie.two_factor')!)
  expect((await mallory.browser.send('POST', 'session/second-factor', { code: codeOf(mallory.secret, 1) })).statusCode).toBe(401)
  expect((await old.send('GET', 'me')).statusCode).toBe(200)
})

test('a code opens the desk, and only once', async () => {
  const { email, secret } = await withFactor('two@veerhuis.example')
  const [first, second] = [await challenged(email), await challenged(email)]
  const code = codeOf(secret, 1)
  expect((await first.send('POST', 'session/second-factor', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })).json()).toEqual({ next: 'desk' })
  expect((await first.send('GET', 'me')).json()).toMatchObject({ name: 'Annelies Postma', secondFactor: true })
  expect((await second.send('POST', 'session/second-factor', { code })).statusCode).toBe(401)
})

test('a challenge is answered once', async () => {
  const { email, secret, codes } = await withFactor('three@veerhuis.example')
  const browser = await challenged(email)
  const challenge = browser.jar.get('balie.two_factor')!
  expect((await browser.send('POST', 'session/second-factor', { code: codeOf(secret, 1) })).statusCode).toBe(200)
  const replay = aBrowser(office)
  replay.jar.set('balie.two_factor', challenge)
  expect((await replay.send('POST', 'session/second-factor', { code: codes[0] })).statusCode).toBe(401)
})

test('each recovery code works once, also when it is sent twice at the same moment', async () => {
  const { email, codes } = await withFactor('four@veerhuis.example')
  const browsers = await Promise.all([challenged(email), challenged(email)])
  const answers = await Promise.all(browsers.map((browser) => browser.send('POST', 'session/second-factor', { code: codes[0] })))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 401])
  expect((await (await challenged(email)).send('POST', 'session/second-factor', { code: codes[0] })).statusCode).toBe(401)
  expect((await (await challenged(email)).send('POST', 'session/second-factor', { code: codes[1] })).statusCode).toBe(200)
})

test('ten wrong codes lock the second step out, through as many challenges as one likes', async () => {
  const { email, secret, accountId } = await withFactor('five@veerhuis.example')
  for (let n = 0; n < 10; n++) {
    const browser = await challenged(email)
    expect((await browser.send('POST', 'session/second-factor', { code: String(100_000 + n) })).statusCode).toBe(401)
  }
  expect((await (await challenged(email)).send('POST', 'session/second-factor', { code: codeOf(secret, 1) })).statusCode).toBe(429)
  await vi.waitFor(async () => expect((await verbsOf(office, accountId)).filter((verb) => verb === 'sign-in.failed')).toHaveLength(10))
})

test('switching it off takes the password', async () => {
  const { email, browser } = await withFactor('six@veerhuis.example')
  expect((await browser.send('DELETE', 'me/second-factor', { password: 'not this one' })).statusCode).toBe(422)
  expect((await aBrowser(office).signIn(email, password)).json()).toEqual({ next: 'second-factor' })
  expect((await browser.send('DELETE', 'me/second-factor', { password })).statusCode).toBe(204)
  expect((await aBrowser(office).signIn(email, password)).json()).toEqual({ next: 'desk' })
})

test('a password reset does not go around the second factor', async () => {
  const { email, secret, browser: old } = await withFactor('seven@veerhuis.example')
  await aBrowser(office).send('POST', 'password-resets', { email })
  await vi.waitFor(() => expect(office.mails.some((mail) => mail.to === email)).toBe(true))
  const token = /password-resets\/(\S+)/.exec(office.mails.find((mail) => mail.to === email)!.text)![1]!
  const half = await challenged(email)
  expect((await aBrowser(office).send('PUT', 'password-resets', { token, password: 'a dike along the Reitdiep' })).statusCode).toBe(204)
  expect((await old.send('GET', 'me')).statusCode).toBe(401)
  // Somebody who got half-way in with the old password stays there.
  expect((await half.send('POST', 'session/second-factor', { code: codeOf(secret, 1) })).statusCode).toBe(401)
  expect((await aBrowser(office).signIn(email, 'a dike along the Reitdiep')).json()).toEqual({ next: 'second-factor' })
})
