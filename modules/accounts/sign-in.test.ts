import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aBrowser, aVeerhuis, join, openOffice, randomIp, verbsOf, type Office } from './testing-office.ts'

let office: Office
const password = 'a ferry over the Reitdiep'
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

const somebody = async (email: string, role: 'agent' | 'admin' = 'agent') => {
  const { accountId } = await aVeerhuis()
  const id = await join(office, accountId, { name: 'Maren Lindqvist', email, password, role })
  return { accountId, id, email }
}

test('the right password opens the desk, with a cookie that scripts cannot read', async () => {
  await somebody('maren@veerhuis.example')
  const browser = aBrowser(office)
  const answer = await browser.signIn('Maren@Veerhuis.example ', password)
  expect(answer.json()).toEqual({ next: 'desk' })
  const cookie = [answer.headers['set-cookie']].flat().join()
  expect(cookie).toMatch(/^balie\.session_token=.+HttpOnly; SameSite=Lax/)
  expect(cookie).not.toMatch(/Secure/)
  expect((await browser.send('GET', 'me')).json()).toMatchObject({ name: 'Maren Lindqvist', accountName: 'Veerhuis Klantenservice BV', role: 'agent', secondFactor: false, brands: [] })
})

test('an unknown address, a wrong password and a suspended person get the same answer', async () => {
  const { accountId, id } = await somebody('svenja@veerhuis.example')
  const wrong = await aBrowser(office).signIn('svenja@veerhuis.example', 'not this one')
  const nobody = await aBrowser(office).signIn('nobody@veerhuis.example', 'not this one')
  await office.owner.query("update accounts.people set status = 'suspended' where account_id = $1 and id = $2", [accountId, id])
  const suspended = await aBrowser(office).signIn('svenja@veerhuis.example', password)
  const words = [wrong, nobody, suspended].map((answer) => { const { request: _id, ...rest } = answer.json(); return { status: answer.statusCode, ...rest } })
  expect(words[0]).toMatchObject({ status: 401, code: 'not-signed-in' })
  expect(words[1]).toEqual(words[0])
  expect(words[2]).toEqual(words[0])
  expect(suspended.headers['set-cookie']).toBeUndefined()
})

test('an unknown address takes as long as a known one', async () => {
  await somebody('rasmus@veerhuis.example')
  const time = async (email: string) => {
    const took: number[] = []
    for (let n = 0; n < 5; n++) {
      const before = performance.now()
      await aBrowser(office).signIn(email, `wrong ${n}`)
      took.push(performance.now() - before)
    }
    return took.sort((a, b) => a - b)[2]!
  }
  const [known, strange] = [await time('rasmus@veerhuis.example'), await time('nobody-here@veerhuis.example')]
  // Hashing takes tens of milliseconds; without it an answer takes a few.
  expect(strange).toBeGreaterThan(known / 2)
  expect(known).toBeGreaterThan(strange / 2)
})

test('ten failures lock an address out, also for the right password and from elsewhere, and nobody else', async () => {
  await somebody('tobias@veerhuis.example')
  await somebody('signe@veerhuis.example')
  for (let n = 0; n < 10; n++) expect((await aBrowser(office).signIn('tobias@veerhuis.example', `guess ${n}`)).statusCode).toBe(401)
  const locked = await aBrowser(office).signIn('TOBIAS@veerhuis.example', password)
  expect([locked.statusCode, locked.json().code, locked.headers['retry-after']]).toEqual([429, 'locked-out', '900'])
  expect((await aBrowser(office).signIn('signe@veerhuis.example', password)).statusCode).toBe(200)
  await office.owner.query("update sign_in.attempts set at = at - interval '16 minutes'")
  expect((await aBrowser(office).signIn('tobias@veerhuis.example', password)).statusCode).toBe(200)
})

test('an unknown address is locked out like a known one', async () => {
  for (let n = 0; n < 10; n++) await aBrowser(office).signIn('ghost@veerhuis.example', 'guess')
  expect((await aBrowser(office).signIn('ghost@veerhuis.example', 'guess')).json().code).toBe('locked-out')
})

test('of many guesses at the same moment no more than ten are heard', async () => {
  await somebody('sanne@veerhuis.example')
  const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => aBrowser(office).signIn('sanne@veerhuis.example', `guess ${n}`)))
  expect(answers.filter((answer) => answer.statusCode === 401).length).toBeLessThanOrEqual(10)
  expect(answers.filter((answer) => answer.statusCode === 429).length).toBeGreaterThanOrEqual(14)
})

test('fifty failures from one source lock the source out, whatever addresses it tries', async () => {
  const ip = randomIp()
  await office.owner.query(`truncate sign_in.attempts`)
  for (let batch = 0; batch < 5; batch++) await Promise.all(Array.from({ length: 10 }, (_, n) => aBrowser(office, ip).signIn(`name-${batch}-${n}@veerhuis.example`, 'guess')))
  expect((await aBrowser(office, ip).signIn('one-more@veerhuis.example', 'guess')).json().code).toBe('locked-out')
  expect((await aBrowser(office).signIn('one-more@veerhuis.example', 'guess')).json().code).toBe('not-signed-in')
})

test('a source cannot pass for another by what it says of itself', async () => {
  const proxy = randomIp()
  const ips: string[] = []
  await somebody('joost@veerhuis.example')
  for (let n = 0; n < 2; n++) {
    const browser = aBrowser(office, `203.0.113.${n}, ${proxy}`)
    await browser.signIn('joost@veerhuis.example', password)
    ips.push(((await browser.send('GET', 'me/sessions')).json() as { rows: Array<{ current: boolean; ipAddress: string }> }).rows.find((row) => row.current)!.ipAddress)
  }
  expect(ips).toEqual([proxy, proxy])
})

test('signing in begins a new session and ends the one that was there', async () => {
  await somebody('daan@veerhuis.example')
  const [planted, victim] = [aBrowser(office), aBrowser(office)]
  await planted.signIn('daan@veerhuis.example', password)
  const before = planted.jar.get('balie.session_token')!
  victim.jar.set('balie.session_token', before)
  await victim.signIn('daan@veerhuis.example', password)
  expect(victim.jar.get('balie.session_token')).not.toBe(before)
  expect((await planted.send('GET', 'me')).statusCode).toBe(401)
  expect((await victim.send('GET', 'me')).statusCode).toBe(200)
})

test('a cookie that somebody made up or changed opens nothing', async () => {
  await somebody('pieter@veerhuis.example')
  const browser = aBrowser(office)
  await browser.signIn('pieter@veerhuis.example', password)
  const [token] = decodeURIComponent(browser.jar.get('balie.session_token')!).split('.')
  for (const forged of [token!, `${token}.${'A'.repeat(43)}=`, 'nonsense']) {
    browser.jar.set('balie.session_token', encodeURIComponent(forged))
    expect((await browser.send('GET', 'me')).statusCode).toBe(401)
  }
})

test.each(['%', '%00', '%00.abc', 'a'.repeat(3_000), '{"a":1}'])('nonsense in a cookie (%s) is nobody, and no fault of ours', async (value) => {
  const browser = aBrowser(office)
  browser.jar.set('balie.session_token', value)
  browser.jar.set('balie.two_factor', value)
  expect((await browser.send('GET', 'me')).statusCode).toBe(401)
  expect((await browser.send('POST', 'session/second-factor', { code: '123456' })).statusCode).toBe(401)
  expect((await browser.send('DELETE', 'session')).statusCode).toBe(204)
  browser.jar.set('balie.session_token', value)
  expect((await browser.signIn('nobody@veerhuis.example', 'guess')).statusCode).toBe(401)
})

test('a password that is nothing but nonsense is a wrong one', async () => {
  await somebody('marten@veerhuis.example')
  expect((await aBrowser(office).signIn('marten@veerhuis.example', '\u0000\ud800')).statusCode).toBe(401)
  expect((await aBrowser(office).signIn('marten\u0000@veerhuis.example', password)).statusCode).toBe(401)
  expect((await aBrowser(office).send('PUT', 'password-resets', { token: '\u0000', password })).statusCode).toBe(410)
})

test('signing out ends the session for good', async () => {
  await somebody('liis@veerhuis.example')
  const browser = aBrowser(office)
  await browser.signIn('liis@veerhuis.example', password)
  const kept = browser.jar.get('balie.session_token')!
  expect((await browser.send('GET', 'me')).statusCode).toBe(200)
  expect((await browser.send('DELETE', 'session')).statusCode).toBe(204)
  expect(browser.jar.has('balie.session_token')).toBe(false)
  browser.jar.set('balie.session_token', kept)
  expect((await browser.send('GET', 'me')).statusCode).toBe(401)
})

test('a request with our cookie from a page of somebody else changes nothing', async () => {
  await somebody('yasmina@veerhuis.example')
  const browser = aBrowser(office)
  await browser.signIn('yasmina@veerhuis.example', password)
  const answer = await office.app.inject({ method: 'PATCH', url: '/api/v1/me', payload: { name: 'Somebody else' }, headers: { cookie: `balie.session_token=${browser.jar.get('balie.session_token')}` } })
  expect(answer.statusCode).toBe(403)
  expect((await browser.send('GET', 'me')).json().name).toBe('Maren Lindqvist')
})

test('a failed sign-in of one of ours stands in the log, without the address that was typed', async () => {
  const { accountId, id } = await somebody('kersti@veerhuis.example')
  await aBrowser(office).signIn('kersti@veerhuis.example', 'not this one')
  await vi.waitFor(async () => expect(await verbsOf(office, accountId)).toContain('sign-in.failed'))
  const { rows } = await office.owner.query("select subject_id, data from platform.events where account_id = $1 and verb = 'sign-in.failed'", [accountId])
  expect(rows).toEqual([{ subject_id: id, data: { at: 'password' } }])
})

test('sessions are listed in words and can be ended one by one, one\'s own only', async () => {
  await somebody('oliver@veerhuis.example')
  await somebody('birgit@veerhuis.example')
  const [desk, phone, stranger] = [aBrowser(office), aBrowser(office, '192.0.2.44', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'), aBrowser(office)]
  for (const browser of [desk, phone]) await browser.signIn('oliver@veerhuis.example', password)
  await stranger.signIn('birgit@veerhuis.example', password)
  const { rows } = (await desk.send('GET', 'me/sessions')).json() as { rows: Array<{ id: string; current: boolean; device: string; ipAddress: string }> }
  expect(rows.map(({ current, device }) => [current, device]).sort()).toEqual([[false, 'Safari · iPhone'], [true, 'Firefox · Linux']])
  const other = rows.find((session) => !session.current)!
  expect(other.ipAddress).toBe('192.0.2.44')
  expect((await stranger.send('DELETE', `me/sessions/${other.id}`)).statusCode).toBe(404)
  expect((await phone.send('GET', 'me')).statusCode).toBe(200)
  expect((await desk.send('DELETE', `me/sessions/${other.id}`)).statusCode).toBe(204)
  expect((await phone.send('GET', 'me')).statusCode).toBe(401)
  expect((await desk.send('GET', 'me')).statusCode).toBe(200)
})

test('a new password ends the other sessions, gives this one a new token, and wants the old password first', async () => {
  await somebody('hanneke@veerhuis.example')
  const [desk, phone] = [aBrowser(office), aBrowser(office)]
  for (const browser of [desk, phone]) await browser.signIn('hanneke@veerhuis.example', password)
  const before = desk.jar.get('balie.session_token')
  const refused = await desk.send('PUT', 'me/password', { current: 'not this one', next: 'a dike along the Reitdiep' })
  expect([refused.statusCode, refused.json().code]).toEqual([422, 'invalid'])
  expect((await desk.send('PUT', 'me/password', { current: password, next: 'too short' })).statusCode).toBe(422)
  expect((await desk.send('PUT', 'me/password', { current: password, next: 'a dike along the Reitdiep' })).statusCode).toBe(204)
  expect(desk.jar.get('balie.session_token')).not.toBe(before)
  expect((await desk.send('GET', 'me')).statusCode).toBe(200)
  expect((await phone.send('GET', 'me')).statusCode).toBe(401)
  expect((await aBrowser(office).signIn('hanneke@veerhuis.example', password)).statusCode).toBe(401)
  expect((await aBrowser(office).signIn('hanneke@veerhuis.example', 'a dike along the Reitdiep')).statusCode).toBe(200)
})

test('a stolen session is no place to guess the password', async () => {
  await somebody('ruben@veerhuis.example')
  const browser = aBrowser(office)
  await browser.signIn('ruben@veerhuis.example', password)
  for (let n = 0; n < 10; n++) await browser.send('PUT', 'me/password', { current: `guess number ${n}`, next: 'a dike along the Reitdiep' })
  expect((await browser.send('PUT', 'me/password', { current: password, next: 'a dike along the Reitdiep' })).json().code).toBe('locked-out')
})
