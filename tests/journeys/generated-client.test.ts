import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anActor, asToken } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { openReceiver, type Receiver } from '#testing/webhooks'
import { openLetterBox, type LetterBox } from '../letter-box.ts'
import { openHouse, until, type OpenHouse } from '../open-house.ts'

// Out of nothing but the OpenAPI document a client is generated; TypeScript finds no fault in a day's work with it, and the work is done.

const folder = join('test-results', 'client')
const program = join(folder, 'a-days-work.ts')
const run = promisify(execFile)

let house: OpenHouse
let box: LetterBox
let counter: Counter
let receiver: Receiver
let url: string
beforeAll(async () => {
  house = await openHouse()
  box = await openLetterBox()
  counter = await aCounter({ send: { host: '127.0.0.1', port: box.port } })
  receiver = await openReceiver()
  for (const n of [1, 2, 3]) await arrive(counter, aMail(counter, { id: `day-${n}@kunde.example`, from: `Kunde ${n} <kunde${n}@kunde.example>`, subject: `Zelt ${n}`, text: 'Die Stange ist gebrochen.' }))
  await house.settle()
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'schema.d.ts'), astToString(await openapiTS(new URL('/api/v1/openapi.json', url))))
  copyFileSync('tests/client/a-days-work.client', program)
}, 60_000)
afterAll(async () => { await receiver.close(); await box.close(); await house.close() })

test('the types that are generated fit what a program does', async () => {
  const words = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', 'node', '--allowImportingTsExtensions', '--noUncheckedIndexedAccess', '--ignoreConfig']
  const { stdout } = await run(process.execPath, ['node_modules/typescript/bin/tsc', ...words, program]).catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
}, 60_000)

test('a day’s work with them is done, and the webhook heard of it', async () => {
  const manager = await anActor({ accountId: counter.accountId, role: 'manager', brandIds: [counter.brandId], name: 'My program' })
  const { authorization } = await asToken(manager)
  const settling = setInterval(() => void house.settle().catch(() => {}), 100)
  const { stdout } = await run(process.execPath, [program, url, authorization.replace('Bearer ', ''), receiver.url], { timeout: 60_000 }).finally(() => clearInterval(settling))
  const told = JSON.parse(stdout.trim().split('\n').at(-1)!)
  expect(told).toMatchObject({ me: 'My program', pages: [1, 1, true], taken: true, noted: true, replied: 0, forwarded: true, tagged: ['zelt'], late: [412, 'version-mismatch'], solved: 'solved', customer: 'ruft gern an', nothing: [404, 'unknown'], test: 'webhook.test' })
  expect(told.found).toContain(told.reference)
  await house.settle()
  await until(() => box.received.length, (n) => n === 2)
  expect(box.received.flatMap((each) => each.to).sort()).toEqual(['depot@lager.example', expect.stringMatching(/^kunde\d@kunde.example$/)])
  await until(() => receiver.heard.map((each) => (JSON.parse(each.body) as { type: string }).type), (types) => ['case.assigned', 'message.written', 'case.status-changed', 'case.changed', 'webhook.test'].every((each) => types.includes(each)))
  for (const { body, headers } of receiver.heard) expect(() => new Verifier(told.secret).verify(body, headers)).not.toThrow()
}, 90_000)
