import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase, type TestDatabase } from '../tests/database.ts'
import { announce, endOfLog, happening, readLog, theSystem, type LoggedEvent } from './events.ts'
import { follow, runFollowers, when } from './followers.ts'
import { newId } from './ids.ts'

let house: TestDatabase
let followers: ReturnType<typeof runFollowers>
const bellRung = happening('bell.rung', z.object({ n: z.number() }))
const seen: number[] = []
const reacted: number[] = []
const account = newId()
const scope = { accountId: account, brandIds: 'all' as const }
const ring = (n: number) => house.db.transaction(scope, (tx) => announce(tx, theSystem, bellRung({ brandId: null, subjectId: newId() }, { n })))

beforeAll(async () => {
  house = await testDatabase()
  follow('counts bells', async (_tx, events) => { for (const event of events) seen.push(event.facts['n'] as number) })
  when(bellRung, 'listener: hears a bell', async (_tx, facts) => { if (facts.n === 13) throw new Error('unlucky'); reacted.push(facts.n) })
  followers = runFollowers()
})
afterAll(async () => { await followers.stop(); await house.close() })

test('a transaction that began earlier and commits later is not skipped, and nothing is told twice', async () => {
  let finish = () => {}
  const held = new Promise<void>((resolve) => { finish = resolve })
  let written = () => {}
  const isWritten = new Promise<void>((resolve) => { written = resolve })
  const slow = house.db.transaction(scope, async (tx) => { await announce(tx, theSystem, bellRung({ brandId: null, subjectId: newId() }, { n: 1 })); written(); await held })
  await isWritten
  await ring(2)
  await new Promise((resolve) => setTimeout(resolve, 150))
  // The second is committed, but the first might still come before it: nobody may move past it.
  expect(seen).toEqual([])
  finish()
  await slow
  await ring(3)
  await followers.settled()
  expect(seen.toSorted()).toEqual([1, 2, 3])
  expect(seen).toHaveLength(3)
})

test('the log ends before what is still under way', async () => {
  const end = await house.db.acrossAccounts('test', endOfLog)
  let told: LoggedEvent[] = []
  await house.db.transaction(scope, async (tx) => {
    await announce(tx, theSystem, bellRung({ brandId: null, subjectId: newId() }, { n: 4 }))
    told = (await house.db.acrossAccounts('test', (across) => readLog(across, end, 10))).events
  })
  expect(told).toEqual([])
  await followers.settled()
  expect(seen).toContain(4)
})

test('an event that a reaction cannot take is set aside alone; the others go on', async () => {
  for (const n of [12, 13, 14]) await ring(n)
  await followers.settled()
  // A batch that failed was rolled back and taken again one by one: what is counted here outside the database may be seen twice.
  expect([...new Set(reacted.filter((n) => n > 10))]).toEqual([12, 14])
  const aside = await house.db.transaction(scope, (tx) => tx.run<{ follower: string; words: string }>('', 'select follower, words from platform.reaction_failures', []))
  expect(aside).toEqual([{ follower: 'listener', words: 'unlucky' }])
})

test('what is rolled back was never announced', async () => {
  await expect(house.db.transaction(scope, async (tx) => { await announce(tx, theSystem, bellRung({ brandId: null, subjectId: newId() }, { n: 99 })); throw new Error('no') })).rejects.toThrow('no')
  await ring(15)
  await followers.settled()
  expect(seen).not.toContain(99)
  expect(seen).toContain(15)
})
