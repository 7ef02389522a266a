import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMail, arrive, aCounter, type Counter } from '#testing/email'
import { asSession, asToken } from '#testing/accounts'
import { log } from '#platform/log'
import { openHouse, until, type OpenHouse } from './open-house.ts'

// Attack 27: what is logged names ids and counts; no token, no password, no address of a customer, no word of a mail.

let house: OpenHouse
let counter: Counter
const lines: string[] = []
beforeAll(async () => {
  const { [pino.symbols.streamSym]: stream } = log as unknown as Record<symbol, { write: (line: string) => void }>
  stream!.write = (line: string) => { lines.push(line) }
  log.level = 'trace'
  house = await openHouse()
  counter = await aCounter({ send: { host: '127.0.0.1', port: 9 } })
})
afterAll(async () => { log.level = 'silent'; await house.close() })

test('neither good requests nor bad ones, nor a bug, nor mail that cannot be filed or sent, tell a secret to the log', async () => {
  const secrets = { text: 'zqgeheimetextzeile', subject: 'zqgeheimerbetreff', address: 'zqgeheim@kunde.example', note: 'zqgeheimenotiz', password: 'zqgeheimespasswort' }
  const { authorization } = await asToken(counter.agent)
  const { cookie } = await asSession(counter.agent)
  const mail = await arrive(counter, aMail(counter, { from: `Fatima <${secrets.address}>`, subject: secrets.subject, text: secrets.text }))
  await arrive(counter, Buffer.from(`From: <${secrets.address}>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n${secrets.text}`))
  const view = (await house.ask(counter.agent, 'GET', `cases/${mail.caseId}`)).body
  await house.ask(counter.agent, 'POST', `cases/${mail.caseId}/notes`, { text: secrets.note })
  const sent = await house.ask(counter.agent, 'POST', `cases/${mail.caseId}/replies`, { text: secrets.text, to: view.recipients.to, seenMessageId: view.lastMessageId })
  // Nobody listens there: the sending fails, and says so.
  await until(async () => (await house.ask(counter.agent, 'GET', `cases/${mail.caseId}`)).body.messages.at(-1).deliveries[0], (each) => each.state === 'retrying')
  for (const headers of [{ authorization }, { authorization: `${authorization}x` }, { cookie }, {}]) {
    await house.app.inject({ url: `/api/v1/cases?q=${secrets.text}`, headers })
    await house.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { email: secrets.address, password: secrets.password } })
    await house.app.inject({ method: 'PATCH', url: `/api/v1/cases/${mail.caseId}`, headers, payload: `{"subject": "${secrets.subject}` })
  }
  await house.app.inject({ url: `/api/v1/invitation-links/${'t'.repeat(20)}${secrets.password}` })
  // A bug: something that the table does not take.
  await house.owner.query("alter table cases.drafts add constraint trouble check (text not like '%zqgeheim%')")
  const draft = { text: secrets.text, to: [{ address: secrets.address, name: secrets.note }], cc: [], bcc: [], subject: secrets.subject, attachmentIds: [] }
  expect((await house.ask(counter.agent, 'PUT', `cases/${mail.caseId}/drafts/note`, draft)).status).toBe(500)
  await house.settle()

  const all = lines.join('\n')
  expect(all).toContain('a request failed')
  expect(sent.status).toBe(201)
  for (const [what, secret] of Object.entries({ ...secrets, token: authorization.slice('Bearer '.length), session: decodeURIComponent(cookie).split('=')[1]!.slice(0, 20) })) expect(all, what).not.toContain(secret)
})

test('a line break in what is logged makes no second line', () => {
  lines.length = 0
  log.warn({ words: 'one\n{"level":60,"msg":"forged"}' }, 'told\r\nand told again')
  expect(lines).toHaveLength(1)
  expect(lines[0]!.trim()).not.toMatch(/[\r\n]/)
})
