import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBlobs } from '#platform/blobs'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { collect } from './flows/collect.ts'
import { aCounter, aMail, arrive, look, type Counter } from './testing.ts'

let house: TestDatabase
let counter: Counter
const folder = mkdtempSync(join(tmpdir(), 'balie-small-'))
const small = join(folder, 'disk')
mkdirSync(small)
const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]).status === 0
beforeAll(async () => { house = await testDatabase(); counter = await aCounter() })
afterAll(async () => {
  await house.close()
  if (mounted) spawnSync('umount', [small])
  rmSync(folder, { recursive: true, force: true })
})

const big = (megabytes: number) => aMail(counter, { id: `big-${megabytes}-${Math.random()}@kunde.example`, headers: { 'Content-Type': 'multipart/mixed; boundary="b"' }, body: `--b\r\nContent-Type: text/plain\r\n\r\nSiehe Anhang.\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="a.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5\r\n'.repeat(Math.floor((megabytes * 1024 * 1024) / 74))}\r\n--b--` })

test('a mail of 48 MB is filed with its attachment', async () => {
  openBlobs(mkdtempSync(join(folder, 'large-')))
  const filed = await arrive(counter, big(48))
  expect(filed).toMatchObject({ state: 'filed', reason: 'new' })
  expect(await look(counter, 'select name, size > 30000000 as large from conversations.attachments where message_id = $1', [filed.messageId])).toEqual([{ name: 'a.bin', large: true }])
})

test.runIf(mounted)('the disk is full: the mail is not taken, nothing of it stays, and it is taken when there is room', async () => {
  openBlobs(small)
  const raw = big(5)
  const hand = () => collect([{ accountId: counter.accountId, brandId: counter.brandId, mailboxId: counter.mailboxId, source: 'smtp', sourceKey: null, raw, envelopeFrom: null, envelopeTo: [counter.address], remoteAddress: null, helo: null, trust: {} }])
  const before = await look<{ n: number }>(counter, 'select count(*)::int as n from email.ledger')
  await expect(hand()).rejects.toThrow(/ENOSPC/)
  expect(await look(counter, 'select count(*)::int as n from email.ledger')).toEqual(before)
  expect(spawnSync('find', [small, '-type', 'f']).stdout.toString()).toBe('')
  openBlobs(mkdtempSync(join(folder, 'room-')))
  expect(await hand()).toEqual([expect.any(String)])
})
test.skipIf(mounted)('a full disk is tried only where a small one can be mounted (not here)', () => expect(mounted).toBe(false))
