import { expect, test } from 'vitest'
import { hasNats, startNats, whyNoNats } from '../../tests/nats.ts'
import { disk, judgeHealth, lookAtNats, lookAtNode } from './doctor.ts'

const now = new Date('2026-11-24T10:00:00Z')
const healthy = { now, version: '18.4', accounts: 1, failing: 0, waiting: 3, oldest: 12, stuck: 0, behind: 0, migrations: 20 }
const about = (what: string, change: Partial<typeof healthy>) => judgeHealth({ ...healthy, ...change }, now).find((each) => each.what === what)!

test('where all is well nothing is advised', () => {
  expect(judgeHealth(healthy, now).map(({ what, how, advice }) => [what, how, advice])).toEqual(['Database', 'Clock', 'Mailboxes', 'Mail in', 'Mail out', 'Followers'].map((what) => [what, 'good', undefined]))
})
test.each([
  ['Clock', { now: new Date('2026-11-24T10:01:30Z') }, 'bad', /90 s apart/, /NTP/], ['Mailboxes', { failing: 2 }, 'bad', /2 do not work/, /Test the connection/], ['Mail in', { waiting: 900, oldest: 3_600 }, 'look', /900 mails wait, the oldest for 60 min/, /BALIE_INTAKE_WORKERS/],
  ['Mail out', { stuck: 4 }, 'look', /4 need somebody/, /outbox/], ['Followers', { behind: 10_000 }, 'look', /10000 or more events behind/, /catch up/],
] as const)('%s: %o is %s', (what, change, how, words, advice) => {
  const found = about(what, change)
  expect(found.how).toBe(how)
  expect(found.words).toMatch(words)
  expect(found.advice).toMatch(advice)
})
test.each([[0.5e9, 100e9, 'bad'], [5e9, 100e9, 'look'], [50e9, 100e9, 'good'], [30e9, 1000e9, 'good']] as const)('%i bytes free of %i: %s', (free, all, how) => { expect(disk(free, all).how).toBe(how) })
test.each([['24.21.0', 'good'], ['22.1.0', 'bad'], ['26.0.0', 'good']] as const)('Node %s is %s', (version, how) => { expect(lookAtNode(version).how).toBe(how) })

test('a NATS that was named and does not answer is told, and one that was not is no matter', async () => {
  expect(await lookAtNats({})).toEqual([])
  const [found] = await lookAtNats({ BALIE_NATS_URL: 'nats://127.0.0.1:9' })
  expect(found).toMatchObject({ what: 'NATS', how: 'bad', words: expect.stringContaining('127.0.0.1:9'), advice: expect.stringContaining('BALIE_NATS_URL') })
})
test.skipIf(!hasNats)(`one that answers is good, and one that does not let us in is not (${hasNats ? 'here' : whyNoNats})`, async () => {
  const nats = await startNats({ user: 'balie', password: 'gebäck' })
  expect(await lookAtNats({ BALIE_NATS_URL: nats.url })).toMatchObject([{ how: 'good', words: expect.stringMatching(/^2\.\d+\.\d+ at 127\.0\.0\.1:\d+ answers within \d+ ms$/) }])
  expect(await lookAtNats({ BALIE_NATS_URL: nats.url.replace(/\/\/.*@/, '//') })).toMatchObject([{ how: 'bad', words: expect.stringMatching(/authorization/i) }])
  await nats.stop()
})
