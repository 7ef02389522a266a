import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, openOffice, verbsOf, type Office } from './testing-office.ts'

let office: Office
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

const wish = (email: string) => ({
  accountName: 'Veerhuis Klantenservice BV', name: 'Geert Veenstra', email, password: 'a ferry over the Reitdiep', sampleCompany: true,
  brand: { name: 'Fjeld & Wald', referencePrefix: 'F', language: 'de', timeZone: 'Europe/Berlin', signature: 'Ihr Team von Fjeld & Wald' },
})

test('a time zone that does not exist is refused, and nothing is left behind', async () => {
  for (const timeZone of ['Europe/Atlantis', '+02:00', '']) {
    const answer = await aBrowser(office).send('POST', 'setup', { ...wish('geert@veerhuis.example'), brand: { ...wish('').brand, timeZone } })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'invalid'])
  }
  expect((await aBrowser(office).send('GET', 'setup')).json()).toEqual({ needed: true })
  expect((await office.owner.query('select count(*)::int as n from sign_in."user"')).rows[0].n).toBe(0)
})

test('of those who set Balie up at the same moment one becomes its owner; the others are told', async () => {
  const browsers = Array.from({ length: 4 }, () => aBrowser(office))
  const answers = await Promise.all(browsers.map((browser, n) => browser.send('POST', 'setup', wish(`geert-${n}@veerhuis.example`))))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409, 409])
  expect(answers.filter((answer) => answer.statusCode === 409).map((answer) => answer.json().code)).toEqual(['already-set-up', 'already-set-up', 'already-set-up'])
  expect((await aBrowser(office).send('GET', 'setup')).json()).toEqual({ needed: false })

  const owner = browsers[answers.findIndex((answer) => answer.statusCode === 200)]!
  const me = (await owner.send('GET', 'me')).json()
  expect(me).toMatchObject({ name: 'Geert Veenstra', role: 'admin', language: 'de', accountName: 'Veerhuis Klantenservice BV', brands: [{ name: 'Fjeld & Wald', referencePrefix: 'F', signature: 'Ihr Team von Fjeld & Wald' }] })
  expect(me.permissions).toContain('people.change')
  expect(await verbsOf(office, me.accountId)).toEqual(['person.joined', 'brand.opened'])
  expect(office.samples).toMatchObject([{ accountId: me.accountId, ownerId: me.personId }])
})

test('later set-ups are refused as well, with the address of nobody kept', async () => {
  const answer = await aBrowser(office).send('POST', 'setup', wish('mallory@example.com'))
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'already-set-up'])
  expect((await office.owner.query('select email from sign_in."user"')).rows).toHaveLength(1)
})
