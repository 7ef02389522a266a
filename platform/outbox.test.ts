import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../tests/database.ts'
import { until } from '../tests/open-house.ts'
import { newId } from './ids.ts'
import { runJobs } from './jobs.ts'
import { backOff, believeDone, cancelEffect, effect, recoverOutbox, registerOutbox, retryEffect, wantEffect, type Outcome } from './outbox.ts'

let house: TestDatabase
let jobs: { stop: () => Promise<void> }
const account = newId()
const scope = { accountId: account, brandIds: 'all' as const }
const performed: string[] = []
const settled: Array<[string, Outcome['state']]> = []
const outcomes = new Map<string, Outcome>()

beforeAll(async () => {
  house = await testDatabase()
  registerOutbox()
  effect('test.effect', {
    async perform({ subjectId }) { performed.push(subjectId); return outcomes.get(subjectId) ?? { state: 'done', detail: 'ok' } },
    async settled(_tx, { subjectId }, outcome) { settled.push([subjectId, outcome.state]) },
  })
  jobs = await runJobs(house.ownerUrl)
})
afterAll(async () => { await jobs.stop(); await house.close() })

const want = (subjectId: string, dueAt = new Date()) => house.db.transaction(scope, (tx) => wantEffect(tx, { kind: 'test.effect', brandId: null, subjectId, dueAt }))
const stateOf = async (subjectId: string) => (await house.db.reading(scope, (tx) => tx.run<{ state: string }>('', 'select state from platform.outbox where subject_id = $1', [subjectId])))[0]?.state
const times = (subjectId: string) => performed.filter((each) => each === subjectId).length
/** As a process leaves it behind that was killed in the middle. */
const strand = (subjectId: string, handingOver: boolean) => house.db.transaction(scope, (tx) => tx.run('', "update platform.outbox set state = 'working', claimed_at = now() - interval '1 hour', payload = payload || $2 where subject_id = $1", [subjectId, JSON.stringify(handingOver ? { handingOver } : {})]))

test('an effect is done once, and its outcome is kept', async () => {
  const id = newId()
  await want(id)
  await until(() => stateOf(id), (state) => state === 'done')
  expect(times(id)).toBe(1)
  expect(settled).toContainEqual([id, 'done'])
})
test('what is taken back before its time never happens', async () => {
  const id = newId()
  await want(id, new Date(Date.now() + 300))
  expect(await house.db.transaction(scope, (tx) => cancelEffect(tx, id))).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect([times(id), await stateOf(id)]).toEqual([0, 'cancelled'])
  expect(await house.db.transaction(scope, (tx) => cancelEffect(tx, id))).toBe(false)
})
test('rolled back with its change, it was never wanted', async () => {
  const id = newId()
  await expect(house.db.transaction(scope, async (tx) => { await wantEffect(tx, { kind: 'test.effect', brandId: null, subjectId: id, dueAt: new Date() }); throw new Error('no') })).rejects.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect([times(id), await stateOf(id)]).toEqual([0, undefined])
})
test('killed before the hand-over: it goes again', async () => {
  const id = newId()
  await want(id, new Date(Date.now() + 3_600_000))
  await strand(id, false)
  await recoverOutbox()
  await until(() => stateOf(id), (state) => state === 'done')
  expect(times(id)).toBe(1)
})
test('killed after the hand-over: in doubt, not sent again by itself; a person decides', async () => {
  const id = newId()
  await want(id, new Date(Date.now() + 3_600_000))
  await strand(id, true)
  await recoverOutbox()
  expect(await stateOf(id)).toBe('doubtful')
  await recoverOutbox()
  expect(times(id)).toBe(0)
  await house.db.transaction(scope, (tx) => believeDone(tx, id))
  expect(await stateOf(id)).toBe('done')
})
test('what failed waits for somebody who sends it again', async () => {
  const id = newId()
  outcomes.set(id, { state: 'failed', detail: '554' })
  await want(id)
  await until(() => stateOf(id), (state) => state === 'failed')
  outcomes.delete(id)
  expect(await house.db.transaction(scope, (tx) => retryEffect(tx, id))).toBe(true)
  await until(() => stateOf(id), (state) => state === 'done')
  expect(times(id)).toBe(2)
})
test('tries come further and further apart, two hours at most', () => {
  const waits = [1, 2, 3, 8, 30].map((attempts) => (backOff(attempts, 0).getTime()) / 1000)
  expect(waits).toEqual([30, 60, 120, 3840, 7200])
})
