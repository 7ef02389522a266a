import { expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { endsWebhook, nextTry, pausesMs } from './schedule.ts'
import { secretOf, signedHeaders } from './sign.ts'
import { wants } from './wants.ts'

const now = new Date('2026-11-24T10:00:00Z')

test.each([
  [['*'], 'case.opened', true], [['case.*'], 'case.status-changed', true], [['case.*'], 'casework.begun', false], [['message.received'], 'message.received', true],
  [['message.received'], 'message.written', false], [['*'], 'webhook.disabled', false], [[], 'case.opened', false],
] as const)('%o wants %s: %s', (patterns, verb, wanted) => { expect(wants(patterns, verb)).toBe(wanted) })

test('what is signed the library of Standard Webhooks believes, under the old secret and the new', () => {
  const [old, fresh, foreign] = [1, 2, 3].map((byte) => secretOf(new Uint8Array(32).fill(byte))) as [string, string, string]
  const message = { id: 'evt_1', payload: '{"type":"case.opened"}' }
  const headers = signedHeaders(message, [fresh, old], new Date())
  for (const secret of [old, fresh]) expect(new Webhook(secret).verify(message.payload, headers)).toEqual({ type: 'case.opened' })
  expect(() => new Webhook(foreign).verify(message.payload, headers)).toThrow(/No matching signature/)
  expect(() => new Webhook(fresh).verify('{"type":"case.closed"}', headers)).toThrow(/No matching signature/)
})

test('the tries are spread over three days and end', () => {
  expect(pausesMs.reduce((sum, each) => sum + each, 0) / 3_600_000).toBeCloseTo(75.6, 1)
  expect(nextTry(1, now, undefined)).toEqual(new Date('2026-11-24T10:00:05Z'))
  expect(nextTry(9, now, undefined)).toEqual(new Date('2026-11-25T10:00:00Z'))
  expect(nextTry(10, now, undefined)).toBeNull()
})
test.each([['60', '2026-11-24T10:01:00Z'], ['999999', '2026-11-25T10:00:00Z'], ['1', '2026-11-24T10:00:05Z'], ['soon', '2026-11-24T10:00:05Z']])('a receiver that says “retry after %s” is asked at %s', (asked, at) => {
  expect(nextTry(1, now, asked)).toEqual(new Date(at))
})

test.each([
  [410, false, null, 'gone'], [500, true, '2026-11-21T09:00:00Z', 'failing'], [500, true, '2026-11-23T09:00:00Z', null], [500, false, '2026-11-01T09:00:00Z', null], [null, true, '2026-11-20T09:00:00Z', 'failing'],
] as const)('answered %s, last try: %s, failing since %s: %s', (status, last, since, ends) => { expect(endsWebhook(status, last, since ? new Date(since) : null, now)).toBe(ends) })
