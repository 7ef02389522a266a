import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { call, Declined, hasCode, query, readAnswer, sentence } from './api.ts'
import { speak } from './i18n.ts'

beforeAll(() => speak('en'))
afterEach(() => { vi.unstubAllGlobals() })

function server(status: number, body: string) {
  const asked = vi.fn(async (_url: string, _request: RequestInit) => new Response(status === 204 ? null : body, { status }))
  vi.stubGlobal('fetch', asked)
  return asked
}
const refused = async (status: number, problem: object | string) => { server(status, typeof problem === 'string' ? problem : JSON.stringify(problem)); return call('GET', 'cases').catch((error: unknown) => error as Declined) as Promise<Declined> }

test('writing carries the header that a foreign form cannot set, reading does not', async () => {
  const asked = server(200, '{"ok":true}')
  expect(await call('POST', 'cases', { a: 1 })).toEqual({ ok: true })
  await call('GET', 'cases')
  expect(asked.mock.calls.map(([url, request]) => [url, (request.headers as Record<string, string>)['x-balie-csrf'], (request.headers as Record<string, string>)['content-type']])).toEqual([['/api/v1/cases', '1', 'application/json'], ['/api/v1/cases', undefined, undefined]])
})
test('a form keeps the content type that the browser chooses for it', async () => {
  const asked = server(204, '')
  expect(await call('POST', 'uploads', new FormData())).toBeNull()
  expect(asked.mock.calls[0]![1].headers).not.toHaveProperty('content-type')
})
test.each<[number, object | string, string, RegExp]>([
  [409, { code: 'stale-reply', title: 'Stale' }, 'stale-reply', /came in/],
  [422, { code: 'invalid', detail: 'references: One to four capital letters.' }, 'invalid', /capital letters/],
  [404, { type: 'https://balie.example/refusals/unknown' }, 'unknown', /does not exist/],
  [500, { code: 'oops', detail: 'relation "x" does not exist' }, 'oops', /on our side/],
  [503, { code: 'unavailable' }, 'unavailable', /Not available/],
  [502, '<html>Bad gateway</html>', 'unexpected', /on our side/],
])('%i %j is told as %s', async (status, problem, code, words) => {
  const error = await refused(status, problem)
  expect([error.code, error.status]).toEqual([code, status])
  expect(error.message).toMatch(words)
})
test('the facts of a refusal are kept, such as who was quicker', async () => {
  const error = await refused(409, { code: 'taken-by-another', ownerName: 'Jonas' })
  expect(hasCode(error, 'taken-by-another') && error.facts['ownerName']).toBe('Jonas')
  expect(hasCode(error, 'unknown')).toBe(false)
})
test('no network is told as such', async () => {
  vi.stubGlobal('fetch', async () => { throw new TypeError('failed') })
  const error = await call('GET', 'me').catch((failure: unknown) => failure as Declined) as Declined
  expect([error.code, error.status]).toEqual(['network', 0])
  expect(sentence(error)).toMatch(/No connection/)
})
test.each(['that never comes', 'that stops half-way'])('an answer %s is one from no network, once patience is at its end', async (how) => {
  const never = (_: string, { signal }: RequestInit) => new Promise<never>((_resolve, reject) => { signal!.addEventListener('abort', () => reject(signal!.reason as Error)) })
  vi.stubGlobal('fetch', how === 'that never comes' ? never : async (url: string, request: RequestInit) => ({ status: 200, text: () => never(url, request) }))
  const error = await call('POST', 'cases/1/replies', {}, undefined, {}, 20).catch((failure: unknown) => failure as Declined) as Declined
  expect([error.code, sentence(error)]).toEqual(['network', expect.stringMatching(/No connection/)])
})
test('a reading that was called off is no error of the network', async () => {
  const off = new AbortController()
  off.abort()
  vi.stubGlobal('fetch', async () => { throw new DOMException('off', 'AbortError') })
  await expect(call('GET', 'me', undefined, off.signal)).rejects.toThrow(DOMException)
})
test('what is no refusal is not read aloud to people', () => { expect(sentence(new Error('secret stack'))).toMatch(/on our side/) })
test.each([[{}, ''], [{ a: 1, b: undefined, c: null, d: '' }, '?a=1'], [{ q: 'a&b', view: 'all' }, '?q=a%26b&view=all'], [{ days: 0 }, '?days=0']])('%j asks %s', (values, asked) => { expect(query(values)).toBe(asked) })
test('an answer without words is null', () => { expect(readAnswer(204, '')).toBeNull() })
