import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aBrowser, aVeerhuis, join, openOffice, randomIp, verbsOf, type Office } from './testing-office.ts'

let office: Office
const password = 'a ferry over the Reitdiep'
const next = 'a dike along the Reitdiep'
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

const somebody = async (email: string) => {
  const { accountId } = await aVeerhuis()
  const id = await join(office, accountId, { name: 'Fatima El Idrissi', email, password, role: 'agent', language: 'nl' })
  return { accountId, id }
}
const mailsTo = (email: string) => office.mails.filter((mail) => mail.to === email)
async function resetLink(email: string): Promise<string> {
  const before = mailsTo(email).length
  expect((await aBrowser(office).send('POST', 'password-resets', { email })).statusCode).toBe(202)
  await vi.waitFor(() => expect(mailsTo(email).length).toBe(before + 1))
  return /http:\/\/localhost:4800\/password-resets\/(\S+)/.exec(mailsTo(email).at(-1)!.text)![1]!
}

test('a reset link comes in the person\'s language, sets a password once and ends every session', async () => {
  const { accountId } = await somebody('fatima@veerhuis.example')
  const desk = aBrowser(office)
  await desk.signIn('fatima@veerhuis.example', password)
  const token = await resetLink('fatima@veerhuis.example')
  expect(mailsTo('fatima@veerhuis.example')[0]!.subject).toBe('Kies een nieuw wachtwoord voor Balie')
  expect((await aBrowser(office).send('PUT', 'password-resets', { token, password: next })).statusCode).toBe(204)
  expect((await desk.send('GET', 'me')).statusCode).toBe(401)
  expect((await aBrowser(office).signIn('fatima@veerhuis.example', password)).statusCode).toBe(401)
  expect((await aBrowser(office).signIn('fatima@veerhuis.example', next)).statusCode).toBe(200)
  const again = await aBrowser(office).send('PUT', 'password-resets', { token, password: 'a third one, not wanted' })
  expect([again.statusCode, again.json().code]).toEqual([410, 'expired'])
  expect(await verbsOf(office, accountId)).toContain('password.changed')
})

test('of two links, using one ends the other', async () => {
  await somebody('lars@veerhuis.example')
  const [first, second] = [await resetLink('lars@veerhuis.example'), await resetLink('lars@veerhuis.example')]
  expect((await aBrowser(office).send('PUT', 'password-resets', { token: second, password: next })).statusCode).toBe(204)
  expect((await aBrowser(office).send('PUT', 'password-resets', { token: first, password })).statusCode).toBe(410)
})

test('a link used twice at the same moment sets one password', async () => {
  await somebody('ida@veerhuis.example')
  const token = await resetLink('ida@veerhuis.example')
  const answers = await Promise.all([next, password].map((each) => aBrowser(office).send('PUT', 'password-resets', { token, password: each })))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([204, 410])
})

test('a link is good for an hour', async () => {
  await somebody('mette@veerhuis.example')
  const token = await resetLink('mette@veerhuis.example')
  const { rows: [left] } = await office.owner.query(`select extract(epoch from max("expiresAt") - now())::int as seconds from sign_in.verification`)
  expect(left.seconds).toBeGreaterThan(3_500)
  expect(left.seconds).toBeLessThanOrEqual(3_600)
  await office.owner.query(`update sign_in.verification set "expiresAt" = now() - interval '1 second'`)
  expect((await aBrowser(office).send('PUT', 'password-resets', { token, password: next })).statusCode).toBe(410)
})

test('the database does not hold what a link says', async () => {
  await somebody('kaspar@veerhuis.example')
  const token = await resetLink('kaspar@veerhuis.example')
  const { rows } = await office.owner.query('select count(*)::int as n from sign_in.verification where identifier like $1 or value like $1', [`%${token}%`])
  expect(rows[0].n).toBe(0)
})

test('an unknown address gets the same answer and no mail; what is no address at all, too', async () => {
  for (const email of ['nobody@veerhuis.example', 'no address']) {
    const answer = await aBrowser(office).send('POST', 'password-resets', { email })
    expect([answer.statusCode, answer.body]).toEqual([202, ''])
  }
  await pause(200)
  expect(mailsTo('nobody@veerhuis.example')).toEqual([])
})

test('whoever is suspended gets no link, and one that is on its way opens nothing', async () => {
  const { accountId, id } = await somebody('henrik@veerhuis.example')
  const token = await resetLink('henrik@veerhuis.example')
  await office.owner.query("update accounts.people set status = 'suspended' where account_id = $1 and id = $2", [accountId, id])
  expect((await aBrowser(office).send('PUT', 'password-resets', { token, password: next })).statusCode).toBe(410)
  await aBrowser(office).send('POST', 'password-resets', { email: 'henrik@veerhuis.example' })
  await pause(200)
  expect(mailsTo('henrik@veerhuis.example')).toHaveLength(1)
})

test('an address gets three mails an hour, however often and from wherever they are asked for', async () => {
  await somebody('marek@veerhuis.example')
  for (let n = 0; n < 8; n++) expect((await aBrowser(office).send('POST', 'password-resets', { email: n % 2 ? 'marek@veerhuis.example' : 'MAREK@veerhuis.example' })).statusCode).toBe(202)
  await pause(300)
  expect(mailsTo('marek@veerhuis.example')).toHaveLength(3)
})

test('a source gets twenty an hour, whatever addresses it names', async () => {
  const ip = randomIp()
  await somebody('last@veerhuis.example')
  for (let n = 0; n < 20; n++) await aBrowser(office, ip).send('POST', 'password-resets', { email: `name-${n}@veerhuis.example` })
  expect((await aBrowser(office, ip).send('POST', 'password-resets', { email: 'last@veerhuis.example' })).statusCode).toBe(202)
  await pause(200)
  expect(mailsTo('last@veerhuis.example')).toEqual([])
})

test('links cannot be guessed at will', async () => {
  const ip = randomIp()
  const answers = []
  for (let n = 0; n < 31; n++) answers.push((await aBrowser(office, ip).send('PUT', 'password-resets', { token: `guess-number-${n}`, password: next })).statusCode)
  expect(answers.filter((status) => status === 410)).toHaveLength(30)
  expect(answers.at(-1)).toBe(429)
})
