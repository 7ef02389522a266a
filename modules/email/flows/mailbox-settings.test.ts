import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '#platform/db'
import { unseal } from '#platform/secrets'
import { testDatabase, type TestDatabase } from '../../../tests/database.ts'
import { aCompany, imapInput, type Company } from '../collectors/testing.ts'
import { addMailboxFor, backFill, changeMailbox, listMailboxes, pauseMailbox, renewSecret, retireMailbox } from './mailbox-settings.ts'
import { sendSettings } from './send-settings.ts'

let house: TestDatabase
let fjordlys: Company
let stranger: Company
beforeAll(async () => {
  house = await testDatabase()
  ;[fjordlys, stranger] = [await aCompany(), await aCompany('Other')]
})
afterAll(() => house.close())

const now = new Date('2026-11-24T10:00:00Z')
const sealedOf = async (id: string) => (await db().reading(fjordlys.scope, (tx) => tx.run<{ sealed: Record<string, string>; version: number }>('', 'select sealed, version from email.mailboxes where id = $1', [id])))[0]!
const sending = (password?: string) => ({ server: { host: 'smtp.fjordlys.example', port: 587, security: 'starttls' as const, user: 'kunde@fjordlys.example', password }, dkim: null })

test('passwords are sealed, never shown, and kept when they are left out', async () => {
  const input = { ...imapInput(fjordlys, 'Kunde@fjordlys.example', 993), send: sending('sendeord') }
  const made = await addMailboxFor(fjordlys.actor, input, now)
  expect(made).toMatchObject({ address: 'kunde@fjordlys.example', how: 'imap', state: 'connecting', settings: { receive: { hasPassword: true, startedAt: now.toISOString() }, send: { hasPassword: true } } })
  expect(JSON.stringify(made)).not.toMatch(/rosinenbrot|sendeord/)
  const { sealed } = await sealedOf(made.id)
  expect(JSON.stringify(sealed)).not.toMatch(/rosinenbrot|sendeord/)
  expect(unseal(sealed.receivePassword!)).toBe('rosinenbrot')
  const without = structuredClone(input)
  if (without.receive.how === 'imap') delete without.receive.server.password
  delete without.send.server.password
  const changed = await changeMailbox(fjordlys.actor, made.id, { ...without, name: 'Kundeservice 2' }, now)
  expect(changed.name).toBe('Kundeservice 2')
  expect(await db().transaction(fjordlys.scope, (tx) => sendSettings(tx, made.id))).toMatchObject({ host: 'smtp.fjordlys.example', password: 'sendeord', accessToken: null, dkim: null })
  expect((await sealedOf(made.id)).version).toBe(2)
  // Whoever may change a mailbox must not get its password by naming a server of their own.
  const elsewhere = structuredClone(without)
  elsewhere.send.server.host = 'catcher.example'
  await expect(changeMailbox(fjordlys.actor, made.id, elsewhere, now)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('password again') })
  await expect(changeMailbox(fjordlys.actor, made.id, { ...without, address: 'other@fjordlys.example' }, now)).rejects.toMatchObject({ code: 'invalid' })
})

test('an address is there once in the whole installation, and free again when its mailbox retired', async () => {
  const mine = await addMailboxFor(fjordlys.actor, { ...imapInput(fjordlys, 'salg@fjordlys.example', 993), receive: { how: 'smtp' } }, now)
  const theirs = { ...imapInput(stranger, 'SALG@fjordlys.example', 993), receive: { how: 'smtp' as const } }
  await expect(addMailboxFor(stranger.actor, theirs, now)).rejects.toMatchObject({ code: 'conflict' })
  await retireMailbox(fjordlys.actor, mine.id)
  expect((await listMailboxes(fjordlys.actor)).map((each) => each.id)).not.toContain(mine.id)
  expect((await addMailboxFor(stranger.actor, theirs, now)).state).toBe('working')
})

test('what one may not see is not there', async () => {
  const made = await addMailboxFor(fjordlys.actor, imapInput(fjordlys, 'skjult@fjordlys.example', 993), now)
  const agent = { ...fjordlys.actor, role: 'agent' as const }
  const elsewhere = { ...fjordlys.actor, grants: [] }
  expect(await listMailboxes(stranger.actor)).not.toContainEqual(expect.objectContaining({ id: made.id }))
  expect(await listMailboxes(elsewhere)).toEqual([])
  for (const actor of [stranger.actor, agent, elsewhere]) {
    await expect(pauseMailbox(actor, made.id, true)).rejects.toMatchObject({ code: 'unknown' })
    await expect(retireMailbox(actor, made.id)).rejects.toMatchObject({ code: 'unknown' })
    await expect(addMailboxFor(actor, imapInput(fjordlys, 'ny@fjordlys.example', 993), now)).rejects.toMatchObject({ code: 'unknown' })
  }
})

test('the secret of an HTTP mailbox is shown once, and a new one ends the old', async () => {
  const made = await addMailboxFor(fjordlys.actor, { ...imapInput(fjordlys, 'post@fjordlys.example', 1), receive: { how: 'http' } }, now)
  expect(made.inboundUrl).toBe(`/api/v1/inbound/${made.id}`)
  const secret = made.settings.secret as string
  expect(secret.length).toBeGreaterThan(40)
  expect(JSON.stringify((await listMailboxes(fjordlys.actor)).find((each) => each.id === made.id))).not.toContain(secret)
  const renewed = await renewSecret(fjordlys.actor, made.id)
  expect(renewed.secret).not.toBe(secret)
  expect(unseal((await sealedOf(made.id)).sealed.httpSecret!)).toBe(renewed.secret)
})

test('a DKIM key is kept when it is one', async () => {
  const input = { ...imapInput(fjordlys, 'dkim@fjordlys.example', 993), send: { ...sending('x'), dkim: { domain: 'Fjordlys.example', selector: 's1', privateKey: 'not a key' } } }
  await expect(addMailboxFor(fjordlys.actor, input, now)).rejects.toMatchObject({ code: 'invalid' })
  const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const made = await addMailboxFor(fjordlys.actor, { ...input, send: { ...input.send, dkim: { ...input.send.dkim, privateKey } } }, now)
  expect(await db().transaction(fjordlys.scope, (tx) => sendSettings(tx, made.id))).toMatchObject({ dkim: { domain: 'fjordlys.example', selector: 's1', privateKey } })
})

test('a paused mailbox stays paused until a person resumes it', async () => {
  const made = await addMailboxFor(fjordlys.actor, imapInput(fjordlys, 'pause@fjordlys.example', 993), now)
  expect((await pauseMailbox(fjordlys.actor, made.id, true)).state).toBe('paused')
  expect((await changeMailbox(fjordlys.actor, made.id, imapInput(fjordlys, 'pause@fjordlys.example', 994), now)).state).toBe('paused')
  expect((await pauseMailbox(fjordlys.actor, made.id, false)).state).toBe('connecting')
  await expect(backFill(fjordlys.actor, made.id, { folder: 'INBOX', fromUid: 1 })).rejects.toMatchObject({ code: 'invalid' })
})
