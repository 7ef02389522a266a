import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '#modules/accounts'
import { aCounter, aMail } from '#testing/email'
import { exportAccount } from '../../app/archive/export-account.ts'
import { openHouse } from '../open-house.ts'

// `balie …` as whoever runs the machine types it: real processes on a data folder of their own, with the embedded database.

const folder = mkdtempSync(join(tmpdir(), 'balie-command-'))
const data = join(folder, 'data')
const archive = join(folder, 'archive')
beforeAll(async () => {
  const house = await openHouse()
  const { accountId } = await createAccount({ name: 'Veerhuis', owner: { name: 'Wietske de Boer', email: 'wietske@veerhuis.example', password: 'a ferry over the Reitdiep' }, brands: [{ name: 'Fjeld & Wald', referencePrefix: 'F', language: 'de', timeZone: 'Europe/Berlin' }] })
  await aCounter({ accountId, address: 'hilfe@fjeld-wald.test', name: 'Polder' })
  await house.settle()
  await exportAccount({ accountId, folder: archive, ownerUrl: house.ownerUrl, dataFolder: folder, withKey: false })
  await house.close()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function balie(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const environment = { ...process.env, BALIE_DATA: data, BALIE_PORT: String(ports[0]), BALIE_SMTP_PORT: String(ports[1]), BALIE_TEST_OWNER: undefined, BALIE_CHECK_ROWS: undefined }
  return promisify(execFile)(process.execPath, ['bin/balie.ts', ...words], { env: environment, timeout: 90_000 })
    .then(({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout, err: error.stderr }))
}
const ports: number[] = []
beforeAll(async () => {
  for (const _ of [1, 2]) {
    const server = createServer()
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    ports.push((server.address() as { port: number }).port)
    await new Promise((resolve) => { server.close(resolve) })
  }
})

test('an empty machine is looked at, and nothing is amiss but that it is empty', async () => {
  const { code, out } = await balie('doctor')
  expect(code).toBe(0)
  expect(out).toMatch(/ok +Database +will be made at the first start/)
  expect((await balie('user', 'list')).err).toMatch(/has not been set up/)
}, 120_000)

test('an archive moves in; people are listed, added, reset and shut out', async () => {
  const moved = await balie('import', 'archive', archive)
  expect([moved.code, moved.out]).toEqual([0, expect.stringContaining('Veerhuis is here')])
  expect((await balie('import', 'archive', archive)).err).toMatch(/has an account already/)
  const added = await balie('user', 'add', 'jonas@veerhuis.example', '--name', 'Jonas Brandt', '--role', 'supervisor', '--brand', 'fjeld & wald')
  expect(added.out).toMatch(/Jonas Brandt can sign in as jonas@veerhuis.example with the password \w{20}/)
  expect((await balie('user', 'list')).out).toMatch(/jonas@veerhuis.example +Jonas Brandt +supervisor +active +never +Fjeld & Wald\n/)
  expect((await balie('user', 'add', 'jonas@veerhuis.example', '--name', 'Jonas')).err).toMatch(/signs in with this address already/)
  expect((await balie('user', 'add', 'x@veerhuis.example', '--name', 'X', '--role', 'king')).err).toMatch(/There is no role “king”/)
  expect((await balie('user', 'reset', 'jonas@veerhuis.example', '--second-factor')).out).toMatch(/All sessions have ended/)
  expect((await balie('user', 'disable', 'jonas@veerhuis.example')).out).toMatch(/not let in any more/)
  expect((await balie('user', 'list')).out).toMatch(/jonas@veerhuis.example .* suspended/)
}, 180_000)

test('old mail is brought in, and the account leaves as one file', async () => {
  const file = join(folder, 'old.mbox')
  writeFileSync(file, Array.from({ length: 30 }, (_, n) => `From a@b.example Tue Nov 24 10:00:00 2026\n${aMail({ address: 'hilfe@fjeld-wald.test' }, { id: `cli-${n}@kunde.example` }).toString()}\n`).join(''))
  const brought = await balie('import', 'mbox', file)
  expect([brought.code, brought.err]).toEqual([0, expect.stringContaining('30 mails read: 30 new, 0 known already, 0 too large.')])
  expect(brought.err).toContain('30 filed.')
  // No terminal: no signs to steer one.
  expect(brought.err).not.toContain('\u001b')
  const left = await balie('export', join(folder, 'veerhuis.tar'))
  expect([left.code, left.out]).toEqual([0, expect.stringContaining('keep it like a backup')])
  expect(statSync(join(folder, 'veerhuis.tar')).size).toBeGreaterThan(50_000)
  expect(statSync(join(folder, 'veerhuis.tar')).mode & 0o077).toBe(0)
}, 180_000)

test('what is not a command is said so', async () => {
  const { code, err } = await balie('fly')
  expect(code).not.toBe(0)
  expect(err).toMatch(/unknown command 'fly'/)
  expect(err).toMatch(/balie --help/)
}, 30_000)
