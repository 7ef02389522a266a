import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, aVeerhuis, openOffice, type Office } from './testing-office.ts'

let office: Office
beforeAll(async () => { office = await openOffice({ baseUrl: 'https://desk.veerhuis.example' }) })
afterAll(() => office.close())

test('where people reach the desk over https, the cookie goes over nothing else', async () => {
  await aVeerhuis('a ferry over the Reitdiep', 'geert@veerhuis.example')
  const browser = aBrowser(office)
  const answer = await browser.signIn('geert@veerhuis.example', 'a ferry over the Reitdiep')
  expect([answer.headers['set-cookie']].flat().join()).toMatch(/^__Secure-balie\.session_token=.+HttpOnly; Secure; SameSite=Lax/)
  expect((await browser.send('GET', 'me')).statusCode).toBe(200)
  const plain = browser.jar.get('__Secure-balie.session_token')!
  browser.jar.clear()
  browser.jar.set('balie.session_token', plain)
  expect((await browser.send('GET', 'me')).statusCode).toBe(401)
})
