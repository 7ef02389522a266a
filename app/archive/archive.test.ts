import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSession, asToken } from '#testing/accounts'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { openReceiver, type Receiver } from '#testing/webhooks'
import { createAccount } from '#modules/accounts'
import { openBlobs } from '#platform/blobs'
import { db, useDb } from '#platform/db'
import { newId } from '#platform/ids'
import { seal, unseal, useSecret } from '#platform/secrets'
import { testDatabase } from '../../tests/database.ts'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { loadCompany } from '../../seeds/load.ts'
import { exportAccount } from './export-account.ts'
import { importAccount } from './import-account.ts'
import { packFolder, unpackFolder } from './tar.ts'
import type { Manifest } from './tables.ts'

let house: OpenHouse
let counter: Counter
let receiver: Receiver
const key = createHash('sha256').update('the key of this house').digest()
const folder = (name: string) => mkdtempSync(join(tmpdir(), `balie-${name}-`))
const dataFolder = folder('data')
const files = folder('files')
beforeAll(async () => {
  house = await openHouse()
  useSecret(key)
  openBlobs(files)
  writeFileSync(join(dataFolder, 'secret.key'), key.toString('hex'))
  receiver = await openReceiver()
  const { accountId, ownerId } = await createAccount({ name: 'Veerhuis', owner: { name: 'Wietske', email: 'wietske@veerhuis.example', password: 'a ferry over the Reitdiep' }, brands: [] })
  await loadCompany(accountId, { now: new Date(), scale: 0.02, withAdmin: false })
  counter = await aCounter({ accountId })
  // A mail with a large file, an answer that waits, a draft, a webhook that heard of it.
  const boss = { ...counter.agent, personId: ownerId, role: 'admin' as const }
  await house.owner.query("insert into accounts.grants (account_id, person_id, brand_id, visibility) values ($1, $2, $3, 'all')", [accountId, ownerId, counter.brandId])
  await house.ask(boss, 'POST', 'webhooks', { brandId: counter.brandId, name: 'Lager', url: receiver.url, patterns: ['*'] })
  const { caseId } = await arrive(counter, aMail(counter, { subject: 'Großes Bild', headers: { 'Content-Type': 'application/octet-stream', 'Content-Transfer-Encoding': 'base64' }, body: Buffer.alloc(400_000, 'Bild').toString('base64').replace(/(.{76})/g, '$1\r\n') }))
  const view = (await house.ask(counter.agent, 'GET', `cases/${caseId}`)).body
  await house.ask(counter.agent, 'POST', `cases/${caseId}/notes`, { text: 'Ist groß.' })
  await house.ask(counter.agent, 'PUT', `cases/${caseId}/drafts/reply`, { text: 'Ein Entw\u00fcrf', to: [], cc: [], bcc: [], subject: '', attachmentIds: [] })
  await house.ask(counter.agent, 'POST', `cases/${caseId}/forwards`, { text: 'Schau', to: [{ address: 'depot@lager.example', name: '' }], messageId: view.messages[0].id, sendAt: new Date(Date.now() + 3_600_000).toISOString() })
  await moved(caseId!)
  await house.settle()
}, 120_000)

/** Cases and customers that became one, a part that became its own, a sleeper, a field with a value, a deed for many. */
async function moved(caseId: string) {
  const ask = (method: 'PUT' | 'POST' | 'PATCH', path: string, body: object) => house.ask(counter.agent, method, path, body)
  const others = [await arrive(counter, aMail(counter, { id: 'one@firma.example', from: 'A. de Vries <anna@firma.example>', subject: 'Stange' })), await arrive(counter, aMail(counter, { id: 'two@privat.example', from: 'Anna de Vries <anna@privat.example>', subject: 'Hering' }))]
  const [stange, hering] = await Promise.all(others.map(async (each) => (await house.ask(counter.agent, 'GET', `cases/${each.caseId}`)).body))
  await ask('POST', `cases/${hering.id}/notes`, { text: 'Zwei Dinge.' })
  const field = newId()
  await house.owner.query("insert into cases.fields (account_id, brand_id, id, name, kind) values ($1, $2, $3, 'Charge', 'text')", [counter.accountId, counter.brandId, field])
  const answers = [
    await ask('PATCH', `cases/${hering.id}`, { fields: { [field]: 'B-17' } }), await ask('PUT', `cases/${caseId}/snooze`, { until: new Date(Date.now() + 86_400_000).toISOString() }),
    await ask('PUT', `cases/${stange.id}/merging`, { into: hering.id }), await ask('POST', `cases/${hering.id}/splits`, { messageId: stange.messages[0].id, whole: true }),
    await ask('PUT', `customers/${stange.customer.id}/merging`, { into: hering.customer.id }), await ask('POST', 'bulk-actions', { caseIds: [hering.id], action: { kind: 'tag', add: ['umzug'] } }),
  ]
  expect(answers.map((each) => each.status)).toEqual([200, 200, 200, 201, 200, 202])
}
afterAll(async () => { await receiver.close(); await house.close() })

const filesOf = (path: string) => readdirSync(path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name).slice(path.length + 1)).sort()
const contents = (path: string) => Object.fromEntries(filesOf(path).filter((each) => each !== 'manifest.json').map((each) => [each, createHash('sha256').update(readFileSync(join(path, each))).digest('hex')]))
const exported = async (name: string, ownerUrl = house.ownerUrl, data = dataFolder): Promise<{ path: string; manifest: Manifest }> => {
  const path = folder(name)
  return { path, manifest: await exportAccount({ accountId: counter.accountId, folder: path, ownerUrl, dataFolder: data, withKey: true }) }
}

test('exported and brought into an empty installation it is the same account, to the byte', async () => {
  const first = await exported('first')
  expect(first.manifest.rows['cases.cases']).toBeGreaterThan(10)
  for (const table of ['webhooks.deliveries', 'cases.bulk_items', 'cases.fields', 'customers.merges']) expect([table, first.manifest.rows[table]! > 0]).toEqual([table, true])
  expect(first.manifest.rows['sign_in.account']).toBeGreaterThan(5)
  expect(first.manifest.blobs).toBeGreaterThan(1)
  // By way of a single file, as it is carried.
  const file = join(folder('tar'), 'veerhuis.tar')
  await packFolder(first.path, file)
  const carried = folder('carried')
  await unpackFolder(file, carried)
  expect(contents(carried)).toEqual(contents(first.path))

  const told = receiver.heard.length
  const there = await testDatabase()
  const theirs = folder('theirs')
  try {
    await importAccount({ folder: carried, ownerUrl: there.ownerUrl, dataFolder: theirs })
    const second = await exported('second', there.ownerUrl, theirs)
    expect(contents(second.path)).toEqual(contents(first.path))
    expect({ ...second.manifest, at: '' }).toEqual({ ...first.manifest, at: '' })
    // What was done is not done again: no webhook hears the past, and no follower announces anew.
    expect(receiver.heard).toHaveLength(told)
    // New work goes on where the numbers were.
    const answer = async (path: string) => (await house.app.inject({ url: `/api/v1/${path}`, headers: await asToken(counter.agent) })).json()
    expect((await answer('cases?limit=100')).rows.length).toBeGreaterThan(0)
    const { caseId } = await arrive(counter, aMail(counter, { id: 'new@kunde.example', subject: 'Nach dem Umzug' }))
    const references = (await db().reading(counter.scope, (tx) => tx.run<{ reference: string }>('', 'select reference from cases.cases where brand_id = $1 order by opened_at, reference', [counter.brandId]))).map((each) => each.reference)
    expect(new Set(references).size).toBe(references.length)
    expect((await answer(`cases/${caseId}`)).subject).toBe('Nach dem Umzug')
    expect((await asSession(counter.agent)).cookie).toBeTruthy()
    await expect(importAccount({ folder: carried, ownerUrl: there.ownerUrl, dataFolder: theirs })).rejects.toThrow(/has an account already/)
  } finally {
    await there.close()
    reopen()
  }
}, 120_000)

test('a row that points to another of its table comes in whatever order they have', async () => {
  const { rows } = await house.owner.query("select c.conname, c.condeferrable from pg_constraint c where c.contype = 'f' and c.conrelid = c.confrelid and c.connamespace <> 'graphile_worker'::regnamespace")
  expect(rows.length).toBeGreaterThan(2)
  expect(rows.filter((each) => !each.condeferrable), 'make it deferrable, so that an import may look at it when all rows are there').toEqual([])
})

test('the key comes along, so that what was sealed opens there', async () => {
  const { path } = await exported('key')
  const sealed = seal('the password of a mailbox')
  const there = await testDatabase()
  const theirs = folder('theirs')
  try {
    expect(() => unseal(sealed)).toThrow()
    await importAccount({ folder: path, ownerUrl: there.ownerUrl, dataFolder: theirs })
    expect(unseal(sealed)).toBe('the password of a mailbox')
  } finally {
    await there.close()
    reopen()
  }
}, 60_000)

test.each([
  ['a row is missing', (path: string) => { const file = join(path, 'tables', 'cases.cases.jsonl'); writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(1).join('\n')) }, /should hold|violates foreign key/],
  ['a file was changed', (path: string) => { const file = filesOf(join(path, 'blobs'))[0]!; appendFileSync(join(path, 'blobs', file), 'x') }, /is not what it was/],
  ['a row is somebody else’s', (path: string) => { const file = join(path, 'tables', 'accounts.teams.jsonl'); writeFileSync(file, readFileSync(file, 'utf8').replaceAll(counter.accountId, crypto.randomUUID())) }, /row-level security/],
  ['a column is made up', (path: string) => { const file = join(path, 'tables', 'accounts.teams.jsonl'); writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"name":', '"na\\"me":')) }, /has no/],
] as const)('an archive of which %s is refused, and nothing of it stays', async (_, spoil, words) => {
  const { path } = await exported('spoilt')
  spoil(path)
  const there = await testDatabase()
  try {
    await expect(importAccount({ folder: path, ownerUrl: there.ownerUrl, dataFolder: folder('theirs') })).rejects.toThrow(words)
    for (const table of ['accounts.accounts', 'platform.events', 'sign_in."user"']) expect((await there.owner.query(`select count(*)::int as n from ${table}`)).rows).toEqual([{ n: 0 }])
  } finally {
    await there.close()
    reopen()
  }
}, 60_000)

test('what is there already is not written over, and a name that leads out of the archive is refused', async () => {
  const { path } = await exported('twice')
  await expect(exportAccount({ accountId: counter.accountId, folder: path, ownerUrl: house.ownerUrl, dataFolder, withKey: true })).rejects.toThrow(/is not empty/)
  const { pack } = await import('tar-stream')
  const file = join(folder('evil'), 'evil.tar')
  const tar = pack()
  tar.entry({ name: '../../outside.txt' }, 'hello')
  tar.finalize()
  const pieces: Buffer[] = []
  for await (const piece of tar as AsyncIterable<Buffer>) pieces.push(piece)
  writeFileSync(file, Buffer.concat(pieces))
  const inside = folder('unpack')
  await expect(unpackFolder(file, inside)).rejects.toThrow(/leads out/)
  expect(existsSync(join(inside, '..', '..', 'outside.txt'))).toBe(false)
})

/** Another database was looked at in the meantime. */
function reopen() {
  useDb(house.db)
  useSecret(key)
  openBlobs(files)
}
