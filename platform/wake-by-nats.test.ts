import { afterEach, expect, test } from 'vitest'
import { hasNats, startNats, whyNoNats } from '../tests/nats.ts'
import { until } from '../tests/until.ts'
import { byNats, natsAddress } from './wake-by-nats.ts'

const open: Array<{ close: () => Promise<void> }> = []
afterEach(async () => { for (const each of open.splice(0)) await each.close() })
async function aProcess(url: string, subject = 'balie.one') {
  const heard: string[] = []
  const counts = { missed: 0 }
  const carrier = await byNats(url, subject)((words) => heard.push(words), () => { counts.missed++ })
  open.push(carrier)
  return { ...carrier, heard, counts }
}

test.each([
  ['nats://127.0.0.1:4222', { servers: '127.0.0.1:4222' }], ['nats://balie:geb%C3%A4ck@nats.example', { servers: 'nats.example', user: 'balie', pass: 'gebäck' }],
  ['tls://s3cret@nats.example:4443', { servers: 'nats.example:4443', tls: {}, token: 's3cret' }],
] as const)('%s is reached so', (url, address) => { expect(natsAddress(url)).toEqual(address) })

test.skipIf(!hasNats)(`what one process says the others hear, of this installation only, and not itself (${hasNats ? 'here' : whyNoNats})`, async () => {
  const nats = await startNats()
  const [one, other, stranger] = [await aProcess(nats.url), await aProcess(nats.url), await aProcess(nats.url, 'balie.two')]
  await one.say('p1\nevents')
  await until(() => other.heard, (heard) => heard.length === 1)
  expect([one.heard, other.heard, stranger.heard]).toEqual([[], ['p1\nevents'], []])
  await nats.stop()
})

test.skipIf(!hasNats)('without NATS the house opens, hears of it when it comes, and again when it has been away', async () => {
  const nats = await startNats()
  await nats.kill()
  const one = await aProcess(nats.url)
  expect(one.counts.missed).toBe(0)
  await expect(one.say('p1\nevents')).rejects.toThrow('no connection')
  await nats.start()
  await until(() => one.counts.missed, (n) => n === 1)
  await nats.kill()
  await nats.start()
  // Whoever slept meanwhile is to look.
  await until(() => one.counts.missed, (n) => n === 2)
  const other = await aProcess(nats.url)
  await other.say('p2\nmail')
  await until(() => one.heard, (heard) => heard.includes('p2\nmail'))
  await nats.kill()
  // Closing does not wait for one that is away.
  const from = performance.now()
  for (const each of open.splice(0)) await each.close()
  expect(performance.now() - from).toBeLessThan(1_000)
})
